// Lifetime closure: an asset projected to its disposal or to the end of both lives (engine.md §1). The sum of its
// temporary adjustments must equal minus what arose initially and in equity, less what is still open.
#pragma once

#include <map>

#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// Why nothing more happens to the asset.
enum class LifetimeEnd : std::uint8_t { disposed, lives_over, refused };

struct LifetimeProof {
  LifetimeEnd end = LifetimeEnd::refused;
  int first_year = 0, last_year = 0;
  Money adjustments;     // Σ adj_total
  Money permanent;       // Σ adj_permanent
  Money initial, equity; // Σ temp_diff_initial, Σ temp_diff_equity
  Money opening;         // temp_diff_open of a take-over
  Money remaining;       // temporary difference after the last year; 0 after a disposal
  int last_reversal = 0; // last year whose temporary adjustment is not 0; 0: none

  // Σ temporary adjustments = remaining − opening − initial − equity, and a disposal leaves nothing.
  bool closed() const;
};

// Temporary adjustments and the difference carried forward, by year, over any number of assets.
struct YearForecast {
  Money adjustment;   // Σ (adj_total − adj_permanent)
  Money carried;      // Σ temp_diff_close of assets that still have a row
};

// `entry` must be open in `reconciler`. Adds its years to `forecast`; an asset at rest carries its difference on.
LifetimeProof prove_lifetime(AssetReconciler& reconciler, std::map<int, YearForecast>& forecast);

}  // namespace tieout
