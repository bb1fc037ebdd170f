// What the ledgers find wrong with stated facts: a diagnostic that still knows its row and field, so that the
// loader can turn it into a place in the user's file.
#pragma once

#include <string>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout {

struct Problem {
  Diagnostic diagnostic;  // its span is empty
  Origin origin;
  std::string field;  // column name, "amount"
};

using Problems = std::vector<Problem>;

}  // namespace tieout
