// A unit's loss on its assets: goodwill first, the rest in proportion, none below its own floor.
#include <algorithm>

#include "filing/apportionment.hpp"
#include "filing/impairment_workings.hpp"

namespace tieout {

namespace {

// An item with nothing left above its floor still counts with its carrying amount in the first round.
Participant participant(Money standing, Money floor) {
  return {std::max<std::int64_t>(standing.fen(), 0), std::max(Money{}, standing - floor)};
}

}  // namespace

void allocate_loss(UnitOutcome& unit, Money loss) {
  unit.loss += loss;
  const Money rest = charge_goodwill(unit.goodwill, loss);
  std::vector<Participant> participants;
  for (const AssetOutcome& asset : unit.assets) {
    participants.push_back(asset.excluded ? Participant{} : participant(asset.carrying_after, asset.floor));
  }
  for (const CorporateShare& share : unit.corporate) {
    participants.push_back(participant(share.carrying_after, share.floor));
  }
  const Apportionment result = apportion_within(rest, participants);
  std::size_t at = 0;
  for (AssetOutcome& asset : unit.assets) {
    asset.first_round = result.first_round[at];
    asset.loss += result.shares[at];
    asset.carrying_after -= result.shares[at++];
  }
  for (CorporateShare& share : unit.corporate) {
    share.first_round = result.first_round[at];
    share.loss += result.shares[at];
    share.carrying_after -= result.shares[at++];
  }
  unit.unallocated += result.left;
}

void allocate_by_shortfall(const TestedUnit& tested, UnitOutcome& unit) {
  std::vector<Participant> participants;
  for (const TestedAsset& asset : tested.assets) {
    if (!asset.excluded && !asset.fair_value_less_costs && !asset.value_in_use) return;
    const Money shortfall = asset.carrying - floor_of(asset.fair_value_less_costs, asset.value_in_use);
    const Money room = asset.excluded ? Money{} : std::max(Money{}, shortfall);
    participants.push_back({room.fen(), room});
  }
  Money corporate;
  for (const CorporateShare& share : unit.corporate) corporate += share.loss;
  const Money own = unit.loss - unit.goodwill.loss - unit.goodwill.noncontrolling_loss - corporate;
  const std::vector<Money> shares = apportion_within(std::max(own, Money{}), participants).shares;
  for (std::size_t at = 0; at < shares.size(); ++at) unit.assets[at].by_shortfall = shares[at];
}

}  // namespace tieout
