#include "loading/rule_files.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "loading/rule_accounts.hpp"
#include "loading/rule_provisions.hpp"
#include "source_dir.hpp"

namespace tieout::loading {
namespace {

using rules::BookRegime;
using rules::ImpairmentRule;
using rules::RuleBook;
using rules::TaxRegime;

const std::string kRules = std::string(kSourceDir) + "/rules";

class ShippedRules : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    diagnostics_ = std::make_unique<Diagnostics>();
    book_ = std::make_unique<RuleBook>(load_rules(kRules, *diagnostics_));
  }
  static void TearDownTestSuite() {
    book_.reset();
    diagnostics_.reset();
  }
  static const RuleBook& book() { return *book_; }
  static const TaxRegime& cit() { return *book().find_tax_regime("cn/cit"); }
  static std::int32_t life(std::string_view code, int year, int month = 1, int day = 1) {
    const auto life = cit().minimum_life(*book().classes.find(code), *make_date(year, month, day));
    return life ? life->months : 0;
  }
  static std::unique_ptr<Diagnostics> diagnostics_;
  static std::unique_ptr<RuleBook> book_;
};

std::unique_ptr<Diagnostics> ShippedRules::diagnostics_;
std::unique_ptr<RuleBook> ShippedRules::book_;

TEST_F(ShippedRules, AreHealthy) {
  std::string report;
  for (const Diagnostic& problem : diagnostics_->all()) report += format(problem, Language::en);
  EXPECT_EQ(report, "");
}

TEST_F(ShippedRules, EveryClassCodeOfTheProgram) {
  const std::vector<std::string> codes = {"building",
                                          "machinery",
                                          "furniture",
                                          "vehicle",
                                          "electronics",
                                          "other-fixed",
                                          "investment-property",
                                          "investment-property-land",
                                          "land",
                                          "right-of-use",
                                          "bio-forestry",
                                          "bio-livestock",
                                          "patent",
                                          "trademark",
                                          "copyright",
                                          "land-use-right",
                                          "know-how",
                                          "franchise",
                                          "software",
                                          "other-intangible",
                                          "goodwill",
                                          "prepaid-improvement",
                                          "prepaid-lease-improvement",
                                          "prepaid-overhaul",
                                          "prepaid-startup",
                                          "other-prepaid",
                                          "oil-gas-exploration",
                                          "oil-gas-development"};
  std::vector<std::string> found;
  for (const rules::AssetClass& entry : book().classes.all()) found.push_back(entry.code);
  EXPECT_EQ(found, codes);
}

TEST_F(ShippedRules, ClassesAnswerToTheNamesOfErps) {
  const auto code = [](std::string_view name) { return book().classes.at(*book().classes.find(name)).code; };
  EXPECT_EQ(code("机器设备"), "machinery");
  EXPECT_EQ(code("房屋、建筑物"), "building");
  EXPECT_EQ(code("运输设备"), "vehicle");
  EXPECT_EQ(code("租入固定资产改良支出"), "prepaid-lease-improvement");
  EXPECT_TRUE(book().classes.at(*book().classes.find("goodwill")).goodwill);
  EXPECT_FALSE(book().classes.at(*book().classes.find("land")).depreciable);
  EXPECT_EQ(book().classes.at(*book().classes.find("goodwill")).tax_treatment, TaxTreatment::on_disposal);
}

TEST_F(ShippedRules, MinimumLivesSince2008) {
  EXPECT_EQ(life("building", 2008), 240);
  EXPECT_EQ(life("investment-property", 2020), 240);
  EXPECT_EQ(life("machinery", 2020), 120);
  EXPECT_EQ(life("furniture", 2020), 60);
  EXPECT_EQ(life("vehicle", 2020), 48);
  EXPECT_EQ(life("electronics", 2020), 36);
  EXPECT_EQ(life("other-fixed", 2020), 60);
  EXPECT_EQ(life("bio-forestry", 2020), 120);
  EXPECT_EQ(life("bio-livestock", 2020), 36);
  EXPECT_EQ(life("patent", 2020), 120);
  EXPECT_EQ(life("investment-property-land", 2020), 120);
  EXPECT_EQ(life("prepaid-startup", 2020), 36);
  EXPECT_EQ(life("other-prepaid", 2020), 36);
}

TEST_F(ShippedRules, MinimumLivesBefore2008) {
  EXPECT_EQ(life("vehicle", 2007, 12, 31), 60);
  EXPECT_EQ(life("electronics", 2007, 12, 31), 60);
  EXPECT_EQ(life("vehicle", 2008, 1, 1), 48);
  EXPECT_EQ(life("electronics", 1995), 60);
  EXPECT_EQ(life("building", 1958), 240);
  EXPECT_EQ(life("patent", 2001), 120);
  EXPECT_EQ(life("prepaid-startup", 2007, 12, 31), 60);
}

TEST_F(ShippedRules, ClassesWithoutMinimumLife) {
  for (const char* code :
       {"land", "goodwill", "right-of-use", "prepaid-improvement", "prepaid-lease-improvement", "prepaid-overhaul"}) {
    EXPECT_EQ(life(code, 2020), 0) << code;
  }
}

