#include "loading/rule_parameter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "loading/rule_shapes.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout::loading {

namespace {

using rules::Parameter;
using rules::Value;

const std::vector<std::string_view> kParameterEvidence = {"two texts", "one text", "memory"};
const std::vector<std::string_view> kPicks = {"acquired", "in_service", "year"};

std::string joined(const std::vector<std::string>& items) {
  std::string result;
  for (const std::string& item : items) result += (result.empty() ? "" : ",") + item;
  return result;
}

void whole_number(RuleReader& reader, const TomlNode& table, const FieldShape& field, std::string& out) {
  const TomlNode* node = reader.member(table, field.name, TomlKind::integer);
  if (node == nullptr) return;
  const bool zero_allowed = field.kind == FieldKind::yuan;
  // Bounds keep later arithmetic in range: lives below 10,000, amounts below ten trillion yuan.
  const std::size_t digits_max = zero_allowed ? 13 : 4;
  if (node->text.front() == '-' || (node->text == "0" && !zero_allowed) || node->text.size() > digits_max) {
    reader.problem("RULE-WRONG-TYPE", *node,
                   {fmt::format("“{}”超出范围", field.name), fmt::format("'{}' is out of range", field.name)});
    return;
  }
  out = node->text;
}

void ratio(RuleReader& reader, const TomlNode& table, const FieldShape& field, std::string& out) {
  const std::string text = reader.text(table, field.name);
  if (text.empty()) return;
  const std::optional<Ratio> value = parse_ratio(text);
  if (value && compare(*value, Ratio{}) >= 0 && compare(*value, Ratio::of(10, 1)) <= 0) {
    out = text;
    return;
  }
  reader.problem("RULE-WRONG-TYPE", *table.find(field.name),
                 {fmt::format("“{}”应为比例,如 \"0.6\"", field.name),
                  fmt::format("'{}' must be a ratio such as \"0.6\"", field.name)});
}

std::vector<std::string> word_list(RuleReader& reader, const TomlNode& table, const FieldShape& field) {
  std::vector<std::string> list = reader.texts(table, field.name);
  for (const std::string& item : list) {
    if (field.words.empty() || std::find(field.words.begin(), field.words.end(), item) != field.words.end()) continue;
    reader.problem("RULE-UNKNOWN-WORD", *table.find(field.name),
                   {fmt::format("“{}”不是“{}”可用的词", item, field.name),
                    fmt::format("'{}' is not a word for '{}'", item, field.name)},
                   {fmt::format("可用:{}。", fmt::join(field.words, "、")),
                    fmt::format("Use any of: {}.", fmt::join(field.words, ", "))});
  }
  return list;
}

// Reads one key by its shape; `out` stays empty where it is absent or wrong.
void read_field(RuleReader& reader, const TomlNode& table, const FieldShape& field, std::string& out) {
  if (table.find(field.name) == nullptr && !field.required) return;
  switch (field.kind) {
    case FieldKind::months:
    case FieldKind::years:
    case FieldKind::yuan:
      return whole_number(reader, table, field, out);
    case FieldKind::ratio:
      return ratio(reader, table, field, out);
    case FieldKind::date:
      if (const auto date = reader.date(table, field.name)) out = to_string(*date);
      return;
    case FieldKind::flag:
      if (const TomlNode* node = reader.member(table, field.name, TomlKind::boolean)) out = node->text;
      return;
    case FieldKind::word:
      out = reader.word(table, field.name, field.words);
      return;
    case FieldKind::words:
    case FieldKind::classes:
      out = joined(word_list(reader, table, field));
      return;
    case FieldKind::text:
      out = reader.text(table, field.name);
      return;
    case FieldKind::both:
      return;  // kept in keys: see read_key
  }
}

void read_key(RuleReader& reader, const TomlNode& root, const FieldShape& key, Parameter& parameter) {
  if (root.find(key.name) == nullptr && !key.required) return;
  const std::string name(key.name);
  if (key.kind == FieldKind::words || key.kind == FieldKind::classes) {
    parameter.keys[name] = word_list(reader, root, key);
  } else if (key.kind == FieldKind::both) {
    const Text text = reader.both_languages(root, key.name);
    parameter.keys[name] = {text.zh, text.en};
  } else {
    std::string text;
    read_field(reader, root, key, text);
    if (!text.empty()) parameter.keys[name] = {text};
  }
}

rules::Citation read_citation(RuleReader& reader, const TomlNode& row) {
  rules::Citation cite;
  const TomlNode* node = row.find("cite");
  if (node == nullptr || node->kind != TomlKind::table) {
    reader.problem(
        "RULE-UNCITED", row, {"该值没有注明出处", "this value names no source"},
        {"加上 cite = { source = \"…\", article = \"…\" }。", "Add cite = { source = \"…\", article = \"…\" }."});
    return cite;
  }
  reader.refuse_unknown_keys(*node, {"source", "article"});
  cite.source = reader.text(*node, "source");
  cite.article = reader.text(*node, "article", false);
  return cite;
}

std::vector<std::string_view> names(const std::vector<FieldShape>& fields, std::vector<std::string_view> common) {
  for (const FieldShape& field : fields) common.push_back(field.name);
  return common;
}

std::optional<Value> read_row(RuleReader& reader, const TomlNode& row, const ParameterShape& shape) {
  reader.refuse_unknown_keys(row, names(shape.fields, {"from", "published", "cite", "ends", "verified", "note"}));
  Value value;
  const std::optional<Date> from = reader.date(row, "from");
  const std::optional<Date> published = reader.date(row, "published");
  value.ends = reader.flag(row, "ends", false);
  value.verified = reader.word(row, "verified", kParameterEvidence, false);
  value.cite = read_citation(reader, row);
  value.line = row.line;
  for (const FieldShape& field : shape.fields) {
    if (value.ends && row.find(field.name) == nullptr) continue;
    std::string text;
    read_field(reader, row, field, text);
    if (!text.empty()) value.fields.emplace(field.name, std::move(text));
  }
  if (const std::string note = reader.text(row, "note", false); !note.empty()) value.fields.emplace("note", note);
  if (!from || !published) return std::nullopt;
  value.from = *from;
  value.published = *published;
  return value;
}

// Two rows may begin on the same day only where the second was published later and so overrules the first.
void check_order(RuleReader& reader, const TomlNode& row, const Value& earlier, const Value& later) {
  const bool ordered = earlier.from < later.from || (earlier.from == later.from && earlier.published < later.published);
  if (ordered) return;
  reader.problem(
      "RULE-ROW-ORDER", row,
      {fmt::format("{} 起生效的值与前一行({} 起)重叠或次序颠倒", to_string(later.from), to_string(earlier.from)),
       fmt::format("the value in force from {} overlaps the row before it, from {}, or is out of order",
                   to_string(later.from), to_string(earlier.from))},
      {"各行按 from 排列;同日生效的,后公布者在后。",
       "Order rows by `from`; of two that begin on one day the later published stands second."});
}

void read_rows(RuleReader& reader, const TomlNode& root, const ParameterShape& shape, Parameter& parameter) {
  const TomlNode* rows = reader.member(root, "value", TomlKind::array);
  if (rows == nullptr) return;
  for (const TomlNode& row : rows->items) {
    if (row.kind != TomlKind::table) {
      reader.problem("RULE-WRONG-TYPE", row, {"value 应写成 [[value]] 表", "write values as [[value]] tables"});
      continue;
    }
    std::optional<Value> value = read_row(reader, row, shape);
    if (!value) continue;
    if (!parameter.values.empty()) check_order(reader, row, parameter.values.back(), *value);
    parameter.values.push_back(std::move(*value));
  }
  if (rows->items.empty() || (!parameter.values.empty() && parameter.values.front().ends)) {
    reader.problem("RULE-NO-VALUE", *rows, {"没有可用的值", "there is no value that holds"});
  }
}

void read_options(RuleReader& reader, const TomlNode& root, Parameter& parameter) {
  const TomlNode* list = reader.member(root, "option", TomlKind::array);
  if (list == nullptr) return;
  for (const TomlNode& item : list->items) {
    if (item.kind != TomlKind::table) {
      reader.problem("RULE-WRONG-TYPE", item, {"option 应写成 [[option]] 表", "write options as [[option]] tables"});
      continue;
    }
    reader.refuse_unknown_keys(item, {"code", "title", "reason", "cite", "verified"});
    rules::PositionOption option;
    option.code = reader.text(item, "code");
    option.title = reader.both_languages(item, "title");
    option.reason = reader.both_languages(item, "reason");
    option.cite = read_citation(reader, item);
    option.verified = reader.word(item, "verified", kParameterEvidence, false);
    option.line = item.line;
    parameter.options.push_back(std::move(option));
  }
}

void check_id(RuleReader& reader, const TomlNode& root, const std::string& id) {
  if (id.empty() || id == reader.id()) return;
  reader.problem("RULE-ID-PATH", *root.find("id"),
                 {fmt::format("id“{}”与文件路径不符", id), fmt::format("the id '{}' is not the file's path", id)},
                 {fmt::format("应为“{}”。", reader.id()), fmt::format("Write '{}'.", reader.id())});
}

}  // namespace

