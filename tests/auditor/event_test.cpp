// Events, recorded figures, take-over and treatments by hand, and the histories that are errors.
#include <gtest/gtest.h>

#include "test_support.hpp"

namespace tieout::auditor {
namespace {

// 12,000 over ten years from January 2020, 100 a month in both ledgers.
TestCase plain(const std::string& class_code = "machinery") {
  TestCase result(class_code, day(2019, 12, 1), yuan(12'000));
  result.asset().book.life_months = 120;
  return result;
}

Estimate estimate(ReEstimate stated, BasisChoice basis = BasisChoice::book) { return Estimate{stated, basis}; }
ReEstimate remaining(int months) {
  ReEstimate stated;
  stated.remaining_months = months;
  return stated;
}

TEST(Event, ImpairmentOnTheFirstOfDecemberBearsOnJanuary) {
  TestCase machine = plain();
  machine.on(day(2020, 12, 1), impairment(yuan(1'080)));
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 1'200);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'080);  // (10,800 − 1,080) / 108 = 90
}

TEST(Event, EstimateBearsOnItsOwnMonth) {
  TestCase machine = plain();
  machine.on(day(2020, 7, 31), estimate(remaining(57)));
  const auto rows = machine.rows(2020);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 600 + 1'200);  // 11,400 / 57 = 200
}

TEST(Event, AutomaticTaxLifeFollowsALongerBookLife) {
  TestCase machine = plain();
  machine.on(day(2021, 1, 1), estimate(remaining(216)));  // 228 in all, above the minimum of 120
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 600);  // 10,800 / 216 = 50
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 600);
}

TEST(Event, ShorterBookLifeLeavesTheStatutoryMinimum) {
  TestCase machine = plain();
  machine.on(day(2021, 1, 1), estimate(remaining(54)));
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 2'400);
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 1'200);
}

TEST(Event, ImprovementSpreadsTheNewBalance) {
  TestCase machine = plain();
  Improve improve;
  improve.amount = yuan(1'080);
  machine.on(day(2020, 12, 20), improve);
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'320);  // 11,880 / 108 = 110
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 1'320);
  EXPECT_YUAN(row_of(rows, 2020).temp_diff_initial, 0);
}

TEST(Event, ReplacedComponentLeavesWithItsShareAndItsLoss) {
  TestCase machine = plain();
  Improve improve;
  improve.amount = yuan(2'700);
  improve.removed = Ratio::of(1, 4);
  improve.proceeds = yuan(100);
  machine.on(day(2020, 12, 20), improve);
  const auto rows = machine.rows(2021);
  const auto year = row_of(rows, 2020);
  EXPECT_YUAN(year.book_disposal_gain, 100 - 2'700);  // a quarter of 10,800
  EXPECT_YUAN(year.book_cost, 9'000 + 2'700);
  EXPECT_YUAN(year.book_accumulated, 900);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'200);  // 10,800 / 108
}

TEST(Event, TaxAmountOfACostAdjustmentIsAnInitialDifference) {
  TestCase machine = plain();
  AdjustCost adjust;
  adjust.amount = yuan(-1'080);
  adjust.tax_amount = Money{};
  machine.on(day(2020, 12, 20), adjust);
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).temp_diff_initial, 1'080);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'080);
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 1'200);
}

TEST(Event, SuspensionFromTheNextMonthToTheMonthBeforeResuming) {
  TestCase machine = plain();
  machine.on(day(2020, 3, 1), Suspend{}).on(day(2020, 9, 30), Resume{});
  EXPECT_YUAN(row_of(machine.rows(2020), 2020).book_charge, 700);  // April to August stand still
  // The five months come at the end.
  EXPECT_YUAN(row_of(machine.rows(2030), 2029).book_charge, 1'200);
  EXPECT_YUAN(row_of(machine.rows(2030), 2030).book_charge, 500);
}

TEST(Event, ResumingInTheSameMonthUndoesTheSuspension) {
  TestCase machine = plain();
  machine.on(day(2020, 3, 9), Resume{}).on(day(2020, 3, 9), Suspend{});
  EXPECT_YUAN(row_of(machine.rows(2020), 2020).book_charge, 1'200);
}

TEST(Event, PartialDisposalKeepsBothLedgersInStep) {
  TestCase machine = plain();
  machine.on(day(2020, 12, 31), part_sale(Ratio::of(1, 3)));
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).book_cost, 8'000);
  EXPECT_YUAN(row_of(rows, 2020).book_accumulated, 800);
  EXPECT_YUAN(row_of(rows, 2020).book_disposal_gain, -3'600);
  EXPECT_YUAN(row_of(rows, 2020).tax_disposal_gain, -3'600);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 800);
}

TEST(Event, RemovalListStatesItsOwnBalances) {
  TestCase machine = plain();
  Dispose removal;
  removal.cost_removed = yuan(6'000);
  removal.accumulated_removed = yuan(800);
  machine.on(day(2020, 12, 31), removal);
  const auto row = row_of(machine.rows(2020), 2020);
  EXPECT_YUAN(row.book_accumulated, 400);
  EXPECT_YUAN(row.tax_accumulated, 600);
  EXPECT_YUAN(row.adj_disposal_charge, 600 - 800);
}

TEST(Event, IntangibleIsNotChargedInTheMonthOfItsSale) {
  TestCase patent("patent", day(2020, 1, 1), yuan(12'000));
  patent.asset().book.life_months = 120;
  patent.on(day(2020, 6, 30), sale(yuan(12'000)));
  EXPECT_YUAN(row_of(patent.rows(2020), 2020).book_charge, 500);
  EXPECT_EQ(patent.rows(2021).size(), 1U);
}

TEST(Event, ImpairmentInTheMonthOfAPartialSaleBearsOnThatMonthOfAnIntangible) {
  // January's charge comes after the events up to the sale: 12,000 − 6,000 sold, 1,200 impaired before: 5,400 / 120.
  TestCase patent("patent", day(2020, 1, 1), yuan(12'000));
  patent.asset().book.life_months = 120;
  patent.on(day(2020, 1, 5), impairment(yuan(1'200))).on(day(2020, 1, 20), part_sale(Ratio::of(1, 2)));
  EXPECT_YUAN(row_of(patent.rows(2020), 2020).book_charge, 540);
}

TEST(Event, HeldBackDepreciationMovesOnAReversal) {
  // 2001 system, tangible: 10,800 impaired to 5,400 at the end of 2020; half the charge in 2021. Fully recovered at
  // the end of 2021: 4,800 of profit, and the 600 held back move from the provision to accumulated depreciation.
  TestCase machine = plain();
  machine.world.book = "cn/eas-2001";
  machine.on(day(2020, 12, 31), impairment(yuan(5'400))).on(day(2021, 12, 31), test_at(yuan(99'000)));
  const auto row = row_of(machine.rows(2021), 2021);
  EXPECT_YUAN(row.book_charge, 600);
  EXPECT_YUAN(row.book_reversal, 4'800);
  EXPECT_YUAN(row.book_provision, 0);
  EXPECT_YUAN(row.book_accumulated, 2'400);
  EXPECT_YUAN(row.book_carrying_close, 9'600);
}

TEST(Event, FairValueModelInBothDirections) {
  // Carrying 10,800 at the end of 2020; fair value 15,000: 4,200 to equity. 14,000 a year later: −1,000 in profit.
  // Back to the cost model at 13,800 (−200 in profit) over 138 months; sold for 13,000 at the end of January 2022.
  TestCase block("investment-property", day(2019, 12, 1), yuan(12'000));
  block.asset().book.life_months = 120;
  block.asset().tax.life_months = 240;
  Transfer to_fair_value;
  to_fair_value.model = Model::fair_value;
  to_fair_value.amount = yuan(15'000);
  Transfer to_cost;
  to_cost.model = Model::cost;
  to_cost.amount = yuan(13'800);
  to_cost.remaining_months = 138;
  block.on(day(2020, 12, 31), to_fair_value).on(day(2021, 6, 30), FairValue{yuan(14'000)});
  block.on(day(2021, 12, 31), to_cost).on(day(2022, 1, 31), sale(yuan(13'000)));
  const auto rows = block.rows(2022);
  EXPECT_YUAN(row_of(rows, 2020).temp_diff_equity, -4'200);
  EXPECT_YUAN(row_of(rows, 2020).adj_fair_value, 0);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2021).adj_fair_value, 1'200);
  EXPECT_YUAN(row_of(rows, 2021).book_carrying_close, 13'800);
  EXPECT_YUAN(row_of(rows, 2022).book_charge, 100);
  EXPECT_YUAN(row_of(rows, 2022).temp_diff_equity, 4'200);
  EXPECT_YUAN(row_of(rows, 2022).book_disposal_gain, 13'000 - 13'700 + 4'200);
  EXPECT_YUAN(row_of(rows, 2022).adj_disposal_cost, 3'000);
  EXPECT_YUAN(row_of(rows, 2022).adj_disposal_fair_value, -4'200);
}

TEST(Recorded, DifferenceOfAYearIsBookedInDecemberBeforeTheTest) {
  TestCase machine = plain();
  Recorded recorded;
  recorded.year = 2020;
  recorded.book_charge = yuan(1'308);
  machine.entry.recorded.push_back(recorded);
  machine.on(day(2020, 12, 1), test_at(yuan(10'000)));
  const auto row = row_of(machine.rows(2020), 2020);
  EXPECT_YUAN(row.book_charge, 1'308);
  EXPECT_YUAN(row.book_impairment, 692);
  EXPECT_YUAN(row.adj_charge, 108);
}

TEST(Recorded, DifferenceInTheYearOfDisposalIsOnTheAssetThatIsSold) {
  TestCase machine = plain();
  Recorded recorded;
  recorded.year = 2020;
  recorded.book_charge = yuan(310);
  machine.entry.recorded.push_back(recorded);
  machine.on(day(2020, 3, 15), sale(yuan(12'000)));
  const auto row = row_of(machine.rows(2020), 2020);
  EXPECT_YUAN(row.book_charge, 310);
  EXPECT_YUAN(row.book_disposal_gain, 310);
  EXPECT_YUAN(row.adj_total, 0);
}

TEST(Recorded, MonthBindsItsCharge) {
  TestCase machine = plain();
  Recorded recorded;
  recorded.year = 2020;
  recorded.month = 12;
  recorded.tax_charge = yuan(208);
  machine.entry.recorded.push_back(recorded);
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).tax_charge, 1'308);
  EXPECT_FEN(row_of(rows, 2021).tax_charge, 118'800);  // 10,692 / 108 = 99
}

TEST(TakeOver, MonthsByTheCalendarOrAsStated) {
  TestCase machine = plain();
  Opening opening;
  opening.date = day(2021, 1, 1);
  opening.book_accumulated = yuan(1'200);
  opening.tax_accumulated = yuan(1'200);
  machine.asset().opening = opening;
  EXPECT_YUAN(row_of(machine.rows(2021), 2021).book_charge, 1'200);
  machine.asset().opening->book_months = 66;
  const auto row = row_of(machine.rows(2021), 2021);
  EXPECT_YUAN(row.book_charge, 2'400);
  EXPECT_YUAN(row.book_carrying_open, 10'800);
  EXPECT_YUAN(row.temp_diff_initial, 0);
  machine.asset().opening->book_months = 120;
  EXPECT_EQ(machine.refusal(2021), "OPENING-LEAVES-NO-MONTH");
}

TEST(Treatment, NonDeductibleIsAnInitialDifference) {
  TestCase machine = plain();
  machine.asset().tax_treatment = TaxTreatment::non_deductible;
  const auto rows = machine.rows(2020);
  EXPECT_YUAN(row_of(rows, 2019).temp_diff_initial, -12'000);
  EXPECT_YUAN(row_of(rows, 2020).adj_charge, 1'200);
  EXPECT_YUAN(row_of(rows, 2020).tax_cost, 0);
}

TEST(Treatment, OnDisposalDeductsNothingBefore) {
  TestCase machine = plain();
  machine.asset().tax_treatment = TaxTreatment::on_disposal;
  machine.on(day(2021, 1, 31), sale(yuan(1'000)));
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).tax_charge, 0);
  EXPECT_YUAN(row_of(rows, 2021).tax_disposal_gain, -11'000);
}

TEST(Treatment, ExtraDeductionIsPermanent) {
  TestCase machine = plain();
  machine.asset().extra_deduction_rate = Ratio::of(3, 4);
  machine.asset().extra_deduction_share = Ratio::of(1, 2);
  const auto row = row_of(machine.rows(2020), 2020);
  EXPECT_YUAN(row.adj_permanent, -450);
  EXPECT_YUAN(row.adj_total, -450);
  EXPECT_YUAN(row.temp_diff_close, 0);
}

TEST(Treatment, GeneralRuleBesideTheElection) {
  TestCase machine("machinery", day(2019, 12, 1), yuan(12'000));
  machine.asset().book.life_months = 120;
  machine.asset().book.residual = yuan(600);
  machine.asset().tax_election = "equipment-one-time";
  machine.world.election = WorldElection{"equipment-one-time", Method::one_time};
  const auto row = row_of(machine.rows(2020), 2020);
  EXPECT_YUAN(row.tax_charge, 12'000);
  EXPECT_YUAN(row.tax_charge_general, 1'140);
  EXPECT_YUAN(row.tax_accumulated_general, 1'140);
}

TEST(Refusal, EachRuleThatMakesAHistoryAnError) {
  const auto with = [](Date date, EventDetail detail) {
    TestCase machine = plain();
    machine.on(date, std::move(detail));
    return machine;
  };
  const Date later = day(2020, 5, 5);
  EXPECT_EQ(with(day(2019, 11, 30), Suspend{}).refusal(2021), "EVENT-BEFORE-IN-SERVICE");
  EXPECT_EQ(with(later, impairment(yuan(11'601))).refusal(2021), "IMPAIRMENT-ABOVE-CARRYING");
  EXPECT_EQ(with(later, Reverse{yuan(1), {}}).refusal(2021), "REVERSAL-FORBIDDEN");
  EXPECT_EQ(with(later, FairValue{yuan(1)}).refusal(2021), "FAIR-VALUE-UNDER-COST-MODEL");
  EXPECT_EQ(with(later, Resume{}).refusal(2021), "RESUME-WITHOUT-SUSPEND");
  EXPECT_EQ(with(later, AdjustCost{yuan(-11'700), {}}).refusal(2021), "COST-BELOW-ACCUMULATED");
  ReEstimate too_short;
  too_short.life_months = 4;
  EXPECT_EQ(with(later, estimate(too_short)).refusal(2021), "NO-CHARGING-MONTH-LEFT");
  TestCase after = with(later, sale(yuan(1)));
  after.on(day(2020, 5, 6), Usage{Ratio::of(1, 1)});
  EXPECT_EQ(after.refusal(2021), "EVENT-AFTER-DISPOSAL");
  TestCase small_business = with(later, test_at(yuan(1)));
  small_business.world.book = "cn/sbs";
  EXPECT_EQ(small_business.refusal(2021), "IMPAIRMENT-UNKNOWN");
  TestCase below = plain();
  below.asset().tax.life_months = 119;
  EXPECT_EQ(below.refusal(2021), "TAX-LIFE-BELOW-MINIMUM");
  below.asset().tax_override = "by hand";
  EXPECT_EQ(below.refusal(2021), "");
  TestCase method = plain();
  method.asset().tax.method = Method::double_declining;
  EXPECT_EQ(method.refusal(2021), "TAX-METHOD-NEEDS-ELECTION");
}

}  // namespace
}  // namespace tieout::auditor
