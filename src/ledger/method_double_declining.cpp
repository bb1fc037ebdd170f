// Double-declining balance method in the Chinese form (双倍余额递减法; CAS 4 art. 17 guidance, Guo Shui Fa [2009]
// no. 81): twice the straight-line rate on the carrying amount at the start of each block of twelve charging
// months, the residual left out of account; the last two years run straight.
//
//   L = n at the segment's start. At a block's start with r months left: r ≤ 24: straight-line to the end
//   (C' − R over r); else A = round(C'·24/L), at most C' − R, inside the block round(A·k/12).
//
// After a partial disposal or a recorded difference L and the block ends stay: of the current block what is not
// yet charged, less round(removed × it) and never more than C' − R', is spread over the block's remaining months.
//
// Worked figure: C = 100,000.00, R = 4,000.00, n = 60: 40,000 / 24,000 / 14,400 / 8,800 / 8,800 a year.
#include <algorithm>

#include "methods.hpp"

namespace tieout {

namespace {

constexpr std::int32_t kBlock = 12;
constexpr std::int32_t kTail = 24;

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  segment.base = segment.charged = {};
  segment.months = start.months_remaining;
  segment.done = segment.from = segment.block_end = 0;
  segment.balance = start.carrying;
  segment.residual = start.residual;
  segment.tail = false;
}

void begin_block(Segment& segment) {
  std::int32_t remaining = segment.months - segment.done;
  Money above = above_residual(segment.balance, segment.residual);
  segment.tail = remaining <= kTail;
  segment.base = segment.tail ? above : std::min(scale(segment.balance, kTail, segment.months), above);
  segment.charged = {};
  segment.from = segment.done;
  segment.block_end = segment.tail ? segment.months : segment.done + kBlock;
}

Money charge(Segment& segment, const ChargeSpan& span) {
  Money total;
  for (std::int32_t left = std::min(span.count, segment.months - segment.done); left > 0;) {
    if (segment.done == segment.block_end) begin_block(segment);
    std::int32_t step = std::min(left, segment.block_end - segment.done);
    segment.done += step;
    left -= step;
    Money amount =
        charge_up_to(segment, scale(segment.base, segment.done - segment.from, segment.block_end - segment.from));
    segment.balance -= amount;
    total += amount;
  }
  return total;
}

void rescale(Segment& segment, const Rescale& left) {
  segment.balance = left.carrying;
  segment.residual = left.residual;
  if (segment.done == segment.block_end) return;  // the next block starts from the balance now standing
  Money above = above_residual(left.carrying, left.residual);
  if (segment.tail) {
    segment.base = above;
  } else {
    // A recorded difference is a charge: it counts against the block.
    Money open = std::max(segment.base - segment.charged - left.difference, Money{});
    segment.base = std::min(open - scale(open, left.removed), above);
  }
  segment.charged = {};
  segment.from = segment.done;
}

}  // namespace

const MethodRule kDoubleDeclining{Method::double_declining, true, true, begin, charge, rescale};

}  // namespace tieout
