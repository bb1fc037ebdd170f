#include "loading/xlsx_cells.hpp"

#include <algorithm>

namespace tieout::loading {

namespace {

constexpr std::uint8_t shared_flag = 0x80;

// Seven bits a byte, the last without the high bit.
void put_number(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(static_cast<std::uint8_t>(value & 0x7FU) | 0x80U);
    value >>= 7U;
  }
  out += static_cast<char>(static_cast<std::uint8_t>(value));
}

std::uint64_t take_number(const char*& at) {
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<std::uint8_t>(*at++);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
}

}  // namespace

void XlsxSheet::add_row(std::uint32_t row, const std::vector<WorksheetCell>& cells) {
  if (cells.empty()) return;
  rows_.push_back({row, static_cast<std::uint32_t>(cells.size()), packed_.size()});
  std::uint32_t next = 0;
  for (const WorksheetCell& cell : cells) {
    put_number(packed_, cell.column - next);  // empty cells before it
    packed_ += static_cast<char>(static_cast<std::uint8_t>(cell.type) | (cell.shared ? shared_flag : 0U));
    if (cell.shared) {
      put_number(packed_, cell.index);
    } else {
      put_number(packed_, cell.text.size());
      packed_ += cell.text;
    }
    next = cell.column + 1;
  }
}

std::optional<std::uint32_t> XlsxSheet::finish() {
  const auto by_row = [](const Row& a, const Row& b) { return a.row < b.row; };
  if (!std::is_sorted(rows_.begin(), rows_.end(), by_row)) std::stable_sort(rows_.begin(), rows_.end(), by_row);
  const auto twice =
      std::adjacent_find(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) { return a.row == b.row; });
  packed_.shrink_to_fit();
  if (twice == rows_.end()) return std::nullopt;
  return twice->row;
}

const XlsxSheet::Row* XlsxSheet::find(std::size_t index) const {
  if (rows_.empty() || index < rows_.front().row) return nullptr;
  // Rows mostly follow one another without gaps, and then the place is known.
  const std::size_t guess = index - rows_.front().row;
  if (guess < rows_.size() && rows_[guess].row == index) return &rows_[guess];
  const auto found = std::lower_bound(rows_.begin(), rows_.end(), index,
                                      [](const Row& row, std::size_t wanted) { return row.row < wanted; });
  return found != rows_.end() && found->row == index ? &*found : nullptr;
}

void XlsxSheet::read_row(std::size_t index, RowBuffer& buffer) const {
  buffer.cells.clear();
  const Row* row = find(index);
  if (row == nullptr) return;
  const char* at = packed_.data() + row->offset;
  for (std::uint32_t i = 0; i < row->cells; ++i) {
    buffer.cells.resize(buffer.cells.size() + take_number(at));
    const auto kind = static_cast<std::uint8_t>(*at++);
    const std::uint64_t number = take_number(at);
    const auto type = static_cast<CellType>(kind & ~shared_flag);
    if ((kind & shared_flag) != 0) {
      buffer.cells.push_back({strings_->at(number), type});
    } else {
      buffer.cells.push_back({{at, number}, type});
      at += number;
    }
  }
}

}  // namespace tieout::loading
