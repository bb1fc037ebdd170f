#include "tieout/rules/regime.hpp"

#include <gtest/gtest.h>

namespace tieout::rules {
namespace {

AssetClass asset_class(std::string code, Text label, std::vector<std::string> aliases) {
  AssetClass result;
  result.code = std::move(code);
  result.label = std::move(label);
  result.aliases = std::move(aliases);
  return result;
}

TEST(ClassTable, FindsByCodeLabelAndAlias) {
  const ClassTable table(
      {asset_class("vehicle", {"运输工具", "Vehicles"}, {"汽车"}), asset_class("software", {"软件", "Software"}, {})});
  EXPECT_EQ(table.find("vehicle"), ClassId{0});
  EXPECT_EQ(table.find("汽车"), ClassId{0});
  EXPECT_EQ(table.find("Software"), ClassId{1});
  EXPECT_EQ(table.find("轮船"), std::nullopt);
  EXPECT_EQ(table.at(ClassId{1}).code, "software");
}

Parameter vehicles() {
  Parameter parameter;
  parameter.id = "test/minimum-life/vehicle";
  Value before;
  before.from = *make_date(1991, 7, 1);
  before.published = *make_date(1991, 6, 30);
  before.fields["months"] = "60";
  Value since;
  since.from = *make_date(2008, 1, 1);
  since.published = *make_date(2007, 12, 6);
  since.fields["months"] = "48";
  since.cite = {"regulations", "60(4)"};
  since.line = 17;
  parameter.values = {before, since};
  return parameter;
}

TEST(TaxRegime, MinimumLifeOfTheDateInService) {
  const Parameter parameter = vehicles();
  TaxRegime regime;
  regime.minimum_life_by_class = {&parameter, nullptr};
  EXPECT_EQ(regime.minimum_life(ClassId{0}, *make_date(2007, 12, 31))->months, 60);
  const auto since = regime.minimum_life(ClassId{0}, *make_date(2008, 1, 1));
  ASSERT_TRUE(since);
  EXPECT_EQ(since->months, 48);
  EXPECT_EQ(since->cite.article, "60(4)");
  EXPECT_EQ(since->line, 17U);
  EXPECT_EQ(since->parameter, &parameter);
}

TEST(TaxRegime, NoMinimumLife) {
  const Parameter parameter = vehicles();
  TaxRegime regime;
  regime.minimum_life_by_class = {&parameter, nullptr};
  EXPECT_FALSE(regime.minimum_life(ClassId{1}, *make_date(2020, 1, 1)));
  EXPECT_FALSE(regime.minimum_life(ClassId{0}, *make_date(1990, 1, 1)));
  EXPECT_FALSE(regime.minimum_life(ClassId{7}, *make_date(2020, 1, 1)));
}

TEST(TaxRegime, MinimumLifeAsKnownEarlier) {
  const Parameter parameter = vehicles();
  TaxRegime regime;
  regime.minimum_life_by_class = {&parameter};
  EXPECT_EQ(regime.minimum_life(ClassId{0}, *make_date(2008, 6, 1), *make_date(2007, 12, 5))->months, 60);
}

TEST(ChargingMonths, FollowTheRowOfTheDateInService) {
  Parameter parameter;
  Value before, since;
  before.from = before.published = *make_date(1993, 7, 1);
  before.fields = {{"starts", "month-of"}, {"stops", "month-before"}};
  since.from = *make_date(2008, 1, 1);
  since.published = *make_date(2007, 12, 6);
  since.fields = {{"starts", "month-after"}, {"stops", "month-of"}};
  parameter.values = {before, since};
  ChargingMonths latest;
  latest.parameter = &parameter;
  latest.value = &parameter.values[1];
  const MonthConvention old = charging_months_on(latest, *make_date(2007, 12, 31));
  EXPECT_EQ(old.starts, Starts::month_of);
  EXPECT_EQ(old.stops, Stops::month_before);
  EXPECT_EQ(old.rule.value, &parameter.values[0]);
  EXPECT_EQ(charging_months_on(latest, *make_date(2008, 1, 1)).starts, Starts::month_after);
  EXPECT_EQ(charging_months_on(latest, *make_date(2008, 1, 1), *make_date(2007, 12, 5)).starts, Starts::month_of);
  EXPECT_EQ(charging_months_on(latest, *make_date(1990, 1, 1)).rule.value, &parameter.values[0]);
}

TEST(RuleBook, KnowsHowFarTheLawIsPublished) {
  RuleBook book;
  EXPECT_EQ(book.newest_publication(), std::nullopt);
  book.parameters.push_back(vehicles());
  EXPECT_EQ(book.newest_publication(), *make_date(2007, 12, 6));
  EXPECT_TRUE(book.published_by("test", *make_date(1991, 6, 30)));
  EXPECT_FALSE(book.published_by("test", *make_date(1991, 6, 29)));
  EXPECT_FALSE(book.published_by("tes", *make_date(2020, 1, 1)));
}

TEST(RuleBook, FindsByCode) {
  RuleBook book;
  book.parameters.push_back(vehicles());
  book.book_regimes.push_back({});
  book.book_regimes.back().code = "cn/cas";
  EXPECT_NE(book.find_parameter("test/minimum-life/vehicle"), nullptr);
  EXPECT_EQ(book.find_parameter("test/minimum-life/other"), nullptr);
  EXPECT_NE(book.find_book_regime("cn/cas"), nullptr);
  EXPECT_EQ(book.find_tax_regime("cn/cas"), nullptr);
}

}  // namespace
}  // namespace tieout::rules
