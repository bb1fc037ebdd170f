// Deferred tax on what has no card and so no schedule by which it reverses: amounts of the user's own, and provisions
// for receivables, inventories, investments and so on. It is measured at the rate of the year after, as known at the
// year's end.
#pragma once

#include <vector>

#include "tieout/filing/adjustment_lines.hpp"
#include "tieout/filing/deferred_tax_tables.hpp"
#include "tieout/filing/provision_statement.hpp"

namespace tieout {

// What arose beside profit is not recognised. Where a rate is not stated, `tax.missing` of the row says which.
DeferredTaxRow deferred_tax_of(const AdjustmentLine& line, const std::vector<TaxRate>& rates, int year);

// A provision is recognised in full, a loss written off and not yet deducted with it. `line` is of `year`; its kind
// must outlive the row.
DeferredTaxRow deferred_tax_of(const ProvisionLine& line, const std::vector<TaxRate>& rates, int year,
                               Language language);

}  // namespace tieout
