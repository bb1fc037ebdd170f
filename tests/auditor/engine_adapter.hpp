// The one place where the engine meets the auditor: the engine is run on a history whose rules are given as a World.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::auditor {

// The rules of the world, with one book and one tax regime.
void fill_rules(const World& world, rules::RuleBook& book);

// Runs the engine on one asset from its first year to `last_year`. True with the rows, in order of year, if it
// accepted the history; false with the code of the first error in `refusal` if not. An InvariantViolation is let
// through: the harness reports it as a disagreement.
bool run_engine(const RegisterEntry& entry, const World& world, std::int32_t last_year,
                std::vector<ReconciliationRow>& rows, std::string& refusal);

}  // namespace tieout::auditor