TEST_F(ShippedRules, TermsOfContract) {
  const auto allowed = [](std::string_view code) {
    return cit().contract_term_allowed[book().classes.find(code)->index] == true;
  };
  EXPECT_TRUE(allowed("patent"));
  EXPECT_TRUE(allowed("land-use-right"));
  EXPECT_TRUE(allowed("prepaid-lease-improvement"));
  EXPECT_FALSE(allowed("machinery"));
  EXPECT_FALSE(allowed("prepaid-startup"));
  EXPECT_EQ(cit().contract_term_cite_by_class[book().classes.find("prepaid-overhaul")->index].article, "69.2");
}

TEST_F(ShippedRules, ChargingMonthsOfTheFamilies) {
  for (const BookRegime& regime : book().book_regimes) {
    EXPECT_EQ(regime.charging_months[0].starts, Starts::month_after) << regime.code;
    EXPECT_EQ(regime.charging_months[0].stops, Stops::month_of) << regime.code;
    EXPECT_EQ(regime.charging_months[1].starts, Starts::month_of) << regime.code;
    EXPECT_EQ(regime.charging_months[1].stops, Stops::month_before) << regime.code;
    EXPECT_EQ(regime.charging_months[2].starts, Starts::month_after) << regime.code;
    for (const auto& months : regime.charging_months) EXPECT_FALSE(months.cite.source.empty()) << regime.code;
  }
}

TEST_F(ShippedRules, ImpairmentByStandard) {
  const auto rule = [](std::string_view code) { return book().find_book_regime(code)->impairment; };
  EXPECT_EQ(rule("cn/cas"), ImpairmentRule::never_reversed);
  EXPECT_EQ(rule("cn/eas-2001"), ImpairmentRule::reversed_within_cap);
  EXPECT_EQ(rule("cn/sbs"), ImpairmentRule::none);
  EXPECT_EQ(rule("ifrs"), ImpairmentRule::reversed_within_cap);
  EXPECT_EQ(rule("us/gaap"), ImpairmentRule::never_reversed);
}

TEST_F(ShippedRules, WhatElseTheStandardsDifferIn) {
  const BookRegime& old_system = *book().find_book_regime("cn/eas-2001");
  EXPECT_EQ(old_system.held_back_charge_moves, Family::tangible);
  EXPECT_FALSE(old_system.goodwill_reversal_barred);
  EXPECT_EQ(book().find_book_regime("cn/cas")->held_back_charge_moves, std::nullopt);
  EXPECT_TRUE(book().find_book_regime("cn/cas")->recycles_equity_surplus);
  EXPECT_FALSE(book().find_book_regime("ifrs")->recycles_equity_surplus);
  EXPECT_TRUE(book().find_book_regime("ifrs")->goodwill_reversal_barred);
}

TEST_F(ShippedRules, TaxRegimes) {
  EXPECT_TRUE(cit().has_minimum_lives);
  EXPECT_TRUE(cit().methods_need_election);
  const TaxRegime& none = *book().find_tax_regime("none");
  EXPECT_FALSE(none.has_minimum_lives);
  EXPECT_FALSE(none.methods_need_election);
  EXPECT_FALSE(none.minimum_life(*book().classes.find("machinery"), *make_date(2020, 1, 1)));
}

TEST_F(ShippedRules, CitationsReadAsLawyersWriteThem) {
  const auto machinery = cit().minimum_life(*book().classes.find("machinery"), *make_date(2020, 1, 1));
  EXPECT_EQ(book().describe(machinery->cite, Language::en), "Implementation Regulations art. 60(2)");
  EXPECT_EQ(book().describe(machinery->cite, Language::zh), "《企业所得税法实施条例》第六十条第(二)项");
  EXPECT_EQ(book().describe(book().find_book_regime("cn/cas")->reversal_cite, Language::en), "CAS 8 art. 17");
}

// What charts of accounts and provision rules cite, which are read apart from the parameters.
std::set<std::string> cited_by_charts(const RuleBook& book, Diagnostics& diagnostics) {
  std::set<std::string> result;
  for (const rules::AccountChart& chart : load_account_charts(kRules, book, diagnostics)) {
    for (const auto& account : chart.accounts) result.insert(account.cite.source);
    for (const auto& use : chart.uses) result.insert(use.cite.source);
  }
  for (const rules::ProvisionRules& rules : load_provision_rules(kRules, book, diagnostics)) {
    result.insert(rules.cite.source);
    for (const auto& kind : rules.kinds) result.insert(kind.cite.source);
  }
  return result;
}

TEST_F(ShippedRules, EverySourceIsCited) {
  const std::set<std::string> by_charts = cited_by_charts(book(), *diagnostics_);
  for (const rules::Source& source : book().sources) {
    const bool cited = std::any_of(book().parameters.begin(), book().parameters.end(), [&](const auto& parameter) {
      const auto cites = [&](const auto& item) { return item.cite.source == source.id; };
      return std::any_of(parameter.values.begin(), parameter.values.end(), cites) ||
             std::any_of(parameter.options.begin(), parameter.options.end(), cites);
    });
    const bool of_a_form = std::any_of(book().forms.begin(), book().forms.end(),
                                       [&](const auto& form) { return form.cite.source == source.id; });
    EXPECT_TRUE(cited || of_a_form || by_charts.contains(source.id)) << source.id;
  }
}

}  // namespace
}  // namespace tieout::loading
