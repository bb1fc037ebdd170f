#include "writing/text_table.hpp"

#include <algorithm>

#include "writing/cell_text.hpp"
#include "writing/display_width.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {

// A text column gives way down to this width, unless it is narrower by nature.
constexpr int kLeastText = 8;

std::string blanks(int count) { return std::string(static_cast<std::size_t>(std::max(0, count)), ' '); }

std::string rule(int width) {
  std::string line;
  for (int i = 0; i < width; ++i) line += "─";
  return line;
}

void end_line(std::string& text) {
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

void write_rule(const Block& block, std::string& text) {
  for (std::size_t i = 0; i < block.size(); ++i) {
    if (i > 0) text += blanks(kColumnGap);
    text += rule(block[i].width);
  }
  text += '\n';
}

// "── 账载金额 ──": the heading of a group in the middle of a rule over its columns.
std::string group_heading(const std::string& label, int width) {
  std::string name = shorten(label, width);
  int rest = width - display_width(name) - 2;
  if (rest < 2) return blanks((rest + 2) / 2) + name + blanks(rest + 2 - (rest + 2) / 2);
  return rule(rest / 2) + " " + name + " " + rule(rest - rest / 2);
}

// How wide the heading is when it may take the width of the column's cells.
int widest_line(const std::string& label, int cells) {
  int widest = 1;
  for (const std::string& line : wrap_evenly(label, std::max(cells, kHeadingLine))) {
    widest = std::max(widest, display_width(line));
  }
  return widest;
}

}  // namespace

bool TextTableSink::at_right(std::size_t column) const {
  CellKind kind = schema_.columns[column].kind;
  return kind == CellKind::money || kind == CellKind::integer;
}

TextTableSink::Line TextTableSink::shown(const std::vector<Cell>& cells) const {
  Line line(schema_.columns.size());
  for (std::size_t i = 0; i < line.size() && i < cells.size(); ++i) {
    line[i] = {cell_text(cells[i]), cells[i].kind == CellKind::money && cells[i].number < 0};
  }
  return line;
}

void TextTableSink::begin(const TableSchema& schema) {
  schema_ = schema;
  rows_.clear();
  totals_.clear();
}

void TextTableSink::row(const std::vector<Cell>& cells) { rows_.push_back(shown(cells)); }

void TextTableSink::totals(const std::vector<Cell>& cells) {
  totals_ = shown(cells);
  if (!totals_.empty() && totals_[0].text.empty() && !at_right(0)) {
    totals_[0].text = options_.language == Language::zh ? "合计" : "Total";
  }
}

std::vector<ColumnWidths> TextTableSink::measure() const {
  std::vector<ColumnWidths> widths(schema_.columns.size());
  bool leading = true;
  for (std::size_t i = 0; i < widths.size(); ++i) {
    const Column& column = schema_.columns[i];
    int content = totals_.empty() ? 1 : display_width(totals_[i].text);
    for (const Line& line : rows_) content = std::max(content, display_width(line[i].text));
    int heading = widest_line(in(options_.language, column.label), content);
    leading = leading && column.kind != CellKind::money;
    widths[i].key = leading;
    widths[i].natural = std::max({content, heading, 1});
    bool gives = column.kind == CellKind::text;
    widths[i].least = gives ? std::min(widths[i].natural, kLeastText) : widths[i].natural;
  }
  return widths;
}

void TextTableSink::write_groups(const Block& block, std::string& text) const {
  auto group_of = [&](std::size_t i) { return in(options_.language, schema_.columns[block[i].column].group); };
  bool any = false;
  for (std::size_t i = 0; i < block.size(); ++i) any = any || !group_of(i).empty();
  if (!any) return;
  for (std::size_t i = 0; i < block.size();) {
    std::string group = group_of(i);
    if (i > 0) text += blanks(kColumnGap);
    int width = block[i++].width;
    while (!group.empty() && i < block.size() && group_of(i) == group) width += kColumnGap + block[i++].width;
    text += group.empty() ? blanks(width) : group_heading(group, width);
  }
  end_line(text);
}

void TextTableSink::write_headings(const Block& block, std::string& text) const {
  std::vector<std::vector<std::string>> headings;
  std::size_t height = 1;
  for (const PlacedColumn& placed : block) {
    headings.push_back(wrap_evenly(in(options_.language, schema_.columns[placed.column].label), placed.width));
    height = std::max(height, headings.back().size());
  }
  for (std::size_t level = 0; level < height; ++level) {
    Line line(schema_.columns.size());
    for (std::size_t i = 0; i < block.size(); ++i) {
      // Headings stand on the rule: a short one leaves its upper lines blank.
      std::size_t missing = height - headings[i].size();
      if (level >= missing) line[block[i].column].text = headings[i][level - missing];
    }
    write_line(block, line, text);
  }
}

void TextTableSink::write_line(const Block& block, const Line& line, std::string& text) const {
  for (std::size_t i = 0; i < block.size(); ++i) {
    const PlacedColumn& placed = block[i];
    const Shown& cell = line[placed.column];
    // Only text is ever shortened: figures were given their whole width.
    std::string content = shorten(cell.text, placed.width);
    std::string padding = blanks(placed.width - display_width(content));
    if (options_.colour && cell.negative) content = "\x1b[31m" + content + "\x1b[0m";
    if (i > 0) text += blanks(kColumnGap);
    text += at_right(placed.column) ? padding + content : content + padding;
  }
  end_line(text);
}

void TextTableSink::write_block(const Block& block, std::string& text) const {
  write_groups(block, text);
  write_headings(block, text);
  write_rule(block, text);
  for (const Line& line : rows_) write_line(block, line, text);
  if (rows_.empty()) text += options_.language == Language::zh ? "（无）\n" : "(none)\n";
  bool has_totals = !totals_.empty() && std::any_of(block.begin(), block.end(), [&](const PlacedColumn& placed) {
    return !totals_[placed.column].text.empty();
  });
  if (!has_totals) return;
  write_rule(block, text);
  write_line(block, totals_, text);
}

void TextTableSink::end() {
  std::string text;
  std::vector<Block> blocks = arrange(measure(), options_.width);
  std::string title = one_line(in(options_.language, schema_.title));
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    if (i > 0) text += '\n';
    std::string part = std::to_string(i + 1) + "/" + std::to_string(blocks.size());
    std::string place = options_.language == Language::zh ? "（" + part + "）" : " (" + part + ")";
    if (!title.empty()) text += title + (blocks.size() > 1 ? place : "") + "\n\n";
    write_block(blocks[i], text);
  }
  out_.write(text);
}

}  // namespace tieout::writing
