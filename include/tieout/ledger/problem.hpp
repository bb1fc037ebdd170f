// What the ledgers find wrong with stated facts: a diagnostic that still knows its row and field, so that the
// loader can turn it into a place in the user's file.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"

namespace tieout {

struct Problem {
  Diagnostic diagnostic;  // its span is empty
  Origin origin;
  std::string field;  // column name, "amount"
  // Of a finding: the year it speaks of (0: of none) and what is at stake; of one that runs over several years, the
  // first year, the sum, and the share of each.
  std::int32_t year = 0;
  Money amount;
  std::vector<std::pair<std::int32_t, Money>> by_year;
};

using Problems = std::vector<Problem>;

}  // namespace tieout
