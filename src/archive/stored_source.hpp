// Where the rows of a table were read from: sources with their columns. Inside archive/ only.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "archive/database.hpp"
#include "loading/field.hpp"
#include "loading/stored_rows.hpp"

namespace tieout::archive {

struct StoredSource {
  std::string file, sheet;
  bool nodes = false;  // TOML
  std::uint32_t heading_line = 0;
  std::vector<std::int32_t> fields;      // by column (from 0); -1 = not used
  std::vector<std::uint32_t> column_of;  // by field; 0 = no column
  std::vector<bool> states;              // by field: by a column or for every row
};

class StoredSources {
 public:
  StoredSources(Database& database, loading::RecordType type);

  const StoredSource& at(std::int64_t id) const { return sources_.at(id); }
  bool empty() const { return order_.empty(); }
  std::vector<std::string> files() const;
  // Fields that any of them states.
  std::vector<loading::FieldIndex> fields() const;
  const StoredSource* first() const { return order_.empty() ? nullptr : &sources_.at(order_.front()); }

 private:
  void add_columns(Database& database, std::int64_t id, StoredSource& source) const;

  loading::RecordType type_;
  std::vector<std::int64_t> order_;
  std::unordered_map<std::int64_t, StoredSource> sources_;
};

// The place of a cell of a row: its cells by column of `fields`, and what the file said (as_read).
struct StoredRow {
  const StoredSource& source;
  std::uint32_t line;
  const std::vector<loading::FieldIndex>& fields;
  const std::vector<loading::SheetCell>& cells;
  std::string_view as_read;
};
SourceSpan place_of(const StoredRow& row, loading::RecordType type, std::optional<loading::FieldIndex> field);

}  // namespace tieout::archive
