#include <variant>

#include "sides.hpp"

namespace tieout::auditor {

bool Side::concerns(BasisChoice choice) const {
  if (choice == BasisChoice::both) return true;
  return (choice == BasisChoice::book) == (which_ == Basis::book);
}

void Side::open_year(std::int32_t number) {
  year = YearOfSide{};
  year.number = number;
  year.open = basis.carrying();
}

void Side::run_month(Month month, const MonthEvents& events) {
  begin_month(events);
  const Placed* next = events.begin();
  if (basis.stops == Stops::month_before) {
    const Placed* through = events.begin();
    for (const Placed& placed : events) {
      if (placed.disposal) through = &placed + 1;
    }
    for (; next != through; ++next) apply(*next);
  }
  if (!gone) charge_month(month, events.take_all());
  for (; next != events.end(); ++next) apply(*next);
}

// Step 2: estimates and resumptions take effect, usage is added up.
void Side::begin_month(const MonthEvents& events) {
  if (!usage_.is_zero()) usage_ = 0;
  basis.suspended_now = basis.suspended_after;
  if (events.begin() == events.end()) return;
  pause(events);
  for (const Placed& placed : events) {
    if (const auto* usage = std::get_if<Usage>(&placed.event->detail)) usage_ += exact(usage->units);
    if (const auto* estimate = std::get_if<Estimate>(&placed.event->detail)) apply_estimate(*placed.event, *estimate);
  }
}

// A suspension bears on the next month; a resumption on this one, and it undoes a suspension of the same month that
// is not dated after it.
void Side::pause(const MonthEvents& events) {
  bool suspended = basis.suspended_now;
  for (const Placed* at = events.begin(); at != events.end();) {
    const Date day = at->event->date;
    const Placed* next = at;
    int to_undo = suspended ? 1 : 0;
    for (; next != events.end() && next->event->date == day; ++next) {
      const auto* suspend = std::get_if<Suspend>(&next->event->detail);
      if (suspend == nullptr || !concerns(suspend->basis)) continue;
      suspended = true;
      ++to_undo;
    }
    for (; at != next; ++at) {
      const auto* resume = std::get_if<Resume>(&at->event->detail);
      if (resume == nullptr || !concerns(resume->basis)) continue;
      if (to_undo-- == 0) refuse("RESUME-WITHOUT-SUSPEND");
      suspended = false;
      basis.suspended_now = false;
    }
  }
  basis.suspended_after = suspended;
}

// Step 4.
void Side::charge_month(Month month, bool disposal_ahead) {
  if (Projection* other = companion()) {
    other->suspended_now = basis.suspended_now;
    other->charge(month, usage_);
  }
  const Fen charge = basis.charge(month, usage_);
  year.charge += charge;
  for (const Recorded& row : entry_.recorded) {
    if (row.year != month.year() || row.month != month.month()) continue;
    if (const auto stated = recorded_charge(row)) book_recorded(stated->fen() - charge);
  }
  if (month.month() == 12 && !disposal_ahead) book_recorded_year();
}

void Side::book_recorded_year() {
  for (const Recorded& row : entry_.recorded) {
    if (row.year != year.number || row.month != 0) continue;
    if (const auto stated = recorded_charge(row)) book_recorded(stated->fen() - year.charge);
  }
}

void Side::book_recorded(Fen difference) {
  basis.book_recorded_difference(difference);
  if (Projection* other = companion()) other->book_recorded_difference(difference);
  year.charge += difference;
  check_balances("RECORDED-OUT-OF-BALANCE");
}

// Steps 3 and 5. What came in step 2 is passed over.
void Side::apply(const Placed& placed) {
  if (placed.first) return;
  const EventDetail& detail = placed.event->detail;
  if (const auto* dispose = std::get_if<Dispose>(&detail)) {
    if (placed.takes_all()) book_recorded_year();
    release(placed.gone, dispose);
    gone = placed.takes_all();
  } else if (const auto* improve = std::get_if<Improve>(&detail)) {
    apply_improve(*improve, placed.gone);
  } else if (const auto* adjustment = std::get_if<AdjustCost>(&detail)) {
    apply_adjustment(*adjustment);
  } else {
    apply_other(detail);
  }
}

// An addition that no month is left to charge is an error; a basis that does not charge by months never is.
bool Side::starts_a_life_without_months() const {
  const bool by_months = basis.method != Method::none && basis.method != Method::units_of_production;
  return by_months && !basis.at_fair_value && basis.life <= basis.charged_months;
}

}  // namespace tieout::auditor
