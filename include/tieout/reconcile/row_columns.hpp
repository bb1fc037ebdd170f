// The amounts of the reconciliation row by name: the one list from which every format, total and comparison is made.
#pragma once

#include <array>
#include <string_view>

#include "tieout/reconcile/results.hpp"

namespace tieout {

struct AmountColumn {
  std::string_view key;  // as in engine.md §7
  std::string_view zh, en;
  Money ReconciliationRow::*amount;
};

// In the order of engine.md §7.
extern const std::array<AmountColumn, 35> kAmountColumns;

// Adds every amount of `row` to `total` (checked).
void add_amounts(ReconciliationRow& total, const ReconciliationRow& row);

}  // namespace tieout
