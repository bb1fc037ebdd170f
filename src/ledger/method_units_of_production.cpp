// Units-of-production method (工作量法; CAS 4 art. 17, IAS 16 art. 62): the charge follows the units used; they
// decide, not the life.
//
//   cumulative = round((C − R)·min(1, units since the segment's start / units remaining at its start)).
//
// Usage before a segment begins only reduces the units that remain; usage inside it enters the next charge. With no
// unit remaining all of C − R is charged in the segment's first month. A rescale is the same as beginning anew.
//
// Worked figure: C = 600,000.00, R = 30,000.00, 500,000 km in all: 4,000 km are 4,560.00.
#include <boost/multiprecision/cpp_int.hpp>

#include "methods.hpp"

namespace tieout {

using Integer = boost::multiprecision::cpp_int;

// Whole numbers over one denominator: units are added up for every asset and month, and sums of fractions would be
// brought to lowest terms each time. Only a partial disposal, or finer units, change the denominator.
struct ProductionUnits::State {
  Integer denominator = 1;
  Integer remaining;  // not yet taken into a charge
  Integer waiting;    // usage that enters the next charge
  Integer at_start;   // remaining when the segment began
  Integer used;       // in the segment

  // All over `factor` times the denominator.
  void refine(const Integer& factor) {
    if (factor == 1) return;
    for (Integer* each : {&denominator, &remaining, &waiting, &at_start, &used}) *each *= factor;
  }

  Integer whole(Ratio units) {
    refine(units.denominator() / gcd(denominator, Integer(units.denominator())));
    return units.numerator() * (denominator / units.denominator());
  }

  void take_waiting() {
    remaining = waiting < remaining ? Integer(remaining - waiting) : Integer(0);
    waiting = 0;
  }
};

namespace {

// Half away from zero; `top` ≥ 0, `bottom` > 0.
Money round_to_fen(const Integer& top, const Integer& bottom) {
  return Money::from_fen(Integer((2 * top + bottom) / (2 * bottom)).convert_to<std::int64_t>());
}

}  // namespace

ProductionUnits::ProductionUnits(Ratio total) : state_(std::make_unique<State>()) {
  state_->remaining = state_->whole(total);
}
ProductionUnits::~ProductionUnits() = default;

void ProductionUnits::add_usage(Ratio units) {
  const Integer added = state_->whole(units);
  state_->waiting += added;
}

void ProductionUnits::drop_usage() { state_->take_waiting(); }

void ProductionUnits::scale_remaining(Ratio removed) {
  state_->refine(removed.denominator());
  state_->remaining = state_->remaining / removed.denominator() * (removed.denominator() - removed.numerator());
}

void ProductionUnits::begin_segment() {
  state_->at_start = state_->remaining;
  state_->used = 0;
}

Money ProductionUnits::cumulative(Money base) {
  State& state = *state_;
  state.used += state.waiting;
  state.take_waiting();
  if (state.used >= state.at_start) return base;
  return round_to_fen(base.fen() * state.used, state.at_start);
}

ExactShare ProductionUnits::used_share() const {
  const State& state = *state_;
  if (state.used >= state.at_start) return {"1", "1"};
  const Integer common = gcd(state.used, state.at_start);
  return {Integer(state.used / common).str(), Integer(state.at_start / common).str()};
}

Money scale(Money base, const ExactShare& share) {
  return round_to_fen(base.fen() * Integer(share.numerator), Integer(share.denominator));
}

namespace {

void begin(Segment& segment, const SegmentStart& start, ProductionUnits* units) {
  segment.base = above_residual(start.carrying, start.residual);
  segment.charged = {};
  units->begin_segment();
}

Money charge(Segment& segment, const ChargeSpan& span) {
  return charge_up_to(segment, span.units->cumulative(segment.base));
}

}  // namespace

const MethodRule kUnitsOfProduction{Method::units_of_production, true, false, begin, charge, nullptr};

}  // namespace tieout
