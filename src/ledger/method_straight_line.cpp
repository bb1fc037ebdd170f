// Straight-line method (年限平均法; CAS 4 art. 17, IAS 16 art. 62): the same share in every charging month.
//
//   cumulative after k months = round((C − R)·k/n);  a month's charge is the difference of two of them.
//
// With monthly rounding, as many ERPs do: each month round((C − R)/n), never more than is left, and the last
// month takes what is left. A rescale is the same as beginning anew with what is left over the months left.
//
// Worked figure: C = 151,200.00, R = 0, n = 108: 1,400.00 a month, 16,800.00 a year.
#include <algorithm>

#include "methods.hpp"

namespace tieout {

namespace {

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  segment.base = above_residual(start.carrying, start.residual);
  segment.charged = {};
  segment.months = start.months_remaining;
  segment.done = 0;
}

Money monthly_cumulative(const Segment& segment) {
  if (segment.done == segment.months) return segment.base;
  Money month = scale(segment.base, 1, segment.months);
  __int128 sum = __int128{month.fen()} * segment.done;
  return sum >= segment.base.fen() ? segment.base : Money::from_fen(static_cast<std::int64_t>(sum));
}

Money charge(Segment& segment, const ChargeSpan& span) {
  segment.done = std::min(segment.done + span.count, segment.months);
  Money cumulative = span.rounding == ChargeRounding::monthly ? monthly_cumulative(segment)
                                                              : scale(segment.base, segment.done, segment.months);
  return charge_up_to(segment, cumulative);
}

}  // namespace

const MethodRule kStraightLine{Method::straight_line, true, true, begin, charge, nullptr};

}  // namespace tieout
