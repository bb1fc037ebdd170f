// The keys of the records of a file in the order of their table. Inside archive/ only.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "archive/record_shape.hpp"
#include "loading/input_rows.hpp"

namespace tieout::archive {

struct KeyedRow {
  std::uint32_t row;  // number in the file
  std::uint32_t n;    // among equal keys, from 0
  std::size_t begin;
  std::uint32_t size;
};

// Parts of a key joined by NUL, so that bytes order as columns do.
class RecordKeys {
 public:
  RecordKeys(const loading::InputRows& rows, const RecordShape& shape, Diagnostics& diagnostics);

  const std::vector<KeyedRow>& rows() const { return rows_; }
  std::string_view key(const KeyedRow& row) const { return std::string_view(text_).substr(row.begin, row.size); }
  // Entities that the records name.
  const std::set<std::string, std::less<>>& entities() const { return entities_; }

 private:
  void order();

  std::string text_;
  std::vector<KeyedRow> rows_;
  std::set<std::string, std::less<>> entities_;
};

// The part of a key for a field of the shape's key.
std::string_view key_part(std::string_view key, std::size_t part);

}  // namespace tieout::archive
