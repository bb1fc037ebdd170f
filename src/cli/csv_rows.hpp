// Rows of a sealed table one at a time, by the names of its columns; for walking two of them side by side.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "archive/csv_records.hpp"

namespace tieout::cli {

// "-1200.00" as fen; nothing for text.
std::optional<std::int64_t> fen_of(const std::string& text);

class CsvRows {
 public:
  explicit CsvRows(const std::string& path);
  void next();
  // The first two cells: entity and asset.
  std::pair<std::string, std::string> key() const { return {cells[0], cells[1]}; }
  bool same_text(const CsvRows& other) const { return records_.text() == other.records_.text(); }
  // Empty where there is no such column.
  std::string cell(const std::string& column) const;

  std::vector<std::string> columns, cells;
  bool there = false;  // a row stands in `cells`

 private:
  archive::CsvRecords records_;
};

}  // namespace tieout::cli
