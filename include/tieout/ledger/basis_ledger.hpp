// One asset on one basis: its balances, the segment being charged, and the movements of the running period.
// It knows postings, not the calendar of events; projection.hpp walks that.
#pragma once

#include <memory>
#include <vector>

#include "tieout/asset/event.hpp"
#include "tieout/ledger/roll_forward.hpp"
#include "tieout/ledger/segment.hpp"
#include "tieout/ledger/terms.hpp"
#include "tieout/ledger/trace.hpp"

namespace tieout {

// What happened since begin_period(), in the order of posting where it matters.
struct PeriodMovements {
  std::vector<RollForwardLine> lines;  // one per class and entity held; the last is the present one
  Money charge, impairment, reversal;
  Money fair_value_change;  // through profit
  Money equity_surplus;     // surplus taken to equity on a transfer to the fair-value model
  Money added;              // cost recognised: acquisition, improvements, cost adjustments
  std::vector<Release> releases;
};

// Amounts an ERP removal list states instead of the fraction's share.
struct StatedRemoval {
  std::optional<Money> accumulated, provision;
};

class BasisLedger {
 public:
  // Every posting from now on is told to `trace`; null: to nobody.
  void observe(LedgerTrace* trace) { trace_ = trace; }

  // Ready for a new asset; nothing is recognised yet.
  void start(const BasisTerms& terms, ClassId asset_class);

  // Brings the asset in: its cost, or the balances of the take-over.
  void recognise();
  // Forgets the movements so far and opens the lines of a new period with the present balances.
  void begin_period();
  // Completes the closing balances of the lines.
  void end_period();

  // Charges every charging month among `first`..`last`; returns the charge.
  Money charge(Month first, Month last);
  // Adds a recorded difference to the charge; the plan runs on with what is left.
  void post_charge_difference(Money difference);

  void impair(Money amount);
  void reverse(Money amount);
  // Moves depreciation held back by an impairment from the provision to accumulated (2001 system).
  void move_provision_to_accumulated(Money amount);
  void set_life(std::int32_t life_months);
  void set_residual(Money residual);
  void set_method(Method method);
  // The next charging month begins a new segment.
  void re_base();

  void add_cost(Money amount);
  // Takes the fraction of every balance out. `event` names it in the Release.
  const Release& release(std::uint32_t event, Ratio fraction, const StatedRemoval& stated);

  void set_fair_value(Money amount);
  void enter_fair_value_model(Money amount);
  void enter_cost_model(Money amount);
  // To another class, to the next holder, or both; nothing where neither changes.
  void move_to(ClassId asset_class, bool next_holder);
  void suspend();
  void resume();
  // A position keeps the charges back, whatever is suspended or resumed beside it.
  void hold(bool on);
  void add_usage(Ratio units);

  bool recognised() const { return recognised_; }
  bool ended() const { return ended_; }
  bool suspended() const { return suspended_; }
  bool held() const { return terms_.held; }
  const Layers& layers() const { return layers_; }
  Money carrying() const { return layers_.carrying(); }
  Money equity_surplus() const { return equity_surplus_; }
  const BasisTerms& terms() const { return terms_; }
  std::int32_t months_charged() const { return months_charged_; }
  ClassId asset_class() const { return asset_class_; }
  Holder holder() const { return holder_; }
  const PeriodMovements& movements() const { return movements_; }

  // Whether engine.md §1 holds for the balances as they stand.
  bool balances_sound() const;

 private:
  RollForwardLine& line() { return movements_.lines.back(); }
  void rescale(Ratio removed, Money difference);
  Money charge_by_month(const MethodRule& rule, Month first, std::int32_t count);
  Layers share_of(Ratio fraction, const StatedRemoval& stated) const;

  BasisTerms terms_;
  ClassId asset_class_;
  Holder holder_ = 0;
  Layers layers_;
  Money equity_surplus_;
  std::int32_t months_charged_ = 0;
  bool recognised_ = false;
  bool ended_ = false;
  bool suspended_ = false;
  Segment segment_;
  std::unique_ptr<ProductionUnits> units_;
  PeriodMovements movements_;
  LedgerTrace* trace_ = nullptr;
};

}  // namespace tieout
