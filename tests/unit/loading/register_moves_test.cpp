// Cards that change hands inside a group: where they stand in the register, and whose rows are theirs.
#include <gmock/gmock.h>

#include "unit/loading/register_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::Register;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const char* const kCards =
    "entity,asset,class,in_service,cost,book_life_months\n"
    "A,a1,machinery,2019-12-10,1200,60\n"
    "A,m2,machinery,2019-12-10,1200,60\n"
    "A,z9,machinery,2019-12-10,1200,60\n"
    "B,b1,machinery,2019-12-10,1200,60\n"
    "B,n5,machinery,2019-12-10,1200,60\n"
    "C,c1,machinery,2019-12-10,1200,60\n";
const char* const kMoves =
    "entity,asset,date,type,to_entity,units\n"
    "B,m2,2023-03-01,transfer,C,\n"
    "A,m2,2021-06-30,transfer,B,\n"
    "C,c1,2022-05-10,transfer,A,\n";

std::vector<std::string> order_in(std::optional<Month> month, std::size_t batch) {
  Register found;
  found.inputs.held_in = month;
  found.assets(kCards).events(kMoves).open(batch);
  EXPECT_THAT(found.errors(), IsEmpty());
  return found.ids();
}

TEST(RegisterMoves, ACardStandsWithTheEntityThatHoldsItAtTheEndOfTheMonth) {
  for (const std::size_t batch : {1U, 4U, 1000U}) {
    EXPECT_THAT(order_in(Month::of(2021, 5), batch), ElementsAre("A/a1", "A/m2", "A/z9", "B/b1", "B/n5", "C/c1"));
    EXPECT_THAT(order_in(Month::of(2021, 6), batch), ElementsAre("A/a1", "A/z9", "B/b1", "A/m2", "B/n5", "C/c1"));
    EXPECT_THAT(order_in(Month::of(2022, 12), batch), ElementsAre("A/a1", "C/c1", "A/z9", "B/b1", "A/m2", "B/n5"));
    EXPECT_THAT(order_in(std::nullopt, batch), ElementsAre("A/a1", "C/c1", "A/z9", "B/b1", "B/n5", "A/m2"));
  }
}

TEST(RegisterMoves, RowsMayNameTheEntityThatHoldsTheCardByThen) {
  Register found;
  found.assets(kCards)
      .events(std::string(kMoves) + "B,m2,2022-01-31,suspend,,\nC,m2,2023-06-30,resume,,\n")
      .recorded("entity,asset,year,book_charge\nB,m2,2022,0\n")
      .open();
  EXPECT_THAT(found.errors(), IsEmpty());
  const RegisterEntry& entry = found.entries.back();
  ASSERT_EQ(entry.asset.id, "m2");
  ASSERT_EQ(entry.events.size(), 4U);
  EXPECT_EQ(type_name(entry.events[2].detail), "suspend");
  EXPECT_EQ(type_name(entry.events[3].detail), "resume");
  EXPECT_EQ(entry.recorded.size(), 1U);
}

TEST(RegisterMoves, AnEntityThatNeverHoldsTheCardIsRefused) {
  Register found;
  found.assets(kCards).events(std::string(kMoves) + "D,m2,2022-01-31,suspend,,\n").open();
  EXPECT_THAT(found.errors(), ElementsAre("UNKNOWN-ASSET"));
}

TEST(RegisterMoves, CardsSetAsideDoNotShiftTheOthers) {
  Register found;
  found.inputs.held_in = Month::of(2022, 12);
  found.assets(kCards).events(kMoves).set_aside("entity,asset,reason\nA,a1,lost\nC,c1,lost\n").open();
  EXPECT_THAT(found.errors(), IsEmpty());
  EXPECT_THAT(found.ids(), ElementsAre("A/z9", "B/b1", "A/m2", "B/n5"));
}

}  // namespace
}  // namespace tieout::loading
