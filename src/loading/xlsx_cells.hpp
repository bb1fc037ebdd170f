// The cells of one worksheet, packed: per cell a byte for its kind, then the index of a shared string, or a length
// and the text. Cells without text are not kept.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/sheet.hpp"
#include "loading/xlsx_strings.hpp"

namespace tieout::loading {

// Limits of the file format; a place beyond them is damage.
constexpr std::uint32_t worksheet_rows_max = 1'048'576;
constexpr std::uint32_t worksheet_columns_max = 16'384;

// A cell as the reader hands it over. `shared` cells carry the index, all others the text.
struct WorksheetCell {
  std::uint32_t column = 0;  // from 0
  CellType type = CellType::text;
  bool shared = false;
  std::uint32_t index = 0;
  std::string_view text;
};

class XlsxSheet final : public Sheet {
 public:
  explicit XlsxSheet(std::shared_ptr<const SharedStrings> strings) : strings_(std::move(strings)) {}

  // Cells in ascending order of columns; rows may come in any order.
  void add_row(std::uint32_t row, const std::vector<WorksheetCell>& cells);
  // Puts the rows in order. The row (from 0) that was added twice, if any.
  std::optional<std::uint32_t> finish();

  std::size_t row_count() const override { return rows_.empty() ? 0 : std::size_t{rows_.back().row} + 1; }
  void read_row(std::size_t index, RowBuffer& buffer) const override;
  std::uint32_t line_of(std::size_t index) const override { return static_cast<std::uint32_t>(index) + 1; }

 private:
  struct Row {
    std::uint32_t row;
    std::uint32_t cells;
    std::uint64_t offset;
  };
  const Row* find(std::size_t index) const;

  std::shared_ptr<const SharedStrings> strings_;
  std::string packed_;
  std::vector<Row> rows_;
};

}  // namespace tieout::loading
