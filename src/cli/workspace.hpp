// What the commands of the workspace share: who works, when, and the workspace named by --db.
#pragma once

#include <memory>
#include <string>

#include "archive/database.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// --user, or the name of the one who is logged in.
std::string user_name(const Options& options);
// --at, or now, as "2026-03-01T08:00:00Z".
std::string time_now(const Options& options);

// False where --db is missing, which is then said.
bool require_workspace(const Options& options);
std::shared_ptr<archive::Database> open_workspace(const Options& options, archive::Access access);

}  // namespace tieout::cli
