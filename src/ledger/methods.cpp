#include "methods.hpp"

#include <array>

#include "tieout/core/invariant.hpp"

namespace tieout {

const MethodRule& rule_of(Method method) {
  static const std::array<const MethodRule*, 7> rules{
      &kStraightLine, &kDoubleDeclining, &kSumOfYears, &kUnitsOfProduction, &kOneTime, &kFirstShare, &kNoCharge};
  for (const MethodRule* rule : rules) {
    if (rule->method == method) return *rule;
  }
  throw InvariantViolation("known-method", "no rule for a method");
}

const MethodRule& monthly_double_declining() { return kDoubleDecliningMonthly; }

Money charge_up_to(Segment& segment, Money cumulative) {
  Money amount = cumulative - segment.charged;
  segment.charged = cumulative;
  return amount;
}

}  // namespace tieout
