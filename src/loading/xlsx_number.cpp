#include "loading/xlsx_number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace tieout::loading {

namespace {

constexpr std::size_t digits_max = 15;
constexpr int exponent_max = 400;  // beyond any binary number of 64 bits

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\n')) text.remove_suffix(1);
  return text;
}

// A number taken apart: 0.DIGITS times ten to the power `point`.
struct Decimal {
  bool negative = false;
  std::string digits;  // without zeros at either end
  int point = 0;
};

// Reads the mantissa; false if there is no digit or another character than the exponent's follows.
bool read_mantissa(std::string_view& text, Decimal& number) {
  bool any = false;
  bool fraction = false;
  while (!text.empty() && (is_digit(text.front()) || (text.front() == '.' && !fraction))) {
    const char c = text.front();
    text.remove_prefix(1);
    if (c == '.') {
      fraction = true;
      continue;
    }
    any = true;
    if (number.digits.empty() && c == '0') {
      if (fraction) --number.point;
      continue;
    }
    number.digits += c;
    if (!fraction) ++number.point;
  }
  return any;
}

bool read_exponent(std::string_view text, int& exponent) {
  if (text.empty()) return true;
  if (text.front() != 'E' && text.front() != 'e') return false;
  text.remove_prefix(1);
  const bool negative = !text.empty() && text.front() == '-';
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) text.remove_prefix(1);
  if (text.empty() || text.size() > 4 || !std::all_of(text.begin(), text.end(), is_digit)) return false;
  int value = 0;
  for (const char c : text) value = value * 10 + (c - '0');
  exponent = negative ? -value : value;
  return true;
}

void round_to_15(Decimal& number) {
  std::string& digits = number.digits;
  if (digits.size() > digits_max) {
    const bool up = digits[digits_max] >= '5';
    digits.resize(digits_max);
    if (up) {
      while (!digits.empty() && digits.back() == '9') digits.pop_back();
      if (digits.empty()) {  // 0.999… became 1
        digits = "1";
        ++number.point;
      } else {
        ++digits.back();
      }
    }
  }
  while (!digits.empty() && digits.back() == '0') digits.pop_back();
}

void write(const Decimal& number, std::string& out) {
  if (number.digits.empty()) {
    out += '0';
    return;
  }
  if (number.negative) out += '-';
  const auto size = static_cast<int>(number.digits.size());
  if (number.point <= 0) {
    out += "0.";
    out.append(static_cast<std::size_t>(-number.point), '0');
    out += number.digits;
  } else if (number.point >= size) {
    out += number.digits;
    out.append(static_cast<std::size_t>(number.point - size), '0');
  } else {
    const auto whole = static_cast<std::size_t>(number.point);
    out.append(number.digits, 0, whole);
    out += '.';
    out.append(number.digits, whole, std::string::npos);
  }
}

// Most numbers of a ledger are already in the form wanted.
bool is_canonical(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  if (text.empty() || text.size() > digits_max || text.front() < '1' || text.front() > '9') return false;
  const auto other = static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
  if (other == text.size()) return true;
  const std::string_view fraction = text.substr(other + 1);
  return text[other] == '.' && !fraction.empty() && fraction.back() != '0' &&
         std::all_of(fraction.begin(), fraction.end(), is_digit);
}

std::string_view whole_part(std::string_view decimal) { return decimal.substr(0, decimal.find('.')); }

// The first section of a format code (positive numbers), as tokens: a placeholder, or fixed text.
struct Scan {
  bool date = false;   // holds a letter of a date or time
  bool other = false;  // holds something that neither is a zero nor fixed text
  std::size_t zeros = 0;
  std::string pattern;  // '\0' for each zero
};

// Length of the UTF-8 character at the front; fixed text after a backslash is one character.
std::size_t character_length(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return length;
}

