#include <algorithm>

#include "filing/impairment_workings.hpp"

namespace tieout {

Money floor_of(const std::optional<Money>& fair_value_less_costs, const std::optional<Money>& value_in_use) {
  return std::max({Money{}, fair_value_less_costs.value_or(Money{}), value_in_use.value_or(Money{})});
}

GoodwillOutcome open_goodwill(const TestedGoodwill& goodwill) {
  GoodwillOutcome result;
  result.carrying = result.carrying_after = goodwill.carrying;
  // The recoverable amount covers the whole of the unit, the recognised goodwill only the part of its owner.
  const Money all = scale(goodwill.carrying, goodwill.ownership.denominator(), goodwill.ownership.numerator());
  result.noncontrolling = all - goodwill.carrying;
  return result;
}

Money whole(const GoodwillOutcome& goodwill) {
  return goodwill.carrying_after + goodwill.noncontrolling - goodwill.noncontrolling_loss;
}

Money charge_goodwill(GoodwillOutcome& goodwill, Money loss) {
  const Money standing = whole(goodwill);
  const Money taken = std::min(loss, standing);
  if (taken.is_zero()) return loss;
  const Money own =
      taken == standing ? goodwill.carrying_after : scale(taken, goodwill.carrying_after.fen(), standing.fen());
  goodwill.loss += own;
  goodwill.carrying_after -= own;
  goodwill.noncontrolling_loss += taken - own;
  return loss - taken;
}

}  // namespace tieout
