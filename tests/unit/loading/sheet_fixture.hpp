// Reads text as a sheet and lays its cells out for comparison.
#pragma once

#include <gmock/gmock.h>

#include <memory>
#include <string>
#include <vector>

#include "loading/sheet.hpp"

namespace tieout::loading::fixture {

using Rows = std::vector<std::vector<std::string>>;

inline Rows rows_of(const Sheet& sheet) {
  Rows rows;
  RowBuffer buffer;
  for (std::size_t i = 0; i < sheet.row_count(); ++i) {
    sheet.read_row(i, buffer);
    std::vector<std::string> row;
    for (const SheetCell& cell : buffer.cells) row.emplace_back(cell.text);
    rows.push_back(std::move(row));
  }
  return rows;
}

// The codes of all diagnostics, in order.
inline std::vector<std::string> codes(const Diagnostics& diagnostics) {
  std::vector<std::string> codes;
  for (const auto& item : diagnostics.all()) codes.push_back(item.code);
  return codes;
}

struct Loaded {
  std::vector<std::unique_ptr<Sheet>> sheets;
  Diagnostics diagnostics;

  const Sheet& only() const { return *sheets.at(0); }
  Rows rows() const { return rows_of(only()); }
  std::vector<std::string> found() const { return codes(diagnostics); }
  // The first diagnostic.
  const Diagnostic& first() const { return diagnostics.all().at(0); }
};

inline Loaded load_bytes(std::string bytes, const std::string& name = "ledger.csv", const std::string& encoding = "") {
  Loaded loaded;
  loaded.sheets = read_sheets(name, std::move(bytes), encoding, loaded.diagnostics);
  return loaded;
}

}  // namespace tieout::loading::fixture
