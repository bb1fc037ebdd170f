// Double-declining balance with the rate taken on each month's balance: the other reading of the monthly formula of
// Guo Shui Fa [2009] no. 81 art. 4 (position declining-balance-base). The yearly rate 2 / life in years, a twelfth of
// it each month, on the carrying amount at the start of the month; the residual is left out of account; the last two
// years run straight.
//
//   L = n at the segment's start. With r months left: r ≤ 24: straight-line to the end (C' − R over r);
//   else A = round(C'·2/L), at most C' − R, where C' is the balance at the start of the month.
//
// After a partial disposal or a recorded difference L stays; the next month starts from the balance then standing,
// and the straight run spreads what is left over its remaining months.
//
// Worked figure: C = 100,000.00, n = 60: 3,333.33 in the first month, 3,222.22 in the second, 3,114.82 in the third.
#include <algorithm>

#include "methods.hpp"

namespace tieout {

namespace {

constexpr std::int32_t kRate = 2;
constexpr std::int32_t kTail = 24;

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  segment.base = segment.charged = {};
  segment.months = start.months_remaining;
  segment.done = segment.from = 0;
  segment.balance = start.carrying;
  segment.residual = start.residual;
  segment.tail = false;
}

void begin_tail(Segment& segment) {
  segment.tail = true;
  segment.base = above_residual(segment.balance, segment.residual);
  segment.charged = {};
  segment.from = segment.done;
}

Money charge_month(Segment& segment) {
  if (!segment.tail && segment.months - segment.done <= kTail) begin_tail(segment);
  ++segment.done;
  if (segment.tail) {
    return charge_up_to(segment, scale(segment.base, segment.done - segment.from, segment.months - segment.from));
  }
  return std::min(scale(segment.balance, kRate, segment.months), above_residual(segment.balance, segment.residual));
}

Money charge(Segment& segment, const ChargeSpan& span) {
  Money total;
  for (std::int32_t left = std::min(span.count, segment.months - segment.done); left > 0; --left) {
    const Money amount = charge_month(segment);
    segment.balance -= amount;
    total += amount;
  }
  return total;
}

void rescale(Segment& segment, const Rescale& left) {
  segment.balance = left.carrying;
  segment.residual = left.residual;
  if (segment.tail) begin_tail(segment);
}

}  // namespace

const MethodRule kDoubleDecliningMonthly{Method::double_declining, true, true, begin, charge, rescale};

}  // namespace tieout
