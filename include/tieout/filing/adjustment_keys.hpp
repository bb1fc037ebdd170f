// What an amount without a card may be: the keys of the reconciliation row (engine.md §7) and the opening balances of
// its layers, each with what it does to the two ledgers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/ledger/roll_forward.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

// How a balance comes to move.
enum class AdjustmentMove : std::uint8_t {
  none,      // no balance moves
  opening,   // it stands from the beginning of its month, taken over from before
  initial,   // recognised beside profit: a difference that arises with it is initial
  equity,    // through other comprehensive income
  charged,   // through profit: charge, impairment, change of fair value
  reversed,  // a provision credited to profit
  released,  // the gain on a disposal is another than the register's, so is what left
};

// What a positive amount under the key does.
struct AdjustmentKey {
  std::string_view key;
  AdjustmentMove move = AdjustmentMove::none;
  Basis basis = Basis::book;                 // whose balance moves
  Money Layers::*layer = nullptr;            // null: none
  int sign = 1;                              // of the balance
  Money ReconciliationRow::*flow = nullptr;  // the figure of the year that carries it; null: none
  int flow_sign = 1;
  Money ReconciliationRow::*part = nullptr;  // of a disposal: the nature of the difference
};

// The key by its name, or by the Chinese name of the figure; null where there is no such key. `adj_total` is none: of a
// total it would be open which part comes back.
const AdjustmentKey* find_adjustment_key(std::string_view name);

// All names, in order.
std::vector<std::string> adjustment_key_names();

}  // namespace tieout
