// What an impairment test gives cause to say about its units.
#pragma once

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/impairment_test.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::cli {

// Notes and warnings, in the order of units and groups, each at its place in the input.
Diagnostics impairment_remarks(const ImpairmentInput& input, const ImpairmentOutcome& outcome,
                               const rules::RuleBook& rules);

}  // namespace tieout::cli
