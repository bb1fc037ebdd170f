// XLSX workbooks from tables, written row by row in constant memory. A sheet has a title, lines of notes,
// headings (two tiers where columns are grouped), the rows, and a totals row of live SUM formulas; it is frozen,
// filtered and set up to print. The same tables give the same bytes, on any day.
//
// * Every formula carries the value of the table, so that programs that do not recalculate show our figure.
// * Text is always a string: nothing in it becomes a formula or a link.
// * A spreadsheet number is a binary double. This is the one place where fen become one: below 10^13 yuan an
//   amount has at most 15 digits, and the double nearest to it prints back as the same digits. An amount of
//   10^13 yuan or more (a total at most: input ends below it) is written as text, and a line under the table
//   says so.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"
#include "writing/xlsx.hpp"

namespace tieout::writing {

// A column whose figure follows from others of its row: "={book_charge}-{tax_charge}".
struct ColumnFormula {
  std::string column;
  std::string formula;
};

struct SheetLayout {
  Text name = {};                // of the tab; empty: the schema's name
  std::vector<Text> notes = {};  // below the title: company, period, unit
  std::vector<ColumnFormula> formulas = {};
  // A formula for the cell of a row (from 0) and column, or nothing; `first` is the sheet's row of the table's first.
  std::function<std::string(std::size_t row, std::size_t column, std::uint32_t first)> cell_formula = {};
  // The layout of an official form: the numbers of the columns (their keys) stand below the headings.
  bool form = false;
  // Longer texts are broken into lines.
  int text_width = 40;
  std::optional<std::size_t> frozen_columns = {};  // default: the leading columns before the first amount, at most 4
};

class Workbook {
 public:
  Workbook(ByteSink& out, WorkbookOptions options);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;

  // A sheet for one table; it lives as long as the workbook. Sheets stand in the order in which their tables
  // begin. Throws InvariantViolation, at begin(), where a formula names no column.
  TableSink& add_sheet(SheetLayout layout = {});

  // As XlsxBook::close; a table of more rows than a worksheet has is OUTPUT-FAILED, too.
  std::optional<Diagnostic> close();

 private:
  class Sheet;
  Language language_;
  std::string path_;
  XlsxBook book_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
};

}  // namespace tieout::writing
