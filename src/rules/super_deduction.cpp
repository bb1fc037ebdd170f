#include "tieout/rules/super_deduction.hpp"

#include <algorithm>

#include "tieout/rules/election.hpp"

namespace tieout::rules {

namespace {

bool lists_industry(const std::vector<std::string>& listed, std::string_view industry) {
  return std::any_of(listed.begin(), listed.end(),
                     [&](const std::string& entry) { return industry_matches(entry, industry); });
}

bool lists_type(const std::vector<std::string>& listed, const Entity& entity) {
  return std::any_of(listed.begin(), listed.end(), [&](const std::string& type) {
    return std::find(entity.types.begin(), entity.types.end(), type) != entity.types.end();
  });
}

bool covers(const SuperDeduction& scheme, const Entity& entity) {
  if (!scheme.entity_types.empty() && !lists_type(scheme.entity_types, entity)) return false;
  if (!scheme.industries.empty() && !lists_industry(scheme.industries, entity.industry)) return false;
  return !lists_industry(scheme.excluded_industries, entity.industry);
}

}  // namespace

std::optional<SuperDeductionRate> super_deduction_on(const std::vector<SuperDeduction>& schemes, const Entity& entity,
                                                     Date date, std::optional<Date> as_of) {
  std::optional<SuperDeductionRate> best;
  for (const SuperDeduction& scheme : schemes) {
    if (!covers(scheme, entity)) continue;
    const Value* value = value_on(*scheme.parameter, date, as_of);
    if (value == nullptr) continue;
    const Ratio rate = parse_ratio(value->field("rate")).value_or(Ratio{});
    if (best && compare(rate, best->rate) <= 0) continue;
    best = SuperDeductionRate{rate, value->cite, scheme.parameter, value,
                              !scheme.excluded_industries.empty() && entity.industry.empty()};
  }
  return best;
}

}  // namespace tieout::rules
