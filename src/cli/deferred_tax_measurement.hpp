// Measuring the deferred tax of assets as they pass by, and what keeps it from being measured.
#pragma once

#include "cli/session.hpp"

namespace tieout::cli {

// Fills `row.tax` of an asset, with its part in equity, whose row of the year names its entity. False where it cannot
// be: the gap, or the diagnostic, is in `result`. In the workers.
bool measure_deferred_tax(const Session& session, const Framework& framework, const RegisterEntry& entry, int year,
                          DeferredTaxRow& row, BatchResult& result);

// The entity by its id, or null.
const Entity* find_entity(const Session& session, const std::string& id);

// The limits of --limits; none without it.
std::vector<DeferredTaxLimit> read_limits(Session& session);
// Once the register is open: a limit of an entity that there is not is an error.
void check_limits(const std::vector<DeferredTaxLimit>& limits, Session& session);

// One diagnostic for each gap.
void add_deferred_tax_gaps(const DeferredTaxGaps& gaps, Session& session);

}  // namespace tieout::cli
