// How a table's columns share a terminal's width. Text gives way first, down to `least`; figures are never
// cut. What still does not fit is set below, in blocks that repeat the first columns.
#pragma once

#include <cstddef>
#include <vector>

namespace tieout::writing {

// Blanks between two columns.
inline constexpr int kColumnGap = 2;

// A heading is broken into lines of this many characters, or of its longest word, rather than widen a column of
// short figures.
inline constexpr int kHeadingLine = 12;

// Widths in terminal columns; `natural` >= `least` > 0. A figure has least == natural.
struct ColumnWidths {
  int natural = 1;
  int least = 1;
  bool key = false;  // may be repeated at the left of every block
};

struct PlacedColumn {
  std::size_t column = 0;
  int width = 0;
};

using Block = std::vector<PlacedColumn>;

// The blocks from top to bottom; each but the first begins with the key columns, as many as take up at most a
// third of `width`. `width` 0 = no limit. A block is wider than `width` only where one column alone is.
std::vector<Block> arrange(const std::vector<ColumnWidths>& columns, int width);

}  // namespace tieout::writing
