// Writing a journal in the format asked for.
#pragma once

#include "cli/session.hpp"
#include "tieout/filing/journal.hpp"

namespace tieout::cli {

// Whether technical vouchers are written, too.
bool shows_all(const Options& options);

// Returns an exit code.
int write_journal(const Journal& journal, const AccountBook& accounts, const JournalPeriod& period,
                  const Session& session);

}  // namespace tieout::cli
