// Balances of one ledger and their movements in a period (engine.md §7 b).
#pragma once

#include <cstdint>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/money.hpp"

namespace tieout {

// The four layers of a ledger; provision and fair_value stay 0 in the tax basis.
struct Layers {
  Money cost, accumulated, provision, fair_value;

  // Carrying amount in the book basis, tax base in the tax basis.
  Money carrying() const { return cost + fair_value - accumulated - provision; }

  Layers& operator+=(const Layers& other) {
    cost += other.cost;
    accumulated += other.accumulated;
    provision += other.provision;
    fair_value += other.fair_value;
    return *this;
  }
  Layers& operator-=(const Layers& other) {
    cost -= other.cost;
    accumulated -= other.accumulated;
    provision -= other.provision;
    fair_value -= other.fair_value;
    return *this;
  }
  friend bool operator==(const Layers&, const Layers&) = default;
};

// Who holds an asset that is transferred inside a group: 0 = the entity of its card, then one more with each transfer.
using Holder = std::uint32_t;

// Movements of one basis in one class and one entity in a period, each with its natural sign:
// close = open + added + charged − reversed + moved_in − moved_out − disposed, layer by layer.
// A charge belongs to the class and the entity in which it was made.
struct RollForwardLine {
  Basis basis = Basis::book;
  ClassId asset_class;
  Holder holder = 0;
  Layers open, added, charged, reversed, moved_in, moved_out, disposed, close;
};

// What left one ledger at a disposal, or with the replaced part of an improvement.
struct Release {
  std::uint32_t event = 0;  // index into RegisterEntry::events
  ClassId asset_class;
  Holder holder = 0;
  Layers layers;
  Money equity_surplus;  // fair-value surplus that stood in equity (book)
};

}  // namespace tieout
