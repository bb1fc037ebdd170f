#include "tieout/rules/election.hpp"

#include <gtest/gtest.h>

#include <tuple>

namespace tieout::rules {
namespace {

Date day(int year, int month, int number) { return *make_date(year, month, number); }
Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

ElectionWindow window(Date from, Date published, bool ends = false) {
  ElectionWindow result;
  result.from = from;
  result.published = published;
  result.ends = ends;
  result.cite = {"notice", "1"};
  return result;
}

// Equipment up to 5 million yuan bought in 2018 to 2020, prolonged in March 2021 to the end of 2023.
Election one_time() {
  ElectionGround ground;
  ground.id = "test/election-ground/equipment";
  ground.classes = {ClassId{0}};
  for (ElectionWindow row :
       {window(day(2018, 1, 1), day(2018, 5, 7)), window(day(2021, 1, 1), day(2018, 5, 7), true),
        window(day(2021, 1, 1), day(2021, 3, 15)), window(day(2024, 1, 1), day(2021, 3, 15), true)}) {
    row.unit_cost_at_most = yuan(5'000'000);
    ground.windows.push_back(row);
  }
  Election election;
  election.code = "equipment-one-time";
  ElectionTreatment treatment;
  treatment.methods = {Method::one_time};
  treatment.residual_zero = true;
  election.treatments = {treatment};
  election.grounds = {ground};
  return election;
}

AssetClass labelled(std::string code) {
  AssetClass result;
  result.label = {code, code};
  result.code = std::move(code);
  return result;
}

class Eligible : public testing::Test {
 protected:
  Eligible() : classes({labelled("machinery"), labelled("building")}) {
    asset.asset_class = ClassId{0};
    asset.in_service = day(2020, 12, 31);
    asset.cost = yuan(1'000'000);
  }
  Eligibility check(const Election& election, std::optional<Date> as_of = {}) const {
    return check_eligibility(election, asset, entity, classes, as_of);
  }
  std::vector<std::string> facts(const Election& election) const {
    std::vector<std::string> result;
    for (const FailedCondition& failed : check(election).failed) result.emplace_back(failed.fact);
    return result;
  }
  using Facts = std::vector<std::string>;
  ClassTable classes;
  Asset asset;
  Entity entity;
};

TEST_F(Eligible, PurchaseDateIsAcquiredElseInService) {
  EXPECT_EQ(purchase_date(asset), day(2020, 12, 31));
  asset.acquired = day(2017, 12, 31);
  EXPECT_EQ(purchase_date(asset), day(2017, 12, 31));
  EXPECT_EQ(facts(one_time()), Facts{"acquired"});
  asset.acquired = day(2018, 1, 1);
  EXPECT_TRUE(check(one_time()).eligible());
}

TEST_F(Eligible, ProlongedWindowHasNoGap) {
  asset.acquired = day(2021, 1, 1);
  EXPECT_TRUE(check(one_time()).eligible());
  EXPECT_FALSE(check(one_time(), day(2021, 3, 14)).eligible());
  EXPECT_TRUE(check(one_time(), day(2021, 3, 15)).eligible());
  asset.acquired = day(2024, 1, 1);
  EXPECT_FALSE(check(one_time()).eligible());
}

TEST_F(Eligible, MessageNamesThePeriodAndTheNotice) {
  asset.acquired = day(2024, 1, 1);
  const Eligibility result = check(one_time());
  ASSERT_EQ(result.failed.size(), 1U);
  EXPECT_EQ(result.failed[0].text.en, "bought on 2024-01-01, outside the period of the rule (2018-01-01 – 2023-12-31)");
  EXPECT_EQ(result.failed[0].cite.source, "notice");
  EXPECT_EQ(result.window, nullptr);
}

TEST_F(Eligible, UnitCostIsExact) {
  asset.cost = yuan(15'000'000);
  asset.quantity = Ratio::of(3, 1);
  EXPECT_TRUE(check(one_time()).eligible());
  asset.cost = asset.cost + Money::from_fen(1);
  EXPECT_EQ(facts(one_time()), Facts{"cost"});
  asset.quantity = std::nullopt;
  EXPECT_EQ(facts(one_time()), Facts{"cost"});
  asset.quantity = Ratio{};
  EXPECT_EQ(facts(one_time()), Facts{"quantity"});
}

TEST_F(Eligible, AboveIsStrict) {
  Election election = one_time();
  for (ElectionWindow& row : election.grounds[0].windows) {
    row.unit_cost_at_most = std::nullopt;
    row.unit_cost_above = yuan(5'000'000);
  }
  asset.cost = yuan(5'000'000);
  EXPECT_EQ(facts(election), Facts{"cost"});
  asset.cost = asset.cost + Money::from_fen(1);
  EXPECT_TRUE(check(election).eligible());
}

TEST_F(Eligible, EveryFailingConditionIsNamed) {
  asset.asset_class = ClassId{1};
  asset.cost = yuan(6'000'000);
  EXPECT_EQ(facts(one_time()), (Facts{"class", "cost"}));
}

TEST_F(Eligible, UnstatedFactsAreNamedAsMissing) {
  Election election = one_time();
  ElectionGround& ground = election.grounds[0];
  ground.entity_types = {"small-medium"};
  ground.places = {"hainan"};
  ground.condition = Condition::brand_new;
  for (ElectionWindow& row : ground.windows) row.industries = {"C35"};
  EXPECT_EQ(facts(election), (Facts{"condition", "entity.type", "entity.industry", "entity.place"}));
  for (const FailedCondition& failed : check(election).failed) EXPECT_FALSE(failed.stated) << failed.fact;
  asset.condition = Condition::used;
  entity.types = {"high-tech"};
  entity.industry = "C36";
  entity.place = "hengqin";
  EXPECT_EQ(facts(election), (Facts{"condition", "entity.type", "entity.industry", "entity.place"}));
  for (const FailedCondition& failed : check(election).failed) EXPECT_TRUE(failed.stated) << failed.fact;
  asset.condition = Condition::brand_new;
  entity.types = {"high-tech", "small-medium"};
  entity.industry = "C3562";
  entity.place = "hainan";
  EXPECT_TRUE(check(election).eligible());
}

TEST_F(Eligible, OneOpenGroundIsEnoughAndTheNearestIsReported) {
  Election election = one_time();
  ElectionGround elsewhere = election.grounds[0];
  elsewhere.id = "test/election-ground/elsewhere";
  elsewhere.places = {"hainan"};
  election.grounds.insert(election.grounds.begin(), elsewhere);
  EXPECT_EQ(check(election).ground->id, "test/election-ground/equipment");
  EXPECT_TRUE(check(election).eligible());
  asset.cost = yuan(6'000'000);
  const Eligibility result = check(election);
  EXPECT_EQ(result.ground->id, "test/election-ground/equipment");
  EXPECT_EQ(result.failed.size(), 1U);
}

TEST(Industry, CodesCoverTheirSubdivisions) {
  EXPECT_TRUE(industry_matches("C35", "C35"));
  EXPECT_TRUE(industry_matches("C35", "C3562"));
  EXPECT_TRUE(industry_matches("C", "C3562"));
  EXPECT_FALSE(industry_matches("C35", "C3"));
  EXPECT_FALSE(industry_matches("C", "Construction"));
  EXPECT_TRUE(industry_matches("manufacturing", "manufacturing"));
  EXPECT_FALSE(industry_matches("manufacturing", ""));
}

// A life of three years from 2008, two from 2011 (published in 2012), nothing more from 2020.
TEST(Treatment, FollowsTheRowOfThePurchase) {
  Election election;
  for (auto [from, published, months] :
       {std::tuple{day(2008, 1, 1), day(2008, 2, 22), 36}, std::tuple{day(2011, 1, 1), day(2012, 4, 20), 24},
        std::tuple{day(2020, 1, 1), day(2019, 12, 1), 0}}) {
    ElectionTreatment row;
    row.from = from;
    row.published = published;
    row.ends = months == 0;
    row.life_months = months;
    election.treatments.push_back(row);
  }
  EXPECT_EQ(election.treatment_on(day(2010, 12, 31))->life_months, 36);
  EXPECT_EQ(election.treatment_on(day(2011, 1, 1))->life_months, 24);
  EXPECT_EQ(election.treatment_on(day(2011, 1, 1), day(2012, 4, 19))->life_months, 36);
  EXPECT_EQ(election.treatment_on(day(2019, 12, 31))->life_months, 24);
  EXPECT_EQ(election.treatment_on(day(2020, 1, 1)), nullptr);
  EXPECT_EQ(election.treatment_on(day(2007, 12, 31))->life_months, 36);  // held when the rule came
  EXPECT_EQ(election.treatment_on(day(2010, 12, 31), day(2008, 2, 21)), nullptr);
}

TEST(Effect, OneTimeDropsTheResidual) {
  const ElectionEffect effect = effect_of(one_time().treatments[0], Asset{}, 120);
  EXPECT_EQ(effect.method, Method::one_time);
  EXPECT_TRUE(effect.residual_zero);
  EXPECT_EQ(effect.life_months_min, std::nullopt);
}

TEST(Effect, FirstShareDependsOnTheMinimumLife) {
  ElectionTreatment treatment;
  treatment.methods = {Method::first_share};
  treatment.first_share = Ratio::of(1, 2);
  treatment.full_up_to_life_months = 36;
  EXPECT_EQ(effect_of(treatment, Asset{}, 36).method, Method::one_time);
  EXPECT_EQ(effect_of(treatment, Asset{}, 36).first_share, std::nullopt);
  EXPECT_EQ(effect_of(treatment, Asset{}, 48).method, Method::first_share);
  EXPECT_EQ(effect_of(treatment, Asset{}, 48).first_share, Ratio::of(1, 2));
}

TEST(Effect, ShortenedLifeRoundsUpToWholeMonths) {
  ElectionTreatment treatment;
  treatment.methods = {Method::straight_line};
  treatment.life_factor = Ratio::of(3, 5);
  Asset asset;
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, 72);
  EXPECT_EQ(effect_of(treatment, asset, 48).life_months_min, 29);
  EXPECT_EQ(effect_of(treatment, asset, 36).life_months_min, 22);
  EXPECT_EQ(effect_of(treatment, asset, std::nullopt).life_months_min, std::nullopt);
}

TEST(Effect, EarlierUseReducesTheMinimumOfUsedAssetsOnly) {
  ElectionTreatment treatment;
  treatment.life_factor = Ratio::of(3, 5);
  Asset asset;
  asset.age_months = 60;
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, 72);
  asset.condition = Condition::used;
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, 36);
  asset.age_months = 500;
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, 1);
  asset.age_months = std::nullopt;
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, 72);
}

TEST(Effect, StatedMethodHoldsWhereItIsAllowed) {
  ElectionTreatment treatment;
  treatment.methods = {Method::straight_line, Method::sum_of_years};
  Asset asset;
  asset.tax.method = Method::sum_of_years;
  treatment.life_factor = Ratio::of(3, 5);
  EXPECT_EQ(effect_of(treatment, asset, 120).method, Method::sum_of_years);
  EXPECT_EQ(effect_of(treatment, asset, 120).life_months_min, std::nullopt);
  asset.tax.method = Method::double_declining;
  EXPECT_EQ(effect_of(treatment, asset, 120).method, Method::straight_line);
}

}  // namespace
}  // namespace tieout::rules
