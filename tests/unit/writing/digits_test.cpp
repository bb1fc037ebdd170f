#include "writing/digits.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <limits>
#include <string>

#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"

namespace tieout::writing {
namespace {

std::string text_of(char* (*write)(char*, std::int64_t), std::int64_t number) {
  std::array<char, kFigureWidth> text;
  return {text.data(), write(text.data(), number)};
}

TEST(Digits, AmountsHaveTwoPlacesAndNoGrouping) {
  EXPECT_EQ(text_of(write_fen, 0), "0.00");
  EXPECT_EQ(text_of(write_fen, 7), "0.07");
  EXPECT_EQ(text_of(write_fen, -7), "-0.07");
  EXPECT_EQ(text_of(write_fen, -120000), "-1200.00");
  EXPECT_EQ(text_of(write_fen, 123456789012), "1234567890.12");
}

TEST(Digits, TheWholeRangeOfSixtyFourBitsIsWritten) {
  EXPECT_EQ(text_of(write_fen, std::numeric_limits<std::int64_t>::max()), "92233720368547758.07");
  EXPECT_EQ(text_of(write_fen, std::numeric_limits<std::int64_t>::min()), "-92233720368547758.08");
  EXPECT_EQ(text_of(write_integer, std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
}

TEST(Digits, EveryLengthAgreesWithTheTextOfMoney) {
  for (std::int64_t fen = 1; fen < std::numeric_limits<std::int64_t>::max() / 10; fen = fen * 10 + 7) {
    for (std::int64_t near : {fen - 1, fen, fen + 1, -fen}) {
      EXPECT_EQ(text_of(write_fen, near), to_string(Money::from_fen(near)));
      EXPECT_EQ(text_of(write_integer, near), std::to_string(near));
    }
  }
}

TEST(Digits, DatesAreIso) {
  EXPECT_EQ(text_of(write_iso_date, 20240305), "2024-03-05");
  EXPECT_EQ(text_of(write_iso_date, 19001231), to_string(Date{1900, 12, 31}));
}

}  // namespace
}  // namespace tieout::writing