std::optional<Parameter> read_parameter(RuleReader& reader, const TomlNode& root) {
  const ParameterShape* shape = shape_of(reader.id());
  if (shape == nullptr) {
    reader.problem("RULE-UNREAD", root, {"程序不读取这个规则文件", "nothing in the program reads this rule file"},
                   {"检查路径;新种类的规则要先登记(rules/README.md)。",
                    "Check its path; a new kind of rule must be registered first (rules/README.md)."});
    return std::nullopt;
  }
  std::vector<std::string_view> known = {"id", "title", "label", "unit", "picks", "note", "value", "check"};
  if (shape->has_options) known.push_back("option");
  reader.refuse_unknown_keys(root, names(shape->keys, std::move(known)));
  Parameter parameter;
  parameter.id = reader.id();
  check_id(reader, root, reader.text(root, "id"));
  parameter.file = reader.name();
  parameter.title = reader.both_languages(root, "title");
  parameter.label = reader.text(root, "label");
  parameter.unit = reader.text(root, "unit");
  parameter.picks = reader.word(root, "picks", kPicks);
  for (const FieldShape& key : shape->keys) read_key(reader, root, key, parameter);
  read_rows(reader, root, *shape, parameter);
  if (shape->has_options) read_options(reader, root, parameter);
  if (const TomlNode* check = reader.member(root, "check", TomlKind::table)) {
    reader.refuse_unknown_keys(*check, {"verified", "note"});
    parameter.verified = reader.word(*check, "verified", kParameterEvidence);
  }
  return parameter;
}

}  // namespace tieout::loading
