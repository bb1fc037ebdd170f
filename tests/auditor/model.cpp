#include "model.hpp"

#include <algorithm>
#include <stdexcept>
#include <variant>

#include "sides.hpp"

namespace tieout::auditor {

namespace {

bool takes_effect_first(const EventDetail& detail) {
  return std::holds_alternative<Estimate>(detail) || std::holds_alternative<Resume>(detail) ||
         std::holds_alternative<Usage>(detail);
}

// Events in their order, with what each takes away. Fractions need only the gross cost, whose changes depend on no
// charge: it is walked here once, for both sides. Only a transfer to the cost model makes the cost depend on charges;
// removal lists after one are outside the model.
std::vector<Placed> place_events(const RegisterEntry& entry) {
  std::vector<Placed> placed;
  placed.reserve(entry.events.size());
  for (const Event& event : entry.events) {
    Placed each;
    each.event = &event;
    each.disposal = std::holds_alternative<Dispose>(event.detail);
    each.first = takes_effect_first(event.detail);
    placed.push_back(each);
  }
  std::stable_sort(placed.begin(), placed.end(), [](const Placed& a, const Placed& b) {
    if (a.event->date != b.event->date) return a.event->date < b.event->date;
    return !a.disposal && b.disposal;
  });
  Fen cost = entry.asset.cost.fen();
  Model model = entry.asset.book_model;
  bool cost_known = true;
  for (Placed& each : placed) {
    if (const auto* transfer = std::get_if<Transfer>(&each.event->detail); transfer && transfer->model) {
      if (model == Model::fair_value && *transfer->model == Model::cost) cost_known = false;
      model = *transfer->model;
    }
    Fen added = 0;
    if (const auto* dispose = std::get_if<Dispose>(&each.event->detail)) {
      each.gone = {1, 1};
      if (dispose->fraction) each.gone = fraction_of(*dispose->fraction);
      if (dispose->cost_removed) {
        if (!cost_known) throw std::logic_error("the auditor does not follow removal lists after a return to cost");
        if (cost == 0 || dispose->cost_removed->fen() > cost) refuse("REMOVED-ABOVE-BALANCE");
        each.gone = {dispose->cost_removed->fen(), cost};
      }
      if (each.gone.num <= 0 || each.gone.num > each.gone.den) refuse("FRACTION-OUT-OF-RANGE");
    } else if (const auto* improve = std::get_if<Improve>(&each.event->detail)) {
      if (improve->removed) each.gone = fraction_of(*improve->removed);
      if (improve->removed && (each.gone.num <= 0 || each.gone.num >= each.gone.den)) refuse("REMOVED-OUT-OF-RANGE");
      added = improve->amount.fen();
    } else if (const auto* adjustment = std::get_if<AdjustCost>(&each.event->detail)) {
      added = adjustment->amount.fen();
    }
    cost -= part(each.gone, cost);
    cost += added;
    if (each.takes_all() && &each != &placed.back()) refuse("EVENT-AFTER-DISPOSAL");
  }
  return placed;
}

void check_dates(const RegisterEntry& entry, const std::vector<Placed>& placed) {
  const Asset& asset = entry.asset;
  if (asset.opening && asset.opening->date < asset.in_service) refuse("OPENING-BEFORE-IN-SERVICE");
  for (const Placed& each : placed) {
    if (each.event->date < asset.in_service) refuse("EVENT-BEFORE-IN-SERVICE");
    if (asset.opening && each.event->date < asset.opening->date) refuse("EVENT-BEFORE-OPENING");
  }
  const bool ends = !placed.empty() && placed.back().takes_all();
  for (const Recorded& row : entry.recorded) {
    const Month first = Month::of(row.year, row.month == 0 ? 12 : row.month);
    const Month last = Month::of(row.year, row.month == 0 ? 1 : row.month);
    if (first < first_month(asset)) refuse("RECORDED-YEAR-UNKNOWN");
    if (ends && last > placed.back().event->date.month()) refuse("RECORDED-YEAR-UNKNOWN");
  }
}

Money fen(Fen amount) { return Money::from_fen(amount); }

struct Sides {
  const BookSide& book;
  const TaxSide& tax;
  const TaxSide& general;
};

// Proceeds and costs of the disposals of a year, removed components among them.
void add_disposals(const std::vector<Placed>& placed, ReconciliationRow& row) {
  for (const Placed& each : placed) {
    if (each.event->date.year() != row.year) continue;
    if (const auto* dispose = std::get_if<Dispose>(&each.event->detail)) {
      row.disposal_proceeds += dispose->proceeds;
      row.disposal_compensation += dispose->compensation;
      row.disposal_costs += dispose->costs;
    } else if (const auto* improve = std::get_if<Improve>(&each.event->detail); improve && improve->removed) {
      row.disposal_proceeds += improve->proceeds;
      row.disposal_costs += improve->costs;
    }
  }
}

void fill_balances(const Sides& sides, ReconciliationRow& row) {
  const Projection& book = sides.book.basis;
  const Projection& tax = sides.tax.basis;
  row.book_cost = fen(book.cost);
  row.tax_cost = fen(tax.cost);
  row.book_charge = fen(sides.book.year.charge);
  row.tax_charge = fen(sides.tax.year.charge);
  row.book_accumulated = fen(book.accumulated);
  row.tax_accumulated = fen(tax.accumulated);
  row.book_impairment = fen(sides.book.year.impairment);
  row.book_reversal = fen(sides.book.year.reversal);
  row.book_provision = fen(book.provision);
  row.book_fair_value = fen(book.fair_value);
  row.book_carrying_open = fen(sides.book.year.open);
  row.book_carrying_close = fen(book.carrying());
  row.tax_base_open = fen(sides.tax.year.open);
  row.tax_base_close = fen(tax.carrying());
  row.tax_charge_general = fen(sides.general.year.charge);
  row.tax_accumulated_general = fen(sides.general.basis.accumulated);
}

void fill_disposal(const Sides& sides, ReconciliationRow& row) {
  const Released& book = sides.book.year.released;
  const Released& tax = sides.tax.year.released;
  const Money taken_in = row.disposal_proceeds + row.disposal_compensation - row.disposal_costs;
  const Fen carrying = book.cost + book.fair_value - book.accumulated - book.provision;
  row.book_disposal_gain = taken_in - fen(carrying) + fen(book.surplus);
  row.tax_disposal_gain = taken_in - fen(tax.cost - tax.accumulated);
  row.adj_disposal_provision = -fen(book.provision);
  row.adj_disposal_charge = fen(tax.accumulated - book.accumulated);
  row.adj_disposal_cost = fen(book.cost - tax.cost);
  row.adj_disposal_fair_value = fen(book.fair_value - book.surplus);
  row.adj_disposal =
      row.adj_disposal_provision + row.adj_disposal_charge + row.adj_disposal_cost + row.adj_disposal_fair_value;
}

Fen extra_deduction(const Asset& asset, Fen tax_charge) {
  if (!asset.extra_deduction_rate) return 0;
  const Fraction rate = fraction_of(*asset.extra_deduction_rate);
  const Fraction share = fraction_of(asset.extra_deduction_share.value_or(Ratio::of(1, 1)));
  return rounded(Wide{tax_charge} * rate.num * share.num, Wide{rate.den} * share.den);
}

void fill_adjustments(const Sides& sides, const Asset& asset, ReconciliationRow& row) {
  const YearOfSide& book = sides.book.year;
  row.adj_impairment = row.book_impairment - row.book_reversal;
  row.adj_charge = row.book_charge - row.tax_charge;
  row.adj_fair_value = -fen(book.fair_value_profit);
  row.adj_permanent = -fen(extra_deduction(asset, sides.tax.year.charge));
  row.adj_total = row.adj_impairment + row.adj_charge + row.adj_disposal + row.adj_fair_value + row.adj_permanent;
  row.temp_diff_open = row.tax_base_open - row.book_carrying_open;
  row.temp_diff_close = row.tax_base_close - row.book_carrying_close;
  row.temp_diff_initial = fen(sides.tax.year.added - book.added);
  row.temp_diff_equity = fen(book.released.surplus - book.surplus_to_equity);
}

void require(bool holds, const char* what, const ReconciliationRow& row) {
  if (!holds)
    throw std::logic_error(std::string("the auditor's own ") + what + " fails in " + std::to_string(row.year));
}

void prove(const Sides& sides, const ReconciliationRow& row) {
  require(row.adj_total - row.adj_permanent ==
              row.temp_diff_close - row.temp_diff_open - row.temp_diff_initial - row.temp_diff_equity,
          "two-way proof", row);
  require(row.adj_disposal == row.tax_disposal_gain - row.book_disposal_gain, "split of the disposal", row);
  const Projection& book = sides.book.basis;
  const Fen used = book.accumulated + book.provision;
  require(book.cost != 0 || used == 0, "nothing left without cost", row);
  require(book.at_fair_value || (used >= 0 && used <= book.cost && book.fair_value == 0), "bounds of the book", row);
  require(sides.tax.basis.accumulated <= sides.tax.basis.cost, "bounds of the tax base", row);
}

ReconciliationRow make_row(const Sides& sides, const Asset& asset, const std::vector<Placed>& placed) {
  ReconciliationRow row;
  row.entity = asset.entity;
  row.asset = asset.id;
  row.name = asset.name;
  row.asset_class = sides.book.asset_class;
  row.year = sides.book.year.number;
  add_disposals(placed, row);
  fill_balances(sides, row);
  fill_disposal(sides, row);
  fill_adjustments(sides, asset, row);
  prove(sides, row);
  return row;
}

void open_year(Side& side, std::int32_t number, bool recognition) {
  side.open_year(number);
  if (!recognition) return;
  side.year.open = 0;  // nothing stood before the asset was recognised
  side.year.added = side.basis.cost;
}

MonthEvents events_of(Month month, const std::vector<Placed>& placed, std::size_t& next) {
  const std::size_t from = next;
  while (next < placed.size() && placed[next].event->date.month() == month) ++next;
  return {placed.data() + from, placed.data() + next};
}

std::vector<ReconciliationRow> walk(const RegisterEntry& entry, const World& world, std::int32_t last_year) {
  const std::vector<Placed> placed = place_events(entry);
  check_dates(entry, placed);
  BookSide book(entry, world);
  TaxSide tax(entry, world, book, false);
  TaxSide general(entry, world, book, true);
  const bool elected = !entry.asset.tax_election.empty();
  const Sides sides{book, tax, elected ? general : tax};
  std::vector<ReconciliationRow> rows;
  const Month first = first_month(entry.asset);
  std::size_t next = 0;
  for (Month month = first; month <= december(last_year) && !book.gone; month = month + 1) {
    if (month == first || month.month() == 1) {
      const bool recognition = month == first && !entry.asset.opening;
      for (Side* side : {static_cast<Side*>(&book), static_cast<Side*>(&tax), static_cast<Side*>(&general)}) {
        open_year(*side, month.year(), recognition);
      }
    }
    const MonthEvents events = events_of(month, placed, next);
    book.life_changes.clear();
    book.run_month(month, events);
    tax.run_month(month, events);
    if (elected) general.run_month(month, events);
    if (book.gone || month.month() == 12) rows.push_back(make_row(sides, entry.asset, placed));
  }
  return rows;
}

}  // namespace

std::vector<ReconciliationRow> audit(const RegisterEntry& entry, const World& world, std::int32_t last_year,
                                     std::string& refusal) {
  refusal.clear();
  try {
    return walk(entry, world, last_year);
  } catch (const Refusal& error) {
    refusal = error.code;
    return {};
  }
}

}  // namespace tieout::auditor