Scan scan_format(std::string_view code) {
  constexpr std::string_view fixed = "$-+()!^&'~{}<>= :";
  Scan scan;
  while (!code.empty() && code.front() != ';') {
    const char c = code.front();
    std::size_t used = 1;
    if (c == '"') {
      const std::size_t close = std::min(code.find('"', 1), code.size() - 1);
      scan.pattern += code.substr(1, close - 1);
      used = close + 1;
    } else if (c == '[') {  // colour, condition, locale, currency, elapsed time
      const std::size_t close = std::min(code.find(']'), code.size());
      const std::string_view inside = code.substr(1, close - 1);
      scan.date = scan.date || (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos);
      used = std::min(close + 1, code.size());
      scan.other = true;
    } else if (c == '\\' && code.size() > 1) {
      const std::size_t length = character_length(code.substr(1));
      scan.pattern += code.substr(1, length);
      used = 1 + length;
    } else if ((c == '_' || c == '*') && code.size() > 1) {  // blank as wide as, or fill with, the next character
      used = 1 + character_length(code.substr(1));
      scan.other = true;
    } else if (c == '0') {
      scan.pattern += '\0';
      ++scan.zeros;
    } else if (fixed.find(c) != std::string_view::npos) {
      scan.pattern += c;
    } else {
      constexpr std::string_view date_letters = "yYmMdDhHsS";
      scan.date = scan.date || date_letters.find(c) != std::string_view::npos;
      scan.other = true;
    }
    code.remove_prefix(used);
  }
  return scan;
}

}  // namespace

bool append_decimal(std::string_view stored, std::string& out) {
  std::string_view text = trimmed(stored);
  if (is_canonical(text)) {
    out += text;
    return true;
  }
  Decimal number;
  number.negative = text.starts_with('-');
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  int exponent = 0;
  if (!read_mantissa(text, number) || !read_exponent(text, exponent)) return false;
  if (number.digits.size() > static_cast<std::size_t>(exponent_max)) return false;
  number.point += exponent;
  if (!number.digits.empty() && (number.point > exponent_max || number.point < -exponent_max)) return false;
  round_to_15(number);
  write(number, out);
  return true;
}

bool append_date(std::string_view decimal, DateSystem system, std::string& out) {
  const std::string_view whole = whole_part(decimal);
  constexpr std::size_t serial_digits_max = 7;  // 9999-12-31 is 2958465
  if (whole.empty() || whole.size() > serial_digits_max || !std::all_of(whole.begin(), whole.end(), is_digit))
    return false;
  int serial = 0;
  for (const char c : whole) serial = serial * 10 + (c - '0');
  using std::chrono::sys_days;
  using namespace std::chrono_literals;
  sys_days day;
  if (serial < 1 && (system == DateSystem::from_1900 || whole != decimal)) return false;
  if (system == DateSystem::from_1904) {
    day = sys_days{1904y / 1 / 1} + std::chrono::days(serial);
  } else {
    if (serial == 60) {
      out += "1900-02-29";
      return true;
    }
    // The 1900 system counts that day, so serials after it run one ahead.
    day = sys_days{1899y / 12 / 31} + std::chrono::days(serial > 60 ? serial - 1 : serial);
  }
  const std::chrono::year_month_day date{day};
  if (date.year() > 9999y) return false;
  fmt::format_to(std::back_inserter(out), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return true;
}

NumberFormat read_format_code(std::string_view code) {
  const Scan scan = scan_format(code);
  if (scan.date && code != "Standard") return {FormatKind::date, "", false};  // "Standard": General, in some languages
  if (scan.other || scan.zeros < 2) return {};
  return {FormatKind::digits, scan.pattern, scan.zeros == scan.pattern.size()};
}

NumberFormat built_in_format(std::uint32_t id) {
  const auto between = [id](std::uint32_t first, std::uint32_t last) { return id >= first && id <= last; };
  // 27-36 and 50-58 are the dates of the Chinese, Japanese and Korean versions.
  const bool date = between(14, 22) || between(27, 36) || between(45, 47) || between(50, 58);
  return {date ? FormatKind::date : FormatKind::plain, "", false};
}

bool append_shown(std::string_view decimal, const NumberFormat& format, std::string& out) {
  if (!std::all_of(decimal.begin(), decimal.end(), is_digit)) return false;
  // Digits fill the places from the right; what is left over stands before the first place.
  auto places = static_cast<std::size_t>(std::count(format.pattern.begin(), format.pattern.end(), '\0'));
  std::size_t next = 0;
  for (const char c : format.pattern) {
    if (c != '\0') {
      out += c;
      continue;
    }
    while (decimal.size() - next > places) out += decimal[next++];
    if (decimal.size() - next == places) {
      out += decimal[next++];
    } else {
      out += '0';
    }
    --places;
  }
  return true;
}

}  // namespace tieout::loading
