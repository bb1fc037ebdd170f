// Cells as values: amounts, dates, rates, fractions, lives. Every form that a file may use is read exactly, and
// nothing is guessed: a text that allows two readings is refused. No allocation. Inside loading/ only.
#pragma once

#include <cstdint>
#include <string_view>

#include "loading/heading.hpp"
#include "loading/sheet.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout::loading {

enum class ValueError : std::uint8_t {
  none,
  error_cell,  // "#REF!"
  not_a_date,
  date_impossible,  // 2023-02-30
  date_ambiguous,   // 03/04/2024
  not_an_amount,
  amount_decimals,  // more than two decimals
  amount_grouping,  // "12,34.50"
  amount_overflow,  // 10^13 yuan and more
  amount_unit,      // 万元
  foreign_currency,
  not_a_rate,
  rate_ambiguous,  // "5": five percent or five hundred
  rate_range,
  not_a_fraction,
  fraction_range,
  not_a_number,
  number_negative,
  not_whole,  // months or years that are no whole number
  life_not_positive,
  life_too_long,  // above 1200 months
};

// Without blanks around it (ASCII, U+00A0, U+3000, BOM), unwrapped from ="…", by which ERPs keep leading zeros.
std::string_view trimmed(std::string_view cell);

// Whether a spreadsheet put its error there: "#REF!", "#N/A" …
bool is_error_text(std::string_view cell);

// All of these take trimmed, non-empty text and leave `out` alone on an error.
// "1234.5", "1,234.50", "(1,234.50)", "1,234.50-", "￥1,234.50", "1234.5元", full-width digits. |amount| < 10^13 yuan.
ValueError parse_amount(std::string_view text, Money& out);
// "2024-03-15", "2024/3/15", "2024.3.15", "20240315", "2024年3月15日", each also with a time behind; serials of Excel.
ValueError parse_date(std::string_view text, CellType type, Date& out);
// "5%" or "0.05"; "5" only under a heading with "(%)". `most` is the largest share allowed, in percent.
ValueError parse_rate(std::string_view text, HeadingUnit unit, int most_percent, Ratio& out);
// "1/3", "0.25", "25%", within 0..1.
ValueError parse_fraction(std::string_view text, HeadingUnit unit, Ratio& out);
// A number of 0 or more, at most 12 decimals, "1,000.5".
ValueError parse_quantity(std::string_view text, Ratio& out);
// Whole number, "120" or "120.00", also "12期", "2023年".
ValueError parse_integer(std::string_view text, std::int32_t& out);
// Months within 1..1200: "120" under a heading in months, "10" under one in years, "10年", "120个月", "10年6个月".
ValueError parse_life(std::string_view text, HeadingUnit unit, std::int32_t& out);

}  // namespace tieout::loading
