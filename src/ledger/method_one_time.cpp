// One-time deduction (一次性扣除; Cai Shui [2018] no. 54 and its like), in the tax basis only: all of C − R in the
// basis's first charging month. In later months nothing; what then stands above the residual stays there.
//
// Worked figure: C = 480,000.00, R = 0, in service 2018-12-20: 480,000.00 in January 2019.
#include "methods.hpp"

namespace tieout {

namespace {

void begin(Segment& segment, const SegmentStart& start, ProductionUnits*) {
  bool first_month = start.months_charged == 0;
  segment.base = first_month ? above_residual(start.carrying, start.residual) : Money{};
  segment.charged = {};
}

Money charge(Segment& segment, const ChargeSpan&) { return charge_up_to(segment, segment.base); }

void rescale(Segment& segment, const Rescale&) { segment.base = segment.charged = {}; }

}  // namespace

const MethodRule kOneTime{Method::one_time, true, true, begin, charge, rescale};

}  // namespace tieout
