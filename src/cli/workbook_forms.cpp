#include "cli/workbook_forms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "writing/formats.hpp"
#include "writing/formula.hpp"

namespace tieout::cli {

namespace {

// On the sheet of a form: row number and item, then the columns of the form.
constexpr std::size_t kFormLead = 2;
// On a sheet of parts: place, entity, asset, name, class, then the columns of the form.
constexpr std::size_t kPartLead = 5;
constexpr std::size_t kLongestFormula = 8'000;  // a spreadsheet takes 8,192 characters

// A criterion that means this text and no pattern: "=a~*b".
std::string criterion(const std::string& text) {
  std::string out = "\"=";
  for (const char c : text) {
    if (c == '*' || c == '?' || c == '~') out += '~';
    out += c;
    if (c == '"') out += c;
  }
  return out + "\"";
}

// A row below the headings, of a form that adds up others, adds up these.
std::vector<std::size_t> summands(const rules::FormRow& row, std::size_t column) {
  for (const auto& [of_column, rows] : row.sum_by_column) {
    if (of_column == column) return rows;
  }
  return row.sum;
}

}  // namespace

WorkbookForms::WorkbookForms(const PageForms& forms, const Session& session) : forms_(forms), session_(session) {
  for (const EntityForms& each : forms_.filled()) {
    for (const EntityForms::Sheet& sheet : each.sheets) {
      std::vector<std::size_t>& shown = shown_.emplace_back();
      for (std::size_t row = 0; row < sheet.numbers.size(); ++row) {
        if (!sheet.numbers[row].empty()) shown.push_back(row);
      }
    }
  }
}

std::string WorkbookForms::parts_name(std::size_t form) const {
  return forms_.set().edition(form).form + session_.say({" 构成", " parts"});
}

void WorkbookForms::add_forms(writing::Workbook& book) const {
  const std::vector<EntityForms>& filled = forms_.filled();
  for (std::size_t entity = 0; entity < filled.size(); ++entity) {
    for (std::size_t form = 0; form < filled[entity].sheets.size(); ++form) {
      const std::string& code = forms_.set().edition(form).form;
      const std::string name = filled.size() == 1 ? code : fmt::format("{} {}", code, filled[entity].entity);
      writing::SheetLayout layout;
      layout.name = {name, name};
      layout.notes.push_back(
          {"各格为公式：合计行是各行之和，其余各格是“" + parts_name(form) + "”中该行的资产之和。",
           "Cells are formulas: a row of totals adds up its rows, any other cell the assets of its row on '" +
               parts_name(form) + "'."});
      layout.form = true;
      layout.text_width = 60;  // the names of the rows are long, and a form is best read a line a row
      layout.frozen_columns = kFormLead;
      layout.cell_formula = [this, entity, form](std::size_t row, std::size_t column, std::uint32_t first) {
        return formula(entity, form, row, column, first);
      };
      const Table table = form_table(forms_.set(), filled[entity], form, session_.options().language);
      writing::write_table(table, book.add_sheet(std::move(layout)));
    }
  }
}

std::string WorkbookForms::formula(std::size_t entity, std::size_t form, std::size_t shown, std::size_t column,
                                   std::uint32_t first) const {
  if (column < kFormLead) return {};
  const rules::FormEdition& edition = forms_.set().edition(form);
  const EntityForms& filled = forms_.filled()[entity];
  const std::vector<std::size_t>& rows = shown_[entity * filled.sheets.size() + form];
  const rules::FormRow& row = edition.rows[rows[shown]];
  const auto line = static_cast<std::uint32_t>(first + shown);
  if (row.sum.empty()) {
    return row.filled_from_assets() ? sum_of_parts(entity, form, column - kFormLead, line) : std::string();
  }
  std::string sum = "=";
  Money total;
  for (const std::size_t child : summands(row, column - kFormLead)) {
    const auto place = std::find(rows.begin(), rows.end(), child);
    if (place == rows.end() || edition.rows[child].closed[column - kFormLead]) continue;
    total += filled.sheets[form].cells[child * edition.columns.size() + column - kFormLead];
    if (sum.size() > 1) sum += '+';
    sum += writing::cell_address(column, first + static_cast<std::uint32_t>(place - rows.begin()));
  }
  const Money cell = filled.sheets[form].cells[rows[shown] * edition.columns.size() + column - kFormLead];
  return sum.size() == 1 || sum.size() > kLongestFormula || total != cell ? std::string() : sum;
}

std::string WorkbookForms::sum_of_parts(std::size_t entity, std::size_t form, std::size_t column,
                                        std::uint32_t sheet_row) const {
  const std::string sheet = "'" + parts_name(form) + "'!";
  const std::string amounts = writing::column_letters(kPartLead + column);
  std::string formula = fmt::format("=SUMIFS({0}${1}:${1},{0}$A:$A,\"{2}:\"&$A{3}", sheet, amounts,
                                    forms_.set().edition(form).form, sheet_row + 1);
  if (forms_.filled().size() > 1) {
    formula += fmt::format(",{}$B:$B,{}", sheet, criterion(forms_.filled()[entity].entity));
  }
  return formula + ")";
}

void WorkbookForms::begin_parts(writing::Workbook& book) {
  for (std::size_t form = 0; form < forms_.set().editions().size(); ++form) {
    const rules::FormEdition& edition = forms_.set().edition(form);
    TableSchema schema{"parts",
                       {edition.form + " 各格的资产构成", "The assets behind the cells of " + edition.form},
                       {{"place", {"表号:行次", "Form:row"}},
                        {"entity", {"核算主体", "Entity"}},
                        {"asset", {"资产编号", "Asset"}},
                        {"name", {"资产名称", "Name"}},
                        {"class", {"资产类别", "Class"}}}};
    for (const rules::FormColumn& column : edition.columns) {
      schema.columns.push_back({column.number,
                                {column.number + " " + column.label.zh, column.number + " " + column.label.en},
                                CellKind::money,
                                column.group});
    }
    TableSink& sink = book.add_sheet({{parts_name(form), parts_name(form)}, {}, {}});
    sink.begin(schema);
    parts_.push_back(&sink);
  }
}

const std::string& WorkbookForms::number_of(const std::string& entity, std::size_t form, std::size_t row) const {
  static const std::string none;
  for (const EntityForms& each : forms_.filled()) {
    if (each.entity == entity) return each.sheets[form].numbers[row];
  }
  return none;
}

void WorkbookForms::add_part(const FormPart& part) {
  const rules::FormEdition& edition = forms_.set().edition(part.form);
  const std::string place = edition.form + ":" + number_of(part.entity, part.form, part.row);
  cells_ = {Cell::of(std::string_view(place)), Cell::of(std::string_view(part.entity)),
            Cell::of(std::string_view(part.asset)), Cell::of(std::string_view(part.name)),
            Cell::of(std::string_view(session_.say(session_.rules().classes.at(part.asset_class).label)))};
  for (std::size_t column = 0; column < edition.columns.size(); ++column) {
    const bool closed =
        edition.rows[part.row].closed[column] || edition.columns[column].amount == rules::FormAmount::adjustment_reason;
    cells_.push_back(closed ? Cell{} : Cell::of(part.amounts[column]));
  }
  parts_[part.form]->row(cells_);
}

void WorkbookForms::end_parts() {
  for (TableSink* sink : parts_) sink->end();
}

}  // namespace tieout::cli
