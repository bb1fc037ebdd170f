// Money: a signed 64-bit count of fen (1/100 yuan). Every operation is checked; no floating point
// touches an amount. Rounding happens only in the functions below that say so, and always half away
// from zero, to the fen.
#pragma once

#include <compare>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tieout/core/ratio.hpp"

namespace tieout {

// Thrown when an amount leaves the range of 64-bit fen. Adapters turn it into diagnostic AMOUNT-OVERFLOW.
class MoneyOverflow : public std::overflow_error {
 public:
  MoneyOverflow();
};

[[noreturn]] void throw_money_overflow();

class Money {
 public:
  constexpr Money() = default;
  // `fen`: hundredths of a yuan.
  static constexpr Money from_fen(std::int64_t fen) {
    Money money;
    money.fen_ = fen;
    return money;
  }

  constexpr std::int64_t fen() const { return fen_; }
  constexpr bool is_zero() const { return fen_ == 0; }

  friend constexpr auto operator<=>(const Money&, const Money&) = default;

  friend constexpr Money operator+(Money a, Money b) {
    std::int64_t sum = 0;
    if (__builtin_add_overflow(a.fen_, b.fen_, &sum)) throw_money_overflow();
    return from_fen(sum);
  }
  friend constexpr Money operator-(Money a, Money b) {
    std::int64_t difference = 0;
    if (__builtin_sub_overflow(a.fen_, b.fen_, &difference)) throw_money_overflow();
    return from_fen(difference);
  }
  friend constexpr Money operator-(Money a) { return Money{} - a; }
  // The amount without its sign.
  friend constexpr Money magnitude(Money a) { return a < Money{} ? -a : a; }
  constexpr Money& operator+=(Money b) { return *this = *this + b; }
  constexpr Money& operator-=(Money b) { return *this = *this - b; }

 private:
  std::int64_t fen_ = 0;
};

// round(amount × numerator / denominator), half away from zero; denominator > 0 (128-bit product).
Money scale(Money amount, std::int64_t numerator, std::int64_t denominator);

// round(amount × ratio), half away from zero.
Money scale(Money amount, Ratio ratio);

// Decimal text with two places and no grouping: "-1200.00" (contract.md §3).
std::string to_string(Money amount);

// Writes the text of to_string(amount) at `out` (at least 24 bytes) and returns its end.
char* write_decimal(char* out, Money amount);

// Decimal text grouped by thousands for people: "-1,200.00".
std::string to_grouped_string(Money amount);

}  // namespace tieout
