#include <chrono>

#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

namespace {

// Digits at the front, at most `most`; -1 where there is none or there are more.
int take_number(std::string_view& text, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  for (; count < text.size() && is_digit(text[count]); ++count) {
    if (count == most) return -1;
    value = value * 10 + (text[count] - '0');
  }
  text.remove_prefix(count);
  return count == 0 ? -1 : value;
}

ValueError finish(int year, int month, int day, Date& out) {
  const auto date = make_date(year, month, day);
  if (!date) return ValueError::date_impossible;
  out = *date;
  return ValueError::none;
}

// "10:30", "00:00:00", "00:00:00.000": ERPs export dates with the time of midnight.
bool is_time(std::string_view text) {
  if (take_number(text, 2) < 0 || !drop_front(text, ":") || take_number(text, 2) < 0) return false;
  if (text.empty()) return true;
  if (!drop_front(text, ":") || take_number(text, 2) < 0) return false;
  if (text.empty()) return true;
  return drop_front(text, ".") && take_number(text, 9) >= 0 && text.empty();
}

std::string_view without_time(std::string_view text) {
  const std::size_t gap = text.find_first_of(" T");
  if (gap == std::string_view::npos || !is_time(text.substr(gap + 1))) return text;
  return text.substr(0, gap);
}

ValueError from_serial(int serial, Date& out) {
  using namespace std::chrono;
  // Serial 60 is 29 February 1900, which never was; below it the count runs from 31 December 1899.
  if (serial == 60 || serial < 1) return ValueError::date_impossible;
  const sys_days base = sys_days{year{1899} / December / (serial < 60 ? 31 : 30)};
  const year_month_day day{base + days{serial}};
  return finish(static_cast<int>(day.year()), static_cast<int>(static_cast<unsigned>(day.month())),
                static_cast<int>(static_cast<unsigned>(day.day())), out);
}

ValueError from_digits(std::string_view text, CellType type, Date& out) {
  int value = 0;
  for (const char digit : text) value = value * 10 + (digit - '0');
  if (text.size() == 8) return finish(value / 10000, value / 100 % 100, value % 100, out);
  const bool serial = text.size() == 5 || (type == CellType::number && text.size() < 5);
  return serial ? from_serial(value, out) : ValueError::not_a_date;
}

// Year, month and day with `-`, `/`, `.` or 年月日 between.
ValueError from_parts(std::string_view text, Date& out) {
  const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
  const int first = take_number(text, 4);
  if (first < 0) return ValueError::not_a_date;
  std::string_view separator;
  for (const std::string_view mark : {"-", "/", ".", "年"}) {
    if (text.starts_with(mark)) separator = mark;
  }
  if (separator.empty()) return ValueError::not_a_date;
  text.remove_prefix(separator.size());
  const int second = take_number(text, 2);
  if (second < 0 || !drop_front(text, separator == "年" ? "月" : separator)) return ValueError::not_a_date;
  const int third = take_number(text, 4);
  if (third < 0) return ValueError::not_a_date;
  if (separator == "年" && !drop_front(text, "日") && !drop_front(text, "号")) return ValueError::not_a_date;
  if (!text.empty()) return ValueError::not_a_date;
  if (digits <= 2) return ValueError::date_ambiguous;  // 03/04/2024, 24-03-15: day, month or year first?
  return digits == 4 && third <= 99 ? finish(first, second, third, out) : ValueError::not_a_date;
}

}  // namespace

ValueError parse_date(std::string_view text, CellType type, Date& out) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    if (const auto date = parse_iso_date(text)) {
      out = *date;
      return ValueError::none;
    }
  }
  text = without_time(text);
  if (type == CellType::number) text = text.substr(0, text.find('.'));  // the day of a serial with a time
  const PlainText plain(text);
  text = plain.view();
  if (!plain.fits() || text.empty() || !is_digit(text.front())) return ValueError::not_a_date;
  if (text.find_first_not_of("0123456789") == std::string_view::npos && text.size() <= 8) {
    return from_digits(text, type, out);
  }
  return from_parts(text, out);
}

}  // namespace tieout::loading
