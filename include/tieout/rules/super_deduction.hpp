// Extra deduction of research and development cost (加计扣除): a rate on top of the charge deducted for tax, by
// date of the charge and kind of enterprise. It is permanent: no later year takes it back.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/entity.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

// One scheme: an enterprise takes the highest rate of the schemes it falls under.
struct SuperDeduction {
  const Parameter* parameter = nullptr;          // rows hold `rate`
  std::vector<std::string> entity_types;         // any of these; empty: every entity
  std::vector<std::string> industries;           // any of these; empty: any
  std::vector<std::string> excluded_industries;  // none of these
};

struct SuperDeductionRate {
  Ratio rate;
  Citation cite;
  const Parameter* parameter = nullptr;
  const Value* value = nullptr;
  // Excluded industries could not be checked because the entity states none.
  bool industry_unstated = false;
};

// The rate for a charge on `date`, or nothing where no scheme covers the entity. Rates may change inside a
// year (2022): ask by month.
std::optional<SuperDeductionRate> super_deduction_on(const std::vector<SuperDeduction>& schemes, const Entity& entity,
                                                     Date date, std::optional<Date> as_of = {});

}  // namespace tieout::rules
