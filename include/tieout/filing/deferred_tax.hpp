// Deferred tax of one asset at a year's end (CAS 18 art. 11-17; IAS 12.15-24, 46-47). Positive = asset.
//
// * The difference is measured at the rates of the years in which it reverses, as enacted by the balance sheet date.
//   A rate holds for the whole of the year in which it begins.
// * The years of reversal come from the asset's own projection with what is known by then: events and recorded figures
//   of later years are not anticipated. What originated first reverses first. What the projection leaves open, until
//   disposal, takes the last enacted rate. The sum is exact and rounded once.
// * A difference from initial recognition (other tax cost of the acquisition or of an addition) is not recognised. It
//   stands in the ledger that has more and runs off with that ledger's depreciable balance, the part in the residual
//   with the disposal; it never exceeds what stands there.
// * The opening is last year's closing as measured then. The rate effect re-measures it, with the schedule expected
//   then, at the rates known now.
#pragma once

#include <optional>
#include <vector>

#include "tieout/asset/entity.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// A tax rate that a measurement needs and nobody has stated: of `year`, as known at the end of `known_in`.
struct MissingRate {
  int year = 0;
  int known_in = 0;
};

struct DeferredTaxYear {
  Money open, close, rate_effect;
  Money recognised_open;               // the temporary difference that the opening is measured on
  Money recognised_close;              // likewise the close
  Money equity_open, equity_close;     // of open and close: what went through other comprehensive income
  Money equity_rate_effect;            // of the rate effect
  std::optional<MissingRate> missing;  // then the figures must not be used
  bool refused = false;                // the facts of the asset do not hold: see the reconciliation's problems

  Money movement() const { return close - open; }
  Money equity_movement() const { return equity_close - equity_open; }
  // The movement beside the rate effect: what grew in the year, and what fell. A balance that changes sides falls to
  // nothing and grows anew.
  Money origination() const;
  Money reversal() const { return movement() - rate_effect - origination(); }
};

// Parts off what belongs in other comprehensive income (CAS 18 art. 22): the share of a surplus that stood in equity at
// the opening and at the close, by the rate at which the asset's difference is measured.
void part_equity(DeferredTaxYear& tax, Money surplus_open, Money surplus_close, const std::vector<TaxRate>& rates,
                 int year);

// The rate in force in `year` among those enacted by the end of `known_in`; nothing where there is none.
std::optional<Ratio> rate_in(const std::vector<TaxRate>& rates, int year, int known_in);

// One per thread.
class DeferredTaxMeasurer {
 public:
  explicit DeferredTaxMeasurer(const Framework& framework) : reconciler_(framework) {}

  // As AssetReconciler::set_entity.
  void set_entity(const Entity* entity) { reconciler_.set_entity(entity); }

  // `with_opening`: false measures the close alone, for which the rates of earlier years are not needed.
  DeferredTaxYear measure(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates,
                          bool with_opening = true);

  // Where the last measurement was refused: why.
  const Problems& problems() const { return reconciler_.problems(); }

 private:
  // The recognised difference at the end of `first` and of each year after it.
  struct Path {
    int first = 0;
    std::vector<Money> differences;
  };
  bool project(const RegisterEntry& entry, int known_in, int through, Path& path);
  void measure_by_reversal(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates, bool with_opening,
                           DeferredTaxYear& result);
  void measure_at_one_rate(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates,
                           DeferredTaxYear& result);

  AssetReconciler reconciler_;
  RegisterEntry known_;
};

}  // namespace tieout
