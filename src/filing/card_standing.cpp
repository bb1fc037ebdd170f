#include "card_standing.hpp"

#include <algorithm>

namespace tieout {

namespace {

constexpr int kMonthsBack = 24;

RegisterEntry with(const RegisterEntry& entry, const std::vector<Event>& events) {
  RegisterEntry result = entry;
  result.events.insert(result.events.end(), events.begin(), events.end());
  return result;
}

}  // namespace

std::uint64_t size_of(Money amount) {
  const std::int64_t fen = amount.fen();
  return fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
}

std::optional<CardStanding> stand_at(AssetReconciler& reconciler, const RegisterEntry& entry, Month month) {
  if (!reconciler.open(entry)) return {};
  const AssetYear* year = reconciler.run_year(month.year(), month.month());
  if (!reconciler.problems().empty()) return {};
  const BasisLedger& book = reconciler.book_ledger();
  CardStanding standing;
  standing.ended = book.ended();
  if (year == nullptr && !standing.ended) return {};
  standing.book = book.layers();
  standing.life_months = book.terms().life_months;
  standing.months_charged = book.months_charged();
  standing.residual = book.terms().residual;
  standing.method = book.terms().method;
  standing.model = book.terms().model;
  standing.asset_class = book.asset_class();
  standing.entity = reconciler.entity_at(month);
  if (year != nullptr) standing.disposals = year->disposals;
  return standing;
}

Money charge_of(AssetReconciler& reconciler, const RegisterEntry& entry, Month month) {
  if (!reconciler.open(entry)) return {};
  const AssetYear* period = reconciler.run_period(month, month);
  return period == nullptr ? Money{} : period->row.book_charge;
}

std::optional<CardFit> fit_events(AssetReconciler& reconciler, const RegisterEntry& entry, const EventsOf& events,
                                  Month through, FitMonths range, const OffBy& off_by) {
  std::vector<Month> months{through};
  if (off_by) {
    if (range.bears_later) months.push_back(through + 1);
    for (Month month = through - 1; month >= range.first; month = month - 1) months.push_back(month);
  }
  std::optional<CardFit> best;
  for (const Month month : months) {
    auto tried = events(month);
    if (!tried) continue;
    CardFit fit{with(entry, *tried), *tried, {}, {}};
    const auto standing = stand_at(reconciler, fit.entry, through);
    if (!standing) continue;
    fit.standing = *standing;
    if (off_by) fit.off = off_by(*standing);
    if (best && size_of(fit.off) >= size_of(best->off)) continue;
    best = std::move(fit);
    if (best->off.is_zero()) break;
  }
  return best;
}

Month earliest_change(const RegisterEntry& entry, const ListDay& day) {
  Month first = day.since ? *day.since + 1 : day.through - kMonthsBack;
  first = std::max(first, entry.asset.in_service.month());
  if (entry.asset.opening) first = std::max(first, entry.asset.opening->date.month());
  for (const Event& event : entry.events) first = std::max(first, event.date.month());
  for (const Recorded& row : entry.recorded) {
    first = std::max(first, Month::of(row.year, row.month == 0 ? 12 : row.month));
  }
  return std::min(first, day.through);
}

}  // namespace tieout
