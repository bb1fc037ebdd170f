// A table for a terminal or a log: light rules, text at the left, figures at the right and grouped by
// thousands, columns aligned by display width (a Chinese character takes two), the totals below a rule.
// It never ends a line in blanks. Text that does not fit is shortened with "…"; figures are shown whole, and
// where they do not fit side by side, the table goes on in blocks below that repeat the first columns.
//
// The columns' widths depend on every row, so rows are held until end(): for a million rows write CSV.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"
#include "writing/text_layout.hpp"

namespace tieout::writing {

struct TextTableOptions {
  Language language = Language::zh;
  int width = 0;        // of the terminal; 0 = as wide as the table is
  bool colour = false;  // negative amounts in red (ANSI)
};

class TextTableSink : public TableSink {
 public:
  TextTableSink(ByteSink& out, TextTableOptions options) : out_(out), options_(options) {}

  void begin(const TableSchema& schema) override;
  void row(const std::vector<Cell>& cells) override;
  void totals(const std::vector<Cell>& cells) override;
  void end() override;

 private:
  struct Shown {
    std::string text;
    bool negative = false;
  };
  using Line = std::vector<Shown>;

  Line shown(const std::vector<Cell>& cells) const;
  bool at_right(std::size_t column) const;
  std::vector<ColumnWidths> measure() const;
  void write_block(const Block& block, std::string& text) const;
  void write_groups(const Block& block, std::string& text) const;
  void write_headings(const Block& block, std::string& text) const;
  void write_line(const Block& block, const Line& line, std::string& text) const;

  ByteSink& out_;
  TextTableOptions options_;
  TableSchema schema_;
  std::vector<Line> rows_;
  Line totals_;
};

}  // namespace tieout::writing
