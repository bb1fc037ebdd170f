// Random events and recorded figures: mostly sensible for the asset as it stands on the day, so that the history
// stays valid; the dates crowd where calendars go wrong.
#include <algorithm>
#include <numeric>
#include <variant>
#include <vector>

#include "histories.hpp"
#include "terms.hpp"

namespace tieout::auditor {

namespace {

std::int32_t months(std::int64_t value) { return static_cast<std::int32_t>(value); }

// What the generator has to know of the asset on the day of the next event.
struct Standing {
  Fen cost = 0;
  bool fair_value = false;
  bool book_suspended = false;
  bool tax_suspended = false;
  std::int64_t units_left_in_tenths = 0;
};

class EventGenerator {
 public:
  EventGenerator(Random& random, History& history) : random_(random), history_(history), asset_(history.entry.asset) {
    standing_.cost = asset_.cost.fen();
    standing_.fair_value = asset_.book_model == Model::fair_value;
    if (asset_.total_units) {
      standing_.units_left_in_tenths = asset_.total_units->numerator() * 10 / asset_.total_units->denominator();
    }
  }

  void run() {
    const bool ends = random_.percent(45);
    std::vector<Date> dates = choose_dates(choose_count());
    for (std::size_t i = 0; i < dates.size(); ++i) {
      const bool last = i + 1 == dates.size();
      add(dates[i], ends && last ? EventDetail{full_disposal()} : choose(dates[i]));
    }
    if (random_.percent(30)) shuffle();
  }

 private:
  std::size_t choose_count() {
    const std::uint64_t pick = random_.below(100);
    if (pick < 8) return 0;
    if (pick < 70) return static_cast<std::size_t>(random_.between(1, 4));
    if (pick < 97) return static_cast<std::size_t>(random_.between(5, 9));
    return static_cast<std::size_t>(random_.between(10, 30));
  }

  std::vector<Date> choose_dates(std::size_t count) {
    const Month first = first_month(asset_);
    const int life = std::max(asset_.book.life_months.value_or(60), asset_.tax.life_months.value_or(24));
    std::vector<Date> dates;
    for (std::size_t i = 0; i < count; ++i) {
      if (!dates.empty() && random_.percent(25)) {
        dates.push_back(random_.percent(50) ? dates.back() : date_in(dates.back().month()));
      } else {
        dates.push_back(date_in(choose_month(first, std::min(life, 200))));
      }
    }
    std::sort(dates.begin(), dates.end());
    return dates;
  }

  Month choose_month(Month first, int life) {
    const std::uint64_t pick = random_.below(100);
    if (pick < 8) return first;
    if (pick < 14) return first + 1;
    if (pick < 24) return std::max(first, asset_.in_service.month() + life + static_cast<int>(random_.between(-2, 3)));
    const Month any = first + static_cast<int>(random_.between(0, life + 12));
    if (pick < 36) return december(any.year());
    if (pick < 46) return std::max(first, january(any.year()));
    return any;
  }

  Date date_in(Month month) {
    const Date last = last_day(month);
    const std::uint64_t pick = random_.below(4);
    const int day = pick == 0 ? 1 : (pick == 1 ? last.day() : static_cast<int>(random_.between(1, last.day())));
    const Date date = *make_date(month.year(), month.month(), day);
    return std::max(date, asset_.opening ? asset_.opening->date : asset_.in_service);
  }

  bool impairment_known() const { return history_.world.book != "cn/sbs" && !standing_.fair_value; }
  bool reversal_known() const { return history_.world.book == "cn/eas-2001" || history_.world.book == "ifrs"; }
  bool is_goodwill() const { return history_.world.classes[asset_.asset_class.index].goodwill; }
  bool may_change_model() const {
    const bool regime = history_.world.book == "cn/cas" || history_.world.book == "ifrs";
    return regime && history_.world.classes[asset_.asset_class.index].code == "investment-property";
  }
  // Tax estimates of any size need no further licence here.
  bool tax_is_free() const {
    const bool schedule = asset_.tax_treatment != TaxTreatment::on_disposal && asset_.tax.method != Method::one_time &&
                          asset_.tax.method != Method::first_share;
    return schedule && (!asset_.tax_override.empty() || history_.world.tax == "none");
  }

