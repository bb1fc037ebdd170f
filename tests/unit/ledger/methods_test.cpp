// The worked figures that stand at the head of each method's file, and the corners of the segments.
#include <gtest/gtest.h>

#include <vector>

#include "tieout/ledger/segment.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t value) { return Money::from_fen(value * 100); }

// Charges of successive years of twelve months, beginning in a January.
std::vector<Money> yearly(Method method, Money carrying, Money residual, int months, int years) {
  Segment segment;
  const MethodRule& rule = rule_of(method);
  rule.begin(segment, {carrying, residual, months, 0, months, january(2021)}, nullptr);
  std::vector<Money> charges;
  for (int year = 0; year < years; ++year) {
    ChargeSpan span;
    span.first = january(2021 + year);
    span.count = 12;
    span.first_share = Ratio::of(1, 2);
    charges.push_back(rule.charge(segment, span));
  }
  return charges;
}

TEST(StraightLine, SpreadsEvenly) {
  EXPECT_EQ(yearly(Method::straight_line, yuan(151'200), {}, 108, 10),
            (std::vector<Money>{yuan(16'800), yuan(16'800), yuan(16'800), yuan(16'800), yuan(16'800), yuan(16'800),
                                yuan(16'800), yuan(16'800), yuan(16'800), Money{}}));
}

TEST(DoubleDeclining, TwiceTheRateThenTwoStraightYears) {
  EXPECT_EQ(yearly(Method::double_declining, yuan(100'000), yuan(4'000), 60, 6),
            (std::vector<Money>{yuan(40'000), yuan(24'000), yuan(14'400), yuan(8'800), yuan(8'800), Money{}}));
}

TEST(DoubleDeclining, NeverBelowTheResidual) {
  // 24/60 of 100,000 would be 40,000, but only 30,000 stand above the residual.
  EXPECT_EQ(yearly(Method::double_declining, yuan(100'000), yuan(70'000), 60, 3),
            (std::vector<Money>{yuan(30'000), Money{}, Money{}}));
}

// Charges of single months under double-declining on each month's balance.
Segment monthly_segment(Money carrying, Money residual, int months) {
  Segment segment;
  monthly_double_declining().begin(segment, {carrying, residual, months, 0, months, january(2021)}, nullptr);
  return segment;
}

ChargeSpan months_of_plan(std::int32_t count) {
  ChargeSpan span;
  span.first = january(2021);
  span.count = count;
  return span;
}

TEST(DoubleDecliningMonthly, TheRateOnEachMonthsBalance) {
  Segment segment = monthly_segment(yuan(100'000), yuan(4'000), 60);
  const ChargeSpan month = months_of_plan(1);
  EXPECT_EQ(monthly_double_declining().charge(segment, month), Money::from_fen(333'333));
  EXPECT_EQ(monthly_double_declining().charge(segment, month), Money::from_fen(322'222));
  EXPECT_EQ(monthly_double_declining().charge(segment, month), Money::from_fen(311'482));
}

TEST(DoubleDecliningMonthly, AYearInOneStepIsItsTwelveMonths) {
  for (const int months : {18, 24, 25, 36, 60, 121}) {
    Segment single = monthly_segment(yuan(98'765), yuan(1'234), months);
    Segment together = monthly_segment(yuan(98'765), yuan(1'234), months);
    Money total;
    for (int year = 0; year * 12 < months; ++year) {
      Money by_month;
      for (int month = 0; month < 12; ++month) by_month += monthly_double_declining().charge(single, months_of_plan(1));
      EXPECT_EQ(monthly_double_declining().charge(together, months_of_plan(12)), by_month) << months;
      total += by_month;
    }
    EXPECT_EQ(total, yuan(98'765 - 1'234)) << months;
  }
}

TEST(DoubleDecliningMonthly, NeverBelowTheResidual) {
  Segment segment = monthly_segment(yuan(100'000), yuan(96'000), 60);
  EXPECT_EQ(monthly_double_declining().charge(segment, months_of_plan(1)), Money::from_fen(333'333));
  EXPECT_EQ(monthly_double_declining().charge(segment, months_of_plan(1)), Money::from_fen(66'667));
  EXPECT_EQ(monthly_double_declining().charge(segment, months_of_plan(12)), Money{});
}

TEST(SumOfYears, FollowsTheDigits) {
  EXPECT_EQ(yearly(Method::sum_of_years, yuan(15'000), {}, 60, 6),
            (std::vector<Money>{yuan(5'000), yuan(4'000), yuan(3'000), yuan(2'000), yuan(1'000), Money{}}));
}

TEST(SumOfYears, WeighsABrokenLastYearByItsSquare) {
  // 18 months: weights 1.5 and 0.25 of 1.75.
  EXPECT_EQ(yearly(Method::sum_of_years, yuan(1'750), {}, 18, 2), (std::vector<Money>{yuan(1'500), yuan(250)}));
}

TEST(OneTime, AllInTheFirstMonth) {
  EXPECT_EQ(yearly(Method::one_time, yuan(480'000), {}, 120, 2), (std::vector<Money>{yuan(480'000), Money{}}));
}

TEST(FirstShare, HalfThenStraightFromNextJanuary) {
  EXPECT_EQ(yearly(Method::first_share, yuan(6'000'000), {}, 120, 3),
            (std::vector<Money>{yuan(3'000'000), Money::from_fen(33'333'333), Money::from_fen(33'333'334)}));
}

TEST(UnitsOfProduction, FollowsTheUnits) {
  ProductionUnits units(Ratio::of(500'000, 1));
  Segment segment;
  const MethodRule& rule = rule_of(Method::units_of_production);
  rule.begin(segment, {yuan(600'000), yuan(30'000), 0, 0, 0, january(2021)}, &units);
  ChargeSpan span;
  span.units = &units;
  units.add_usage(Ratio::of(4'000, 1));
  EXPECT_EQ(rule.charge(segment, span), yuan(4'560));
  EXPECT_EQ(rule.charge(segment, span), Money{});
  units.add_usage(Ratio::of(600'000, 1));
  EXPECT_EQ(rule.charge(segment, span), yuan(565'440));
}

TEST(MonthlyRounding, TheLastMonthTakesTheRest) {
  Segment segment;
  const MethodRule& rule = rule_of(Method::straight_line);
  rule.begin(segment, {Money::from_fen(100), {}, 3, 0, 3, january(2021)}, nullptr);
  ChargeSpan span;
  span.rounding = ChargeRounding::monthly;
  EXPECT_EQ(rule.charge(segment, span), Money::from_fen(33));
  EXPECT_EQ(rule.charge(segment, span), Money::from_fen(33));
  EXPECT_EQ(rule.charge(segment, span), Money::from_fen(34));
  EXPECT_EQ(rule.charge(segment, span), Money{});
}

TEST(MonthlyRounding, NeverMoreThanIsLeft) {
  Segment segment;
  const MethodRule& rule = rule_of(Method::straight_line);
  // 5 fen over 8 months round up to a fen a month: five months charge, three do not.
  rule.begin(segment, {Money::from_fen(5), {}, 8, 0, 8, january(2021)}, nullptr);
  ChargeSpan span;
  span.rounding = ChargeRounding::monthly;
  span.count = 6;
  EXPECT_EQ(rule.charge(segment, span), Money::from_fen(5));
  EXPECT_EQ(rule.charge(segment, span), Money{});
}

// However the months are cut, the sum is the same: the closed form equals the walk month by month.
TEST(Methods, SpansAddUp) {
  for (Method method : {Method::straight_line, Method::double_declining, Method::sum_of_years, Method::first_share}) {
    const MethodRule& rule = rule_of(method);
    for (int cut : {1, 5, 12, 30}) {
      Segment whole, parts;
      SegmentStart start{Money::from_fen(1'000'003), Money::from_fen(7), 47, 0, 47, Month::of(2021, 4)};
      rule.begin(whole, start, nullptr);
      rule.begin(parts, start, nullptr);
      ChargeSpan span;
      span.first = start.first;
      span.first_share = Ratio::of(1, 3);
      span.count = 45;
      Money at_once = rule.charge(whole, span);
      Money in_parts;
      for (int done = 0; done < 45;) {
        span.first = start.first + done;
        span.count = std::min(cut, 45 - done);
        in_parts += rule.charge(parts, span);
        done += span.count;
      }
      EXPECT_EQ(at_once, in_parts) << name_of(method) << " cut by " << cut;
    }
  }
}

}  // namespace
}  // namespace tieout
