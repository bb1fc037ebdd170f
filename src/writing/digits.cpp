#include "writing/digits.hpp"

#include <array>
#include <cstddef>
#include <cstring>

namespace tieout::writing {

namespace {

// "00", "01", … "99": two digits cost one division and one copy.
constexpr std::array<char, 200> kPairs = [] {
  std::array<char, 200> pairs{};
  for (std::size_t i = 0; i < 100; ++i) {
    pairs[2 * i] = static_cast<char>('0' + i / 10);
    pairs[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
  return pairs;
}();

char* write_pair(char* out, std::uint64_t below_100) {
  std::memcpy(out, &kPairs[2 * below_100], 2);
  return out + 2;
}

std::size_t digits_of(std::uint64_t value) {
  std::size_t digits = 1;
  for (; value >= 10000; value /= 10000) digits += 4;
  return digits + (value >= 10) + (value >= 100) + (value >= 1000);
}

// From the last digit to the first, straight into their places.
char* write_unsigned(char* out, std::uint64_t value) {
  char* const end = out + digits_of(value);
  char* first = end;
  for (; value >= 100; value /= 100) write_pair(first -= 2, value % 100);
  if (value >= 10) {
    write_pair(out, value);
  } else {
    *out = static_cast<char>('0' + value);
  }
  return end;
}

// The magnitude, also of the lowest number, whose negation does not fit.
std::uint64_t write_sign(char*& out, std::int64_t number) {
  if (number >= 0) return static_cast<std::uint64_t>(number);
  *out++ = '-';
  return 0 - static_cast<std::uint64_t>(number);
}

}  // namespace

char* write_fen(char* out, std::int64_t fen) {
  std::uint64_t magnitude = write_sign(out, fen);
  out = write_unsigned(out, magnitude / 100);
  *out++ = '.';
  return write_pair(out, magnitude % 100);
}

char* write_integer(char* out, std::int64_t number) {
  std::uint64_t magnitude = write_sign(out, number);
  return write_unsigned(out, magnitude);
}

char* write_iso_date(char* out, std::int64_t yyyymmdd) {
  auto number = static_cast<std::uint64_t>(yyyymmdd);
  out = write_pair(out, number / 1000000 % 100);
  out = write_pair(out, number / 10000 % 100);
  *out++ = '-';
  out = write_pair(out, number / 100 % 100);
  *out++ = '-';
  return write_pair(out, number % 100);
}

}  // namespace tieout::writing
