// tieout import --snapshot: a new list of cards against the register as it stands.
#pragma once

#include <vector>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "tieout/filing/table.hpp"

namespace tieout::cli {

// Taken where --snapshot is given. Returns an exit code.
int run_import_snapshot(const Options& options);

// Takes the accepted proposals into the workspace, in one transaction and with its log.
int import_accepted(Session& session, const std::vector<const Table*>& proposals, Date day);

}  // namespace tieout::cli
