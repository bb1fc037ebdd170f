// Take-over balances as the start of a ledger: taken, checked, and compared with what the terms
// alone would have led to. Inside ledger/ only.
#pragma once

#include <optional>

#include "tieout/asset/asset.hpp"
#include "tieout/ledger/problem.hpp"
#include "tieout/ledger/terms.hpp"

namespace tieout {

// Whether the method spreads the cost over a life.
inline bool needs_life(Method method) { return method != Method::none && method != Method::units_of_production; }

// Gives `basis` its opening where the asset is taken over. `accumulated` and `months` are what was stated, `field` the
// column of the first; `nothing_charged`: no balance is needed because nothing is charged.
void take_opening(const Asset& asset, Problems& problems, BasisTerms& basis, std::optional<Money> accumulated,
                  Money provision, std::optional<std::int32_t> months, const char* field, bool nothing_charged);

}  // namespace tieout
