// Ratio: an exact fraction of two 64-bit integers, for rates, shares and fractions of an asset.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout {

// Always in lowest terms with a positive denominator.
class Ratio {
 public:
  constexpr Ratio() = default;

  // numerator / denominator; denominator must not be 0.
  static Ratio of(std::int64_t numerator, std::int64_t denominator);

  constexpr std::int64_t numerator() const { return numerator_; }
  constexpr std::int64_t denominator() const { return denominator_; }
  constexpr bool is_zero() const { return numerator_ == 0; }
  constexpr bool is_one() const { return numerator_ == denominator_; }

  friend constexpr bool operator==(const Ratio&, const Ratio&) = default;

 private:
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

// -1, 0 or 1 as a < b, a == b, a > b (exact).
int compare(Ratio a, Ratio b);

// "1/3", "0.05", "5%", "12.5%": at most so many digits after the point; nothing for any other text.
std::optional<Ratio> parse_ratio(std::string_view text, int most_decimals = 12);

// "1/3" in lowest terms, or a plain decimal where the denominator divides a power of ten.
std::string to_string(Ratio ratio);

}  // namespace tieout
