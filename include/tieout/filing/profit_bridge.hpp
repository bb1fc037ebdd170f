// From what assets do to the profit of the books to what they do to taxable income: the adjustments as steps.
#pragma once

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

// One row a step: `step` names it (book, then the parts of the adjustment, then tax), `amount` is the step, `level`
// what is reached with it. Positive adds to the income. `total`: sums over any number of rows. Throws
// InvariantViolation where the steps do not end at the effect that the tax ledgers have by themselves.
Table profit_bridge_table(const ReconciliationRow& total, Language language);

}  // namespace tieout
