// An import as tables: counts by kind, and every change.
#pragma once

#include "archive/import.hpp"
#include "cli/import_balances.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// Writes it in the format asked for; an exit code. `balances`: the trial balance of the import, or null.
int write_import(const archive::Import& found, const BalanceImport* balances, const Options& options);

}  // namespace tieout::cli
