#include "cli/forms_output.hpp"

#include <fmt/format.h>

#include <deque>

#include "cli/adjustment_note.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/pdf_report.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using writing::json_string;

// The document tieout/forms/1: a closed cell is absent, an open one without an amount "0.00".
std::string form_json(const FilledForms& filled, const EntityForms& forms, std::size_t form, Language language) {
  const rules::FormEdition& edition = filled.set.edition(form);
  std::string text = fmt::format("{{\"entity\":{},\"form\":{},\"edition\":{},\"rows\":[", json_string(forms.entity),
                                 json_string(edition.form), json_string(edition.name()));
  bool first_row = true;
  for (std::size_t row = 0; row < edition.rows.size(); ++row) {
    const std::string& number = forms.sheets[form].numbers[row];
    if (number.empty()) continue;
    text += fmt::format("{}\n{{\"row\":{},\"label\":{},\"cells\":{{", first_row ? "" : ",", json_string(number),
                        json_string(in(language, edition.rows[row].label)));
    first_row = false;
    bool first_cell = true;
    for (std::size_t column = 0; column < edition.columns.size(); ++column) {
      const FormCellText cell = form_cell_text(filled.set, forms, {form, row, column});
      if (!cell.open) continue;
      text += fmt::format("{}{}:{}", first_cell ? "" : ",", json_string(edition.columns[column].number),
                          json_string(cell.text));
      first_cell = false;
    }
    text += "}}";
  }
  return text + "]}";
}

std::string check_json(const FormCheckResult& check) {
  return fmt::format(
      "{{\"id\":{},\"entity\":{},\"row\":{},\"ok\":{},\"left\":\"{}\",\"right\":\"{}\",\"formula\":{},"
      "\"verified\":{}}}",
      json_string(check.id), json_string(check.entity), json_string(check.row), check.ok, to_string(check.left),
      to_string(check.right),
      json_string(fmt::format("{} {} {}", check.left_text,
                              check.relation == rules::FormRelation::equal ? "=" : ">=", check.right_text)),
      json_string(check.verified));
}

// Of a prepayment: the month in which its period ends.
std::string through_member(const FormSet& set) {
  return set.prepayment() ? fmt::format("\n\"through\":{},", json_string(set.period())) : std::string();
}

int write_json(const FilledForms& filled, const Session& session, writing::OutFile& file) {
  const Language language = session.options().language;
  std::string text = fmt::format("{{\"schema\":\"tieout/forms/1\",\n\"year\":{},{}\n\"law_as_of\":{},\n\"entities\":[",
                                 filled.set.year(), through_member(filled.set), law_as_of_member(session).value);
  const char* comma = "";
  for (const EntityForms& forms : filled.entities) {
    text += comma + json_string(forms.entity);
    comma = ",";
  }
  text += "],\n\"forms\":[";
  comma = "";
  for (const EntityForms& forms : filled.entities) {
    for (const std::size_t form : filled.wanted) {
      text += comma + form_json(filled, forms, form, language);
      comma = ",\n";
    }
  }
  text += "],\n\"checks\":[";
  comma = "";
  for (const FormCheckResult& check : filled.checks) {
    text += comma + check_json(check);
    comma = ",\n";
  }
  text += "],\n\"elsewhere\":" + writing::json_rows(form_pointers_table(filled.set, filled.entities, language));
  text += ",\n\"disposals\":" + writing::json_rows(routing_table(filled.routed, language));
  if (!filled.without_card.empty()) {
    text += ",\n\"adjustments\":" + adjustments_member(filled.without_card, session).value;
  }
  text += ",\n\"unverified_rules\":" + unverified_member(session).value + "}\n";
  file.write(text);
  return kDone;
}

std::deque<Table> all_tables(const FilledForms& filled, const Session& session) {
  const Language language = session.options().language;
  std::deque<Table> tables;  // cells point into their table, which must not move
  for (const EntityForms& forms : filled.entities) {
    for (const std::size_t form : filled.wanted) tables.push_back(form_table(filled.set, forms, form, language));
  }
  tables.push_back(form_checks_table(filled.checks, language));
  Table elsewhere = form_pointers_table(filled.set, filled.entities, language);
  if (!elsewhere.rows.empty()) tables.push_back(std::move(elsewhere));
  Table routed = routing_table(filled.routed, language);
  if (!routed.rows.empty()) tables.push_back(std::move(routed));
  if (!filled.without_card.empty()) tables.push_back(adjustment_rows(filled.without_card, session));
  return tables;
}

int write_workbook(const FilledForms& filled, const Session& session, writing::OutFile& file) {
  const Language language = session.options().language;
  writing::WorkbookOptions options;
  options.language = language;
  options.title =
      session.say({fmt::format("{} {}申报表", filled.set.period(), filled.set.prepayment() ? "预缴" : "年度"),
                   fmt::format("Forms of {}", filled.set.period())});
  writing::Workbook book(file, options);
  const std::deque<Table> tables = all_tables(filled, session);
  std::size_t index = 0;
  for (const EntityForms& forms : filled.entities) {
    for (const std::size_t form : filled.wanted) {
      // A sheet's name is short and must differ between entities.
      const std::string& code = filled.set.edition(form).form;
      const std::string name = filled.entities.size() == 1 ? code : fmt::format("{} {}", code, forms.entity);
      writing::SheetLayout layout;
      layout.name = {name, name};
      writing::write_table(tables[index++], book.add_sheet(std::move(layout)));
    }
  }
  for (; index < tables.size(); ++index) writing::write_table(tables[index], book.add_sheet());
  writing::write_table(law_table(session), book.add_sheet({{"法规依据", "Law"}}));
  if (auto failure = book.close()) return output_trouble(*failure, session.options());
  return kDone;
}

}  // namespace

int write_forms(const FilledForms& filled, const Session& session) {
  const Options& options = session.options();
  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  int status = kDone;
  switch (options.format) {
    case writing::Format::html:  // refused before
      break;
    case writing::Format::json:
      status = write_json(filled, session, file);
      break;
    case writing::Format::xlsx:
      status = write_workbook(filled, session, file);
      break;
    case writing::Format::pdf:
      status = write_forms_pdf(filled, session, file);
      break;
    case writing::Format::csv: {
      Table cells;
      cells.schema = form_cells_schema();
      for (const EntityForms& forms : filled.entities) form_cells_rows(filled.set, forms, filled.wanted, cells);
      writing::CsvSink sink(file);
      writing::write_table(cells, sink);
      break;
    }
    case writing::Format::table:
      const char* gap = "";
      for (const Table& table : all_tables(filled, session)) {
        file.write(gap);
        gap = "\n";
        writing::TextTableSink sink(file, text_options(options));
        writing::write_table(table, sink);
      }
      write_law_note(session, file);
      break;
  }
  if (status != kDone) return status;
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  if (options.format == writing::Format::csv) tell_law(session);
  return kDone;
}

}  // namespace tieout::cli
