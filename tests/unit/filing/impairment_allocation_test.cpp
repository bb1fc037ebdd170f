// The allocation of a loss against an oracle that hands out the loss fen by fen, and its properties on random units.
#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>
#include <random>

#include "tieout/filing/impairment_test.hpp"

namespace tieout {
namespace {

struct Item {
  std::int64_t carrying = 0;
  std::int64_t floor = 0;
};

ImpairmentOutcome run(const std::vector<Item>& items, std::int64_t recoverable, std::int64_t goodwill = 0) {
  ImpairmentInput input;
  TestedUnit unit;
  unit.id = "u";
  unit.goodwill.carrying = Money::from_fen(goodwill);
  unit.basis.recoverable = Money::from_fen(recoverable);
  for (const Item& item : items) {
    TestedAsset asset;
    asset.id = std::to_string(unit.assets.size());
    asset.carrying = Money::from_fen(item.carrying);
    if (item.floor > 0) asset.fair_value_less_costs = Money::from_fen(item.floor);
    unit.assets.push_back(asset);
  }
  input.units.push_back(unit);
  rules::BookRegime regime;
  return test_impairment(input, regime);
}

// The standard's own words with a very small step: over and over one ten-thousandth of what is left, in proportion to
// carrying amounts, to those above their floors. Within its own error it must agree with the closed form.
std::vector<long long> poured(const std::vector<Item>& items, std::int64_t loss) {
  constexpr long long kGrain = 1'000'000;  // of a fen
  std::vector<long long> taken(items.size());
  long long left = loss * kGrain;
  for (int round = 0; round < 200000 && left > 0; ++round) {
    long long weights = 0;
    for (std::size_t at = 0; at < items.size(); ++at) {
      if (taken[at] < std::max<std::int64_t>(0, items[at].carrying - items[at].floor) * kGrain) {
        weights += items[at].carrying;
      }
    }
    if (weights == 0) break;
    const long long step = std::max<long long>(left / 50, std::min<long long>(left, 1000));
    for (std::size_t at = 0; at < items.size(); ++at) {
      const long long room = std::max<std::int64_t>(0, items[at].carrying - items[at].floor) * kGrain - taken[at];
      const auto share = static_cast<long long>(static_cast<__int128>(step) * items[at].carrying / weights);
      const long long taking = std::clamp<long long>(share, 0, std::max<long long>(room, 0));
      taken[at] += taking;
      left -= taking;
    }
    if (step < 1000) break;
  }
  for (long long& amount : taken) amount = (amount + kGrain / 2) / kGrain;
  return taken;
}

class RandomUnits : public testing::Test {
 protected:
  std::vector<Item> items() {
    std::vector<Item> made(std::uniform_int_distribution<std::size_t>(1, 6)(random_));
    for (Item& item : made) {
      item.carrying = amount(5000);
      item.floor = chance(2) ? 0 : amount(6000);
    }
    return made;
  }
  std::int64_t amount(std::int64_t most) { return std::uniform_int_distribution<std::int64_t>(0, most)(random_); }
  bool chance(int of) { return std::uniform_int_distribution<int>(1, of)(random_) == 1; }

  std::mt19937 random_{20260101};
};

TEST_F(RandomUnits, LossesAndRemainderMakeUpTheLossAndNoFloorIsPassed) {
  for (int trial = 0; trial < 20000; ++trial) {
    const std::vector<Item> made = items();
    const std::int64_t goodwill = chance(3) ? amount(2000) : 0;
    std::int64_t carrying = goodwill;
    std::int64_t room = 0;
    for (const Item& item : made) {
      carrying += item.carrying;
      room += std::max<std::int64_t>(0, item.carrying - item.floor);
    }
    const std::int64_t recoverable = amount(carrying + 100);
    const UnitOutcome unit = run(made, recoverable, goodwill).units.front();
    const std::int64_t loss = std::max<std::int64_t>(0, carrying - recoverable);
    ASSERT_EQ(unit.loss.fen(), loss);
    ASSERT_EQ(unit.goodwill.loss.fen(), std::min(loss, goodwill));
    const std::int64_t rest = loss - unit.goodwill.loss.fen();
    std::int64_t sum = 0;
    for (std::size_t at = 0; at < made.size(); ++at) {
      const AssetOutcome& asset = unit.assets[at];
      sum += asset.loss.fen();
      ASSERT_GE(asset.loss.fen(), 0);
      ASSERT_EQ(asset.carrying_after.fen(), made[at].carrying - asset.loss.fen());
      ASSERT_TRUE(asset.loss.is_zero() || asset.carrying_after.fen() >= made[at].floor);
    }
    // An asset of no carrying amount takes nothing; all others are filled before anything is left over.
    ASSERT_EQ(sum, std::min(rest, room));
    ASSERT_EQ(unit.unallocated.fen(), rest - sum);
  }
}

TEST_F(RandomUnits, SharesAgreeWithPouringTheLossOutLittleByLittle) {
  for (int trial = 0; trial < 300; ++trial) {
    const std::vector<Item> made = items();
    std::int64_t carrying = 0;
    for (const Item& item : made) carrying += item.carrying;
    const std::int64_t recoverable = amount(carrying);
    const UnitOutcome unit = run(made, recoverable).units.front();
    const std::vector<long long> expected = poured(made, carrying - recoverable);
    for (std::size_t at = 0; at < made.size(); ++at) {
      ASSERT_LE(std::abs(unit.assets[at].loss.fen() - expected[at]), 1) << "trial " << trial;
    }
  }
}

TEST_F(RandomUnits, AssetsThatMeetNoFloorKeepTheirProportions) {
  for (int trial = 0; trial < 5000; ++trial) {
    const std::vector<Item> made = items();
    std::int64_t carrying = 0;
    for (const Item& item : made) carrying += item.carrying;
    const UnitOutcome unit = run(made, amount(carrying)).units.front();
    for (std::size_t a = 0; a < made.size(); ++a) {
      for (std::size_t b = 0; b < made.size(); ++b) {
        const bool free = unit.assets[a].carrying_after.fen() > made[a].floor + 1 &&
                          unit.assets[b].carrying_after.fen() > made[b].floor + 1;
        if (!free) continue;
        // Each is within a fen of its exact share.
        const std::int64_t left = unit.assets[a].loss.fen() * made[b].carrying;
        const std::int64_t right = unit.assets[b].loss.fen() * made[a].carrying;
        ASSERT_LE(std::abs(left - right), made[a].carrying + made[b].carrying);
      }
    }
  }
}

TEST(ImpairmentAllocation, TheLargestAmountsDoNotOverflow) {
  constexpr std::int64_t kMost = 999'999'999'999'999;  // fen: below 10^13 yuan
  const UnitOutcome unit = run({{kMost, 0}, {kMost, kMost - 1}, {kMost, 0}}, 1).units.front();
  EXPECT_EQ(unit.assets[1].loss.fen(), 1);
  EXPECT_EQ(unit.loss.fen(), 3 * kMost - 1);
  EXPECT_EQ(unit.unallocated.fen(), 3 * kMost - 1 - 2 * kMost - 1);
}

TEST(ImpairmentAllocation, ANegativeRecoverableAmountLeavesARemainder) {
  const UnitOutcome unit = run({{100, 0}, {200, 0}}, -50).units.front();
  EXPECT_EQ(unit.assets[0].loss.fen(), 100);
  EXPECT_EQ(unit.assets[1].loss.fen(), 200);
  EXPECT_EQ(unit.unallocated.fen(), 50);
}

}  // namespace
}  // namespace tieout
