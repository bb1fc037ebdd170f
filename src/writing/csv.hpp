// CSV: UTF-8 without a byte-order mark, lines end in LF, the first line holds the column keys (the same in
// every language), quoting by RFC 4180. Amounts are decimal text with two places, dates ISO 8601, an empty
// cell is nothing. Totals are left out: a program that sums a column would count them twice.
//
// A spreadsheet takes a cell that begins with = + - @, a tab or a line break for a formula, and runs it. A
// *text* cell that begins so is therefore written with an apostrophe before it, which spreadsheets show as
// text; amounts are never touched, so "-1200.00" stays a number.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

// Appends one line. Pure, so that batches of rows can be rendered by several threads and written in order.
void append_csv_row(std::string& out, std::span<const Cell> cells);

class CsvSink : public TableSink {
 public:
  explicit CsvSink(ByteSink& out) : out_(out) {}

  void begin(const TableSchema& schema) override;
  void row(const std::vector<Cell>& cells) override;
  void totals(const std::vector<Cell>&) override {}
  void end() override;

  // Lines made by append_csv_row elsewhere; takes their place in the order of calls.
  void rendered_rows(std::string_view lines);

 private:
  void flush();

  ByteSink& out_;
  std::string buffer_;
};

}  // namespace tieout::writing
