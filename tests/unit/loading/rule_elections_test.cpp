// The elections and the super deduction as the shipped rules have them, on both sides of their boundaries.
#include <gtest/gtest.h>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"

namespace tieout::loading {
namespace {

using rules::Election;
using rules::RuleBook;

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

class ShippedElections : public testing::Test {
 protected:
  static const RuleBook& book() {
    static const RuleBook book = [] {
      Diagnostics diagnostics;
      return load_rules(std::string(kSourceDir) + "/rules", diagnostics);
    }();
    return book;
  }
  static const Election& election(std::string_view code) {
    return *book().find_tax_regime("cn/cit")->find_election(code);
  }
  static const rules::ElectionTreatment* treatment(std::string_view code) { return &election(code).treatments.back(); }
  static Asset asset(std::string_view code, std::string_view bought, std::int64_t cost) {
    Asset result;
    result.asset_class = *book().classes.find(code);
    result.in_service = *parse_iso_date(bought);
    result.cost = yuan(cost);
    return result;
  }
  bool open(std::string_view code, const Asset& asset) const {
    return rules::check_eligibility(election(code), asset, entity, book().classes).eligible();
  }
  // Every fact that fails, of the nearest ground.
  std::string failing(std::string_view code, const Asset& asset) const {
    std::string facts;
    for (const auto& failed : rules::check_eligibility(election(code), asset, entity, book().classes).failed) {
      facts += (facts.empty() ? "" : " ") + std::string(failed.fact);
    }
    return facts;
  }
  std::string rate(std::string_view date, std::optional<Date> as_of = {}) const {
    const auto found = rules::super_deduction_on(book().find_tax_regime("cn/cit")->super_deductions, entity,
                                                 *parse_iso_date(date), as_of);
    return found ? to_string(found->rate) : "none";
  }
  Entity entity;
};

TEST_F(ShippedElections, EveryCodeOfTheProgram) {
  std::vector<std::string> codes;
  for (const Election& entry : book().find_tax_regime("cn/cit")->elections) {
    codes.push_back(entry.code);
    for (const auto& row : entry.treatments) EXPECT_TRUE(row.ends || !row.methods.empty()) << entry.code;
    EXPECT_FALSE(entry.grounds.empty()) << entry.code;
  }
  const std::vector<std::string> expected = {"accelerated-double-declining",
                                             "accelerated-sum-of-years",
                                             "epidemic-one-time",
                                             "equipment-one-time",
                                             "hainan-accelerated",
                                             "hainan-one-time",
                                             "hengqin-accelerated",
                                             "hengqin-one-time",
                                             "high-tech-2022q4",
                                             "ic-equipment-short-life",
                                             "research-instrument-one-time",
                                             "shortened-life",
                                             "small-asset-one-time",
                                             "small-medium-2022",
                                             "software-short-life"};
  EXPECT_EQ(codes, expected);
  EXPECT_TRUE(book().find_tax_regime("none")->elections.empty());
}

TEST_F(ShippedElections, EquipmentOneTime) {
  EXPECT_EQ(failing("equipment-one-time", asset("machinery", "2017-12-31", 5'000'000)), "acquired");
  EXPECT_TRUE(open("equipment-one-time", asset("machinery", "2018-01-01", 5'000'000)));
  EXPECT_TRUE(open("equipment-one-time", asset("vehicle", "2027-12-31", 200'000)));
  EXPECT_EQ(failing("equipment-one-time", asset("vehicle", "2028-01-01", 200'000)), "acquired");
  EXPECT_EQ(failing("equipment-one-time", asset("building", "2020-01-01", 200'000)), "class");
  EXPECT_EQ(failing("equipment-one-time", asset("machinery", "2020-01-01", 5'000'001)), "cost");
}

TEST_F(ShippedElections, SmallAssets) {
  EXPECT_TRUE(open("small-asset-one-time", asset("furniture", "2014-01-01", 5'000)));
  EXPECT_EQ(failing("small-asset-one-time", asset("furniture", "2014-01-01", 5'001)), "cost");
  const auto held = rules::check_eligibility(election("small-asset-one-time"), asset("furniture", "2012-06-30", 4'000),
                                             entity, book().classes);
  ASSERT_TRUE(held.eligible());
  EXPECT_EQ(held.window->remaining_value_from, make_date(2014, 1, 1));
}

TEST_F(ShippedElections, ResearchInstruments) {
  EXPECT_TRUE(open("research-instrument-one-time", asset("electronics", "2014-01-01", 1'000'000)));
  EXPECT_FALSE(open("research-instrument-one-time", asset("electronics", "2013-12-31", 1'000'000)));
  EXPECT_FALSE(open("research-instrument-one-time", asset("electronics", "2014-01-01", 1'000'001)));
  EXPECT_TRUE(open("shortened-life", asset("electronics", "2014-01-01", 1'000'001)));
}

TEST_F(ShippedElections, Epidemic) {
  EXPECT_TRUE(open("epidemic-one-time", asset("machinery", "2020-01-01", 80'000'000)));
  EXPECT_TRUE(open("epidemic-one-time", asset("machinery", "2021-03-31", 80'000'000)));
  EXPECT_FALSE(open("epidemic-one-time", asset("machinery", "2021-04-01", 80'000'000)));
}

TEST_F(ShippedElections, SmallAndMediumEnterprises2022) {
  EXPECT_EQ(failing("small-medium-2022", asset("machinery", "2022-06-01", 6'000'000)), "entity.type");
  entity.types = {"small-medium"};
  EXPECT_TRUE(open("small-medium-2022", asset("machinery", "2022-01-01", 6'000'000)));
  EXPECT_TRUE(open("small-medium-2022", asset("machinery", "2022-12-31", 6'000'000)));
  EXPECT_FALSE(open("small-medium-2022", asset("machinery", "2021-12-31", 6'000'000)));
  EXPECT_FALSE(open("small-medium-2022", asset("machinery", "2023-01-01", 6'000'000)));
  EXPECT_FALSE(open("small-medium-2022", asset("machinery", "2022-06-01", 5'000'000)));
  EXPECT_EQ(rules::effect_of(*treatment("small-medium-2022"), Asset{}, 36).method, Method::one_time);
  EXPECT_EQ(rules::effect_of(*treatment("small-medium-2022"), Asset{}, 120).first_share, Ratio::of(1, 2));
}

TEST_F(ShippedElections, HighTechLastQuarterOf2022) {
  entity.types = {"high-tech"};
  EXPECT_FALSE(open("high-tech-2022q4", asset("machinery", "2022-09-30", 9'000'000)));
  EXPECT_TRUE(open("high-tech-2022q4", asset("machinery", "2022-10-01", 9'000'000)));
  EXPECT_TRUE(open("high-tech-2022q4", asset("machinery", "2022-12-31", 9'000'000)));
  EXPECT_FALSE(open("high-tech-2022q4", asset("machinery", "2023-01-01", 9'000'000)));
  EXPECT_EQ(rules::effect_of(*treatment("high-tech-2022q4"), Asset{}, 120).extra_deduction_rate, Ratio::of(1, 1));
}

TEST_F(ShippedElections, HainanAndHengqin) {
  EXPECT_EQ(failing("hainan-one-time", asset("patent", "2020-01-01", 5'000'000)), "entity.place");
  entity.place = "hainan";
  EXPECT_FALSE(open("hainan-one-time", asset("patent", "2019-12-31", 5'000'000)));
  EXPECT_TRUE(open("hainan-one-time", asset("patent", "2020-01-01", 5'000'000)));
  EXPECT_TRUE(open("hainan-one-time", asset("machinery", "2027-12-31", 5'000'000)));
  EXPECT_FALSE(open("hainan-one-time", asset("machinery", "2028-01-01", 5'000'000)));
  EXPECT_FALSE(open("hainan-accelerated", asset("machinery", "2022-01-01", 5'000'000)));
  EXPECT_TRUE(open("hainan-accelerated", asset("machinery", "2022-01-01", 5'000'001)));
  entity.place = "hengqin";
  EXPECT_FALSE(open("hengqin-one-time", asset("software", "2020-12-31", 100'000)));
  EXPECT_TRUE(open("hengqin-one-time", asset("software", "2021-01-01", 100'000)));
  EXPECT_TRUE(open("hengqin-accelerated", asset("machinery", "2021-01-01", 7'000'000)));
  EXPECT_FALSE(open("hainan-one-time", asset("software", "2021-01-01", 100'000)));
}

TEST_F(ShippedElections, KeyIndustriesWidenedTwice) {
  const auto by_industry = [&](std::string_view bought, std::string industry) {
    entity.industry = std::move(industry);
    const Asset machine = asset("building", bought, 50'000'000);
    for (const auto& ground : election("shortened-life").grounds) {
      if (ground.id != "cn/cit/election-ground/key-industries") continue;
      Election only = election("shortened-life");
      only.grounds = {ground};
      return rules::check_eligibility(only, machine, entity, book().classes).eligible();
    }
    return false;
  };
  EXPECT_FALSE(by_industry("2013-12-31", "C3562"));
  EXPECT_TRUE(by_industry("2014-01-01", "C3562"));
  EXPECT_FALSE(by_industry("2014-12-31", "C3610"));
  EXPECT_TRUE(by_industry("2015-01-01", "C3610"));
  EXPECT_FALSE(by_industry("2018-12-31", "C3011"));
  EXPECT_TRUE(by_industry("2019-01-01", "C3011"));
  EXPECT_FALSE(by_industry("2019-01-01", "F5111"));
}

TEST_F(ShippedElections, AccelerationBefore2008HadNoShortenedLife) {
  EXPECT_TRUE(open("accelerated-sum-of-years", asset("machinery", "2007-12-31", 100'000)));
  EXPECT_TRUE(open("accelerated-double-declining", asset("machinery", "2003-09-22", 100'000)));
  EXPECT_FALSE(open("accelerated-double-declining", asset("machinery", "2003-09-21", 100'000)));
  EXPECT_FALSE(open("accelerated-double-declining", asset("building", "2003-09-22", 100'000)));
  EXPECT_FALSE(open("shortened-life", asset("machinery", "2007-12-31", 100'000)));
  EXPECT_TRUE(open("shortened-life", asset("machinery", "2008-01-01", 100'000)));
}

TEST_F(ShippedElections, SoftwareAndIntegratedCircuits) {
  EXPECT_TRUE(open("software-short-life", asset("software", "2010-05-01", 100'000)));
  EXPECT_EQ(rules::effect_of(*treatment("software-short-life"), Asset{}, 120).life_months_min, 24);
  EXPECT_EQ(failing("ic-equipment-short-life", asset("machinery", "2015-01-01", 100'000)), "entity.industry");
  entity.industry = "C3973";
  EXPECT_TRUE(open("ic-equipment-short-life", asset("machinery", "2015-01-01", 100'000)));
  EXPECT_EQ(rules::effect_of(*treatment("ic-equipment-short-life"), Asset{}, 120).life_months_min, 36);
}

TEST_F(ShippedElections, SuperDeductionByPeriodAndIndustry) {
  entity.industry = "I65";
  EXPECT_EQ(rate("2007-12-31"), "none");
  EXPECT_EQ(rate("2008-01-01"), "0.5");
  EXPECT_EQ(rate("2017-12-31"), "0.5");
  EXPECT_EQ(rate("2018-01-01"), "0.75");
  EXPECT_EQ(rate("2022-09-30"), "0.75");
  EXPECT_EQ(rate("2022-10-01"), "1");
  EXPECT_EQ(rate("2023-01-01"), "1");
  EXPECT_EQ(rate("2023-01-01", make_date(2023, 3, 25)), "0.75");
  entity.industry = "C35";
  EXPECT_EQ(rate("2020-12-31"), "0.75");
  EXPECT_EQ(rate("2021-01-01"), "1");
  entity.industry = "C3973";
  EXPECT_EQ(rate("2023-01-01"), "1.2");
  EXPECT_EQ(rate("2028-01-01"), "1");
}

TEST_F(ShippedElections, SuperDeductionForKindsOfEnterprise) {
  entity.industry = "F5111";
  EXPECT_EQ(rate("2024-01-01"), "none");
  entity.industry = "I65";
  entity.types = {"technology-small-medium"};
  EXPECT_EQ(rate("2016-12-31"), "0.5");
  EXPECT_EQ(rate("2017-01-01"), "0.75");
  EXPECT_EQ(rate("2021-12-31"), "0.75");
  EXPECT_EQ(rate("2022-01-01"), "1");
}

TEST_F(ShippedElections, SuperDeductionSaysThatTheIndustryIsUnstated) {
  const auto found =
      rules::super_deduction_on(book().find_tax_regime("cn/cit")->super_deductions, entity, *make_date(2024, 1, 1));
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->industry_unstated);
}

}  // namespace
}  // namespace tieout::loading
