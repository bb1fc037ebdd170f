#include "writing/formula.hpp"

#include <algorithm>

#include "tieout/core/invariant.hpp"

namespace tieout::writing {

namespace {

std::size_t column_named(std::string_view key, const TableSchema& schema) {
  auto found =
      std::find_if(schema.columns.begin(), schema.columns.end(), [&](const Column& c) { return c.key == key; });
  if (found == schema.columns.end()) {
    throw InvariantViolation("formula-column", "table " + schema.name + " has no column " + std::string(key));
  }
  return static_cast<std::size_t>(found - schema.columns.begin());
}

}  // namespace

std::string column_letters(std::size_t column) {
  std::string letters;
  for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

std::string cell_address(std::size_t column, std::uint32_t row) {
  return column_letters(column) + std::to_string(row + 1);
}

RowFormula::RowFormula(std::string_view formula, const TableSchema& schema) {
  for (;;) {
    std::size_t open = formula.find('{');
    std::size_t close = open == std::string_view::npos ? open : formula.find('}', open);
    if (close == std::string_view::npos) break;
    between_.emplace_back(formula.substr(0, open));
    columns_.push_back(column_named(formula.substr(open + 1, close - open - 1), schema));
    formula.remove_prefix(close + 1);
  }
  between_.emplace_back(formula);
}

std::string RowFormula::at(std::uint32_t row) const {
  std::string text = between_[0];
  for (std::size_t i = 0; i < columns_.size(); ++i) text += cell_address(columns_[i], row) + between_[i + 1];
  return text;
}

}  // namespace tieout::writing
