// A course of amounts in one line of block characters, for a terminal.
#pragma once

#include <span>
#include <string>

#include "tieout/core/money.hpp"

namespace tieout::writing {

// One character for each amount, from ▁ (the least, or zero) to █ (the largest, or zero); of more amounts than `width`
// the last of each stretch is shown. Empty where there is nothing to show.
std::string sparkline(std::span<const Money> amounts, std::size_t width);

}  // namespace tieout::writing
