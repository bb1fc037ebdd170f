#include "tieout/core/ratio.hpp"

#include <numeric>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

constexpr int kDecimalsShown = 12;  // as many as are read back

// Digits of an unsigned decimal at the front of `text`, moved past; nothing on overflow or no digit.
struct Decimal {
  std::int64_t value = 0;
  std::int64_t scale = 1;
};

bool push_digit(std::int64_t& value, char digit) {
  return !__builtin_mul_overflow(value, std::int64_t{10}, &value) &&
         !__builtin_add_overflow(value, static_cast<std::int64_t>(digit - '0'), &value);
}

std::optional<Decimal> parse_decimal(std::string_view text, int most_decimals) {
  Decimal decimal;
  std::size_t at = 0;
  bool digits = false;
  for (; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, digits = true) {
    if (!push_digit(decimal.value, text[at])) return {};
  }
  if (at < text.size() && text[at] == '.') {
    int places = 0;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, digits = true) {
      if (++places > most_decimals || !push_digit(decimal.value, text[at])) return {};
      decimal.scale *= 10;
    }
    if (places == 0) return {};
  }
  if (!digits || at != text.size()) return {};
  return decimal;
}

}  // namespace

Ratio Ratio::of(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) throw InvariantViolation("ratio-denominator", "a ratio needs a denominator other than 0");
  std::int64_t divisor = denominator == 1 ? 1 : std::gcd(numerator, denominator);
  if (denominator < 0) divisor = -divisor;
  Ratio ratio;
  ratio.numerator_ = numerator / divisor;
  ratio.denominator_ = denominator / divisor;
  return ratio;
}

int compare(Ratio a, Ratio b) {
  __int128 left = __int128{a.numerator()} * b.denominator();
  __int128 right = __int128{b.numerator()} * a.denominator();
  return left < right ? -1 : left > right ? 1 : 0;
}

std::optional<Ratio> parse_ratio(std::string_view text, int most_decimals) {
  if (text.empty()) return {};
  bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t percent = 1;
  if (!text.empty() && text.back() == '%') {
    percent = 100;
    text.remove_suffix(1);
  }
  std::size_t slash = percent == 1 ? text.find('/') : std::string_view::npos;
  auto numerator = parse_decimal(text.substr(0, slash), most_decimals);
  std::optional<Decimal> denominator = Decimal{1, 1};
  if (slash != std::string_view::npos) denominator = parse_decimal(text.substr(slash + 1), most_decimals);
  if (!numerator || !denominator || denominator->value == 0) return {};
  if (slash != std::string_view::npos && (numerator->scale != 1 || denominator->scale != 1)) return {};
  std::int64_t bottom = 0;
  if (__builtin_mul_overflow(numerator->scale, percent, &bottom) ||
      __builtin_mul_overflow(bottom, denominator->value, &bottom)) {
    return {};
  }
  return Ratio::of(negative ? -numerator->value : numerator->value, bottom);
}

std::string to_string(Ratio ratio) {
  std::int64_t power = 1;
  for (int places = 0; places <= kDecimalsShown; ++places, power *= 10) {
    if (power % ratio.denominator() != 0) continue;
    std::int64_t scaled = 0;
    if (__builtin_mul_overflow(ratio.numerator(), power / ratio.denominator(), &scaled)) break;
    std::string digits = std::to_string(scaled < 0 ? -scaled : scaled);
    auto width = static_cast<std::size_t>(places);
    if (digits.size() <= width) digits.insert(0, width + 1 - digits.size(), '0');
    if (places > 0) digits.insert(digits.size() - width, 1, '.');
    return (scaled < 0 ? "-" : "") + digits;
  }
  return std::to_string(ratio.numerator()) + "/" + std::to_string(ratio.denominator());
}

}  // namespace tieout
