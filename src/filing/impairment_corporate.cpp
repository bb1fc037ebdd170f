// Corporate assets: shared among the units they serve, or tested in the smallest group that holds them.
#include <algorithm>

#include "filing/apportionment.hpp"
#include "filing/impairment_workings.hpp"

namespace tieout {

namespace {

// By carrying amount without goodwill; or that times the months it will still serve, asset by asset where the unit
// as a whole states none.
Weight weight_of(const TestedUnit& unit, bool by_remaining_life) {
  Weight weight = 0;
  for (const TestedAsset& asset : unit.assets) {
    const std::int32_t months = unit.remaining_months.value_or(asset.remaining_months.value_or(0));
    weight += Weight{asset.carrying.fen()} * (by_remaining_life ? months : 1);
  }
  return std::max<Weight>(weight, 0);
}

// What a group's loss may fall on, wherever it stands.
struct Item {
  Money* loss;
  Money* carrying_after;
  Money* group_loss;  // null for corporate assets
  UnitOutcome* unit;  // null for corporate assets that no unit shares
  Participant part;
};

Item item(Money& loss, Money& carrying_after, Money* group_loss, UnitOutcome* unit, Money floor) {
  const Money room = std::max(Money{}, carrying_after - floor);
  return {&loss, &carrying_after, group_loss, unit, {std::max<std::int64_t>(carrying_after.fen(), 0), room}};
}

class GroupTest {
 public:
  GroupTest(const UnitGroup& group, std::vector<UnitOutcome>& units, std::vector<CorporateOutcome>& corporate,
            const std::vector<CorporateAsset>& stated)
      : group_(group), units_(units), corporate_(corporate), stated_(stated) {
    result_.id = group.id;
    result_.goodwill = open_goodwill(group.goodwill);
    result_.recoverable = recoverable_amount(group.basis);
  }

  GroupOutcome run() {
    result_.carrying = carrying();
    result_.loss = std::max(Money{}, result_.carrying - result_.recoverable.amount);
    const Money rest = charge_unit_goodwill(charge_goodwill(result_.goodwill, result_.loss));
    charge_items(rest);
    return std::move(result_);
  }

 private:
  // What the tests of the units left.
  Money carrying() const {
    Money sum = whole(result_.goodwill);
    for (const std::size_t at : group_.units) {
      const UnitOutcome& unit = units_[at];
      sum += whole(unit.goodwill);
      for (const AssetOutcome& asset : unit.assets) sum += asset.carrying_after;
      for (const CorporateShare& share : unit.corporate) sum += share.carrying_after;
    }
    for (const std::size_t at : group_.corporate) sum += corporate_[at].carrying_after;
    return sum;
  }

  Money charge_unit_goodwill(Money loss) {
    std::vector<Participant> parts;
    for (const std::size_t at : group_.units) {
      const Money standing = whole(units_[at].goodwill);
      parts.push_back({standing.fen(), standing});
    }
    const Apportionment shared = apportion_within(loss, parts);
    for (std::size_t next = 0; next < parts.size(); ++next) {
      UnitOutcome& unit = units_[group_.units[next]];
      charge_goodwill(unit.goodwill, shared.shares[next]);
      unit.loss += shared.shares[next];
      unit.group_loss += shared.shares[next];
    }
    return shared.left;
  }

  std::vector<Item> items() {
    std::vector<Item> all;
    for (const std::size_t at : group_.units) {
      UnitOutcome& unit = units_[at];
      for (AssetOutcome& asset : unit.assets) {
        if (!asset.excluded) {
          all.push_back(item(asset.loss, asset.carrying_after, &asset.group_loss, &unit, asset.floor));
        }
      }
      for (CorporateShare& share : unit.corporate) {
        all.push_back(item(share.loss, share.carrying_after, nullptr, &unit, share.floor));
      }
    }
    for (const std::size_t at : group_.corporate) {
      const Money floor = floor_of(stated_[at].fair_value_less_costs, stated_[at].value_in_use);
      all.push_back(item(corporate_[at].loss, corporate_[at].carrying_after, nullptr, nullptr, floor));
    }
    return all;
  }

  void charge_items(Money loss) {
    std::vector<Item> all = items();
    std::vector<Participant> parts;
    for (const Item& one : all) parts.push_back(one.part);
    const Apportionment shared = apportion_within(loss, parts);
    for (std::size_t at = 0; at < all.size(); ++at) {
      const Item& one = all[at];
      *one.loss += shared.shares[at];
      *one.carrying_after -= shared.shares[at];
      if (one.group_loss != nullptr) *one.group_loss += shared.shares[at];
      if (one.unit == nullptr) continue;
      one.unit->loss += shared.shares[at];
      one.unit->group_loss += shared.shares[at];
    }
    result_.unallocated = shared.left;
  }

  const UnitGroup& group_;
  std::vector<UnitOutcome>& units_;
  std::vector<CorporateOutcome>& corporate_;
  const std::vector<CorporateAsset>& stated_;
  GroupOutcome result_;
};

}  // namespace

bool can_be_shared(const CorporateAsset& corporate, const std::vector<TestedUnit>& units) {
  return std::any_of(corporate.units.begin(), corporate.units.end(),
                     [&](std::size_t at) { return weight_of(units[at], corporate.by_remaining_life) > 0; });
}

std::vector<Money> share_among_units(const CorporateAsset& corporate, const std::vector<TestedUnit>& units) {
  std::vector<Weight> weights;
  for (const std::size_t at : corporate.units) weights.push_back(weight_of(units[at], corporate.by_remaining_life));
  return apportion(corporate.carrying, weights);
}

void allocate_corporate(const ImpairmentInput& input, std::vector<UnitOutcome>& units) {
  for (std::size_t index = 0; index < input.corporate.size(); ++index) {
    const CorporateAsset& asset = input.corporate[index];
    if (!asset.allocated) continue;
    const std::vector<Money> shares = share_among_units(asset, input.units);
    std::vector<Weight> by_share;
    for (const Money share : shares) by_share.push_back(share.fen());
    // The floor of the whole is shared as its carrying amount is.
    const std::vector<Money> floors = apportion(floor_of(asset.fair_value_less_costs, asset.value_in_use), by_share);
    for (std::size_t next = 0; next < shares.size(); ++next) {
      UnitOutcome& unit = units[asset.units[next]];
      unit.corporate.push_back({index, shares[next], floors[next], {}, shares[next], {}});
      unit.carrying += shares[next];
    }
  }
}

GroupOutcome test_group(const UnitGroup& group, std::vector<UnitOutcome>& units,
                        std::vector<CorporateOutcome>& corporate, const std::vector<CorporateAsset>& stated) {
  return GroupTest(group, units, corporate, stated).run();
}

}  // namespace tieout
