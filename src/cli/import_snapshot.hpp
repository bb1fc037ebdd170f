// tieout import --snapshot: a new list of cards against the register as it stands.
#pragma once

#include "cli/options.hpp"

namespace tieout::cli {

// Taken where --snapshot is given. Returns an exit code.
int run_import_snapshot(const Options& options);

}  // namespace tieout::cli
