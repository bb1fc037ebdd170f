// Reading the cells of one row into typed members, with a diagnostic for each cell that cannot be read.
// Inside loading/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "loading/record_problem.hpp"
#include "loading/record_table.hpp"
#include "loading/value.hpp"
#include "loading/value_words.hpp"
#include "tieout/asset/vocabulary.hpp"

namespace tieout::loading {

// One row under work: knows where it stands, reports what is wrong with it and counts.
class RowReport {
 public:
  RowReport(const RecordTable& table, std::size_t row, Diagnostics& diagnostics)
      : table_(table), row_(row), diagnostics_(diagnostics) {}

  const RecordTable& table() const { return table_; }
  std::size_t row() const { return row_; }
  bool ok() const { return errors_ == 0; }
  bool wrong(FieldIndex field) const { return (wrong_ >> field & 1U) != 0; }

  void at_field(FieldIndex field, CellProblem problem, Severity severity = Severity::error);
  void at_row(CellProblem problem, Severity severity = Severity::error);

 private:
  void add(SourceSpan span, CellProblem problem, Severity severity);

  const RecordTable& table_;
  std::size_t row_;
  Diagnostics& diagnostics_;
  std::size_t errors_ = 0;
  std::uint64_t wrong_ = 0;  // fields reported, so that no second message says the same
};

// A filled cell: trimmed and not empty.
struct FilledCell {
  FieldIndex field = 0;
  HeadingUnit unit = HeadingUnit::none;
  CellType type = CellType::text;
  std::string_view text;
};

class CellReader {
 public:
  CellReader(RowReport& report, const WordBook& words) : report_(report), words_(words) {}

  // All take the cell's value into `out`; on trouble they report and return false.
  bool text(const FilledCell& cell, std::string& out);
  bool amount(const FilledCell& cell, Money& out);
  bool date(const FilledCell& cell, Date& out);
  bool rate(const FilledCell& cell, Ratio& out);
  bool deduction(const FilledCell& cell, Ratio& out);
  bool fraction(const FilledCell& cell, Ratio& out);
  bool quantity(const FilledCell& cell, Ratio& out);
  bool life(const FilledCell& cell, std::int32_t& out);
  bool integer(const FilledCell& cell, std::int32_t& out);
  bool currency(const FilledCell& cell);
  bool asset_class(const FilledCell& cell, ClassId& out);
  bool event_type(const FilledCell& cell, std::uint16_t& out);

  template <typename Enum>
  bool word(const FilledCell& cell, Enum& out) {
    std::uint16_t value = 0;
    if (!find_word(cell, value)) return false;
    out = static_cast<Enum>(value);
    return true;
  }

  // The same into an optional, which stays empty on trouble.
  template <typename Value, bool (CellReader::*Read)(const FilledCell&, Value&)>
  bool into(const FilledCell& cell, std::optional<Value>& out) {
    Value value{};
    if (!(this->*Read)(cell, value)) return false;
    out = value;
    return true;
  }
  bool amount(const FilledCell& cell, std::optional<Money>& out) { return into<Money, &CellReader::amount>(cell, out); }
  bool date(const FilledCell& cell, std::optional<Date>& out) { return into<Date, &CellReader::date>(cell, out); }
  bool rate(const FilledCell& cell, std::optional<Ratio>& out) { return into<Ratio, &CellReader::rate>(cell, out); }
  bool deduction(const FilledCell& cell, std::optional<Ratio>& out) {
    return into<Ratio, &CellReader::deduction>(cell, out);
  }
  bool fraction(const FilledCell& cell, std::optional<Ratio>& out) {
    return into<Ratio, &CellReader::fraction>(cell, out);
  }
  bool quantity(const FilledCell& cell, std::optional<Ratio>& out) {
    return into<Ratio, &CellReader::quantity>(cell, out);
  }
  bool life(const FilledCell& cell, std::optional<std::int32_t>& out) {
    return into<std::int32_t, &CellReader::life>(cell, out);
  }
  bool integer(const FilledCell& cell, std::optional<std::int32_t>& out) {
    return into<std::int32_t, &CellReader::integer>(cell, out);
  }
  bool asset_class(const FilledCell& cell, std::optional<ClassId>& out) {
    return into<ClassId, &CellReader::asset_class>(cell, out);
  }
  template <typename Enum>
  bool word(const FilledCell& cell, std::optional<Enum>& out) {
    Enum value{};
    if (!word(cell, value)) return false;
    out = value;
    return true;
  }

 private:
  bool readable(const FilledCell& cell);
  bool settle(ValueError error, const FilledCell& cell);
  bool find_word(const FilledCell& cell, std::uint16_t& out);

  RowReport& report_;
  const WordBook& words_;
};

// Calls `take(FilledCell)` for every filled cell of the row that has a field, constants of the mapping last.
template <typename Take>
void for_each_cell(const RecordTable& table, const RowBuffer& row, Take&& take) {
  for (const ColumnBinding& binding : table.columns.bindings) {
    if (binding.column >= row.cells.size()) break;
    const SheetCell& cell = row.cells[binding.column];
    if (cell.text.empty()) continue;
    const std::string_view text = trimmed(cell.text);
    if (!text.empty()) take(FilledCell{binding.field, binding.unit, cell.type, text});
  }
  for (const ConstantCell& constant : table.columns.constants) {
    take(FilledCell{constant.field, HeadingUnit::none, CellType::text, constant.text});
  }
}

// Refuses a row with fewer cells than headings (CSV), or with text beyond the last heading.
void check_width(const RowBuffer& row, RowReport& report);

// The trimmed text of the field's cell, or empty.
std::string_view cell_text(const RecordTable& table, const RowBuffer& row, FieldIndex field);

}  // namespace tieout::loading
