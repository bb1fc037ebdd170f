#include "tieout/filing/late_claim.hpp"

#include <charconv>

#include "tieout/rules/history.hpp"

namespace tieout {

std::optional<LateClaimTerm> late_claim_term(const Framework& framework, int year) {
  const rules::Parameter* rule = framework.rules->find_parameter(framework.tax->code + "/late-claim");
  const rules::Value* value = rule ? rules::value_on(*rule, Date{static_cast<std::int16_t>(year), 12, 31}) : nullptr;
  if (value == nullptr) return std::nullopt;
  LateClaimTerm term;
  const std::string_view text = value->field("years");
  std::from_chars(text.data(), text.data() + text.size(), term.years);
  term.cite = value->cite;
  if (framework.unverified != nullptr) framework.unverified->note(rule, value);
  return term;
}

}  // namespace tieout
