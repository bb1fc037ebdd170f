// Each method by hand: small figures, worked out beside the expectation.
#include <gtest/gtest.h>

#include "test_support.hpp"

namespace tieout::auditor {
namespace {

Date first_of_january() { return day(2020, 1, 1); }

// A patent charges from the month it is put in service: whole years fall on calendar years.
TestCase patent(Money cost, int months, Method method) {
  TestCase result("patent", first_of_january(), cost);
  result.asset().book.life_months = months;
  result.asset().book.method = method;
  result.asset().tax_override = "by hand";
  result.asset().tax.life_months = months;
  result.asset().tax.method = method;
  return result;
}

TEST(Method, StraightLineSumsExactlyByItsCumulativeFigure) {
  // 1000 fen over 3 months from November: 333, 667, 1000.
  TestCase tool("machinery", day(2020, 10, 31), cents(1'000));
  tool.asset().book.life_months = 3;
  const auto rows = tool.rows(2021);
  EXPECT_FEN(row_of(rows, 2020).book_charge, 667);
  EXPECT_FEN(row_of(rows, 2021).book_charge, 333);
  EXPECT_FEN(row_of(rows, 2021).book_carrying_close, 0);
}

TEST(Method, MonthlyRoundingLeavesTheRestToTheLastMonth) {
  // 1000 / 3 = 333 a month; the last takes 334.
  TestCase tool("machinery", day(2020, 10, 31), cents(1'000));
  tool.asset().book.life_months = 3;
  tool.asset().book.rounding = ChargeRounding::monthly;
  const auto rows = tool.rows(2021);
  EXPECT_FEN(row_of(rows, 2020).book_charge, 666);
  EXPECT_FEN(row_of(rows, 2021).book_charge, 334);
}

TEST(Method, MonthlyRoundingNeverChargesMoreThanIsLeft) {
  // 5 fen over 8 months round to 1 a month: nothing is left after five.
  TestCase tool("machinery", day(2020, 4, 30), cents(5));
  tool.asset().book.life_months = 12;
  tool.asset().book.rounding = ChargeRounding::monthly;
  TestCase eight = tool;
  eight.asset().book.life_months = 8;
  EXPECT_FEN(row_of(eight.rows(2020), 2020).book_charge, 5);
  // Over 12 months 5/12 rounds to nothing; all of it falls on the last month.
  EXPECT_FEN(row_of(tool.rows(2021), 2020).book_charge, 0);
  EXPECT_FEN(row_of(tool.rows(2021), 2021).book_charge, 5);
}

TEST(Method, DoubleDeclining) {
  // 100,000 over five years, residual 4,000: 40 % of the balance for three years, then a straight line.
  TestCase machine = patent(yuan(100'000), 60, Method::double_declining);
  machine.asset().book.residual = yuan(4'000);
  const auto rows = machine.rows(2025);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 40'000);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 24'000);
  EXPECT_YUAN(row_of(rows, 2022).book_charge, 14'400);
  EXPECT_YUAN(row_of(rows, 2023).book_charge, 8'800);  // (21,600 − 4,000) / 2
  EXPECT_YUAN(row_of(rows, 2024).book_charge, 8'800);
  EXPECT_YUAN(row_of(rows, 2025).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2024).book_carrying_close, 4'000);
}

TEST(Method, DoubleDecliningAfterAPartialDisposal) {
  // Half leaves in June of the first year, before its charge: of A = 40,000 after five months 23,333.33 is to come,
  // half of it (11,666.66 after rounding the part that left to 11,666.67) falls on seven months.
  TestCase machine = patent(yuan(100'000), 60, Method::double_declining);
  machine.on(day(2020, 6, 15), part_sale(Ratio::of(1, 2)));
  const auto rows = machine.rows(2021);
  EXPECT_FEN(row_of(rows, 2020).book_charge, 1'666'667 + 1'166'666);
  // Left: 50,000 − 8,333.34 (half of 16,666.67) … = 30,000.01 at the year's end; 40 % of that in 2021.
  EXPECT_FEN(row_of(rows, 2020).book_carrying_close, 5'000'000 - (1'666'667 - 833'334) - 1'166'666);
  EXPECT_FEN(row_of(rows, 2021).book_charge, 1'200'000);
}

TEST(Method, SumOfYears) {
  // 150,000 over five years: 5/15, 4/15, 3/15, 2/15, 1/15.
  const auto rows = patent(yuan(150'000), 60, Method::sum_of_years).rows(2024);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 50'000);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 40'000);
  EXPECT_YUAN(row_of(rows, 2022).book_charge, 30'000);
  EXPECT_YUAN(row_of(rows, 2023).book_charge, 20'000);
  EXPECT_YUAN(row_of(rows, 2024).book_charge, 10'000);
}

TEST(Method, SumOfYearsWithABrokenYear) {
  // 18 months: weights 1.5 and 0.5 · 0.5 = 0.25; W = 1.75. First year 6/7, then 1/7.
  const auto rows = patent(yuan(7'000), 18, Method::sum_of_years).rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 6'000);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'000);
}

TEST(Method, SumOfYearsRescaledByADisposal) {
  // Three years, 6,000: 3,000, 2,000, 1,000. Half sold in January 2021, before its charge: 1,000 and 500 remain.
  TestCase machine = patent(yuan(6'000), 36, Method::sum_of_years);
  machine.on(day(2021, 1, 3), part_sale(Ratio::of(1, 2)));
  const auto rows = machine.rows(2022);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 3'000);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 1'000);
  EXPECT_YUAN(row_of(rows, 2022).book_charge, 500);
  EXPECT_YUAN(row_of(rows, 2022).book_carrying_close, 0);
}

TEST(Method, UnitsOfProduction) {
  // 10,000 over 100 units: 30 in the first year, 80 in the second, of which 70 count. The life of two months does not.
  TestCase machine = patent(yuan(10'000), 2, Method::units_of_production);
  machine.asset().total_units = Ratio::of(100, 1);
  machine.on(day(2020, 5, 1), Usage{Ratio::of(30, 1)}).on(day(2021, 7, 1), Usage{Ratio::of(80, 1)});
  const auto rows = machine.rows(2022);
  EXPECT_YUAN(row_of(rows, 2020).book_charge, 3'000);
  EXPECT_YUAN(row_of(rows, 2021).book_charge, 7'000);
  EXPECT_YUAN(row_of(rows, 2022).book_charge, 0);
}

TEST(Method, UnitsBeforeTheFirstCharge) {
  // 20 of 100 units are used in the month of in_service, which is not charged: 80 remain for 8,000.
  TestCase machine("machinery", day(2020, 1, 10), yuan(8'000));
  machine.asset().book.method = Method::units_of_production;
  machine.asset().book.life_months = 60;
  machine.asset().total_units = Ratio::of(100, 1);
  machine.on(day(2020, 1, 20), Usage{Ratio::of(20, 1)}).on(day(2020, 3, 1), Usage{Ratio::of(40, 1)});
  EXPECT_YUAN(row_of(machine.rows(2020), 2020).book_charge, 4'000);
}

TEST(Method, OneTimeThenAnAddition) {
  // 1,200 at once in February 2020. 600 more in December 2020 over what is left of 120 months: 11 are charged.
  TestCase machine("machinery", day(2020, 1, 10), yuan(1'200));
  machine.asset().book.life_months = 120;
  machine.asset().tax.method = Method::one_time;
  machine.asset().tax_override = "by hand";
  Improve improve;
  improve.amount = yuan(1'090);
  machine.on(day(2020, 12, 10), improve);
  const auto rows = machine.rows(2021);
  EXPECT_YUAN(row_of(rows, 2020).tax_charge, 1'200);
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 120);  // 1,090 / 109 a month
}

TEST(Method, FirstShare) {
  // 40 % of 10,000 in April 2020, 6,000 over 60 − 12 months from January 2021: 125 a month.
  TestCase machine("machinery", day(2020, 3, 10), yuan(10'000));
  machine.asset().book.life_months = 120;
  machine.asset().tax.method = Method::first_share;
  machine.asset().tax.life_months = 60;
  machine.asset().tax_first_share = Ratio::of(2, 5);
  machine.asset().tax_override = "by hand";
  const auto rows = machine.rows(2025);
  EXPECT_YUAN(row_of(rows, 2020).tax_charge, 4'000);
  EXPECT_YUAN(row_of(rows, 2021).tax_charge, 1'500);
  EXPECT_YUAN(row_of(rows, 2024).tax_charge, 1'500);
  EXPECT_YUAN(row_of(rows, 2025).tax_charge, 0);
  EXPECT_YUAN(row_of(rows, 2024).tax_base_close, 0);
}

TEST(Method, NoneChargesNothingInTheBooksWhileTaxDeductsOverTheMinimum) {
  TestCase right("know-how", first_of_january(), yuan(12'000));
  right.asset().book.method = Method::none;
  const auto rows = right.rows(2030);
  EXPECT_YUAN(row_of(rows, 2029).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2029).tax_charge, 1'200);
  EXPECT_YUAN(row_of(rows, 2029).tax_base_close, 0);
  EXPECT_YUAN(row_of(rows, 2030).tax_charge, 0);
}

}  // namespace
}  // namespace tieout::auditor
