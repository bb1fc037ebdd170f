// No charge: indefinite-life intangibles in the books (CAS 6 art. 19), land, goodwill, and whatever the law deducts
// only on disposal. Months under it do not count as charging months.
#include "methods.hpp"

namespace tieout {

namespace {

void begin(Segment&, const SegmentStart&, ProductionUnits*) {}
Money charge(Segment&, const ChargeSpan&) { return {}; }

}  // namespace

const MethodRule kNoCharge{Method::none, false, false, begin, charge, nullptr};

}  // namespace tieout
