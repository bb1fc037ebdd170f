// Both schedules of one asset side by side, with their differences: by year or by month, over its whole life.
#pragma once

#include <optional>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// The lifetime of one asset as rows of results, from its first year to its disposal or until nothing is left to
// charge in either ledger, or to the end of `through`. `entry` must be open in `reconciler`. Ends early at a problem.
Table schedule_table(AssetReconciler& reconciler, const RegisterEntry& entry, bool monthly,
                     std::optional<Month> through = {});

// Its columns by year, for any asset.
TableSchema schedule_schema();

}  // namespace tieout
