// Reversal: in proportion to carrying amounts, each asset up to its own cap, never goodwill.
#include <algorithm>

#include "filing/apportionment.hpp"
#include "filing/impairment_workings.hpp"

namespace tieout {

namespace {

// Up to what it would stand at had nothing been impaired, and not above its own recoverable amount if that is known.
Money ceiling(const TestedAsset& asset) {
  if (!asset.cap) return asset.carrying;
  if (!asset.fair_value_less_costs && !asset.value_in_use) return *asset.cap;
  return std::min(*asset.cap, floor_of(asset.fair_value_less_costs, asset.value_in_use));
}

}  // namespace

void reverse_losses(const TestedUnit& tested, UnitOutcome& unit, const rules::BookRegime& regime) {
  std::vector<Participant> participants;
  Money room;
  for (const TestedAsset& asset : tested.assets) {
    const Money above = asset.excluded ? Money{} : std::max(Money{}, ceiling(asset) - asset.carrying);
    participants.push_back({above.is_zero() ? 0 : std::max<std::int64_t>(asset.carrying.fen(), 0), above});
    room += above;
  }
  const Money reversed = std::min(room, unit.recoverable.amount - unit.carrying);
  if (reversed <= Money{}) return;
  if (regime.impairment != rules::ImpairmentRule::reversed_within_cap) {
    unit.reversal_barred = true;
    return;
  }
  Apportionment result = apportion_within(reversed, participants);
  // Assets that were written down to nothing have no carrying amount to go by: theirs is shared by their room.
  if (!result.left.is_zero()) {
    for (std::size_t at = 0; at < participants.size(); ++at) {
      participants[at].room -= result.shares[at];
      participants[at].weight = participants[at].room.fen();
    }
    const Apportionment more = apportion_within(result.left, participants);
    for (std::size_t at = 0; at < participants.size(); ++at) result.shares[at] += more.shares[at];
  }
  for (std::size_t at = 0; at < unit.assets.size(); ++at) {
    unit.assets[at].reversal = result.shares[at];
    unit.assets[at].carrying_after += result.shares[at];
  }
  unit.reversal = reversed;
}

}  // namespace tieout
