// An asset that changes hands inside a group: what each entity has of the year.
#include <gmock/gmock.h>

#include "loading/rule_files.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

class Holders : public ::testing::Test {
 protected:
  static const rules::RuleBook& rule_book() {
    static const rules::RuleBook book = [] {
      Diagnostics diagnostics;
      return loading::load_rules(std::string(TIEOUT_SOURCE_DIR) + "/rules", diagnostics);
    }();
    return book;
  }

  Holders() {
    framework.rules = &rule_book();
    framework.book = rule_book().find_book_regime("cn/cas");
    framework.tax = rule_book().find_tax_regime("cn/cit");
    entry.asset.entity = "A";
    entry.asset.id = "press";
    entry.asset.asset_class = rule_book().classes.find("machinery").value();
    entry.asset.in_service = *make_date(2019, 12, 10);
    entry.asset.cost = yuan(120000);
    entry.asset.book.life_months = 60;
  }

  void transfer(int year, int month, int day, const std::string& to) {
    Event event;
    event.date = *make_date(year, month, day);
    event.detail = Transfer{{}, to, {}, {}, {}};
    entry.events.push_back(event);
  }

  Framework framework;
  RegisterEntry entry;
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
  Event sale;
  sale.date = *make_date(2021, 3, 10);
  Dispose half;
  half.fraction = Ratio::of(1, 2);
  sale.detail = half;
  entry.events.push_back(sale);
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
