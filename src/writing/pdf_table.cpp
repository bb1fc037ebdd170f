#include "writing/pdf_table.hpp"

#include <algorithm>
#include <cmath>

#include "writing/cell_text.hpp"
#include "writing/display_width.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {

constexpr double kPad = 3.5;                      // left and right of a cell
constexpr double kLeading = 3;                    // added to the height of a row's lines
constexpr double kUnit = 10;                      // whole numbers in a point, for arranging columns
constexpr double kEasySize = 7, kLeastSize = 6;   // of letters: easy to read; just readable
constexpr double kEasyText = 14, kLeastText = 8;  // characters that a text keeps on a line
constexpr double kThin = 0.35, kThick = 0.8;
constexpr PdfFont kTitleFont{12, true}, kNoteFont{8, false};
constexpr double kFactLabel = 110;   // width of the labels of facts
constexpr int kHeadingColumns = 12;  // a longer heading is broken into lines

int units(double points) { return static_cast<int>(std::ceil(points * kUnit)); }

}  // namespace

PdfTable::PdfTable(PdfSection section, TableSchema schema, Language language)
    : section_(std::move(section)), schema_(std::move(schema)), language_(language) {}

void PdfTable::add_row(const std::vector<Cell>& cells) {
  Line& line = rows_.emplace_back(schema_.columns.size());
  for (std::size_t i = 0; i < line.size() && i < cells.size(); ++i) line[i] = cell_text(cells[i]);
}

void PdfTable::set_totals(const std::vector<Cell>& cells) {
  totals_.assign(schema_.columns.size(), {});
  for (std::size_t i = 0; i < totals_.size() && i < cells.size(); ++i) totals_[i] = cell_text(cells[i]);
  if (!totals_.empty() && totals_[0].empty() && !at_right(0)) totals_[0] = say({"合计", "Total"});
}

bool PdfTable::at_right(std::size_t column) const {
  const CellKind kind = schema_.columns[column].kind;
  return kind == CellKind::money || kind == CellKind::integer;
}

// On an official form the number of a column stands below its heading, in a row of its own.
std::string PdfTable::label(std::size_t column) const {
  const std::string& text = say(schema_.columns[column].label);
  const std::string number = schema_.columns[column].key + " ";
  return section_.form && text.starts_with(number) ? text.substr(number.size()) : text;
}

// ---- finding paper, letters and columns ----------------------------------------------------------------------------

// A list is printed without the columns in which nothing stands.
void PdfTable::drop_empty_columns() {
  if (section_.form || rows_.empty()) return;
  for (std::size_t i = schema_.columns.size(); i-- > 1;) {
    const bool used = std::any_of(rows_.begin(), rows_.end(), [&](const Line& line) { return !line[i].empty(); });
    if (used || (!totals_.empty() && !totals_[i].empty())) continue;
    const auto at = static_cast<std::ptrdiff_t>(i);
    schema_.columns.erase(schema_.columns.begin() + at);
    for (Line& line : rows_) line.erase(line.begin() + at);
    if (!totals_.empty()) totals_.erase(totals_.begin() + at);
  }
}

std::vector<ColumnWidths> PdfTable::measure(PdfCanvas& canvas, double least_text) const {
  std::vector<ColumnWidths> widths(schema_.columns.size());
  bool leading = true;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    double cells = totals_.empty() ? 0 : canvas.width(totals_[i], bold());
    for (const Line& line : rows_) cells = std::max(cells, canvas.width(line[i], font()));
    double heading = 0;
    const int columns = std::max(kHeadingColumns, static_cast<int>(std::min(cells / size_ * 2, 200.0)));
    for (const std::string& line : wrap_evenly(label(i), columns)) {
      heading = std::max(heading, canvas.width(line, bold()));
    }
    const double natural = std::max(cells, heading) + 2 * kPad + 0.5;
    leading = leading && !at_right(i);
    widths[i].key = leading;
    widths[i].natural = units(natural);
    const double least = std::min(natural, std::max(heading, least_text * size_) + 2 * kPad + 0.5);
    widths[i].least = at_right(i) ? widths[i].natural : units(least);
  }
  return widths;
}

