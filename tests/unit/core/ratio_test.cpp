#include "tieout/core/ratio.hpp"

#include <gtest/gtest.h>

namespace tieout {
namespace {

TEST(Ratio, IsKeptInLowestTermsWithAPositiveDenominator) {
  EXPECT_EQ(Ratio::of(2, -4), Ratio::of(-1, 2));
  EXPECT_EQ(Ratio::of(0, 7), Ratio{});
  EXPECT_TRUE(Ratio::of(5, 5).is_one());
}

TEST(Ratio, ReadsFractionsDecimalsAndPercents) {
  EXPECT_EQ(parse_ratio("1/3"), Ratio::of(1, 3));
  EXPECT_EQ(parse_ratio("0.05"), Ratio::of(1, 20));
  EXPECT_EQ(parse_ratio("5%"), Ratio::of(1, 20));
  EXPECT_EQ(parse_ratio("12.5%"), Ratio::of(1, 8));
  EXPECT_EQ(parse_ratio("-0.5"), Ratio::of(-1, 2));
  EXPECT_EQ(parse_ratio("100%"), Ratio::of(1, 1));
}

TEST(Ratio, RefusesEverythingElse) {
  for (const char* text : {"", "abc", "1/0", "1//2", "1.", ".", "1,5", "0.0000000000001", "1/2%", "0.5/2", "--1"}) {
    EXPECT_FALSE(parse_ratio(text)) << text;
  }
}

TEST(Ratio, ComparesExactly) {
  EXPECT_EQ(compare(Ratio::of(1, 3), Ratio::of(333'333'333, 1'000'000'000)), 1);
  EXPECT_EQ(compare(Ratio::of(-1, 2), Ratio::of(1, 2)), -1);
  EXPECT_EQ(compare(Ratio::of(2, 4), Ratio::of(1, 2)), 0);
}

TEST(Ratio, Text) {
  EXPECT_EQ(to_string(Ratio::of(1, 3)), "1/3");
  EXPECT_EQ(to_string(Ratio::of(1, 20)), "0.05");
  EXPECT_EQ(to_string(Ratio::of(-5, 2)), "-2.5");
  EXPECT_EQ(to_string(Ratio::of(3, 1)), "3");
}

}  // namespace
}  // namespace tieout
