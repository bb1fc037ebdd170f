// An amended year: what a claim for it changes in that year and in every later one, asset by asset.
#pragma once

#include <string>
#include <vector>

#include "tieout/asset/register.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// One asset and year before and after.
struct AmendedYear {
  std::string entity, asset, name;
  std::int32_t year = 0;
  Money tax_charge_before, tax_charge_after;
  Money adj_total_before, adj_total_after;
  Money tax_base_before, tax_base_after;  // at the year's end

  bool changed() const {
    return tax_charge_before != tax_charge_after || adj_total_before != adj_total_after ||
           tax_base_before != tax_base_after;
  }
};

// The entry with the rows of the amended returns in place of those for the same period: what they state replaces, what
// they leave out stays.
RegisterEntry with_amended(const RegisterEntry& entry, const std::vector<Recorded>& amended);

// The years `first` to `last` of the asset as it stands and as amended; those in which anything changes. `problems` are
// those of the amended asset.
std::vector<AmendedYear> run_amended(AssetReconciler& reconciler, const RegisterEntry& before,
                                     const RegisterEntry& after, int first, int last, Problems& problems);

Table amended_assets_table(const std::vector<AmendedYear>& years);
// By entity and year.
Table amended_years_table(const std::vector<AmendedYear>& years);

}  // namespace tieout
