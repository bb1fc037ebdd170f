#include "writing/text_layout.hpp"

#include <algorithm>

namespace tieout::writing {

namespace {

// Once a table needs several blocks, wide text would only make more of them.
constexpr int kTextInBlocks = 20;

int total_width(const Block& block) {
  int width = 0;
  for (const PlacedColumn& placed : block) width += placed.width;
  return width + kColumnGap * std::max(0, static_cast<int>(block.size()) - 1);
}

Block one_block(const std::vector<ColumnWidths>& columns) {
  Block block;
  for (std::size_t i = 0; i < columns.size(); ++i) block.push_back({i, columns[i].natural});
  return block;
}

// Takes from the widest column that can still give, until the block fits; false when none can.
bool squeeze(Block& block, const std::vector<ColumnWidths>& columns, int width) {
  for (int excess = total_width(block) - width; excess > 0; --excess) {
    PlacedColumn* widest = nullptr;
    for (PlacedColumn& placed : block) {
      bool gives = placed.width > columns[placed.column].least;
      if (gives && (widest == nullptr || placed.width > widest->width)) widest = &placed;
    }
    if (widest == nullptr) return false;
    --widest->width;
  }
  return true;
}

// Gives what is left of the width back to the columns that gave way, from the left.
void widen(Block& block, const std::vector<ColumnWidths>& columns, int width) {
  for (PlacedColumn& placed : block) {
    int room = std::max(0, width - total_width(block));
    placed.width += std::min(room, columns[placed.column].natural - placed.width);
  }
}

Block repeated_keys(const std::vector<ColumnWidths>& columns, const std::vector<int>& widths, int width) {
  Block keys;
  for (std::size_t i = 0; i < columns.size() && columns[i].key; ++i) {
    keys.push_back({i, widths[i]});
    if (total_width(keys) > width / 3) {
      keys.pop_back();
      break;
    }
  }
  return keys;
}

}  // namespace

std::vector<Block> arrange(const std::vector<ColumnWidths>& columns, int width) {
  Block whole = one_block(columns);
  if (width <= 0 || squeeze(whole, columns, width)) return {whole};

  std::vector<int> widths;
  for (const ColumnWidths& column : columns) {
    int wished = std::max(column.least, std::min(column.natural, kTextInBlocks));
    widths.push_back(std::max(column.least, std::min(wished, width)));
  }
  Block keys = repeated_keys(columns, widths, width);
  std::vector<Block> blocks(1);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    Block wider = blocks.back();
    wider.push_back({i, widths[i]});
    if (blocks.back().empty() || total_width(wider) <= width) {
      blocks.back() = std::move(wider);
      continue;
    }
    Block next = keys;
    next.push_back({i, widths[i]});
    // A figure too wide to stand beside the keys stands without them.
    if (total_width(next) > width) next = {{i, widths[i]}};
    blocks.push_back(std::move(next));
  }
  widen(blocks.front(), columns, width);
  return blocks;
}

}  // namespace tieout::writing
