#include "tieout/core/money.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>

namespace tieout {
namespace {

Money fen(std::int64_t value) { return Money::from_fen(value); }

TEST(Money, ScaleRoundsHalfAwayFromZero) {
  EXPECT_EQ(scale(fen(1), 1, 2), fen(1));
  EXPECT_EQ(scale(fen(-1), 1, 2), fen(-1));
  EXPECT_EQ(scale(fen(1), 1, 3), fen(0));
  EXPECT_EQ(scale(fen(2), 1, 3), fen(1));
  EXPECT_EQ(scale(fen(-5), 1, 2), fen(-3));
  EXPECT_EQ(scale(fen(7), 3, 6), fen(4));
}

TEST(Money, ScaleKeepsWholeProductsExact) {
  // 10^15 fen × 1199/1200 needs more than 64 bits on the way.
  EXPECT_EQ(scale(fen(1'200'000'000'000'000), 1199, 1200), fen(1'199'000'000'000'000));
}

TEST(Money, CumulativeFiguresOfAFullLifeSumToTheWhole) {
  for (std::int64_t cost : {1, 7, 99'999, 100'000'007}) {
    for (int months : {1, 7, 60, 119}) {
      Money sum;
      for (int k = 1; k <= months; ++k) sum += scale(fen(cost), k, months) - scale(fen(cost), k - 1, months);
      EXPECT_EQ(sum, fen(cost));
    }
  }
}

TEST(Money, OverflowIsThrownNotWrapped) {
  EXPECT_THROW(fen(INT64_MAX) + fen(1), MoneyOverflow);
  EXPECT_THROW(fen(INT64_MIN) - fen(1), MoneyOverflow);
  EXPECT_THROW(-fen(INT64_MIN), MoneyOverflow);
  EXPECT_THROW(scale(fen(INT64_MAX), 2, 1), MoneyOverflow);
}

TEST(Money, Text) {
  EXPECT_EQ(to_string(fen(0)), "0.00");
  EXPECT_EQ(to_string(fen(5)), "0.05");
  EXPECT_EQ(to_string(fen(-120'000)), "-1200.00");
  EXPECT_EQ(to_string(fen(INT64_MIN)), "-92233720368547758.08");
  EXPECT_EQ(to_grouped_string(fen(-123'456'789)), "-1,234,567.89");
  EXPECT_EQ(to_grouped_string(fen(12'345)), "123.45");
  EXPECT_EQ(to_grouped_string(fen(100'000)), "1,000.00");
}

}  // namespace
}  // namespace tieout
