#include "loading/record_cells.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

// The upper limit of ordinary rates; extra deductions have gone up to 120% of the cost.
constexpr int kRatePercentMax = 100;
constexpr int kDeductionPercentMax = 200;

}  // namespace

void RowReport::add(SourceSpan span, CellProblem problem, Severity severity) {
  if (severity == Severity::error) ++errors_;
  Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(problem.code);
  diagnostic.span = std::move(span);
  diagnostic.message = std::move(problem.message);
  diagnostic.help = std::move(problem.help);
  diagnostics_.add(std::move(diagnostic));
}

void RowReport::at_field(FieldIndex field, CellProblem problem, Severity severity) {
  if (severity == Severity::error) wrong_ |= std::uint64_t{1} << field;
  add(table_.span(row_, field), std::move(problem), severity);
}

void RowReport::at_row(CellProblem problem, Severity severity) { add(table_.span(row_), std::move(problem), severity); }

bool CellReader::readable(const FilledCell& cell) {
  const FieldSpec& field = fields_of(report_.table().type)[cell.field];
  if (cell.type == CellType::error && report_.table().nodes != nullptr) {
    const auto* value = report_.table().nodes->value(report_.row(), cell.field);
    report_.at_field(cell.field, toml_problem(value != nullptr ? value->kind : TomlKind::table, field, cell.text));
    return false;
  }
  if (cell.type != CellType::error && !is_error_text(cell.text)) return true;
  report_.at_field(cell.field, value_problem(ValueError::error_cell, field, cell.text));
  return false;
}

bool CellReader::settle(ValueError error, const FilledCell& cell) {
  if (error == ValueError::none) return true;
  if (!readable(cell)) return false;
  const FieldSpec& field = fields_of(report_.table().type)[cell.field];
  report_.at_field(cell.field, value_problem(error, field, cell.text));
  return false;
}

bool CellReader::text(const FilledCell& cell, std::string& out) {
  const bool suspicious = cell.type == CellType::error || cell.text.front() == '#';
  if (suspicious && !readable(cell)) return false;
  out.assign(cell.text);
  return true;
}

bool CellReader::amount(const FilledCell& cell, Money& out) {
  if (cell.type == CellType::error) return readable(cell);
  if (cell.type == CellType::date) return settle(ValueError::not_an_amount, cell);
  return settle(parse_amount(cell.text, out), cell);
}

bool CellReader::date(const FilledCell& cell, Date& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_date(cell.text, cell.type, out), cell);
}

bool CellReader::rate(const FilledCell& cell, Ratio& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_rate(cell.text, cell.unit, kRatePercentMax, out), cell);
}

bool CellReader::deduction(const FilledCell& cell, Ratio& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_rate(cell.text, cell.unit, kDeductionPercentMax, out), cell);
}

bool CellReader::fraction(const FilledCell& cell, Ratio& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_fraction(cell.text, cell.unit, out), cell);
}

bool CellReader::quantity(const FilledCell& cell, Ratio& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_quantity(cell.text, out), cell);
}

bool CellReader::life(const FilledCell& cell, std::int32_t& out) {
  if (cell.type == CellType::error) return readable(cell);
  return settle(parse_life(cell.text, cell.unit, out), cell);
}

bool CellReader::integer(const FilledCell& cell, std::int32_t& out) {
  if (cell.type == CellType::error) return readable(cell);
  std::int32_t value = 0;
  if (!settle(parse_integer(cell.text, value), cell)) return false;
  out = cell.unit == HeadingUnit::years ? value * 12 : value;
  return true;
}

bool CellReader::currency(const FilledCell& cell) {
  for (const std::string_view name : {"CNY", "RMB", "人民币", "人民币元", "cny", "rmb", "元"}) {
    if (cell.text == name) return true;
  }
  return settle(ValueError::foreign_currency, cell);
}

bool CellReader::find_word(const FilledCell& cell, std::uint16_t& out) {
  const FieldSpec& field = fields_of(report_.table().type)[cell.field];
  if (const auto found = words_.find(field.kind, cell.text)) {
    out = *found;
    return true;
  }
  if (readable(cell)) report_.at_field(cell.field, word_problem(field, cell.text, words_));
  return false;
}

bool CellReader::asset_class(const FilledCell& cell, ClassId& out) {
  std::uint16_t index = 0;
  if (!find_word(cell, index)) return false;
  out = ClassId{index};
  return true;
}

bool CellReader::event_type(const FilledCell& cell, std::uint16_t& out) { return find_word(cell, out); }

void check_width(const RowBuffer& row, RowReport& report) {
  const RecordTable& table = report.table();
  if (table.nodes != nullptr || table.stored != nullptr) return;
  const std::size_t cells = row.cells.size();
  std::size_t filled = cells;
  while (filled > table.columns.full_width && row.cells[filled - 1].text.empty()) --filled;
  const bool few = cells < table.columns.width && table.sheet->name.empty();
  const bool many = filled > table.columns.full_width;
  if (!few && !many) return;
  report.at_row(
      {"ROW-CELLS",
       {fmt::format("该行有 {} 个单元格，标题行有 {} 个", many ? filled : cells, table.columns.width),
        fmt::format("the row has {} cells, the headings have {}", many ? filled : cells, table.columns.width)},
       {"检查漏写的分隔符，或含逗号而未加引号的内容。",
        "Look for a missing separator, or a text with a comma and no quotes."}});
}

std::string_view cell_text(const RecordTable& table, const RowBuffer& row, FieldIndex field) {
  const std::int32_t column = table.columns.column_of[field];
  if (column < 0 || static_cast<std::size_t>(column) >= row.cells.size()) return {};
  return trimmed(row.cells[static_cast<std::size_t>(column)].text);
}

}  // namespace tieout::loading
