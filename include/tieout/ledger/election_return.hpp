// Whether the stated facts let the asset have been elected: an election that is lost unless the return of the first
// year takes it cannot be stated for an asset whose first return is known to have deducted something else.
#pragma once

#include <optional>

#include "tieout/asset/register.hpp"
#include "tieout/ledger/terms.hpp"

namespace tieout {

// ELECTION-TOO-LATE where what was recorded for the first year of deduction, or taken over after it, shows that its
// return did not take the election: it deducted what the general rule gives, or less, and not what was elected. Partial
// or doubtful differences are left to the findings on recorded and opening balances.
std::optional<Problem> election_too_late(const RegisterEntry& entry, const AssetTerms& terms);

}  // namespace tieout
