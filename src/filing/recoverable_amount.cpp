#include "tieout/core/invariant.hpp"
#include "tieout/filing/impairment_test.hpp"

namespace tieout {

RecoverableAmount recoverable_amount(const RecoverableBasis& basis) {
  RecoverableAmount result;
  result.fair_value_less_costs = basis.fair_value_less_costs;
  if (basis.fair_value) result.fair_value_less_costs = *basis.fair_value - basis.disposal_costs.value_or(Money{});
  result.value_in_use = basis.value_in_use;
  if (basis.forecast) {
    ValueInUse computed = value_in_use(*basis.forecast);
    result.value_in_use = computed.value;
    result.years = std::move(computed.years);
  }
  if (basis.recoverable) {
    result.amount = *basis.recoverable;
    return result;
  }
  const std::optional<Money>&fair = result.fair_value_less_costs, &use = result.value_in_use;
  if (!fair && !use) throw InvariantViolation("recoverable-amount", "neither fair value nor value in use is stated");
  result.other_unknown = !fair || !use;
  const bool by_use = use && (!fair || *use > *fair);
  result.source = by_use ? RecoverableSource::value_in_use : RecoverableSource::fair_value_less_costs;
  result.amount = by_use ? *use : *fair;
  return result;
}

}  // namespace tieout
