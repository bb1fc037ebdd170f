#include "filing/apportionment.hpp"

#include <algorithm>
#include <numeric>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

Weight sum_of(const std::vector<Weight>& weights) { return std::accumulate(weights.begin(), weights.end(), Weight{0}); }

Money sum_of(const std::vector<Money>& amounts) { return std::accumulate(amounts.begin(), amounts.end(), Money{}); }

// Weights of 10^13 yuan times 1200 months, times as much money, stay below 2^127.
struct Part {
  std::size_t at = 0;
  Weight remainder = 0;
};

}  // namespace

std::vector<Money> apportion(Money total, const std::vector<Weight>& weights) {
  std::vector<Money> shares(weights.size());
  const Weight whole = sum_of(weights);
  if (whole == 0) return shares;
  std::vector<Part> parts;
  Money given;
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const Weight product = Weight{total.fen()} * weights[at];
    shares[at] = Money::from_fen(static_cast<std::int64_t>(product / whole));
    parts.push_back({at, product % whole});
    given += shares[at];
  }
  std::stable_sort(parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.remainder > b.remainder; });
  // Fewer fen are left than there are parts with a remainder, so that one fen each is enough.
  const auto left = static_cast<std::size_t>((total - given).fen());
  for (std::size_t next = 0; next < left; ++next) shares[parts[next].at] += Money::from_fen(1);
  return shares;
}

Apportionment apportion_within(Money total, const std::vector<Participant>& participants) {
  Apportionment result;
  std::vector<Weight> weights;
  for (const Participant& participant : participants) weights.push_back(participant.weight);
  result.first_round = apportion(total, weights);
  result.shares.assign(participants.size(), Money{});

  Money left = total;
  for (bool settled = false; !settled;) {
    settled = true;
    const Weight whole = sum_of(weights);
    const Money to_share = left;
    for (std::size_t at = 0; at < participants.size(); ++at) {
      if (weights[at] == 0) continue;
      // Its exact share of what is left exceeds its room: it takes that and is out.
      if (Weight{to_share.fen()} * weights[at] <= Weight{participants[at].room.fen()} * whole) continue;
      result.shares[at] = participants[at].room;
      left -= participants[at].room;
      weights[at] = 0;
      settled = false;
    }
  }
  const std::vector<Money> rest = apportion(left, weights);
  for (std::size_t at = 0; at < rest.size(); ++at) result.shares[at] += rest[at];
  result.left = left - sum_of(rest);
  if (sum_of(result.shares) + result.left != total) {
    throw InvariantViolation("apportionment", to_string(total) + " was not shared out whole");
  }
  return result;
}

}  // namespace tieout