// A long text gets more of the room than a short one, by the roots of their lengths.
void PdfTable::share_out(Block& block, const std::vector<ColumnWidths>& columns) const {
  double room = page_width() * kUnit, wants = 0;
  for (const PlacedColumn& one : block) {
    room -= columns[one.column].least;
    wants += std::sqrt(columns[one.column].natural - columns[one.column].least);
  }
  if (room <= 0 || wants <= 0) return;
  for (PlacedColumn& one : block) {
    const ColumnWidths& of = columns[one.column];
    const double part = room * std::sqrt(of.natural - of.least) / wants;
    one.width = std::min(of.natural, of.least + static_cast<int>(part));
  }
}

bool PdfTable::fits(PdfCanvas& canvas, bool landscape, double size, double least_text) {
  landscape_ = landscape;
  size_ = size;
  const std::vector<ColumnWidths> columns = measure(canvas, least_text);
  std::vector<Block> blocks = arrange(columns, units(page_width()));
  if (blocks.size() == 1) share_out(blocks.front(), columns);
  place(blocks);
  return blocks.size() == 1;
}

void PdfTable::arrange_on(PdfCanvas& canvas) {
  if (section_.facts) {
    landscape_ = false;
    blocks_ = {{{0, 0, kFactLabel}, {1, kFactLabel, page_width() - kFactLabel}}};
    return;
  }
  drop_empty_columns();
  if (fits(canvas, false, 8.5, kEasyText) || fits(canvas, false, 8, kEasyText)) return;
  for (double size = 8.5; size >= kEasySize; size -= 0.5) {
    if (fits(canvas, true, size, kEasyText)) return;
  }
  for (double size = 8; size >= kLeastSize; size -= 0.5) {
    if (fits(canvas, true, size, kLeastText)) return;
  }
  fits(canvas, true, kEasySize, kLeastText);  // in blocks
}

// What the page has left goes to the texts of the table, or of a form that has none to spare to all columns.
void PdfTable::place(const std::vector<Block>& blocks) {
  blocks_.clear();
  for (const Block& block : blocks) {
    std::vector<Placed>& placed = blocks_.emplace_back();
    double total = 0;
    for (const PlacedColumn& one : block) total += one.width / kUnit;
    const double spare = page_width() - total;
    const double stretch = spare > 0 && (section_.form || spare < page_width() / 3) ? page_width() / total : 1;
    double x = 0;
    for (const PlacedColumn& one : block) {
      const double width = one.width / kUnit * stretch;
      placed.push_back({one.column, x, width});
      x += width;
    }
  }
}

// ---- heights -------------------------------------------------------------------------------------------------------

double PdfTable::row_height(PdfCanvas& canvas, std::size_t block, const Line& line, bool is_bold) const {
  const PdfFont letters{size_, is_bold};
  int most = 1;
  for (const Placed& placed : blocks_[block]) {
    if (!line[placed.column].empty() && !at_right(placed.column)) {
      most = std::max(most, canvas.lines(line[placed.column], letters, placed.width - 2 * kPad));
    }
  }
  return most * PdfCanvas::line_height(letters) + kLeading;
}

double PdfTable::label_height(PdfCanvas& canvas, std::size_t block) const {
  int most = 1;
  for (const Placed& placed : blocks_[block]) {
    most = std::max(most, canvas.lines(label(placed.column), bold(), placed.width - 2 * kPad));
  }
  return most * PdfCanvas::line_height(bold()) + kLeading;
}

bool PdfTable::has_groups() const {
  return std::any_of(schema_.columns.begin(), schema_.columns.end(),
                     [&](const Column& column) { return !say(column.group).empty(); });
}

