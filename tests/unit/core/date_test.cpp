#include "tieout/core/date.hpp"

#include <gtest/gtest.h>

namespace tieout {
namespace {

TEST(Date, OnlyDaysOfTheCalendar) {
  EXPECT_TRUE(make_date(2024, 2, 29));
  EXPECT_FALSE(make_date(2023, 2, 29));
  EXPECT_FALSE(make_date(2100, 2, 29));
  EXPECT_FALSE(make_date(2023, 4, 31));
  EXPECT_FALSE(make_date(2023, 13, 1));
  EXPECT_FALSE(make_date(1899, 1, 1));
}

TEST(Date, ReadsIsoOnly) {
  EXPECT_EQ(parse_iso_date("2024-03-15"), make_date(2024, 3, 15));
  for (const char* text : {"2024-3-15", "2024/03/15", "2024-02-30", "20240315", "2024-03-15 "}) {
    EXPECT_FALSE(parse_iso_date(text)) << text;
  }
  EXPECT_EQ(parse_iso_month("2024-12"), Month::of(2024, 12));
  EXPECT_FALSE(parse_iso_month("2024-13"));
}

TEST(Date, MonthsAreOneNumber) {
  EXPECT_EQ(Month::of(2024, 1) - Month::of(2023, 12), 1);
  EXPECT_EQ(december(2023) + 1, january(2024));
  EXPECT_EQ((january(2024) - 1).month(), 12);
  EXPECT_EQ(last_day(Month::of(2024, 2)), make_date(2024, 2, 29));
  EXPECT_EQ(to_string(Month::of(2024, 7)), "2024-07");
}

TEST(Date, OrdersByDay) { EXPECT_LT(*make_date(2023, 12, 31), *make_date(2024, 1, 1)); }

}  // namespace
}  // namespace tieout
