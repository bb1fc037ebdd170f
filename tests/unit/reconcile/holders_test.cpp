// An asset that changes hands inside a group: what each entity has of the year.
#include "unit/reconcile/reconcile_fixture.hpp"

namespace tieout {
namespace {

using fixture::yuan;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Holders : public fixture::OneMachine {
 protected:
  void transfer(int year, int month, int day, const std::string& to) {
    happens(year, month, day, Transfer{{}, to, {}, {}, {}});
  }
};

TEST_F(Holders, AChargeBelongsToTheEntityThatMadeIt) {
  transfer(2021, 6, 30, "B");
  AssetReconciler reconciler(framework);
  ASSERT_TRUE(reconciler.open(entry));
  const AssetYear* year = reconciler.run_year(2021);
  ASSERT_NE(year, nullptr);
  EXPECT_EQ(year->row.entity, "B");
  EXPECT_THAT(year->holders, ElementsAre("A", "B"));
  ASSERT_EQ(year->roll_forward.size(), 4U);
  const RollForwardLine& from = year->roll_forward[0];
  const RollForwardLine& into = year->roll_forward[1];
  EXPECT_EQ(year->entity_of(from.holder), "A");
  EXPECT_EQ(from.open.accumulated, yuan(24000));
  EXPECT_EQ(from.charged.accumulated, yuan(12000));
  EXPECT_EQ(from.moved_out.cost, yuan(120000));
  EXPECT_EQ(from.moved_out.accumulated, yuan(36000));
  EXPECT_EQ(from.close, Layers{});
  EXPECT_EQ(year->entity_of(into.holder), "B");
  EXPECT_EQ(into.open, Layers{});
  EXPECT_EQ(into.moved_in, from.moved_out);
  EXPECT_EQ(into.charged.accumulated, yuan(12000));
  EXPECT_EQ(into.close.accumulated, yuan(48000));
  EXPECT_TRUE(year->held_by("A"));
  EXPECT_TRUE(year->held_by("B"));
  EXPECT_FALSE(year->held_by("C"));
}

TEST_F(Holders, TheNextYearOpensWithTheNewEntity) {
  transfer(2021, 6, 30, "B");
  AssetReconciler reconciler(framework);
  ASSERT_TRUE(reconciler.open(entry));
  const AssetYear* year = reconciler.run_year(2022);
  ASSERT_NE(year, nullptr);
  ASSERT_EQ(year->roll_forward.size(), 2U);
  EXPECT_EQ(year->entity_of(year->roll_forward[0].holder), "B");
  EXPECT_FALSE(year->held_by("A"));
}

TEST_F(Holders, ADisposalBelongsToTheHolderOfItsDay) {
  Dispose half;
  half.fraction = Ratio::of(1, 2);
  happens(2021, 3, 10, half);
  transfer(2021, 6, 30, "B");
  AssetReconciler reconciler(framework);
  ASSERT_TRUE(reconciler.open(entry));
  const AssetYear* year = reconciler.run_year(2021);
  ASSERT_NE(year, nullptr);
  ASSERT_EQ(year->disposals.size(), 1U);
  EXPECT_EQ(year->entity_of(year->disposals[0].holder), "A");
  EXPECT_EQ(year->row.entity, "B");
}

TEST_F(Holders, AnEntityThatTheGroupDoesNotListIsRefused) {
  std::vector<Entity> group(2);
  group[0].id = "A";
  group[1].id = "B";
  framework.entities = &group;
  transfer(2021, 6, 30, "D");
  AssetReconciler reconciler(framework);
  EXPECT_FALSE(reconciler.open(entry));
  ASSERT_EQ(reconciler.problems().size(), 1U);
  EXPECT_EQ(reconciler.problems()[0].diagnostic.code, "TRANSFER-UNKNOWN-ENTITY");
}

TEST_F(Holders, AnAssetThatStaysHasNoList) {
  AssetReconciler reconciler(framework);
  ASSERT_TRUE(reconciler.open(entry));
  const AssetYear* year = reconciler.run_year(2021);
  ASSERT_NE(year, nullptr);
  EXPECT_THAT(year->holders, IsEmpty());
  EXPECT_TRUE(year->held_by("A"));
}

}  // namespace
}  // namespace tieout
