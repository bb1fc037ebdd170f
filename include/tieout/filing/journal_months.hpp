// An asset's year month by month, as the journal takes it.
#pragma once

#include <functional>
#include <string>

#include "tieout/filing/journal.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// What the months leave behind for the deferred tax at their end.
struct BookedMonths {
  bool any = false;  // whether the asset has a month in the period
  std::string holder;
  Money surplus_open, surplus;  // in equity
};

// Hands every month of the period in which the open asset has a row to `add`, in order.
BookedMonths book_months(AssetReconciler& reconciler, const RegisterEntry& entry, const JournalPeriod& period,
                         const std::function<void(const AssetYear&, const JournalAsset&)>& add);

}  // namespace tieout
