// The trial balance that a command reads: the file of --trial-balance, or the one that the workspace keeps for the
// period.
#pragma once

#include <optional>
#include <string>

#include "archive/documents.hpp"
#include "cli/options.hpp"
#include "loading/trial_balance.hpp"

namespace tieout::cli {

// "2024", or "2024-03" where --through names the end of an earlier month.
std::string balance_period(const Options& options);

// Reads the file of --trial-balance.
loading::TrialBalance read_balances(const Options& options, Diagnostics& diagnostics);
// Reads a kept one; what is wrong is told of the file that was imported.
loading::TrialBalance read_balances(const archive::StoredDocument& document, const Options& options,
                                    Diagnostics& diagnostics);

// The one kept for the period; nothing without a workspace, or where it keeps none.
std::optional<archive::StoredDocument> kept_balances(const Options& options);

}  // namespace tieout::cli