  EventDetail choose(Date date) {
    using Maker = EventDetail (EventGenerator::*)(Date);
    std::vector<std::pair<int, Maker>> makers{{14, &EventGenerator::improve},
                                              {6, &EventGenerator::adjust_cost},
                                              {10, &EventGenerator::partial_disposal},
                                              {3, &EventGenerator::reclassify}};
    const bool suspended = standing_.book_suspended || standing_.tax_suspended;
    makers.emplace_back(suspended ? 14 : 7, suspended ? &EventGenerator::resume : &EventGenerator::suspend);
    if (impairment_known()) makers.insert(makers.end(), {{16, &EventGenerator::test}, {7, &EventGenerator::impair}});
    if (impairment_known() && reversal_known() && !is_goodwill()) makers.emplace_back(8, &EventGenerator::reverse);
    if (!standing_.fair_value) makers.emplace_back(14, &EventGenerator::estimate_book);
    if (tax_is_free()) makers.emplace_back(5, &EventGenerator::estimate_tax);
    if (standing_.units_left_in_tenths > 0) makers.emplace_back(45, &EventGenerator::usage);
    if (standing_.fair_value) makers.emplace_back(20, &EventGenerator::fair_value);
    if (may_change_model()) makers.emplace_back(12, &EventGenerator::change_model);
    int total = 0;
    for (const auto& maker : makers) total += maker.first;
    int pick = static_cast<int>(random_.between(0, total - 1));
    for (const auto& [weight, maker] : makers) {
      if (pick < weight) return (this->*maker)(date);
      pick -= weight;
    }
    return adjust_cost(date);
  }

  void add(Date date, EventDetail detail) { history_.entry.events.push_back(Event{date, std::move(detail), "", {}}); }

  Money about(Fen amount, int low_percent, int high_percent) {
    return Money::from_fen(amount * random_.between(low_percent, high_percent) / 100);
  }

  ReEstimate maybe_re_estimate() {
    ReEstimate estimate;
    if (!random_.percent(20)) return estimate;
    if (random_.percent(70) || !asset_.book.life_months) estimate.remaining_months = months(random_.between(1, 80));
    if (random_.percent(30)) estimate.residual = about(standing_.cost, 0, 10);
    if (random_.percent(30)) estimate.method = book_method();
    return estimate;
  }

  Method book_method() {
    const std::uint64_t pick = random_.below(10);
    if (pick < 3) return Method::double_declining;
    if (pick < 6) return Method::sum_of_years;
    if (pick == 6 && asset_.total_units) return Method::units_of_production;
    return Method::straight_line;
  }

  EventDetail test(Date) { return Test{about(standing_.cost, 0, 110), maybe_re_estimate()}; }
  EventDetail impair(Date) {
    return Impair{random_.percent(10) ? Money{} : about(standing_.cost, 0, 12), maybe_re_estimate()};
  }
  EventDetail reverse(Date) {
    Reverse reverse{about(standing_.cost, 0, 30), {}};
    if (random_.percent(40)) reverse.recoverable = about(standing_.cost, 0, 110);
    return reverse;
  }

  EventDetail estimate_book(Date date) {
    Estimate event;
    ReEstimate& stated = event.estimate;
    const int elapsed = date.month() - asset_.in_service.month();
    const std::uint64_t pick = random_.below(100);
    if (pick < 45 || !asset_.book.life_months) {
      stated.remaining_months = months(random_.between(1, 90));
    } else if (pick < 70) {
      stated.life_months = months(elapsed + random_.between(1, 90));
    }
    if (pick >= 60 && pick < 85) stated.residual = about(standing_.cost, 0, 15);
    if (pick >= 80 || !asset_.book.life_months || random_.percent(15)) stated.method = book_method();
    return event;
  }

  EventDetail estimate_tax(Date date) {
    Estimate event;
    event.basis = random_.percent(60) ? BasisChoice::tax : BasisChoice::both;
    ReEstimate& stated = event.estimate;
    const int elapsed = date.month() - asset_.in_service.month();
    if (random_.percent(60)) {
      stated.remaining_months = months(random_.between(1, 90));
    } else {
      stated.life_months = months(elapsed + random_.between(1, 90));
    }
    if (random_.percent(30)) stated.method = book_method();
    if (event.basis == BasisChoice::both && !asset_.book.life_months) stated.method = book_method();
    return event;
  }

  EventDetail improve(Date date) {
    Improve event;
    const bool late = 2 * (date.month() - asset_.in_service.month()) > asset_.book.life_months.value_or(240);
    event.amount = random_.percent(8) ? Money{} : Money::from_fen(random_.between(1, 1 + standing_.cost / 2));
    if (random_.percent(15)) event.tax_amount = random_.percent(30) ? Money{} : about(event.amount.fen(), 50, 150);
    if (random_.percent(late ? 92 : 45)) event.remaining_months = months(random_.between(1, 100));
    if (tax_is_free() && random_.percent(15)) event.tax_remaining_months = months(random_.between(1, 100));
    if (random_.percent(20)) {
      const std::int64_t denominator = random_.between(2, 9);
      event.removed = Ratio::of(random_.between(1, denominator - 1), denominator);
      event.proceeds = about(standing_.cost, 0, 10);
      event.costs = about(standing_.cost, 0, 2);
      take_part(fraction_of(*event.removed));
    }
    standing_.cost += event.amount.fen();
    return event;
  }

