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
