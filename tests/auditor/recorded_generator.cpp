// Recorded figures near the truth or far from it, and histories that break a rule on purpose.
#include <algorithm>
#include <variant>

#include "histories.hpp"
#include "terms.hpp"

namespace tieout::auditor {

namespace {

// What an ERP may have booked where the model computes `charge`.
Money booked(Random& random, Money charge) {
  const std::uint64_t pick = random.below(100);
  if (charge.is_zero() && pick < 95) return charge;
  if (pick < 55) return Money::from_fen(std::max<Fen>(0, charge.fen() + random.between(-12, 12)));
  if (pick < 75) return charge;
  if (pick < 92) return Money::from_fen(charge.fen() * random.between(60, 115) / 100);
  return Money{};
}

void record_year(Random& random, const ReconciliationRow& row, bool book, bool tax, History& history) {
  Recorded recorded;
  recorded.year = row.year;
  if (book && random.percent(75)) recorded.book_charge = booked(random, row.book_charge);
  if (tax && random.percent(60)) recorded.tax_charge = booked(random, row.tax_charge);
  if (random.percent(10)) recorded.book_accumulated = row.book_accumulated;
  history.entry.recorded.push_back(recorded);
}

void record_months(Random& random, const ReconciliationRow& row, Month from, Month to, bool book, bool tax,
                   History& history) {
  for (int month = 1; month <= 12; ++month) {
    const Month at = Month::of(row.year, month);
    if (at < from || at > to || !random.percent(30)) continue;
    Recorded recorded;
    recorded.year = row.year;
    recorded.month = month;
    if (book) recorded.book_charge = booked(random, Money::from_fen(row.book_charge.fen() / 12));
    if (tax && random.percent(50)) recorded.tax_charge = booked(random, Money::from_fen(row.tax_charge.fen() / 12));
    history.entry.recorded.push_back(recorded);
  }
}

bool ever_at_fair_value(const RegisterEntry& entry) {
  if (entry.asset.book_model == Model::fair_value) return true;
  return std::any_of(entry.events.begin(), entry.events.end(), [](const Event& event) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    return transfer != nullptr && transfer->model.has_value();
  });
}

Event at(Date date, EventDetail detail) { return Event{date, std::move(detail), "", {}}; }

}  // namespace

void add_random_recorded(Random& random, History& history) {
  std::string refusal;
  const auto rows = audit(history.entry, history.world, history.last_year, refusal);
  if (!refusal.empty()) return;
  const bool book = !ever_at_fair_value(history.entry);
  const bool tax = history.entry.asset.tax_election.empty();
  if (!book && !tax) return;
  Date last = *make_date(history.last_year, 12, 31);
  for (const Event& event : history.entry.events) {
    const auto* dispose = std::get_if<Dispose>(&event.detail);
    if (dispose != nullptr && !dispose->fraction) last = std::min(last, event.date);
  }
  for (const ReconciliationRow& row : rows) {
    if (random.percent(35)) record_year(random, row, book, tax, history);
    if (random.percent(10)) {
      record_months(random, row, first_month(history.entry.asset), last.month() - 1, book, tax, history);
    }
  }
}

void break_a_rule(Random& random, History& history) {
  RegisterEntry& entry = history.entry;
  Asset& asset = entry.asset;
  const Date start = asset.opening ? asset.opening->date : asset.in_service;
  const Date soon = last_day(start.month() + static_cast<int>(random.between(1, 10)));
  const Money too_much = asset.cost + asset.cost + Money::from_fen(1);
  switch (random.below(12)) {
    case 0:
      entry.events.push_back(at(last_day(start.month() - 1), AdjustCost{Money::from_fen(1), {}}));
      break;
    case 1: {
      entry.events.push_back(at(soon, Dispose{}));
      entry.events.push_back(at(last_day(soon.month() + 1), Usage{Ratio::of(1, 1)}));
      break;
    }
    case 2:
      entry.events.push_back(at(soon, Impair{too_much, {}}));
      break;
    case 3:
      entry.events.push_back(at(soon, Reverse{Money::from_fen(1), {}}));
      break;
    case 4:
      entry.events.push_back(at(soon, FairValue{asset.cost}));
      break;
    case 5: {
      asset.tax_override.clear();
      asset.tax.life_months = 1;
      break;
    }
    case 6: {
      asset.tax_override.clear();
      asset.tax.method = Method::sum_of_years;
      break;
    }
    case 7: {
      Estimate estimate;
      estimate.estimate.life_months = 1;
      entry.events.push_back(at(last_day(soon.month() + 3), estimate));
      break;
    }
    case 8:
      entry.events.push_back(at(start, Resume{}));
      break;
    case 9: {
      Transfer transfer;
      transfer.model = asset.book_model;
      transfer.amount = asset.cost;
      transfer.remaining_months = 12;
      entry.events.insert(entry.events.begin(), at(start, transfer));
      break;
    }
    case 10: {
      Recorded recorded;
      recorded.year = start.year() - 1;
      recorded.book_charge = Money::from_fen(1);
      entry.recorded.push_back(recorded);
      break;
    }
    default: {
      asset.tax_treatment = TaxTreatment::on_disposal;
      asset.tax_treatment_stated = true;
      asset.tax.life_months = 120;
      break;
    }
  }
  for (const Event& event : entry.events) history.last_year = std::max(history.last_year, event.date.year());
}

}  // namespace tieout::auditor
