// Sum-of-the-years'-digits method (年数总和法; CAS 4 art. 17 guidance): in blocks of twelve charging months, the
// share of a block is the years that remain at its start over the sum of all such years.
//
//   y_j = n/12 − (j − 1) years remain at the start of block j, w_j = y_j·min(1, y_j), W = Σ w_j;
//   cumulative after k months = round((C − R)·(weights of whole blocks + weight · months into it / its months)/W).
//
// A block has twelve months, the last the rest. Weights are kept in 1/144 so that they are whole numbers. After a
// partial disposal or a recorded difference what is left follows the rest of the same curve.
//
// Worked figure: C = 15,000.00, R = 0, n = 60: 5,000 / 4,000 / 3,000 / 2,000 / 1,000 a year.
#include <algorithm>

#include "methods.hpp"

namespace tieout {

namespace {

// 144 × the weights of the first k of n months. A whole block with r months left weighs 12·r; k months into a
// block weigh r·k, which for the last block of r < 12 months ends at r².
std::int64_t weight(std::int64_t k, std::int64_t n) {
  std::int64_t blocks = k / 12;
  std::int64_t whole = 12 * (blocks * n - 6 * blocks * (blocks - 1));
  return whole + (n - 12 * blocks) * (k - 12 * blocks);
}

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  segment.base = above_residual(start.carrying, start.residual);
  segment.charged = {};
  segment.months = start.months_remaining;
  segment.done = segment.from = 0;
}

Money charge(Segment& segment, const ChargeSpan& span) {
  segment.done = std::min(segment.done + span.count, segment.months);
  if (segment.from == segment.months) return {};
  std::int64_t start = weight(segment.from, segment.months);
  return charge_up_to(segment, scale(segment.base, weight(segment.done, segment.months) - start,
                                     weight(segment.months, segment.months) - start));
}

void rescale(Segment& segment, const Rescale& left) {
  segment.base = above_residual(left.carrying, left.residual);
  segment.charged = {};
  segment.from = segment.done;
}

}  // namespace

const MethodRule kSumOfYears{Method::sum_of_years, true, true, begin, charge, rescale};

}  // namespace tieout
