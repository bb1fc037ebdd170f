#include <algorithm>
#include <array>
#include <optional>

#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

namespace {

constexpr std::int32_t kLifeMonthsMax = 1200;
constexpr std::int32_t kMonthsOfYear = 12;

struct Number {
  std::optional<Ratio> value;
  bool percent = false;
};

bool digit(char letter) { return letter >= '0' && letter <= '9'; }

// Digits and points alone, as nearly every cell has them: nothing to be cleaned.
bool bare(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char letter) { return digit(letter) || letter == '.'; });
}

// A decimal, percentage or fraction with commas between thousands.
Number number(std::string_view original) {
  Number result;
  if (bare(original)) {
    result.value = parse_ratio(original);
    return result;
  }
  const PlainText plain(original);
  std::array<char, 64> digits{};
  std::size_t size = 0;
  if (!plain.fits() || !ungroup(plain.view(), digits, size)) return result;
  std::string_view text{digits.data(), size};
  // "5.00%" is as good as "5%"; more than 12 decimals no one means.
  result.percent = text.ends_with("%");
  result.value = parse_ratio(text);
  return result;
}

bool below_zero(Ratio value) { return value.numerator() < 0; }

// Whole number of months in `years` (or months) of the unit, or nothing.
std::optional<std::int32_t> whole_months(Ratio value, std::int32_t months_each) {
  const __int128 months = __int128{value.numerator()} * months_each;
  if (months % value.denominator() != 0) return std::nullopt;
  const __int128 whole = months / value.denominator();
  const __int128 limit = 1000000;
  return static_cast<std::int32_t>(whole > limit ? limit : whole < -limit ? -limit : whole);
}

// "10年6个月": the part before the word, cut off.
std::optional<std::string_view> cut_before(std::string_view& text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(at + word.size());
  return part;
}

ValueError add_months(std::string_view digits, std::int32_t months_each, std::int32_t& total) {
  const Number parsed = number(digits);
  if (!parsed.value || parsed.percent || digits.find('/') != std::string_view::npos) return ValueError::not_a_number;
  const auto months = whole_months(*parsed.value, months_each);
  if (!months) return ValueError::not_whole;
  total += *months;
  return ValueError::none;
}

ValueError spelled_life(std::string_view text, std::int32_t& total) {
  ValueError error = ValueError::none;
  bool any = false;
  if (const auto years = cut_before(text, "年")) {
    error = add_months(*years, kMonthsOfYear, total);
    any = true;
  }
  if (error == ValueError::none && !text.empty()) {
    auto months = cut_before(text, "个月");
    if (!months) months = cut_before(text, "月");
    if (!months || !text.empty()) return ValueError::not_a_number;
    error = add_months(*months, 1, total);
    any = true;
  }
  return any ? error : ValueError::not_a_number;
}

}  // namespace

ValueError parse_rate(std::string_view text, HeadingUnit unit, int most_percent, Ratio& out) {
  const Number parsed = number(text);
  if (!parsed.value) return ValueError::not_a_rate;
  Ratio value = *parsed.value;
  if (below_zero(value)) return ValueError::rate_range;
  const Ratio most = Ratio::of(most_percent, 100);
  if (unit == HeadingUnit::percent && !parsed.percent) {
    const auto shifted = parse_ratio(to_string(value) + "%");
    if (!shifted) return ValueError::not_a_rate;
    value = *shifted;
  } else if (!parsed.percent) {
    // "1" may mean 1% or all of it: only where more than all is allowed can it be read one way.
    const int against = compare(value, most);
    if (against > 0 || (against == 0 && most_percent == 100)) return ValueError::rate_ambiguous;
  }
  if (compare(value, most) > 0) return ValueError::rate_range;
  out = value;
  return ValueError::none;
}

ValueError parse_fraction(std::string_view text, HeadingUnit unit, Ratio& out) {
  Number parsed = number(text);
  if (parsed.value && unit == HeadingUnit::percent && !parsed.percent) {
    parsed.value = parse_ratio(to_string(*parsed.value) + "%");
  }
  if (!parsed.value) return ValueError::not_a_fraction;
  if (below_zero(*parsed.value) || compare(*parsed.value, Ratio::of(1, 1)) > 0) return ValueError::fraction_range;
  out = *parsed.value;
  return ValueError::none;
}

ValueError parse_quantity(std::string_view text, Ratio& out) {
  const Number parsed = number(text);
  if (!parsed.value || parsed.percent || text.find('/') != std::string_view::npos) return ValueError::not_a_number;
  if (below_zero(*parsed.value)) return ValueError::number_negative;
  out = *parsed.value;
  return ValueError::none;
}

ValueError parse_integer(std::string_view text, std::int32_t& out) {
  for (const std::string_view word : {"年度", "年", "月", "期"}) {
    if (drop_back(text, word)) break;
  }
  std::int32_t whole = 0;
  const ValueError error = add_months(text, 1, whole);
  if (error != ValueError::none) return error;
  if (whole < 0) return ValueError::number_negative;
  out = whole;
  return ValueError::none;
}

ValueError parse_life(std::string_view text, HeadingUnit unit, std::int32_t& out) {
  std::int32_t total = 0;
  ValueError error = ValueError::none;
  if (text.size() <= 3 && std::all_of(text.begin(), text.end(), digit)) {
    for (const char digit : text) total = total * 10 + (digit - '0');
    if (unit == HeadingUnit::years) total *= kMonthsOfYear;
  } else if (text.find("年") != std::string_view::npos || text.find("月") != std::string_view::npos) {
    const PlainText plain(text);
    error = plain.fits() ? spelled_life(plain.view(), total) : ValueError::not_a_number;
  } else {
    error = add_months(text, unit == HeadingUnit::years ? kMonthsOfYear : 1, total);
  }
  if (error != ValueError::none) return error;
  if (total <= 0) return ValueError::life_not_positive;
  if (total > kLifeMonthsMax) return ValueError::life_too_long;
  out = total;
  return ValueError::none;
}

}  // namespace tieout::loading
