// Numbers of a worksheet as text. A worksheet stores a binary number in up to 17 digits, of which a spreadsheet
// shows and promises 15; the decimal of 15 digits is what the person who typed it meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::loading {

// Appends the decimal of at most 15 significant digits, without exponent: "1.1000000000000001E3" gives "1100",
// "-0" gives "0". False, with nothing appended, if `stored` is not a number (or beyond what a worksheet can hold).
// The rounding is done on the digits of the text, half away from zero: no binary arithmetic takes part.
bool append_decimal(std::string_view stored, std::string& out);

enum class DateSystem : std::uint8_t { from_1900, from_1904 };

// Appends "2024-03-15" for a serial day number (a decimal as above; the time of day is dropped). False, with
// nothing appended, where the serial is no day: negative, beyond the year 9999, a bare time of day, or 0 in the 1900
// system (0 is the first day of the other).
// Serial 60 of the 1900 system gives "1900-02-29", the day that never was: whoever reads it must refuse it.
bool append_date(std::string_view decimal, DateSystem system, std::string& out);

enum class FormatKind : std::uint8_t {
  plain,  // the number is its value
  date,
  digits,  // zeros and fixed text, as asset codes have: 000123, ZC-0042
};

// A number format (format code of styles.xml) as far as reading needs it.
struct NumberFormat {
  FormatKind kind = FormatKind::plain;
  // For `digits`: the shown text, where '\0' stands for a digit.
  std::string pattern;
  bool pure_zeros = false;  // `pattern` is digits only: the cell still is a number
};

NumberFormat read_format_code(std::string_view code);
// The built-in formats of which a file gives only the number.
NumberFormat built_in_format(std::uint32_t id);

// Appends a whole number not below zero as the format shows it; false for other numbers.
bool append_shown(std::string_view decimal, const NumberFormat& format, std::string& out);

}  // namespace tieout::loading
