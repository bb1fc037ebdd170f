// Invariants: what must hold whatever the input. A violation is our mistake, never the user's; it stops
// the run with exit code 70 and names the asset, the period and both figures. Always on.
#pragma once

#include <stdexcept>
#include <string>

namespace tieout {

class InvariantViolation : public std::logic_error {
 public:
  // `invariant`: its name, e.g. "two-way-proof"; `details`: asset, year and the figures that disagree.
  InvariantViolation(const std::string& invariant, const std::string& details)
      : std::logic_error("invariant " + invariant + " broken: " + details) {}
};

}  // namespace tieout