  EventDetail adjust_cost(Date) {
    AdjustCost event;
    event.amount = about(standing_.cost, random_.percent(40) ? -15 : 0, 20);
    if (random_.percent(15)) event.tax_amount = about(event.amount.fen(), 0, 120);
    standing_.cost += event.amount.fen();
    return event;
  }

  EventDetail suspend(Date) {
    Suspend event;
    if (random_.percent(40)) event.basis = random_.percent(50) ? BasisChoice::book : BasisChoice::tax;
    if (event.basis != BasisChoice::tax) standing_.book_suspended = true;
    if (event.basis != BasisChoice::book) standing_.tax_suspended = true;
    return event;
  }

  EventDetail resume(Date) {
    Resume event;
    if (!standing_.book_suspended) event.basis = BasisChoice::tax;
    if (!standing_.tax_suspended) event.basis = BasisChoice::book;
    standing_.book_suspended = standing_.tax_suspended = false;
    return event;
  }

  EventDetail usage(Date) {
    const std::int64_t tenths = random_.percent(12) ? standing_.units_left_in_tenths
                                                    : random_.between(1, 1 + standing_.units_left_in_tenths / 4);
    standing_.units_left_in_tenths -= std::min(tenths, standing_.units_left_in_tenths);
    return Usage{Ratio::of(tenths, 10)};
  }

  EventDetail fair_value(Date) { return FairValue{about(standing_.cost, 40, 160)}; }

  EventDetail change_model(Date) {
    Transfer event;
    event.model = standing_.fair_value ? Model::cost : Model::fair_value;
    event.amount = about(standing_.cost, 20, 150);
    if (standing_.fair_value) event.remaining_months = months(random_.between(1, 120));
    standing_.fair_value = !standing_.fair_value;
    return event;
  }

  // To a class of the same statutory life: a schedule is not touched by a change of class.
  EventDetail reclassify(Date) {
    Transfer event;
    const WorldClass& from = history_.world.classes[asset_.asset_class.index];
    std::vector<std::uint16_t> targets;
    for (std::size_t i = 0; i < history_.world.classes.size(); ++i) {
      const WorldClass& to = history_.world.classes[i];
      const bool alike = to.family == from.family && to.minimum_months == from.minimum_months;
      if (alike && i != asset_.asset_class.index) targets.push_back(static_cast<std::uint16_t>(i));
    }
    event.to_class = targets.empty() ? asset_.asset_class : ClassId{targets[random_.below(targets.size())]};
    return event;
  }

  Dispose proceeds_of(Fen amount) {
    Dispose event;
    event.kind = static_cast<DisposalKind>(random_.below(9));
    if (random_.percent(80)) event.proceeds = about(amount, 0, 120);
    if (random_.percent(20)) event.compensation = about(amount, 0, 50);
    if (random_.percent(50)) event.costs = about(amount, 0, 10);
    return event;
  }

  Dispose full_disposal() {
    Dispose event = proceeds_of(standing_.cost);
    if (random_.percent(8) && standing_.cost > 0 && !may_change_model())
      event.cost_removed = Money::from_fen(standing_.cost);
    return event;
  }

  EventDetail partial_disposal(Date) {
    Dispose event = proceeds_of(standing_.cost / 2);
    Fraction gone;
    if (random_.percent(25) && standing_.cost > 1 && !may_change_model()) {
      event.cost_removed = Money::from_fen(random_.between(1, standing_.cost - 1));
      gone = {event.cost_removed->fen(), standing_.cost};
      if (random_.percent(15)) event.accumulated_removed = Money::from_fen(event.cost_removed->fen() / 3);
      if (random_.percent(15)) event.provision_removed = Money{};
    } else {
      const std::int64_t denominator = random_.percent(70) ? random_.between(2, 10) : random_.between(2, 1'000);
      event.fraction = Ratio::of(random_.between(1, denominator - 1), denominator);
      gone = fraction_of(*event.fraction);
    }
    take_part(gone);
    return event;
  }

  void take_part(Fraction gone) {
    standing_.cost -= part(gone, standing_.cost);
    standing_.units_left_in_tenths -= part(gone, standing_.units_left_in_tenths);
  }

  // Order of entry is not order of date.
  void shuffle() {
    std::vector<Event>& events = history_.entry.events;
    for (std::size_t i = events.size(); i > 1; --i) std::swap(events[i - 1], events[random_.below(i)]);
  }

  Random& random_;
  History& history_;
  Asset& asset_;
  Standing standing_;
};

}  // namespace

void add_random_events(Random& random, History& history) { EventGenerator(random, history).run(); }

}  // namespace tieout::auditor
