// How long what a return deducted too little may be claimed for the year it belongs to.
#pragma once

#include <optional>

#include "tieout/ledger/terms.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout {

struct LateClaimTerm {
  int years = 0;
  rules::Citation cite;
};

// The term that the tax regime gives for deductions of the year; nothing where it knows none.
std::optional<LateClaimTerm> late_claim_term(const Framework& framework, int year);

}  // namespace tieout
