// Dates and months. Months are the grain of the calendar (engine.md §3): a month is one integer, so that
// differences are subtractions; a date keeps its day to order events inside a month.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout {

// A calendar month; `index` counts months since January of year 0.
struct Month {
  std::int32_t index = 0;

  static constexpr Month of(int year, int month) { return Month{year * 12 + month - 1}; }
  constexpr int year() const { return index / 12; }
  constexpr int month() const { return index % 12 + 1; }  // 1..12

  friend constexpr auto operator<=>(const Month&, const Month&) = default;
  friend constexpr Month operator+(Month m, int months) { return Month{m.index + months}; }
  friend constexpr Month operator-(Month m, int months) { return Month{m.index - months}; }
  friend constexpr int operator-(Month a, Month b) { return a.index - b.index; }
};

constexpr Month january(int year) { return Month::of(year, 1); }
constexpr Month december(int year) { return Month::of(year, 12); }

inline constexpr int kFirstCalendarYear = 1900;
inline constexpr int kLastCalendarYear = 2999;

// A day of the Gregorian calendar, years 1900..2999.
struct Date {
  std::int16_t year_number = 1900;
  std::int8_t month_number = 1;
  std::int8_t day_number = 1;

  constexpr Month month() const { return Month::of(year_number, month_number); }
  constexpr int year() const { return year_number; }
  constexpr int day() const { return day_number; }

  friend constexpr auto operator<=>(const Date&, const Date&) = default;
};

// The date, or nothing where the calendar has no such day or the year is outside 1900..2999.
std::optional<Date> make_date(int year, int month, int day);

Date last_day(Month month);

Date day_before(Date date);

// Reads exactly "2024-03-15".
std::optional<Date> parse_iso_date(std::string_view text);
// Reads exactly "2024-03".
std::optional<Month> parse_iso_month(std::string_view text);

std::string to_string(Date date);    // "2024-03-15"
std::string to_string(Month month);  // "2024-03"

}  // namespace tieout
