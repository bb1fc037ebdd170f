#include "tieout/ledger/family.hpp"

#include <gmock/gmock.h>

namespace tieout {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

Event on(Date date, EventDetail detail) {
  Event event;
  event.date = date;
  event.detail = std::move(detail);
  return event;
}

Dispose sale(Money proceeds, std::optional<ComponentsChoice> components = {}) {
  Dispose dispose;
  dispose.proceeds = proceeds;
  dispose.components = components;
  return dispose;
}

RegisterEntry card(const std::string& id, Money cost) {
  RegisterEntry entry;
  entry.asset.entity = "E";
  entry.asset.id = id;
  entry.asset.in_service = *make_date(2020, 1, 10);
  entry.asset.cost = cost;
  return entry;
}

const Date kSold = *make_date(2022, 6, 15);

class Family : public ::testing::Test {
 protected:
  void settle() {
    RegisterEntry* members[] = {&pump, &drive};
    settle_family(whole, members, findings);
  }
  static Money proceeds(const RegisterEntry& entry) { return std::get<Dispose>(entry.events.back().detail).proceeds; }

  RegisterEntry whole = card("whole", yuan(60));
  RegisterEntry drive = card("drive", yuan(20));
  RegisterEntry pump = card("pump", yuan(20));
  Problems findings;
};

TEST(SharesBy, SumToTheAmountByLargestRemainder) {
  const std::vector<Money> weights{yuan(1), yuan(1), yuan(1)};
  EXPECT_THAT(shares_by(Money::from_fen(100), weights),
              ElementsAre(Money::from_fen(34), Money::from_fen(33), Money::from_fen(33)));
  const std::vector<Money> unequal{yuan(1), yuan(2)};
  EXPECT_THAT(shares_by(Money::from_fen(100), unequal), ElementsAre(Money::from_fen(33), Money::from_fen(67)));
}

TEST(SharesBy, WithoutAnyWeightTheFirstTakesAll) {
  const std::vector<Money> weights{Money{}, Money{}};
  EXPECT_THAT(shares_by(yuan(5), weights), ElementsAre(yuan(5), Money{}));
}

TEST(SharesBy, AmountsNearTheLimitDoNotOverflow) {
  const Money large = Money::from_fen(INT64_MAX);
  const std::vector<Money> weights{large, large};
  const std::vector<Money> shares = shares_by(large, weights);
  EXPECT_EQ(shares[0] + shares[1], large);
}

TEST(FullDisposal, FollowsTheCostOfRemovalLists) {
  RegisterEntry entry = card("a", yuan(100));
  Dispose part, rest;
  part.cost_removed = yuan(40);
  rest.cost_removed = yuan(70);
  entry.events = {on(kSold, rest), on(*make_date(2021, 3, 1), part),
                  on(*make_date(2021, 5, 1), Improve{yuan(10), {}, {}, {}, {}, {}, {}})};
  EXPECT_EQ(full_disposal(entry), kSold);
  entry.events.pop_back();
  EXPECT_EQ(full_disposal(entry), std::nullopt);
}

TEST_F(Family, OneEventTakesAllAlong) {
  whole.events = {on(kSold, sale(yuan(1000), ComponentsChoice::together))};
  settle();
  EXPECT_EQ(proceeds(whole), yuan(600));
  EXPECT_EQ(proceeds(pump), yuan(200));
  EXPECT_EQ(proceeds(drive), yuan(200));
  EXPECT_EQ(full_disposal(pump), kSold);
  EXPECT_THAT(findings, IsEmpty());
}

TEST_F(Family, WhoIsNotThereTakesNoShare) {
  pump.asset.in_service = *make_date(2023, 1, 1);
  drive.events = {on(*make_date(2022, 6, 15), sale(yuan(1)))};
  whole.events = {on(kSold, sale(yuan(1000), ComponentsChoice::together))};
  settle();
  EXPECT_EQ(proceeds(whole), yuan(1000));
  EXPECT_THAT(pump.events, IsEmpty());
  EXPECT_THAT(drive.events, SizeIs(1));
}

TEST_F(Family, AComponentInOtherHandsStays) {
  drive.events = {on(*make_date(2021, 6, 1), Transfer{{}, "F", {}, {}, {}})};
  whole.events = {on(kSold, sale(yuan(1000), ComponentsChoice::together))};
  settle();
  EXPECT_EQ(proceeds(whole), yuan(750));
  EXPECT_THAT(drive.events, SizeIs(1));
}

TEST_F(Family, EachComponentLeftBehindIsAFinding) {
  whole.events = {on(kSold, sale(yuan(1000)))};
  settle();
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].diagnostic.code, "COMPONENT-LEFT-BEHIND");
  EXPECT_EQ(findings[0].diagnostic.message.en,
            "asset whole was disposed of in full on 2022-06-15, but its component pump was not");
  EXPECT_EQ(findings[0].diagnostic.message.zh, "资产 whole 于 2022-06-15 全部处置，其组成部分 pump 未处置");
}

TEST_F(Family, NothingIsSaidWhereTheyStayOrOnlyAPartGoes) {
  whole.events = {on(kSold, sale(yuan(1000), ComponentsChoice::stay))};
  settle();
  EXPECT_THAT(findings, IsEmpty());
  Dispose half = sale(yuan(1000));
  half.fraction = Ratio::of(1, 2);
  whole.events = {on(kSold, half)};
  settle();
  EXPECT_THAT(findings, IsEmpty());
}

}  // namespace
}  // namespace tieout
