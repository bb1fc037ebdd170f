// Joint disposals in files: the shares do not depend on where the cards stand or how the register is read.
#include <gmock/gmock.h>

#include "unit/loading/register_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::Register;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const char* const kCards =
    "entity,asset,class,in_service,cost,book_life_months,parent\n"
    "B,zz,machinery,2019-12-10,30000,60,\n"
    "A,a,machinery,2019-12-10,30000,60,w\n"
    "A,w,machinery,2019-12-10,60000,60,\n"
    "A,z,machinery,2019-12-10,10000,60,w\n";
const char* const kSale = "entity,asset,date,type,proceeds,components\nA,w,2022-06-15,dispose,1000,with\n";

std::vector<std::string> proceeds_of(const Register& found) {
  std::vector<std::string> result;
  for (const RegisterEntry& entry : found.entries) {
    for (const Event& event : entry.events) {
      result.push_back(entry.asset.id + " " + to_string(std::get<Dispose>(event.detail).proceeds));
    }
  }
  return result;
}

TEST(RegisterFamilies, SharesAreTheSameInAnyBatch) {
  for (const std::size_t batch : {1U, 2U, 1000U}) {
    Register found;
    found.assets(kCards).events(kSale).open(batch);
    EXPECT_THAT(found.errors(), IsEmpty());
    EXPECT_THAT(proceeds_of(found), ElementsAre("a 300.00", "w 600.00", "z 100.00"));
  }
}

TEST(RegisterFamilies, TheShareOfAComponentPointsAtTheEventOfTheWhole) {
  Register found;
  found.assets(kCards).events(kSale).open();
  const Event& share = found.entries.front().events.front();
  EXPECT_EQ(found.reader->span(share.origin, "proceeds").line, 2U);
}

TEST(RegisterFamilies, AComponentSetAsideTakesNoShare) {
  Register found;
  found.assets(kCards).events(kSale).set_aside("entity,asset,reason\nA,a,lost\n").open();
  EXPECT_THAT(found.errors(), IsEmpty());
  EXPECT_THAT(proceeds_of(found), ElementsAre("w 857.14", "z 142.86"));
}

TEST(RegisterFamilies, AnUnreadableComponentIsReportedOnce) {
  Register found;
  found
      .assets(
          "asset,class,in_service,cost,book_life_months,parent\nw,machinery,2019-12-10,60000,60,\n"
          "z,machinery,2019-13-10,1.00,60,w\n")
      .events("asset,date,type,proceeds,components\nw,2022-06-15,dispose,1000,with\n")
      .open();
  EXPECT_THAT(found.errors(), ElementsAre("DATE-IMPOSSIBLE"));
}

TEST(RegisterFamilies, AWholeWithoutComponentsTakesNoneAlong) {
  Register found;
  found.assets(kCards)
      .events("entity,asset,date,type,proceeds,components\nB,zz,2022-06-15,dispose,1000,一并处置\n")
      .open();
  EXPECT_THAT(found.errors(), ElementsAre("COMPONENTS-NONE"));
}

TEST(RegisterFamilies, ARemovalListTakesNoComponentsAlong) {
  Register found;
  found.assets(kCards)
      .events("entity,asset,date,type,cost_removed,components\nA,w,2022-06-15,dispose,60000,with\n")
      .open();
  EXPECT_THAT(found.errors(), ElementsAre("EVENT-CONFLICT"));
}

TEST(RegisterFamilies, WhatIsLeftBehindIsSaidWithItsPlace) {
  Register found;
  found.assets(kCards).events("entity,asset,date,type,proceeds\nA,w,2022-06-15,dispose,1000\n").open();
  EXPECT_THAT(found.warnings(), ElementsAre("COMPONENT-LEFT-BEHIND", "COMPONENT-LEFT-BEHIND"));
  EXPECT_EQ(found.find("COMPONENT-LEFT-BEHIND").span.line, 2U);
}

}  // namespace
}  // namespace tieout::loading
