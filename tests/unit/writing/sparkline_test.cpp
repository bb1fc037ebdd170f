#include "writing/sparkline.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace tieout::writing {
namespace {

std::vector<Money> amounts_of(std::initializer_list<std::int64_t> amounts) {
  std::vector<Money> result;
  for (const std::int64_t amount : amounts) result.push_back(Money::from_fen(amount * 100));
  return result;
}

TEST(Sparkline, RisesAndFallsBetweenZeroAndTheLargest) {
  EXPECT_EQ(sparkline(amounts_of({0, 35, 70, 35, 0}), 24), "▁▅█▅▁");
}

TEST(Sparkline, ZeroStandsWhereItIsAboveNegativeAmounts) { EXPECT_EQ(sparkline(amounts_of({-70, 0}), 24), "▁█"); }

TEST(Sparkline, OfMoreAmountsThanFitTheLastOfEachStretchIsShown) {
  EXPECT_EQ(sparkline(amounts_of({70, 0, 0, 70, 70, 0}), 3), "▁█▁");
}

TEST(Sparkline, NothingIsNothing) {
  EXPECT_EQ(sparkline({}, 24), "");
  EXPECT_EQ(sparkline(amounts_of({0, 0}), 24), "▁▁");
}

TEST(Sparkline, TheLargestAmountsDoNotOverflow) {
  const std::vector<Money> amounts{Money::from_fen(INT64_MIN), Money::from_fen(INT64_MAX)};
  EXPECT_EQ(sparkline(amounts, 2), "▁█");
}

}  // namespace
}  // namespace tieout::writing
