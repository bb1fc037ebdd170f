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

using Exact = boost::multiprecision::cpp_rational;

struct ProductionUnits::State {
  Exact remaining;  // not yet taken into a charge
  Exact waiting;    // usage that enters the next charge
  Exact at_start;   // remaining when the segment began
  Exact used;       // in the segment
};

namespace {

Exact exact(Ratio ratio) { return Exact(ratio.numerator(), ratio.denominator()); }

// Half away from zero; `value` ≥ 0.
Money round_to_fen(const Exact& value) {
  boost::multiprecision::cpp_int doubled = 2 * numerator(value) + denominator(value);
  boost::multiprecision::cpp_int bottom = 2 * denominator(value);
  return Money::from_fen(boost::multiprecision::cpp_int(doubled / bottom).convert_to<std::int64_t>());
}

void take(Exact& remaining, const Exact& units) {
  remaining -= units;
  if (remaining < 0) remaining = 0;
}

}  // namespace

ProductionUnits::ProductionUnits(Ratio total) : state_(std::make_unique<State>()) { state_->remaining = exact(total); }
ProductionUnits::~ProductionUnits() = default;

void ProductionUnits::add_usage(Ratio units) { state_->waiting += exact(units); }

void ProductionUnits::drop_usage() {
  take(state_->remaining, state_->waiting);
  state_->waiting = 0;
}

void ProductionUnits::scale_remaining(Ratio removed) { state_->remaining *= 1 - exact(removed); }

void ProductionUnits::begin_segment() {
  state_->at_start = state_->remaining;
  state_->used = 0;
}

Money ProductionUnits::cumulative(Money base) {
  State& state = *state_;
  state.used += state.waiting;
  take(state.remaining, state.waiting);
  state.waiting = 0;
  if (state.used >= state.at_start) return base;
  return round_to_fen(base.fen() * state.used / state.at_start);
}

ExactShare ProductionUnits::used_share() const {
  const State& state = *state_;
  if (state.used >= state.at_start) return {"1", "1"};
  const Exact share = state.used / state.at_start;
  return {numerator(share).str(), denominator(share).str()};
}

Money scale(Money base, const ExactShare& share) {
  using Integer = boost::multiprecision::cpp_int;
  return round_to_fen(base.fen() * Exact(Integer(share.numerator), Integer(share.denominator)));
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
