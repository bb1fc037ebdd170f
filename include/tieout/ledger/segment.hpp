// A segment: the run of charging months between two events that re-base a ledger (engine.md §4). Methods
// charge it in closed form; a method is one file method_*.cpp and one line in methods.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout {

// A share too fine for a Ratio: two whole numbers in decimal digits, or empty.
struct ExactShare {
  std::string numerator, denominator;
  bool empty() const { return denominator.empty(); }
};

// round(base × share); the denominator is not 0.
Money scale(Money base, const ExactShare& share);

// Units of a units-of-production asset; exact fractions, because a partial disposal scales what is left.
class ProductionUnits {
 public:
  explicit ProductionUnits(Ratio total);
  ~ProductionUnits();

  void add_usage(Ratio units);          // waits for the next charge
  void drop_usage();                    // usage outside any segment only reduces what remains
  void scale_remaining(Ratio removed);  // × (1 − removed)
  void begin_segment();
  // Takes the waiting usage into the segment; round(base × min(1, used / remaining at its start)).
  Money cumulative(Money base);
  // used / remaining at the segment's start, at most 1, in lowest terms.
  ExactShare used_share() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Segment {
  bool begun = false;
  Money base;               // amount to be charged from `from` on: C − R, or C' − R' after a rescale
  Money charged;            // of it
  std::int32_t months = 0;  // charging months of the segment (n)
  std::int32_t done = 0;    // charging months made since its start (k)
  std::int32_t from = 0;    // months made when `base` was last set (k₀)

  // Double-declining: the balance standing, its residual, and where the current block ends.
  Money balance, residual;
  std::int32_t block_end = 0;
  bool tail = false;  // the last 24 months run straight

  // First-share: the year of the first charge (0: not yet); it outlives a re-base.
  std::int32_t share_year = 0;
};

struct SegmentStart {
  Money carrying, residual;
  std::int32_t months_remaining = 0;
  std::int32_t months_charged = 0;  // since in service
  std::int32_t life_months = 0;
  Month first;  // the month that is charged first
};

struct ChargeSpan {
  Month first;
  std::int32_t count = 1;  // consecutive charging months
  ChargeRounding rounding = ChargeRounding::cumulative;
  Ratio first_share;
  ProductionUnits* units = nullptr;
};

// What is left after a partial disposal (`removed` > 0) or a recorded difference (`removed` = 0).
struct Rescale {
  Money carrying, residual;
  Ratio removed;
  Money difference;
};

struct MethodRule {
  Method method;
  bool counts_months;   // months under it count as charging months
  bool ends_with_life;  // charges stop after life_months
  void (*begin)(Segment&, const SegmentStart&, ProductionUnits*);
  Money (*charge)(Segment&, const ChargeSpan&);
  // The plan runs on with what is left; null where that is the same as beginning anew.
  void (*rescale)(Segment&, const Rescale&);
};

const MethodRule& rule_of(Method method);
// Double-declining with the rate on each month's balance (position declining-balance-base).
const MethodRule& monthly_double_declining();

// C − R, or zero: nothing is ever charged while the carrying amount is at or below the residual.
inline Money above_residual(Money carrying, Money residual) {
  return carrying > residual ? carrying - residual : Money{};
}

// Part of `base` due after the months from `from` to `done` of `months`, not yet in `charged`; posts it there.
Money charge_up_to(Segment& segment, Money cumulative);

}  // namespace tieout
