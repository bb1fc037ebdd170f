// What the ERP booked and what earlier returns deducted (contract.md §2, "recorded"): facts that a
// projection does not overrule. An empty figure is "not stated".
#pragma once

#include <optional>

#include "tieout/asset/origin.hpp"
#include "tieout/core/money.hpp"

namespace tieout {

struct Recorded {
  std::int32_t year = 0;
  std::int32_t month = 0;  // 1..12, or 0 for the whole year
  std::optional<Money> book_charge;
  std::optional<Money> book_impairment;
  std::optional<Money> book_accumulated;
  std::optional<Money> book_provision;
  std::optional<Money> book_cost;
  std::optional<Money> tax_charge;
  std::optional<Money> tax_accumulated;
  Origin origin;
};

}  // namespace tieout
