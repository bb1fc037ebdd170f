#include "cli/form_rules.hpp"

#include <fmt/format.h>

#include <deque>

#include "cli/output.hpp"
#include "tieout/rules/history.hpp"

namespace tieout::cli {

namespace {

using rules::FormEdition;
using rules::FormRow;

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

class EditionTable {
 public:
  EditionTable(const Session& session, const FormEdition& edition) : session_(session), edition_(edition) {}

  Table make() {
    const std::string years = edition_.through_year < 9999
                                  ? fmt::format("{}-{}", edition_.from_year, edition_.through_year)
                                  : edition_.name();
    const std::string zh = session_.rules().describe(edition_.cite, Language::zh);
    const std::string en = session_.rules().describe(edition_.cite, Language::en);
    table_.schema = {edition_.form,
                     {fmt::format("{} {}（{} 年度起，{}） {}", edition_.form, edition_.title.zh, years, zh,
                                  rules::evidence_word(edition_.verified).zh),
                      fmt::format("{} {} (tax years from {}, {}), {}", edition_.form, edition_.title.en, years, en,
                                  edition_.verified)},
                     {}};
    table_.schema.columns = {{"edition", {"版本", "Edition"}},      {"part", {"部分", "Part"}},
                             {"number", {"行次/栏次", "Number"}},   {"label", {"项目", "Label"}},
                             {"content", {"内容", "Content"}},      {"closed", {"不填", "Closed"}},
                             {"verified", {"依据核对", "Verified"}}};
    for (const rules::FormColumn& column : edition_.columns) {
      add({"栏", "column"}, column.number, say(column.label), std::string(rules::name_of(column.amount)), "",
          column.verified);
    }
    for (const FormRow& row : edition_.rows) {
      add({"行", "row"}, row.number, std::string(static_cast<std::size_t>(row.indent) * 2, ' ') + say(row.label),
          content(row), closed(row), row.verified);
      if (!row.sum.empty()) {
        add({"公式", "formula"}, row.number, "", fmt::format("{} = {}", row.number, content(row)), "",
            row.sum_verified);
      }
    }
    for (const rules::FormCellNote& note : edition_.cell_notes) {
      for (const std::size_t column : note.columns) {
        add({"单元格", "cell"}, fmt::format("{}:{}", edition_.rows[note.row].number, edition_.columns[column].number),
            "", note.note, "", note.verified);
      }
    }
    for (const rules::FormCheck& check : edition_.checks) {
      add({"公式", "formula"}, check.id, "",
          fmt::format("{} {} {}", check.left.text, check.relation == rules::FormRelation::equal ? "=" : "≥",
                      check.right.text),
          "", check.verified);
    }
    for (const rules::FormPointer& pointer : edition_.pointers) {
      add({"他表", "elsewhere"}, pointer.row.empty() ? pointer.form : pointer.form + ":" + pointer.row,
          say(pointer.label), pointer.permanent ? "adj_permanent" : "adj_charge", "", pointer.verified);
    }
    return std::move(table_);
  }

 private:
  const std::string& say(const Text& text) const { return session_.say(text); }

  std::string codes(const std::vector<ClassId>& classes) const {
    std::vector<std::string> words;
    for (const ClassId id : classes) words.push_back(session_.rules().classes.at(id).code);
    return joined(words, " ");
  }

  std::string content(const FormRow& row) const {
    std::string text;
    for (const std::size_t child : row.sum) text += (text.empty() ? "" : " + ") + edition_.rows[child].number;
    if (!text.empty()) return text;
    text = codes(row.classes);
    if (!row.classes_inferred.empty()) {
      text += fmt::format(" ({}: {})", say({"推断", "inferred"}), codes(row.classes_inferred));
    }
    for (const rules::PreferenceMatch& match : row.preferences) {
      text += (text.empty() ? "" : "; ") + joined(match.elections, " ");
      if (!match.grounds.empty()) text += " @ " + joined(match.grounds, " ");
      if (!match.classes.empty()) text += " / " + codes(match.classes);
      for (const Family family : match.families) text += fmt::format(" / {}", name_of(family));
    }
    if (row.losses) text += losses(row);
    return text;
  }

  std::string losses(const FormRow& row) const {
    std::string text = row.losses->rest ? say({"其余损失", "any other loss"}) : say({"损失", "losses"});
    if (!row.losses->classes.empty()) text += ": " + codes(row.losses->classes);
    for (const DisposalKind kind : row.losses->kinds) text += fmt::format(" / {}", name_of(kind));
    if (row.losses->worn_out) text += say({" / 年限届满", " / at the end of its life"});
    if (!row.of_which_row.empty()) text += fmt::format(" < {}:{}", row.of_which_form, row.of_which_row);
    return text;
  }

  std::string closed(const FormRow& row) const {
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < row.closed.size(); ++i) {
      if (row.closed[i]) numbers.push_back(edition_.columns[i].number);
    }
    return joined(numbers, ", ");
  }

  void add(const Text& part, const std::string& number, const std::string& label, const std::string& what,
           const std::string& closed_columns, const std::string& verified) {
    const auto kept = [&](std::string text) { return Cell::of(table_.keep(std::move(text))); };
    table_.rows.push_back({kept(edition_.name()), kept(say(part)), kept(number), kept(label), kept(what),
                           kept(closed_columns), kept(mark(verified.empty() ? edition_.verified : verified))});
  }

  // As the rule files write it for programs, a word of the language for people.
  std::string mark(const std::string& verified) const {
    const writing::Format format = session_.options().format;
    const bool for_people = format == writing::Format::table || format == writing::Format::xlsx;
    return for_people ? say(rules::evidence_word(verified)) : verified;
  }

  const Session& session_;
  const FormEdition& edition_;
  Table table_;
};

}  // namespace

std::optional<int> show_form(const Session& session, const std::string& id) {
  std::deque<Table> tables;  // cells point into their table, which must not move
  for (const FormEdition& edition : session.rules().forms) {
    if (id != edition.form && id != edition.id && !edition.id.ends_with("/" + id)) continue;
    tables.push_back(EditionTable(session, edition).make());
  }
  if (tables.empty()) return std::nullopt;
  const Options& options = session.options();
  if (options.format == writing::Format::csv || options.format == writing::Format::json) {
    // One table: every row names its edition.
    for (std::size_t i = 1; i < tables.size(); ++i) {
      tables.front().rows.insert(tables.front().rows.end(), tables[i].rows.begin(), tables[i].rows.end());
    }
  }
  std::vector<const Table*> list;
  for (const Table& table : tables) list.push_back(&table);
  return write_tables(list, options);
}

}  // namespace tieout::cli
