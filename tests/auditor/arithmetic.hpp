// Exact arithmetic of the auditor: whole fen, 128-bit products, one rounding.
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "tieout/core/ratio.hpp"

namespace tieout::auditor {

using Fen = std::int64_t;
__extension__ using Wide = __int128;
using Exact = boost::multiprecision::cpp_rational;

// An exact share num/den of a balance; den > 0.
struct Fraction {
  std::int64_t num = 1;
  std::int64_t den = 1;
  bool whole() const { return num == den; }
};

inline Fraction fraction_of(Ratio ratio) { return {ratio.numerator(), ratio.denominator()}; }
inline Exact exact(Ratio ratio) { return Exact(ratio.numerator(), ratio.denominator()); }

// numerator / denominator to the fen, half away from zero; denominator > 0.
inline Fen rounded(Wide numerator, Wide denominator) {
  const bool negative = numerator < 0;
  const Wide size = negative ? -numerator : numerator;
  const Wide twice = 2 * size + denominator;
  constexpr Wide narrow = INT64_MAX;
  // The processor divides 64-bit numbers at once; 128-bit ones need a library call.
  const Wide quotient = twice <= narrow && denominator <= narrow / 2
                            ? Wide{static_cast<std::int64_t>(twice) / static_cast<std::int64_t>(2 * denominator)}
                            : twice / (2 * denominator);
  return static_cast<Fen>(negative ? -quotient : quotient);
}

inline Fen part(Fraction fraction, Fen balance) { return rounded(Wide{balance} * fraction.num, fraction.den); }

// round(amount × share) for an exact share in 0..1, amount ≥ 0.
inline Fen part(const Exact& share, Fen amount) {
  using boost::multiprecision::cpp_int;
  const cpp_int den = denominator(share);
  const cpp_int num = numerator(share) * amount;
  const cpp_int quotient = (2 * num + den) / (2 * den);
  return static_cast<Fen>(quotient);
}

// The history is an error by the rules; `code` says which.
struct Refusal {
  std::string code;
};

[[noreturn]] inline void refuse(const char* code) { throw Refusal{code}; }

}  // namespace tieout::auditor
