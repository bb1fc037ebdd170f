// How the records of a type lie in their table: which fields are its key, which have columns of their own, and which
// stand in the column `more`.
#pragma once

#include <string>
#include <vector>

#include "archive/database.hpp"
#include "loading/field.hpp"

namespace tieout::archive {

struct RecordShape {
  loading::RecordType type;
  std::string table;                         // "assets"
  std::vector<loading::FieldIndex> key;      // in the order of the key
  std::vector<loading::FieldIndex> columns;  // others with a column, by field
  std::vector<loading::FieldIndex> more;

  std::string name_of(loading::FieldIndex field) const;
  // "\"entity\", \"asset\", n"
  std::string key_list() const;
  // Key, n, columns, more, source, line, as_read, import: the order in which rows are bound and read.
  std::string column_list() const;
  int column_count() const { return static_cast<int>(key.size() + 1 + columns.size() + 5); }
};

RecordShape shape_of(Database& database, loading::RecordType type);

// Whether a workspace has a table for the type.
bool is_kept(loading::RecordType type);

// Whether the key names a card, so that its history is the card's.
bool is_of_card(loading::RecordType type);

}  // namespace tieout::archive
