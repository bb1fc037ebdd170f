#include "cli/help_files.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/field.hpp"
#include "loading/heading.hpp"
#include "loading/toml.hpp"
#include "loading/value_words.hpp"
#include "tieout/filing/adjustment_keys.hpp"
#include "tieout/filing/reconciliation_tables.hpp"

namespace tieout::cli {

using loading::FieldSpec;
using loading::RecordType;
using loading::TomlNode;
using loading::ValueKind;

namespace {

Text content_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::date:
      return {"日期，如 2024-03-15", "a date, such as 2024-03-15"};
    case ValueKind::amount:
      return {"金额（元），最多两位小数", "an amount in yuan, at most two decimals"};
    case ValueKind::rate:
    case ValueKind::deduction:
      return {"比率，5% 或 0.05", "a rate: 5% or 0.05"};
    case ValueKind::fraction:
      return {"份额，1/3 或小数", "a share: 1/3 or a decimal"};
    case ValueKind::quantity:
      return {"数量", "a number"};
    case ValueKind::life:
      return {"月数；列名写明年的为年数", "months; years where the heading says so"};
    case ValueKind::integer:
      return {"整数", "a whole number"};
    case ValueKind::currency:
      return {"币种，只接受人民币（CNY）", "the currency, CNY alone"};
    default:
      return {"文字", "text"};
  }
}

class FileHelp {
 public:
  FileHelp(const Options& options, const rules::RuleBook& rules, RecordType type)
      : options_(options),
        classes_(rules.classes),
        type_(type),
        headings_(loading::HeadingWords::load(headings_file(options), ignored_)),
        words_(headings_, rules.classes),
        root_(loading::read_toml(headings_file(options), ignored_)) {}

  int write() {
    table_.schema = {
        "columns",
        {fmt::format("{} 的列", loading::table_name(type_)), fmt::format("Columns of {}", loading::table_name(type_))},
        {{"column", {"列", "Column"}},
         {"heading", {"中文列名", "Chinese heading"}},
         {"needed", {"必填", "Needed"}},
         {"content", {"内容", "Content"}}}};
    meanings_.schema = {"words",
                        {"可用的词", "Words"},
                        {{"column", {"列", "Column"}}, {"word", {"词", "Word"}}, {"meaning", {"含义", "Meaning"}}}};
    for (const FieldSpec& field : loading::fields_of(type_)) {
      const Text needed = field.needed ? Text{"是", "yes"} : Text{};
      add(field.name, chinese(field.name), in(options_.language, needed), content(field));
    }
    return write_tables({&table_, &meanings_}, options_);
  }

 private:
  void add(std::string_view name, const std::string& chinese, const std::string& needed, const std::string& content) {
    table_.rows.push_back({Cell::of(name), Cell::of(table_.keep(chinese)), Cell::of(table_.keep(needed)),
                           Cell::of(table_.keep(content))});
  }

  // The first that data/headings.toml lists.
  std::string chinese(std::string_view field) const {
    const TomlNode* table = root_.find(loading::table_name(type_));
    const TomlNode* list = table == nullptr ? nullptr : table->find(field);
    return list == nullptr || list->items.empty() ? std::string() : list->items.front().text;
  }

  std::string content(const FieldSpec& field) {
    if (field.name == "tax_election") {
      return in(options_.language, {"优惠事项编码，见 tieout elections", "code of an election: see tieout elections"});
    }
    const std::size_t before = meanings_.rows.size();
    list_words(field);
    if (meanings_.rows.size() == before) return in(options_.language, content_of(field.kind));
    return in(options_.language, {"下列各词之一", "one of the words below"});
  }

  void list_words(const FieldSpec& field) {
    if (type_ == RecordType::adjustment && field.name == "key") return list_keys(field);
    for (const std::string& word : words_.canonical(field.kind)) {
      std::string meaning;
      if (field.kind == ValueKind::asset_class) {
        meaning = in(options_.language, classes_.at(*classes_.find(word)).label);
      } else {
        for (const auto& [alias, canonical] : headings_.words(loading::list_name(field.kind))) {
          if (canonical == word && meaning.empty()) meaning = alias;
        }
      }
      mean(field, word, meaning);
    }
  }

  void list_keys(const FieldSpec& field) {
    const TableSchema figures = reconciliation_schema();
    for (const std::string& key : adjustment_key_names()) {
      const auto column = std::find_if(figures.columns.begin(), figures.columns.end(),
                                       [&](const Column& each) { return each.key == key; });
      mean(field, key, column == figures.columns.end() ? "" : in(options_.language, column->label));
    }
  }

  void mean(const FieldSpec& field, const std::string& word, const std::string& meaning) {
    meanings_.rows.push_back({Cell::of(field.name), Cell::of(meanings_.keep(word)), Cell::of(meanings_.keep(meaning))});
  }

  const Options& options_;
  const rules::ClassTable& classes_;
  RecordType type_;
  Diagnostics ignored_;  // told by the commands that read files
  loading::HeadingWords headings_;
  loading::WordBook words_;
  TomlNode root_;
  Table table_, meanings_;
};

}  // namespace

std::optional<int> help_of_file(const Options& options, const std::string& name) {
  for (std::size_t at = 0; at < loading::kRecordTypes; ++at) {
    const auto type = static_cast<RecordType>(at);
    if (name != loading::table_name(type) && name != loading::record_name(type)) continue;
    Session session(options);
    if (!session.open_rules()) return session.exit_code();
    return FileHelp(options, session.rules(), type).write();
  }
  return {};
}

std::string files_with_help() {
  std::string text;
  for (std::size_t at = 0; at < loading::kRecordTypes; ++at) {
    text += (text.empty() ? "" : ", ") + std::string(loading::table_name(static_cast<RecordType>(at)));
  }
  return text;
}

}  // namespace tieout::cli
