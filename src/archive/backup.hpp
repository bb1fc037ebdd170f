// A copy of a workspace while it may be in use.
#pragma once

#include <string>

#include "archive/database.hpp"

namespace tieout::archive {

struct Backup {
  std::int64_t pages = 0, bytes = 0;
  std::string sha256;
};

// Copies by SQLite's online backup beside the path, verifies the copy (its pages, references, schema and counts) and
// gives it its name, for its owner alone. Never replaces a file. Throws Trouble.
Backup back_up(Database& database, const std::string& path);

}  // namespace tieout::archive
