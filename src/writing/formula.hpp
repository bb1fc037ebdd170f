// Formulas of a worksheet written in the table's own names: "={book_charge}-{tax_charge}" becomes "=J5-K5" in
// row 5. Formulas come from the program, never from input.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/filing/table.hpp"

namespace tieout::writing {

// "A", "Z", "AA" for column 0, 25, 26.
std::string column_letters(std::size_t column);
// "J5" for column 9, row 4 (both from 0).
std::string cell_address(std::size_t column, std::uint32_t row);

class RowFormula {
 public:
  // Throws InvariantViolation where a name in braces is no column of the schema: our own mistake.
  RowFormula(std::string_view formula, const TableSchema& schema);
  // With every name replaced by the address of its cell in `row` (from 0).
  std::string at(std::uint32_t row) const;
  // The columns it reads.
  const std::vector<std::size_t>& reads() const { return columns_; }

 private:
  std::vector<std::string> between_;  // text before each name, and after the last
  std::vector<std::size_t> columns_;
};

}  // namespace tieout::writing
