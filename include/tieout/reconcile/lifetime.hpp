// Lifetime closure: an asset projected to its disposal or to the end of both lives (engine.md §1). The sum of its
// temporary adjustments must equal minus what arose initially and in equity, less what is still open.
#pragma once

#include <vector>

#include "tieout/reconcile/reconcile.hpp"
#include "tieout/reconcile/treatment_proof.hpp"

namespace tieout {

// Why nothing more happens to the asset.
enum class LifetimeEnd : std::uint8_t { disposed, lives_over, refused };

struct LifetimeProof {
  LifetimeEnd end = LifetimeEnd::refused;
  int first_year = 0, last_year = 0;
  Money adjustments;      // Σ adj_total
  Money permanent;        // Σ adj_permanent
  Money initial, equity;  // Σ temp_diff_initial, Σ temp_diff_equity
  Money opening;          // temp_diff_open of a take-over
  Money remaining;        // temporary difference after the last year; 0 after a disposal
  Money standing;         // temporary difference at the end of the year asked for
  int last_reversal = 0;  // last year whose temporary adjustment is not 0; 0: none

  TreatmentSums treatment;

  // Σ temporary adjustments = remaining − opening − initial − equity, a disposal leaves nothing, and the proof of each
  // treatment holds.
  bool closed() const;
};

// Temporary adjustments and the difference carried forward, by year, over any number of assets.
class ReversalForecast {
 public:
  struct Year {
    Money adjustment;  // Σ (adj_total − adj_permanent)
    Money moved;       // what the year adds to the difference carried forward
  };

  void add(int year, Money adjustment, Money moved);
  void merge(const ReversalForecast& other);
  int first_year() const { return first_; }
  const std::vector<Year>& years() const { return years_; }  // from first_year() on

 private:
  Year& at(int year);
  int first_ = 0;
  std::vector<Year> years_;
};

// Projects the asset that is open in `reconciler` and adds its years to `forecast`. `year`: see `standing`; 0 = the
// last year.
LifetimeProof prove_lifetime(AssetReconciler& reconciler, int year, ReversalForecast& forecast);

}  // namespace tieout