double PdfTable::head_height(PdfCanvas& canvas, std::size_t block) const {
  if (section_.facts) return 0;
  return label_height(canvas, block) + (has_groups() ? tier_height() : 0) + (section_.form ? tier_height() : 0);
}

double PdfTable::title_height() const {
  if (heading().empty()) return 0;
  return PdfCanvas::line_height(kTitleFont) + 4 +
         static_cast<double>(section_.notes.size()) * PdfCanvas::line_height(kNoteFont) + 4;
}

double PdfTable::least_height(PdfCanvas& canvas) {
  return title_height() + head_height(canvas, 0) + 4 * (PdfCanvas::line_height(font()) + kLeading);
}

std::vector<PdfTable::Piece> PdfTable::pieces(PdfCanvas& canvas, double room, double whole) {
  std::vector<Piece> result;
  for (std::size_t block = 0; block < blocks_.size(); ++block) {
    const double head = title_height() + head_height(canvas, block);
    const double totals = totals_.empty() ? 0 : row_height(canvas, block, totals_, true);
    Piece piece{block, 0, 0, block == 0, false, head};
    double left = (block == 0 ? room : whole) - head;
    for (std::size_t row = 0; row < rows_.size(); ++row) {
      const double height = row_height(canvas, block, rows_[row], false);
      const double needed = row + 1 == rows_.size() ? height + totals : height;
      if (needed > left && row > piece.first) {
        piece.end = row;
        result.push_back(piece);
        piece = {block, row, row, false, false, head};
        left = whole - head;
      }
      left -= height;
      piece.height += height;
    }
    piece.end = rows_.size();
    piece.with_totals = !totals_.empty();
    piece.height += rows_.empty() ? PdfCanvas::line_height(font()) + kLeading : totals;
    if (rows_.empty()) piece.height += totals;
    result.push_back(piece);
  }
  return result;
}

// ---- drawing -------------------------------------------------------------------------------------------------------

void PdfTable::draw(PdfCanvas& canvas, const Piece& piece, double top) {
  double y = top;
  draw_title(canvas, !piece.first_of_table, y);
  const double grid = y;
  if (!section_.facts) draw_head(canvas, piece.block, y);
  for (std::size_t row = piece.first; row < piece.end; ++row) draw_line(canvas, piece.block, rows_[row], false, y);
  if (rows_.empty()) {
    const double height = PdfCanvas::line_height(font()) + kLeading;
    canvas.text({kMargin + kPad, y, page_width(), height}, say({"（无）", "(none)"}), font(), Align::left);
    y += height;
  }
  if (piece.with_totals) {
    const auto& columns = blocks_[piece.block];
    const double right = kMargin + columns.back().x + columns.back().width;
    canvas.line(kMargin, y, right, y, kThick);
    draw_line(canvas, piece.block, totals_, true, y);
  }
  draw_grid(canvas, piece.block, grid, y);
}

void PdfTable::draw_title(PdfCanvas& canvas, bool continued, double& y) const {
  if (heading().empty()) return;
  const std::string text = heading() + (continued ? say({"（续）", " (continued)"}) : "");
  const Align align = section_.form ? Align::centre : Align::left;
  const double height = PdfCanvas::line_height(kTitleFont);
  PdfFont letters = kTitleFont;
  while (letters.size > 7 && canvas.width(text, letters) > page_width()) letters.size -= 0.5;
  canvas.text({kMargin, y, page_width(), height}, text, letters, align);
  y += height + 4;
  for (const Text& note : section_.notes) {
    const double line = PdfCanvas::line_height(kNoteFont);
    canvas.text({kMargin, y, page_width(), line}, one_line(say(note)), kNoteFont, Align::left);
    y += line;
  }
  y += 4;
}

