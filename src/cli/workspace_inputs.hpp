// The inputs of a workspace as the files of a filing: canonical CSV tables with our own headings, where each record
// came from, and the trial balance and the accepted return of the year as they were imported.
#pragma once

#include <memory>
#include <string>

#include "archive/database.hpp"

namespace tieout::cli {

// The tables alone. False where the directory cannot be written.
bool write_workspace_tables(archive::Database& database, int year, const std::string& directory);

// The trial balance of the year alone, where the workspace keeps one.
bool write_kept_balances(archive::Database& database, int year, const std::string& directory);

// With provenance.csv and sources.csv beside them.
bool write_workspace_inputs(const std::shared_ptr<archive::Database>& database, int year, const std::string& directory);

}  // namespace tieout::cli
