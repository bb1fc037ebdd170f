// What may be elected under the shipped rules, by when, and what it would deduct. Figures worked out by hand: a machine
// of 120,000 in service in June 2020 deducts 1,000 a month from July under the general rule of ten years.
#include "tieout/reconcile/election_survey.hpp"

#include <gtest/gtest.h>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"
#include "tieout/filing/election_tables.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

class Survey : public testing::Test {
 protected:
  Survey() {
    framework.rules = &book();
    framework.book = book().find_book_regime("cn/cas");
    framework.tax = book().find_tax_regime("cn/cit");
    entry.asset.id = "press";
    entry.asset.asset_class = *book().classes.find("machinery");
    entry.asset.in_service = *make_date(2020, 6, 15);
    entry.asset.condition = Condition::brand_new;
    entry.asset.cost = yuan(120'000);
    entry.asset.book.life_months = 120;
  }
  static const rules::RuleBook& book() {
    static const rules::RuleBook book = [] {
      Diagnostics diagnostics;
      return loading::load_rules(std::string(kSourceDir) + "/rules", diagnostics);
    }();
    return book;
  }
  ElectionOption option(std::string_view code, std::optional<int> year = {}, Method method = Method::none) const {
    for (ElectionOption& found : survey_elections(entry, framework, year)) {
      if (found.election->code == code && (method == Method::none || found.method == method)) return found;
    }
    ADD_FAILURE() << "no option " << code;
    return {};
  }
  static std::string years(const ElectionOption& option) {
    std::string text;
    for (const ElectionYear& year : option.years) {
      text += std::to_string(year.year) + ":" + to_string(year.deduction) + "/" + to_string(year.general) + " ";
    }
    return text;
  }
  Framework framework;
  RegisterEntry entry;
};

TEST_F(Survey, DeductionAtOnceBesideTheGeneralRule) {
  const ElectionOption found = option("equipment-one-time");
  EXPECT_EQ(found.state, ElectionState::open);
  EXPECT_EQ(found.first_year, 2020);
  EXPECT_EQ(found.deadline, *make_date(2021, 5, 31));
  ASSERT_EQ(found.years.size(), 11U);
  EXPECT_EQ(found.years[0].deduction, yuan(120'000));
  EXPECT_EQ(found.years[0].general, yuan(6'000));
  EXPECT_EQ(found.years[1].deduction, Money{});
  EXPECT_EQ(found.years[1].general, yuan(12'000));
  EXPECT_EQ(found.years[10].general, yuan(6'000));
  EXPECT_EQ(found.first_year_difference(), yuan(114'000));
}

TEST_F(Survey, BoughtInDecemberIsTakenInTheNextReturn) {
  entry.asset.in_service = *make_date(2020, 12, 1);
  const ElectionOption found = option("equipment-one-time", 2021);
  EXPECT_EQ(found.state, ElectionState::open);
  EXPECT_EQ(found.return_year, 2021);
  EXPECT_EQ(found.deadline, *make_date(2022, 5, 31));
}

TEST_F(Survey, AnEarlierReturnHadToTakeIt) {
  EXPECT_EQ(option("equipment-one-time", 2019).state, ElectionState::open);
  EXPECT_EQ(option("equipment-one-time", 2020).state, ElectionState::open);
  EXPECT_EQ(option("equipment-one-time", 2021).state, ElectionState::lost);
  entry.asset.tax_election = "equipment-one-time";
  EXPECT_EQ(option("equipment-one-time", 2021).state, ElectionState::elected);
}

// 60% of 120 months: 72, 1,666.67 a month.
TEST_F(Survey, ShortenedLifeTakesTheShortest) {
  const ElectionOption found = option("shortened-life");
  EXPECT_EQ(found.life_months, 72);
  EXPECT_EQ(found.years[0].deduction, yuan(10'000));
  EXPECT_EQ(found.years[1].deduction, yuan(20'000));
}

// What any return may take: 2020 to 2022 deducted 30,000 by the general rule, 2023 the 90,000 that were left.
TEST_F(Survey, AnyReturnTakesWhatIsLeft) {
  const ElectionOption found = option("research-instrument-one-time", 2023);
  EXPECT_EQ(found.state, ElectionState::open);
  EXPECT_EQ(found.deadline, std::nullopt);
  EXPECT_EQ(found.first_year, 2023);
  EXPECT_EQ(years(found).substr(0, 118),
            "2020:6000.00/6000.00 2021:12000.00/12000.00 2022:12000.00/12000.00 2023:90000.00/12000.00 "
            "2024:0.00/12000.00 2025:0.00");
  const ElectionOption spent = option("research-instrument-one-time", 2031);
  EXPECT_EQ(spent.state, ElectionState::closed);
  ASSERT_EQ(spent.failed.size(), 1U);
  EXPECT_EQ(spent.failed[0].text.en, "nothing stood undeducted at the start of 2031");
}

TEST_F(Survey, ClosedNamesTheConditionAndItsArticle) {
  const ElectionOption dear = option("small-asset-one-time");
  EXPECT_EQ(dear.state, ElectionState::closed);
  ASSERT_EQ(dear.failed.size(), 1U);
  EXPECT_EQ(dear.failed[0].fact, "cost");
  EXPECT_EQ(dear.failed[0].cite.source, "cai-shui-2014-75");
  EXPECT_TRUE(dear.years.empty());
  const ElectionOption elsewhere = option("hainan-one-time");
  ASSERT_EQ(elsewhere.failed.size(), 1U);
  EXPECT_FALSE(elsewhere.failed[0].stated);
}

TEST_F(Survey, EveryMethodOfAnElectionIsAnOption) {
  Entity entity;
  entity.place = "hainan";
  framework.entity = &entity;
  entry.asset.cost = yuan(6'000'000);
  EXPECT_EQ(option("hainan-accelerated", {}, Method::straight_line).life_months, 72);
  EXPECT_EQ(option("hainan-accelerated", {}, Method::double_declining).life_months, 120);
  // Ten years: 10/55 of 6,000,000 in the first twelve months, half of it in 2020.
  EXPECT_EQ(option("hainan-accelerated", {}, Method::sum_of_years).years[0].deduction, Money::from_fen(54'545'455));
}

// 2022: half at once, and 100% on top for a high-tech enterprise in the last quarter.
TEST_F(Survey, ExtraDeductionStandsBeside) {
  Entity entity;
  entity.types = {"high-tech"};
  framework.entity = &entity;
  entry.asset.in_service = *make_date(2022, 10, 20);
  const ElectionOption found = option("high-tech-2022q4");
  EXPECT_EQ(found.years[0].deduction, yuan(120'000));
  EXPECT_EQ(found.years[0].extra, yuan(120'000));
  EXPECT_EQ(found.years[0].general, yuan(2'000));
}

// The plan is the law's: impairment and take-over balances are facts of the books.
TEST_F(Survey, BooksDoNotMoveThePlan) {
  const std::string before = years(option("equipment-one-time"));
  entry.asset.opening = Opening{};
  entry.asset.opening->date = *make_date(2022, 1, 1);
  entry.asset.opening->book_accumulated = yuan(90'000);
  entry.asset.opening->tax_accumulated = yuan(18'000);
  entry.events.push_back({*make_date(2022, 6, 30), Impair{yuan(20'000), {}}, "", {}});
  EXPECT_EQ(years(option("equipment-one-time")), before);
}

TEST_F(Survey, LawAsOfADayBeforeTheNoticeIsClosed) {
  entry.asset.in_service = *make_date(2018, 6, 15);
  framework.law_as_of = make_date(2018, 5, 6);
  EXPECT_EQ(option("equipment-one-time").state, ElectionState::closed);
  framework.law_as_of = make_date(2018, 5, 7);
  EXPECT_EQ(option("equipment-one-time").state, ElectionState::open);
  // That it is lost after the first return is said by the announcement of August.
  EXPECT_EQ(option("equipment-one-time").deadline, std::nullopt);
  framework.law_as_of = make_date(2018, 8, 23);
  EXPECT_EQ(option("equipment-one-time").deadline, *make_date(2019, 5, 31));
}

TEST_F(Survey, NotDeductedByChargesIsClosed) {
  entry.asset.tax_treatment = TaxTreatment::non_deductible;
  entry.asset.tax_treatment_stated = true;
  EXPECT_EQ(option("equipment-one-time").state, ElectionState::closed);
}

TEST_F(Survey, OpenAndNotTakenIsSummedOnceAnAsset) {
  std::vector<SurveyedAsset> assets;
  assets.push_back({"", "press", "", survey_elections(entry, framework, 2020)});
  EXPECT_EQ(elections_not_taken(assets).assets, 1);
  EXPECT_EQ(elections_not_taken(assets).first_year_deduction, yuan(114'000));
  entry.asset.tax_election = "equipment-one-time";
  assets[0].options = survey_elections(entry, framework, 2020);
  EXPECT_EQ(elections_not_taken(assets).assets, 0);
}

TEST_F(Survey, FiveYearsStandAsColumns) {
  const std::vector<SurveyedAsset> assets{{"", "press", "", survey_elections(entry, framework, 2020)}};
  const Table table = election_table(assets, book(), {Language::en, false, 2022});
  EXPECT_EQ(table.schema.columns[8].key, "2022");
  ASSERT_FALSE(table.rows.empty());
  const std::vector<Cell>& general = table.rows[0];
  EXPECT_EQ(general[7].number, yuan(18'000).fen());   // 2020, 2021
  EXPECT_EQ(general[8].number, yuan(12'000).fen());   // 2022
  EXPECT_EQ(general[13].number, yuan(42'000).fen());  // 2027 to June 2030
}

}  // namespace
}  // namespace tieout
