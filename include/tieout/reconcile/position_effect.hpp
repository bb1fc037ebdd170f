// What an open question of the law is worth: the year of an asset under the option chosen and under another.
#pragma once

#include <vector>

#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

struct PositionEffect {
  const rules::Position* position = nullptr;
  const rules::PositionOption* chosen = nullptr;
  const rules::PositionOption* other = nullptr;
  bool comparable = true;  // false: the stated facts do not hold under the other option
  Money tax_charge, tax_charge_other;
  Money adj_total, adj_total_other;
};

// Runs the assets that raise a position once more under each other option; everything else costs a look.
// One per thread.
class PositionComparison {
 public:
  explicit PositionComparison(const Framework& framework);

  // Effects of the positions that the asset open in `base` raises on `year`, which `base` has just run up to the
  // end of month `through`. Valid until the next call.
  const std::vector<PositionEffect>& compare(const AssetReconciler& base, const RegisterEntry& entry,
                                             const ReconciliationRow& year, int through = 12);

 private:
  AssetReconciler alternative_;
  std::vector<std::string_view> raised_;
  std::vector<PositionEffect> effects_;
};

}  // namespace tieout