void PdfTable::draw_groups(PdfCanvas& canvas, const std::vector<Placed>& columns, double& y) const {
  for (std::size_t i = 0; i < columns.size();) {
    const std::string& group = say(schema_.columns[columns[i].column].group);
    std::size_t next = i + 1;
    while (!group.empty() && next < columns.size() && say(schema_.columns[columns[next].column].group) == group) ++next;
    const double x = kMargin + columns[i].x;
    const double width = columns[next - 1].x + columns[next - 1].width - columns[i].x;
    canvas.text({x + kPad, y, width - 2 * kPad, tier_height()}, group, bold(), Align::centre);
    if (!group.empty()) {
      canvas.line(x, y + tier_height(), x + width, y + tier_height(), kThin);
      canvas.line(x, y, x, y + tier_height(), kThin);
      canvas.line(x + width, y, x + width, y + tier_height(), kThin);
    }
    i = next;
  }
  y += tier_height();
}

void PdfTable::draw_head(PdfCanvas& canvas, std::size_t block, double& y) const {
  const std::vector<Placed>& columns = blocks_[block];
  const double width = columns.back().x + columns.back().width;
  const double height = head_height(canvas, block);
  canvas.fill({kMargin, y, width, height}, 0.93);
  canvas.line(kMargin, y, kMargin + width, y, kThick);
  const double bottom = y + height;
  if (has_groups()) draw_groups(canvas, columns, y);
  const double labels = label_height(canvas, block);
  for (const Placed& placed : columns) {
    const Align align = section_.form ? Align::centre : at_right(placed.column) ? Align::right : Align::left;
    canvas.text({kMargin + placed.x + kPad, y, placed.width - 2 * kPad, labels}, label(placed.column), bold(), align);
  }
  y += labels;
  if (section_.form) {
    canvas.line(kMargin, y, kMargin + width, y, kThin);
    for (const Placed& placed : columns) {
      const Column& column = schema_.columns[placed.column];
      if (label(placed.column) == say(column.label)) continue;
      canvas.text({kMargin + placed.x + kPad, y, placed.width - 2 * kPad, tier_height()}, column.key, bold(),
                  Align::centre);
    }
  }
  y = bottom;
  canvas.line(kMargin, y, kMargin + width, y, kThick);
}

void PdfTable::draw_line(PdfCanvas& canvas, std::size_t block, const Line& line, bool is_bold, double& y) const {
  const double height = row_height(canvas, block, line, is_bold);
  const std::vector<Placed>& columns = blocks_[block];
  for (const Placed& placed : columns) {
    const std::string& text = line[placed.column];
    if (text.empty()) continue;
    const bool closed = section_.form && text == "*";
    const bool numbered = section_.form && placed.column == 0;
    const Align align = closed || numbered ? Align::centre : at_right(placed.column) ? Align::right : Align::left;
    const bool label = section_.facts && placed.column == 0;
    canvas.text({kMargin + placed.x + kPad, y, placed.width - 2 * kPad, height}, text, {size_, is_bold || label},
                align);
  }
  y += height;
  canvas.line(kMargin, y, kMargin + columns.back().x + columns.back().width, y, kThin / 2);
}

// The frame below, and on a form every line between columns.
void PdfTable::draw_grid(PdfCanvas& canvas, std::size_t block, double top, double bottom) const {
  const std::vector<Placed>& columns = blocks_[block];
  const double right = kMargin + columns.back().x + columns.back().width;
  canvas.line(kMargin, bottom, right, bottom, section_.facts ? kThin : kThick);
  if (section_.facts) canvas.line(kMargin, top, right, top, kThin);
  if (!section_.form) return;
  const double below_groups = top + (has_groups() ? tier_height() : 0);
  for (std::size_t i = 1; i < columns.size(); ++i) {
    canvas.line(kMargin + columns[i].x, below_groups, kMargin + columns[i].x, bottom, kThin);
  }
  canvas.line(kMargin, top, kMargin, bottom, kThick);
  canvas.line(right, top, right, bottom, kThick);
}

}  // namespace tieout::writing
