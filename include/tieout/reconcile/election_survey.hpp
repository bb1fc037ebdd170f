// What the tax law lets one asset elect: for each election whether it is open, what it would deduct year by year beside
// the general rule, and by when it must be taken. Every figure is a projection of the asset with that election; nothing
// is elected by asking.
#pragma once

#include <optional>
#include <vector>

#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

enum class ElectionState : std::uint8_t {
  elected,  // the asset states it
  open,     // its conditions are met, and the return that must take it is not yet due to be past
  lost,     // was open, but the return that had to take it is an earlier one
  closed,   // a condition is not met
};
std::string_view name_of(ElectionState);

// Deductions of one tax year, as planned from in service; extra deductions by rule are not part of `deduction`.
struct ElectionYear {
  int year = 0;
  Money deduction;
  Money general;  // under the general rule
  Money extra;    // deducted on top and for good, beyond what the general rule gives

  Money difference() const { return deduction - general; }
};

struct ElectionOption {
  const rules::Election* election = nullptr;
  Method method = Method::straight_line;
  std::int32_t life_months = 0;
  ElectionState state = ElectionState::closed;
  // The ground that opens it, or the nearest one with what fails; `failed` may also name what the engine refused.
  const rules::ElectionGround* ground = nullptr;
  std::vector<rules::FailedCondition> failed;
  int first_year = 0;               // of deduction; 0 where closed
  int return_year = 0;              // whose return takes it
  std::optional<Date> deadline;     // of that return; empty where any return may take it, or no rule says
  std::vector<ElectionYear> years;  // from the first with a deduction of either kind to the last
  Money first_year_difference() const;
  Money first_year_extra() const;
};

// Every election of the regime, by code, one entry for each method it offers. `year` is the return being prepared:
// what had to be taken in an earlier one is lost; without it nothing is. The entry must be one that the engine accepts.
std::vector<ElectionOption> survey_elections(const RegisterEntry& entry, const Framework& framework,
                                             std::optional<int> year);

}  // namespace tieout
