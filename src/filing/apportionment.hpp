// Amounts in proportion to weights, to the fen. Inside filing/ only.
#pragma once

#include <vector>

#include "tieout/core/money.hpp"

namespace tieout {

// A weight: an amount in fen, or one times a number of months.
using Weight = __int128;

// `total`, not negative, in proportion to `weights`, none negative. Each share is rounded down; the fen left over go to
// the largest remainders, of equal ones to the earlier. Nothing for anyone where all weights are 0.
std::vector<Money> apportion(Money total, const std::vector<Weight>& weights);

struct Participant {
  Weight weight = 0;
  Money room;  // the most it can take, not negative
};

struct Apportionment {
  std::vector<Money> first_round;  // as if there were no limits
  std::vector<Money> shares;
  Money left;  // what no one could take
};

// The same where no share may exceed its room: the excess goes to those with room left, in proportion, until it is
// absorbed. Shares are exact until all limits are known and rounded once.
Apportionment apportion_within(Money total, const std::vector<Participant>& participants);

}  // namespace tieout
