#include <gmock/gmock.h>

#include "tieout/core/invariant.hpp"
#include "tieout/filing/impairment_test.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

CashFlowForecast forecast(std::vector<Money> flows, Ratio rate) {
  CashFlowForecast made;
  made.cash_flows = std::move(flows);
  made.rates = {rate};
  return made;
}

TEST(ValueInUse, OneYearAtTenPercent) {
  EXPECT_EQ(value_in_use(forecast({yuan(110)}, Ratio::of(1, 10))).value, yuan(100));
}

// 100,000 a year over five years at 8%: 399,271.0037 by the annuity formula; with factors of four places
// 0.9259 + 0.8573 + 0.7938 + 0.7350 + 0.6806 = 3.9926, that is 399,260.
TEST(ValueInUse, FactorsMayBeRoundedAsOnAWorkingPaper) {
  CashFlowForecast five = forecast(std::vector<Money>(5, yuan(100000)), Ratio::of(8, 100));
  EXPECT_EQ(to_string(value_in_use(five).value), "399271.00");
  five.factor_decimals = 4;
  const ValueInUse rounded = value_in_use(five);
  EXPECT_EQ(to_string(rounded.value), "399260.00");
  EXPECT_EQ(rounded.years[0].factor, "0.9259");
  EXPECT_EQ(rounded.years[3].factor, "0.7350");
}

// A ship of eight years at 15%, as the standard's own guidance teaches it: every year's value in 10,000 yuan.
TEST(ValueInUse, EightYearsOfAShipInTenThousands) {
  CashFlowForecast ship;
  for (const std::int64_t flow : {2500, 2460, 2380, 2360, 2390, 2470, 2500, 2510}) {
    ship.cash_flows.push_back(yuan(flow * 10000));
  }
  ship.rates = {Ratio::of(15, 100)};
  ship.factor_decimals = 4;
  ship.rounding = PresentValueRounding::year;
  ship.rounding_unit = yuan(10000);
  const ValueInUse value = value_in_use(ship);
  EXPECT_EQ(value.value, yuan(109650000));
  std::vector<std::int64_t> years;
  for (const DiscountedYear& year : value.years) years.push_back(year.present_value.fen() / 1000000);
  EXPECT_THAT(years, testing::ElementsAre(2174, 1860, 1565, 1349, 1188, 1068, 940, 821));
}

// At 10% half a year is 1 / sqrt(1.1) = 0.95346258924559...: 10^15 fen times it shows fifteen digits of it.
TEST(ValueInUse, AHalfYearIsExactFarBehindTheFen) {
  CashFlowForecast half = forecast({Money::from_fen(1'000'000'000'000'000)}, Ratio::of(1, 10));
  half.timing = FlowTiming::mid_year;
  EXPECT_EQ(value_in_use(half).value.fen(), 953'462'589'245'592);
}

TEST(ValueInUse, ManyYearsAndOddRatesStayExact) {
  // 100 years of 1 yuan at 1/3: 3 (1 - (3/4)^100) = 2.99999999999904.
  const CashFlowForecast long_one = forecast(std::vector<Money>(100, yuan(1)), Ratio::of(1, 3));
  EXPECT_EQ(value_in_use(long_one).value, yuan(3));
}

TEST(ValueInUse, RoundingIsHalfAwayFromZeroBothWays) {
  CashFlowForecast half = forecast({Money::from_fen(1)}, Ratio::of(1, 1));  // half a fen
  EXPECT_EQ(value_in_use(half).value.fen(), 1);
  half.cash_flows = {Money::from_fen(-1)};
  EXPECT_EQ(value_in_use(half).value.fen(), -1);
}

TEST(ValueInUse, WhatLeavesTheRangeOfMoneyIsSaid) {
  CashFlowForecast huge = forecast({Money::from_fen(INT64_MAX)}, Ratio::of(-99, 100));
  EXPECT_THROW(value_in_use(huge), MoneyOverflow);
  huge.rates = {Ratio::of(-1, 1)};
  EXPECT_THROW(value_in_use(huge), InvariantViolation);
}

TEST(ValueInUse, ProbabilitiesAreSummedExactly) {
  std::vector<CashFlowScenario> scenarios(3);
  for (CashFlowScenario& scenario : scenarios) scenario.probability = Ratio::of(1, 3);
  EXPECT_TRUE(sums_to_one(scenarios));
  scenarios[0].probability = Ratio::of(333333333333, 1000000000000);
  EXPECT_FALSE(sums_to_one(scenarios));
}

TEST(RecoverableAmount, IsTheHigherOneAndSaysWhich) {
  RecoverableBasis basis;
  basis.fair_value = yuan(100);
  basis.disposal_costs = yuan(5);
  EXPECT_EQ(recoverable_amount(basis).amount, yuan(95));
  EXPECT_TRUE(recoverable_amount(basis).other_unknown);
  basis.value_in_use = yuan(96);
  const RecoverableAmount both = recoverable_amount(basis);
  EXPECT_EQ(both.amount, yuan(96));
  EXPECT_EQ(both.source, RecoverableSource::value_in_use);
  EXPECT_FALSE(both.other_unknown);
  EXPECT_THROW(recoverable_amount(RecoverableBasis{}), InvariantViolation);
}

}  // namespace
}  // namespace tieout
