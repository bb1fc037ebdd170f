#include "shrink.hpp"

#include <algorithm>
#include <vector>

#include "terms.hpp"

namespace tieout::auditor {

namespace {

using Change = std::function<void(History&)>;

template <class Value>
void add_reset(std::vector<Change>& changes, std::optional<Value> StatedTerms::*field) {
  changes.push_back([field](History& h) { (h.entry.asset.book.*field).reset(); });
  changes.push_back([field](History& h) { (h.entry.asset.tax.*field).reset(); });
}

// Smaller candidates for an amount: a few round ones, fewer digits, a half.
void add_amount(std::vector<Change>& changes, const std::function<Money*(History&)>& find) {
  const auto add = [&](const std::function<Fen(Fen)>& smaller) {
    changes.push_back([find, smaller](History& h) {
      if (Money* amount = find(h)) *amount = Money::from_fen(smaller(amount->fen()));
    });
  };
  for (const Fen round : {0, 1, 100, 10'000, 1'000'000}) {
    add([round](Fen fen) { return fen > round ? round : fen; });
  }
  add([](Fen fen) { return fen / 10'000 * 10'000; });
  add([](Fen fen) { return fen / 100 * 100; });
  add([](Fen fen) { return fen / 10; });
  add([](Fen fen) { return fen / 2; });
}

void add_months(std::vector<Change>& changes, std::optional<std::int32_t> StatedTerms::*field) {
  for (StatedTerms Asset::*terms : {&Asset::book, &Asset::tax}) {
    for (const int life : {12, 24, 36, 60, 120}) {
      changes.push_back([terms, field, life](History& h) {
        auto& months = h.entry.asset.*terms.*field;
        if (months && *months > life) months = life;
      });
    }
    changes.push_back([terms, field](History& h) {
      auto& months = h.entry.asset.*terms.*field;
      if (months && *months > 1) --*months;
    });
  }
}

// The amounts of an event that can be made smaller.
std::vector<Money*> amounts_of(EventDetail& detail) {
  if (auto* event = std::get_if<Impair>(&detail)) return {&event->amount};
  if (auto* event = std::get_if<Test>(&detail)) return {&event->recoverable};
  if (auto* event = std::get_if<Reverse>(&detail)) return {&event->amount};
  if (auto* event = std::get_if<Improve>(&detail)) return {&event->amount, &event->proceeds, &event->costs};
  if (auto* event = std::get_if<AdjustCost>(&detail)) return {&event->amount};
  if (auto* event = std::get_if<FairValue>(&detail)) return {&event->amount};
  if (auto* event = std::get_if<Dispose>(&detail)) return {&event->proceeds, &event->compensation, &event->costs};
  return {};
}

void drop_options(EventDetail& detail) {
  if (auto* event = std::get_if<Impair>(&detail)) event->estimate = {};
  if (auto* event = std::get_if<Test>(&detail)) event->estimate = {};
  if (auto* event = std::get_if<Reverse>(&detail)) event->recoverable.reset();
  if (auto* event = std::get_if<Improve>(&detail)) event->tax_amount.reset();
  if (auto* event = std::get_if<AdjustCost>(&detail)) event->tax_amount.reset();
  if (auto* event = std::get_if<Estimate>(&detail)) event->estimate.residual.reset();
  if (auto* event = std::get_if<Dispose>(&detail)) event->accumulated_removed.reset();
}

void drop_more_options(EventDetail& detail) {
  if (auto* event = std::get_if<Improve>(&detail)) event->removed.reset();
  if (auto* event = std::get_if<Estimate>(&detail)) event->estimate.method.reset();
  if (auto* event = std::get_if<Dispose>(&detail)) event->provision_removed.reset();
}

void add_event_changes(std::vector<Change>& changes, const History& history) {
  for (std::size_t i = 0; i < history.entry.events.size(); ++i) {
    changes.push_back([i](History& h) { drop_options(h.entry.events[i].detail); });
    changes.push_back([i](History& h) { drop_more_options(h.entry.events[i].detail); });
    changes.push_back([i](History& h) {
      Date& date = h.entry.events[i].date;
      date = last_day(date.month());
    });
    EventDetail sample = history.entry.events[i].detail;
    for (std::size_t a = 0; a < amounts_of(sample).size(); ++a) {
      add_amount(changes, [i, a](History& h) { return amounts_of(h.entry.events[i].detail)[a]; });
    }
  }
}

void add_setting_changes(std::vector<Change>& changes) {
  add_reset(changes, &StatedTerms::residual);
  add_reset(changes, &StatedTerms::residual_rate);
  add_reset(changes, &StatedTerms::starts);
  add_reset(changes, &StatedTerms::stops);
  add_reset(changes, &StatedTerms::rounding);
  add_reset(changes, &StatedTerms::method);
  changes.push_back([](History& h) { h.entry.asset.tax = {}; });
  changes.push_back([](History& h) { h.entry.asset.opening.reset(); });
  changes.push_back([](History& h) { h.entry.asset.tax_cost.reset(); });
  changes.push_back([](History& h) { h.entry.asset.tax_override.clear(); });
  changes.push_back([](History& h) { h.entry.asset.tax_first_share.reset(); });
  changes.push_back([](History& h) { h.entry.asset.tax_treatment = TaxTreatment::depreciable; });
  changes.push_back([](History& h) { h.entry.asset.contract_months.reset(); });
  changes.push_back([](History& h) { h.entry.asset.total_units.reset(); });
  changes.push_back([](History& h) { h.entry.asset.extra_deduction_rate.reset(); });
  changes.push_back([](History& h) { h.entry.asset.extra_deduction_share.reset(); });
  changes.push_back([](History& h) { h.world.tax = "none"; });
  changes.push_back([](History& h) { h.world.book = "cn/cas"; });
  changes.push_back([](History& h) {
    int needed = first_month(h.entry.asset).year();
    for (const Event& event : h.entry.events) needed = std::max(needed, event.date.year());
    for (const Recorded& row : h.entry.recorded) needed = std::max(needed, row.year);
    if (h.last_year > needed) --h.last_year;
  });
  add_months(changes, &StatedTerms::life_months);
  add_amount(changes, [](History& h) { return &h.entry.asset.cost; });
  for (StatedTerms Asset::*terms : {&Asset::book, &Asset::tax}) {
    add_amount(changes, [terms](History& h) -> Money* {
      auto& residual = (h.entry.asset.*terms).residual;
      return residual ? &*residual : nullptr;
    });
  }
  const auto opening_amount = [&changes](std::optional<Money> Opening::*field) {
    add_amount(changes, [field](History& h) -> Money* {
      if (!h.entry.asset.opening) return nullptr;
      auto& amount = *h.entry.asset.opening.*field;
      return amount ? &*amount : nullptr;
    });
  };
  opening_amount(&Opening::book_accumulated);
  opening_amount(&Opening::tax_accumulated);
  changes.push_back([](History& h) {
    if (h.entry.asset.opening) h.entry.asset.opening->provision = Money{};
  });
}

// Removes rows one by one, last first, keeping those that the failure needs.
template <class Row>
bool drop_rows(History& history, std::vector<Row> RegisterEntry::*rows, const Fails& fails) {
  bool smaller = false;
  for (std::size_t i = (history.entry.*rows).size(); i-- > 0;) {
    History candidate = history;
    auto& list = candidate.entry.*rows;
    list.erase(list.begin() + static_cast<std::ptrdiff_t>(i));
    if (!fails(candidate)) continue;
    history = std::move(candidate);
    smaller = true;
  }
  return smaller;
}

std::uint64_t size_of(Money amount) {
  std::uint64_t size = 0;
  bool trailing = true;
  for (std::int64_t rest = amount.fen(); rest != 0; rest /= 10) {
    if (rest % 10 != 0) trailing = false;
    size += trailing ? 4 : 10;  // a digit that is read costs more than a zero
  }
  return size;
}

std::uint64_t weight_of(const StatedTerms& terms) {
  std::uint64_t sum = 0;
  sum += terms.method ? 500U : 0U;
  sum += terms.life_months ? 200U + static_cast<std::uint64_t>(*terms.life_months) : 0U;
  sum += terms.residual ? 500U + size_of(*terms.residual) : 0U;
  sum += terms.residual_rate ? 500U : 0U;
  sum += terms.starts ? 500U : 0U;
  sum += terms.stops ? 500U : 0U;
  sum += terms.rounding ? 500U : 0U;
  return sum;
}

std::uint64_t weight_of_options(const EventDetail& detail) {
  std::uint64_t sum = 0;
  const auto count = [&sum](bool stated) { sum += stated ? 300U : 0U; };
  if (const auto* event = std::get_if<Impair>(&detail)) count(!event->estimate.empty());
  if (const auto* event = std::get_if<Test>(&detail)) count(!event->estimate.empty());
  if (const auto* event = std::get_if<Reverse>(&detail)) count(event->recoverable.has_value());
  if (const auto* event = std::get_if<AdjustCost>(&detail)) count(event->tax_amount.has_value());
  if (const auto* event = std::get_if<Improve>(&detail)) {
    count(event->tax_amount.has_value());
    count(event->removed.has_value());
  }
  if (const auto* event = std::get_if<Estimate>(&detail)) {
    count(event->estimate.residual.has_value());
    count(event->estimate.method.has_value());
  }
  if (const auto* event = std::get_if<Dispose>(&detail)) {
    count(event->accumulated_removed.has_value());
    count(event->provision_removed.has_value());
  }
  return sum;
}

// Fewer settings and smaller figures weigh less; a change that does not is no gain.
std::uint64_t weight(const History& history) {
  const Asset& asset = history.entry.asset;
  std::uint64_t sum = weight_of(asset.book) + weight_of(asset.tax) + size_of(asset.cost);
  const auto count = [&sum](bool stated) { sum += stated ? 500U : 0U; };
  count(asset.opening.has_value());
  count(asset.tax_cost.has_value());
  count(!asset.tax_override.empty());
  count(asset.tax_first_share.has_value());
  count(asset.tax_treatment != TaxTreatment::depreciable);
  count(asset.contract_months.has_value());
  count(asset.total_units.has_value());
  count(asset.extra_deduction_rate.has_value());
  count(asset.extra_deduction_share.has_value());
  count(history.world.book != "cn/cas");
  count(history.world.tax != "none");
  if (asset.opening) {
    sum += size_of(asset.opening->book_accumulated.value_or(Money{})) + size_of(asset.opening->provision) +
           size_of(asset.opening->tax_accumulated.value_or(Money{}));
  }
  for (const Event& event : history.entry.events) {
    EventDetail detail = event.detail;
    for (const Money* amount : amounts_of(detail)) sum += size_of(*amount);
    sum += weight_of_options(detail) + (event.date == last_day(event.date.month()) ? 0U : 1U);
  }
  const int years = history.last_year - asset.in_service.year();
  return sum + static_cast<std::uint64_t>(years > 0 ? years : 0);
}

}  // namespace

History shrink(History history, const Fails& fails) {
  for (bool smaller = true; smaller;) {
    smaller = drop_rows(history, &RegisterEntry::events, fails);
    smaller = drop_rows(history, &RegisterEntry::recorded, fails) || smaller;
    std::vector<Change> changes;
    add_setting_changes(changes);
    add_event_changes(changes, history);
    for (const Change& change : changes) {
      History candidate = history;
      change(candidate);
      if (candidate.entry.asset.cost.is_zero()) continue;  // no asset at all
      if (weight(candidate) >= weight(history) || !fails(candidate)) continue;
      history = std::move(candidate);
      smaller = true;
    }
  }
  return history;
}

}  // namespace tieout::auditor
