#include "tieout/core/money.hpp"

#include <array>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

using Wide = __int128;

Money narrow(Wide fen) {
  if (fen > INT64_MAX || fen < INT64_MIN) throw_money_overflow();
  return Money::from_fen(static_cast<std::int64_t>(fen));
}

char* write_digits(char* out, std::uint64_t value) {
  std::array<char, 20> digits;
  std::size_t count = 0;
  do {
    digits[count++] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  while (count > 0) *out++ = digits[--count];
  return out;
}

std::uint64_t magnitude(std::int64_t fen) {
  return fen < 0 ? 0 - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
}

}  // namespace

MoneyOverflow::MoneyOverflow() : std::overflow_error("an amount exceeds 64-bit fen") {}

void throw_money_overflow() { throw MoneyOverflow(); }

Money scale(Money amount, std::int64_t numerator, std::int64_t denominator) {
  if (denominator <= 0) throw InvariantViolation("scale-denominator", "a ratio needs a positive denominator");
  // Nearly every product fits 64 bits, where a division costs a tenth.
  std::int64_t small = 0;
  if (!__builtin_mul_overflow(amount.fen(), numerator, &small) && denominator < INT64_MAX / 2) {
    std::int64_t quotient = small / denominator;
    std::int64_t remainder = small % denominator;
    if (2 * (remainder < 0 ? -remainder : remainder) >= denominator) quotient += small < 0 ? -1 : 1;
    return Money::from_fen(quotient);
  }
  Wide product = Wide{amount.fen()} * numerator;
  // Twice the absolute remainder reaching the denominator rounds away from zero.
  Wide quotient = product / denominator;
  Wide remainder = product % denominator;
  if (remainder < 0) remainder = -remainder;
  if (2 * remainder >= denominator) quotient += product < 0 ? -1 : 1;
  return narrow(quotient);
}

Money scale(Money amount, Ratio ratio) { return scale(amount, ratio.numerator(), ratio.denominator()); }

char* write_decimal(char* out, Money amount) {
  if (amount.fen() < 0) *out++ = '-';
  std::uint64_t fen = magnitude(amount.fen());
  out = write_digits(out, fen / 100);
  *out++ = '.';
  *out++ = static_cast<char>('0' + fen % 100 / 10);
  *out++ = static_cast<char>('0' + fen % 10);
  return out;
}

std::string to_string(Money amount) {
  std::array<char, 24> text;
  return {text.data(), write_decimal(text.data(), amount)};
}

std::string to_grouped_string(Money amount) {
  std::string text = to_string(amount);
  std::size_t first = amount.fen() < 0 ? 1 : 0;
  for (std::size_t at = text.size() - 3; at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

}  // namespace tieout
