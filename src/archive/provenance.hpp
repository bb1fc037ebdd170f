// Where the records of a workspace came from: for every row of the canonical tables the file, sheet and line it was
// read from, and the SHA-256 of each file as it was imported last.
#pragma once

#include <memory>

#include "archive/database.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::archive {

// CSV: table, row (of the canonical table, from 1), file, sheet, line.
void write_provenance(const std::shared_ptr<Database>& database, writing::ByteSink& out);

// CSV: table, file, sheet, sha256. The trial balance is that of the year.
void write_sources(Database& database, int year, writing::ByteSink& out);

}  // namespace tieout::archive
