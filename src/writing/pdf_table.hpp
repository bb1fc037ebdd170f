// One table on pages: which way the paper lies, how large the letters are, how wide each column is, where a page
// ends; then the drawing of a piece of it. Laying out comes first and draws nothing, so that pages can be counted.
#pragma once

#include <string>
#include <vector>

#include "tieout/filing/table.hpp"
#include "writing/pdf_canvas.hpp"
#include "writing/text_layout.hpp"

namespace tieout::writing {

// A4; the outer half-inch stays white.
inline constexpr double kPaperShort = 595.28, kPaperLong = 841.89, kMargin = 40;
inline constexpr double kHeadHeight = 22, kFootHeight = 22;

struct PdfSection {
  Text heading = {};             // empty: the schema's title
  Text entry = {};               // in the contents; empty: the heading
  std::vector<Text> notes = {};  // below it: company, period, unit
  bool form = false;             // the layout of an official form: headings numbered, all lines drawn
  bool facts = false;            // label and value in two columns without headings
  bool same_page = false;        // begins on the page of the section before it, if there is room
  bool listed = true;            // in the contents
};

class PdfTable {
 public:
  PdfTable(PdfSection section, TableSchema schema, Language language);

  void add_row(const std::vector<Cell>& cells);
  void set_totals(const std::vector<Cell>& cells);
  // For the contents, whose page numbers are known last.
  void set_text(std::size_t row, std::size_t column, std::string text) { rows_[row][column] = std::move(text); }

  // Rows of one block of columns on one page.
  struct Piece {
    std::size_t block = 0, first = 0, end = 0;
    bool first_of_table = false;  // with heading and notes
    bool with_totals = false;
    double height = 0;
  };

  // Finds paper, letters and columns.
  void arrange_on(PdfCanvas& canvas);
  bool landscape() const { return landscape_; }
  // Cuts the table into pieces; `room` is left on the page before it, of `whole` on an empty one.
  std::vector<Piece> pieces(PdfCanvas& canvas, double room, double whole);
  void draw(PdfCanvas& canvas, const Piece& piece, double top);

  const std::string& heading() const { return say(section_.heading.zh.empty() ? schema_.title : section_.heading); }
  const std::string& entry() const { return section_.entry.zh.empty() ? heading() : say(section_.entry); }
  const PdfSection& section() const { return section_; }
  // Room that the heading and the first rows take together.
  double least_height(PdfCanvas& canvas);

 private:
  using Line = std::vector<std::string>;
  struct Placed {
    std::size_t column = 0;
    double x = 0, width = 0;
  };

  const std::string& say(const Text& text) const { return in(language_, text); }
  bool at_right(std::size_t column) const;
  std::string label(std::size_t column) const;
  PdfFont font() const { return {size_, false}; }
  PdfFont bold() const { return {size_, true}; }
  void drop_empty_columns();
  std::vector<ColumnWidths> measure(PdfCanvas& canvas, double least_text) const;
  bool fits(PdfCanvas& canvas, bool landscape, double size, double least_text);
  void share_out(Block& block, const std::vector<ColumnWidths>& columns) const;
  void place(const std::vector<Block>& blocks);
  double page_width() const { return (landscape_ ? kPaperLong : kPaperShort) - 2 * kMargin; }
  double row_height(PdfCanvas& canvas, std::size_t block, const Line& line, bool is_bold) const;
  double head_height(PdfCanvas& canvas, std::size_t block) const;
  double label_height(PdfCanvas& canvas, std::size_t block) const;
  double title_height() const;
  bool has_groups() const;
  double tier_height() const { return PdfCanvas::line_height(bold()) + 2; }
  void draw_title(PdfCanvas& canvas, bool continued, double& y) const;
  void draw_head(PdfCanvas& canvas, std::size_t block, double& y) const;
  void draw_groups(PdfCanvas& canvas, const std::vector<Placed>& columns, double& y) const;
  void draw_line(PdfCanvas& canvas, std::size_t block, const Line& line, bool is_bold, double& y) const;
  void draw_grid(PdfCanvas& canvas, std::size_t block, double top, double bottom) const;

  PdfSection section_;
  TableSchema schema_;
  Language language_;
  std::vector<Line> rows_;
  Line totals_;
  bool landscape_ = false;
  double size_ = 8.5;
  std::vector<std::vector<Placed>> blocks_;
};

}  // namespace tieout::writing
