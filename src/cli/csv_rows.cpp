#include "cli/csv_rows.hpp"

#include <algorithm>

namespace tieout::cli {

// What is sealed fits: money has 64 bits.
std::optional<std::int64_t> fen_of(const std::string& text) {
  constexpr std::size_t kDigitsMax = 18;
  const bool negative = text.starts_with('-');
  std::int64_t fen = 0;
  std::size_t digits = 0;
  for (std::size_t at = negative ? 1 : 0; at < text.size(); ++at) {
    if (text[at] == '.' && at + 3 == text.size()) continue;
    if (text[at] < '0' || text[at] > '9' || ++digits > kDigitsMax) return {};
    fen = fen * 10 + (text[at] - '0');
  }
  if (text.size() < 4 || text[text.size() - 3] != '.') return {};
  return negative ? -fen : fen;
}

CsvRows::CsvRows(const std::string& path) : records_(path) {
  if (records_.next()) archive::csv_cells(records_.text(), columns);
  next();
}

void CsvRows::next() {
  there = records_.next();
  if (there) archive::csv_cells(records_.text(), cells);
  if (there && cells.size() < 2) cells.resize(2);
}

std::string CsvRows::cell(const std::string& column) const {
  const auto found = std::find(columns.begin(), columns.end(), column);
  const auto at = static_cast<std::size_t>(found - columns.begin());
  return at < cells.size() ? cells[at] : "";
}

}  // namespace tieout::cli
