// First-share deduction (Announcement 2022 no. 12: half in the year, the rest over the remaining years), in the tax
// basis only: round(share × (C − R)) in the first charging month; the rest straight-line from January of the next
// year over life_months − 12 months.
//
// A re-base before that January leaves the spread as it is; from then on it runs straight over the charging months
// left.
//
// Worked figure: C = 6,000,000.00, R = 0, share 1/2, 120 months, in service 2022-05: 3,000,000.00 in June 2022,
// then 27,777.78 in January 2023 and 333,333.33 a year.
#include <algorithm>

#include "methods.hpp"

namespace tieout {

namespace {

constexpr std::int32_t kFirstYear = 12;

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  segment.base = above_residual(start.carrying, start.residual);
  segment.charged = {};
  bool spreading = segment.share_year != 0 && start.first > january(segment.share_year + 1);
  // A shortened life may leave no month of the spread although charging months are left: then January takes all.
  segment.months = spreading ? start.months_remaining : std::max(start.life_months - kFirstYear, 1);
  segment.done = segment.from = 0;
}

Money charge(Segment& segment, const ChargeSpan& span) {
  Money total;
  Month first = span.first;
  Month end = span.first + span.count;
  if (segment.share_year == 0) {
    total = scale(segment.base, span.first_share);
    segment.base -= total;
    segment.share_year = first.year();
    first = first + 1;
  }
  std::int32_t spread = std::max(end - std::max(first, january(segment.share_year + 1)), 0);
  spread = std::min(spread, segment.months - segment.done);
  segment.done += spread;
  if (segment.from == segment.months) return total;
  return total + charge_up_to(segment, scale(segment.base, segment.done - segment.from, segment.months - segment.from));
}

void rescale(Segment& segment, const Rescale& left) {
  segment.base = above_residual(left.carrying, left.residual);
  segment.charged = {};
  segment.from = segment.done;
}

}  // namespace

const MethodRule kFirstShare{Method::first_share, true, true, begin, charge, rescale};

}  // namespace tieout
