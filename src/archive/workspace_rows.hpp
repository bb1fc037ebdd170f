// The inputs of a workspace as the reader of registers takes them.
#pragma once

#include <memory>

#include "archive/database.hpp"
#include "loading/stored_rows.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::archive {

// Rows are read into memory when a table is opened; the database must live until then.
class WorkspaceRows : public loading::StoredRows {
 public:
  explicit WorkspaceRows(std::shared_ptr<Database> database) : database_(std::move(database)) {}
  std::unique_ptr<loading::StoredSheet> open(loading::RecordType type, Diagnostics& diagnostics) const override;

 private:
  std::shared_ptr<Database> database_;
};

// The records of a type as CSV under the names of their fields: columns that any source has, rows in the order in which
// the reader takes them. Whether there are any columns, that is, whether such records were ever imported.
bool write_canonical_csv(Database& database, loading::RecordType type, writing::ByteSink& out);

}  // namespace tieout::archive
