#include "tieout/core/date.hpp"

#include <fmt/format.h>

#include <chrono>

namespace tieout {

namespace {

// The number spelled by exactly these digits, or nothing.
std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> make_date(int year, int month, int day) {
  if (year < kFirstCalendarYear || year > kLastCalendarYear || month < 1 || month > 12 || day < 1) return {};
  std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                   std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return {};
  return Date{static_cast<std::int16_t>(year), static_cast<std::int8_t>(month), static_cast<std::int8_t>(day)};
}

Date last_day(Month month) {
  for (int day = 31; day > 28; --day) {
    if (auto date = make_date(month.year(), month.month(), day)) return *date;
  }
  return *make_date(month.year(), month.month(), 28);
}

Date day_before(Date date) {
  if (date.day() == 1) return last_day(date.month() - 1);
  date.day_number = static_cast<std::int8_t>(date.day_number - 1);
  return date;
}

std::optional<Date> parse_iso_date(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return {};
  auto year = digits(text.substr(0, 4));
  auto month = digits(text.substr(5, 2));
  auto day = digits(text.substr(8, 2));
  if (!year || !month || !day) return {};
  return make_date(*year, *month, *day);
}

std::optional<Month> parse_iso_month(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return {};
  auto year = digits(text.substr(0, 4));
  auto month = digits(text.substr(5, 2));
  if (!year || !month || !make_date(*year, *month, 1)) return {};
  return Month::of(*year, *month);
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year_number, int{date.month_number}, int{date.day_number});
}

std::string to_string(Month month) { return fmt::format("{:04}-{:02}", month.year(), month.month()); }

}  // namespace tieout
