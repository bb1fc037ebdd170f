#include "tieout/filing/impairment_test.hpp"

#include "filing/impairment_workings.hpp"
#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

UnitOutcome open_unit(const TestedUnit& tested) {
  UnitOutcome unit;
  unit.id = tested.id;
  unit.goodwill = open_goodwill(tested.goodwill);
  unit.carrying = whole(unit.goodwill);
  for (const TestedAsset& asset : tested.assets) {
    AssetOutcome outcome;
    outcome.id = asset.id;
    outcome.entity = asset.entity;
    outcome.carrying = outcome.carrying_after = asset.carrying;
    outcome.floor = floor_of(asset.fair_value_less_costs, asset.value_in_use);
    outcome.excluded = asset.excluded;
    unit.carrying += asset.carrying;
    unit.assets.push_back(std::move(outcome));
  }
  return unit;
}

void test_unit(const TestedUnit& tested, UnitOutcome& unit, const rules::BookRegime& regime) {
  unit.recoverable = recoverable_amount(tested.basis);
  if (unit.carrying > unit.recoverable.amount) {
    allocate_loss(unit, unit.carrying - unit.recoverable.amount);
  } else {
    reverse_losses(tested, unit, regime);
  }
  allocate_by_shortfall(tested, unit);
}

// The losses of a shared corporate asset come back to it from the units.
std::vector<CorporateOutcome> collect(const std::vector<CorporateAsset>& stated) {
  std::vector<CorporateOutcome> corporate;
  for (const CorporateAsset& asset : stated) {
    corporate.push_back({asset.id, asset.entity, asset.carrying, {}, asset.carrying});
  }
  return corporate;
}

void bring_shares_home(ImpairmentOutcome& outcome) {
  for (const UnitOutcome& unit : outcome.units) {
    for (const CorporateShare& share : unit.corporate) {
      outcome.corporate[share.corporate].loss += share.loss;
      outcome.corporate[share.corporate].carrying_after -= share.loss;
    }
  }
}

void check(const UnitOutcome& unit) {
  Money sum = unit.goodwill.loss + unit.goodwill.noncontrolling_loss + unit.unallocated;
  for (const AssetOutcome& asset : unit.assets) sum += asset.loss;
  for (const CorporateShare& share : unit.corporate) sum += share.loss;
  if (sum == unit.loss) return;
  throw InvariantViolation("impairment-allocation", "unit " + unit.id + ": loss " + to_string(unit.loss) +
                                                        " but its parts are " + to_string(sum));
}

}  // namespace

ImpairmentOutcome test_impairment(const ImpairmentInput& input, const rules::BookRegime& regime) {
  ImpairmentOutcome outcome;
  for (const TestedUnit& tested : input.units) outcome.units.push_back(open_unit(tested));
  allocate_corporate(input, outcome.units);
  for (std::size_t at = 0; at < input.units.size(); ++at) test_unit(input.units[at], outcome.units[at], regime);
  outcome.corporate = collect(input.corporate);
  for (const UnitGroup& group : input.groups) {
    outcome.groups.push_back(test_group(group, outcome.units, outcome.corporate, input.corporate));
  }
  bring_shares_home(outcome);
  for (const UnitOutcome& unit : outcome.units) check(unit);
  return outcome;
}

}  // namespace tieout
