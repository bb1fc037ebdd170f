#include "tieout/reconcile/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "entry_problem.hpp"
#include "tieout/core/invariant.hpp"
#include "tieout/ledger/election_return.hpp"
#include "tieout/ledger/law_conflicts.hpp"

namespace tieout {

namespace {

// The last month a recorded row may speak of: a row of a year may be of the year of disposal.
Month december_or(Date ended, std::int32_t month) { return month == 0 ? december(ended.year()) : ended.month(); }

// Rates and shares are short decimals: their product fits.
Ratio product(Ratio a, Ratio b) { return Ratio::of(a.numerator() * b.numerator(), a.denominator() * b.denominator()); }

bool is_rounding(const RecordedSummary& summary) { return std::abs(summary.difference.fen()) <= summary.months; }

}  // namespace

void AssetReconciler::set_entity(const Entity* entity) {
  if (entity == framework_.entity && entity_taken_) return;
  entity_taken_ = true;
  framework_.entity = entity;
  framework_.book = run_book_;
  framework_.tax = run_tax_;
  if (entity && !entity->regime.empty()) {
    if (const auto* book = framework_.rules->find_book_regime(entity->regime)) framework_.book = book;
  }
  if (entity && !entity->tax_regime.empty()) {
    if (const auto* tax = framework_.rules->find_tax_regime(entity->tax_regime)) framework_.tax = tax;
  }
  framework_.positions = positions_of(*framework_.tax, entity);
}

void AssetReconciler::assume(std::string_view position_id, std::string_view option_code) {
  framework_.positions = positions_of(*framework_.tax, framework_.entity);
  framework_.positions.choose(position_id, option_code);
  entity_taken_ = false;
}

bool AssetReconciler::open(const RegisterEntry& entry) {
  entry_ = &entry;
  problems_.clear();
  findings_.clear();
  has_closed_ = false;
  try {
    terms_ = resolve_terms(entry.asset, framework_, problems_);
    timeline_.assign(entry);
    find_holders();
    if (!problems_.empty() || !check_dates()) return false;
    if (auto late = election_too_late(entry, terms_)) {
      problems_.push_back(std::move(*late));
      return false;
    }
    find_law_conflicts(entry, terms_, framework_, timeline_, findings_);
    attach_trace();
    book_.start(entry, terms_, timeline_, problems_, findings_);
    tax_.start(entry, terms_, false, timeline_, problems_, findings_);
    if (terms_.elected) general_.start(entry, terms_, true, timeline_, problems_, findings_);
  } catch (const MoneyOverflow&) {
    overflow();
  }
  return problems_.empty();
}

void AssetReconciler::attach_trace() {
  if (trace_) trace_->clear();
  book_.observe(trace_ ? &trace_->book : nullptr, trace_ ? &trace_->unimpaired : nullptr);
  tax_.observe(trace_ ? &trace_->tax : nullptr);
  general_.observe(trace_ ? &trace_->general : nullptr);
}

void AssetReconciler::run_through(Month last) {
  book_.run_through(last);
  if (book_.refused()) return;
  tax_.run_through(last);
  if (terms_.elected && !tax_.refused()) general_.run_through(last);
}

// The rate of the extra deduction follows the month of the charge, and has changed inside a year: the tax ledger runs
// from change to change, and each stretch is rounded by itself.
void AssetReconciler::run_tax_by_rate(Month first, Month last) {
  extra_deduction_by_rule_ = {};
  if (trace_) trace_->extra_deduction.clear();
  book_.run_through(last);
  Money before;
  for (Month from = first; from <= last && !book_.refused();) {
    const Ratio rate = rate_of_month(from);
    Month end = from;
    while (end < last && rate_of_month(end + 1) == rate) end = end + 1;
    tax_.run_through(end);
    const Money charge = tax_.ledger().movements().charge - before;
    before += charge;
    const Ratio times = product(rate, terms_.extra_deduction_share);
    extra_deduction_by_rule_ += scale(charge, times);
    result_.extra_deductions.push_back({times, charge, scale(charge, times)});
    if (trace_) trace_->extra_deduction.push_back({from, end, times});
    from = end + 1;
  }
}

Ratio AssetReconciler::rate_of_month(Month month) const {
  auto rate = rules::super_deduction_on(framework_.tax->super_deductions, facts_in(month),
                                        *make_date(month.year(), month.month(), 1), framework_.law_as_of);
  if (!rate) return {};
  if (framework_.unverified != nullptr) framework_.unverified->note(rate->parameter, rate->value);
  return rate->rate;
}

void AssetReconciler::begin_period() {
  book_.begin_period();
  tax_.begin_period();
  if (terms_.elected) general_.begin_period();
}

void AssetReconciler::overflow() {
  problems_.push_back(entry_problem(*entry_, entry_->asset.origin, "cost", "AMOUNT-OVERFLOW",
                                    {"金额超出可计算范围", "an amount is beyond what can be computed"},
                                    {"核对金额", "Check the amounts"}));
}

const AssetYear* AssetReconciler::run_period(Month first, Month last) {
  if (!problems_.empty()) return nullptr;
  if (const auto closed = last_month_of_holder(last)) {
    if (*closed < first) return nullptr;
    last = std::min(last, *closed);
  }
  try {
    run_through(first - 1);
    begin_period();
    result_.book_model_open = book_.ledger().terms().model;
    result_.extra_deductions.clear();
    if (terms_.extra_deduction_by_rule) run_tax_by_rate(std::max(first, book_.first()), last);
    run_through(last);
    if (!problems_.empty()) return nullptr;
    bool gone = book_.ended_on() && book_.ended_on()->month() < first;
    if (last < book_.first() || gone) return nullptr;
    book_.end_period();
    tax_.end_period();
    result_.book_model_close = book_.ledger().terms().model;
    fill_row(last);
  } catch (const MoneyOverflow&) {
    overflow();
    return nullptr;
  }
  has_closed_ = has_closed_ && closed_ + 1 == first;  // of the month before, or there is nothing to compare
  prove();
  has_closed_ = true;
  closed_ = last;
  book_closed_ = book_.ledger().layers();
  tax_closed_ = tax_.ledger().layers();
  return &result_;
}

void AssetReconciler::finish() {
  if (!problems_.empty()) return;
  std::optional<Month> last = timeline_.last_month();
  for (const Recorded* row : timeline_.recorded()) {
    last = last ? std::max(*last, december(row->year)) : december(row->year);
  }
  if (last) {
    try {
      run_through(*last);
    } catch (const MoneyOverflow&) {
      overflow();
    }
  }
  if (!problems_.empty()) return;
  book_.end_findings();
  tax_.end_findings();
  if (!book_.ended_on()) return;
  for (const Recorded* row : timeline_.recorded()) {
    if (Month::of(row->year, row->month == 0 ? 1 : row->month) <= december_or(*book_.ended_on(), row->month)) continue;
    problems_.push_back(
        entry_problem(*entry_, row->origin, row->month == 0 ? "year" : "month", "RECORDED-YEAR",
                      {fmt::format("资产已于 {} 全部处置", to_string(*book_.ended_on())),
                       fmt::format("the asset was disposed of in full on {}", to_string(*book_.ended_on()))},
                      {"删去该行，或更正年度", "Remove the row, or correct the year"}));
  }
}

std::optional<int> AssetReconciler::last_year() const {
  if (!book_.ended_on()) return {};
  return book_.ended_on()->year();
}

bool AssetReconciler::at_rest(int year) const {
  std::optional<Month> last = timeline_.last_month();
  if (last && last->year() > year) return false;
  for (const Recorded* row : timeline_.recorded()) {
    if (row->year > year) return false;
  }
  auto spent = [&](const BasisLedger& ledger) {
    const BasisTerms& terms = ledger.terms();
    if (ledger.ended() || ledger.suspended() || ledger.held() || terms.model == Model::fair_value) return true;
    if (!rule_of(terms.method).counts_months || !rule_of(terms.method).ends_with_life) return true;
    return ledger.months_charged() >= terms.life_months || ledger.carrying() <= terms.residual;
  };
  bool general_spent = !terms_.elected || spent(general_.ledger());
  return year >= first_year() && spent(book_.ledger()) && spent(tax_.ledger()) && general_spent;
}

void AssetReconciler::fill_row(Month last) {
  ReconciliationRow& row = result_.row;
  const BasisLedger& book = book_.ledger();
  const BasisLedger& tax = tax_.ledger();
  row.entity = result_.holders.empty() ? entry_->asset.entity : result_.holders[book.holder()];
  row.asset = entry_->asset.id;
  row.name = entry_->asset.name;
  row.opening_status.reset();
  if (entry_->asset.opening) row.opening_status = entry_->asset.opening->status;
  row.asset_class = book.asset_class();
  row.year = last.year();
  row.book_cost = book.layers().cost;
  row.tax_cost = tax.layers().cost;
  row.book_charge = book.movements().charge;
  row.tax_charge = tax.movements().charge;
  row.book_accumulated = book.layers().accumulated;
  row.tax_accumulated = tax.layers().accumulated;
  row.book_impairment = book.movements().impairment;
  row.book_reversal = book.movements().reversal;
  row.book_provision = book.layers().provision;
  row.book_fair_value = book.layers().fair_value;
  row.book_carrying_open = book.movements().lines.front().open.carrying();
  row.book_carrying_close = book.carrying();
  row.tax_base_open = tax.movements().lines.front().open.carrying();
  row.tax_base_close = tax.carrying();
  const BasisLedger& general = terms_.elected ? general_.ledger() : tax;
  row.tax_charge_general = general.movements().charge;
  row.tax_accumulated_general = general.layers().accumulated;
  fill_disposals();
  fill_adjustments();
  fill_reasons();
  fill_roll_forward();
  fill_schedule();
  const RecordedSummary& b = book_.recorded();
  const RecordedSummary& t = tax_.recorded();
  result_.recorded = {b.stated, t.stated, b.difference, t.difference, is_rounding(b), is_rounding(t)};
}

void AssetReconciler::fill_disposals() {
  ReconciliationRow& row = result_.row;
  row.disposal_proceeds = row.disposal_compensation = row.disposal_costs = {};
  row.book_disposal_gain = row.tax_disposal_gain = {};
  row.adj_disposal_provision = row.adj_disposal_charge = row.adj_disposal_cost = row.adj_disposal_fair_value = {};
  result_.disposals.clear();
  for (const Release& book : book_.ledger().movements().releases) {
    DisposalLine line;
    const Event& event = entry_->events[book.event];
    line.date = event.date;
    line.event = book.event;
    line.asset_class = book.asset_class;
    line.holder = book.holder;
    if (const auto* dispose = std::get_if<Dispose>(&event.detail)) {
      line.kind = dispose->kind;
      line.proceeds = dispose->proceeds;
      line.compensation = dispose->compensation;
      line.costs = dispose->costs;
    } else {
      const auto& improve = std::get<Improve>(event.detail);
      line.kind = DisposalKind::scrap;
      line.replaced_component = true;
      line.proceeds = improve.proceeds;
      line.costs = improve.costs;
    }
    line.released = book.layers;
    if (terms_.book_regime->recycles_equity_surplus) line.equity_surplus_released = book.equity_surplus;
    for (const Release& tax : tax_.ledger().movements().releases) {
      if (tax.event != book.event) continue;
      line.tax_cost = tax.layers.cost;
      line.tax_accumulated = tax.layers.accumulated;
    }
    Money net = line.proceeds + line.compensation - line.costs;
    line.book_gain = net - line.released.carrying() + line.equity_surplus_released;
    line.tax_gain = net - (line.tax_cost - line.tax_accumulated);
    line.adj_provision = -line.released.provision;
    line.adj_charge = line.tax_accumulated - line.released.accumulated;
    line.adj_cost = line.released.cost - line.tax_cost;
    line.adj_fair_value = line.released.fair_value - line.equity_surplus_released;
    row.disposal_proceeds += line.proceeds;
    row.disposal_compensation += line.compensation;
    row.disposal_costs += line.costs;
    row.book_disposal_gain += line.book_gain;
    row.tax_disposal_gain += line.tax_gain;
    row.adj_disposal_provision += line.adj_provision;
    row.adj_disposal_charge += line.adj_charge;
    row.adj_disposal_cost += line.adj_cost;
    row.adj_disposal_fair_value += line.adj_fair_value;
    result_.disposals.push_back(line);
  }
}

void AssetReconciler::fill_adjustments() {
  ReconciliationRow& row = result_.row;
  const PeriodMovements& book = book_.ledger().movements();
  const PeriodMovements& tax = tax_.ledger().movements();
  row.adj_impairment = row.book_impairment - row.book_reversal;
  row.adj_charge = row.book_charge - row.tax_charge;
  row.adj_disposal =
      row.adj_disposal_provision + row.adj_disposal_charge + row.adj_disposal_cost + row.adj_disposal_fair_value;
  row.adj_fair_value = -book.fair_value_change;
  row.adj_permanent =
      terms_.extra_deduction_by_rule ? -extra_deduction_by_rule_ : -scale(row.tax_charge, terms_.extra_deduction);
  if (!terms_.extra_deduction_by_rule && !terms_.extra_deduction.is_zero()) {
    result_.extra_deductions.push_back({terms_.extra_deduction, row.tax_charge, -row.adj_permanent});
  }
  row.adj_total = row.adj_impairment + row.adj_charge + row.adj_disposal + row.adj_fair_value + row.adj_permanent;
  row.temp_diff_open = row.tax_base_open - row.book_carrying_open;
  row.temp_diff_close = row.tax_base_close - row.book_carrying_close;
  row.temp_diff_initial = tax.added - book.added;
  row.temp_diff_equity = -book.equity_surplus;
  for (const DisposalLine& line : result_.disposals) row.temp_diff_equity += line.equity_surplus_released;
}

void AssetReconciler::fill_reasons() {
  ReconciliationRow& row = result_.row;
  row.adj_reason = {};
  if (row.adj_charge.is_zero()) return;
  const BasisTerms& book = book_.ledger().terms();
  const BasisTerms& tax = tax_.ledger().terms();
  bool timing = book.life_months != tax.life_months || book.first_month != tax.first_month || book.stops != tax.stops ||
                book_.ledger().months_charged() != tax_.ledger().months_charged();
  if (timing) row.adj_reason.add(AdjustmentReason::life);
  if (book.method != tax.method || book.rounding != tax.rounding) row.adj_reason.add(AdjustmentReason::method);
  bool same_basis = terms_.book.cost == terms_.tax.cost && terms_.book.residual == terms_.tax.residual &&
                    book.residual == tax.residual && row.book_cost == row.tax_cost && book.model == Model::cost;
  if (!same_basis) row.adj_reason.add(AdjustmentReason::basis);
  if (book_.ever_impaired()) row.adj_reason.add(AdjustmentReason::impairment);
  if (book_.ever_recorded() || tax_.ever_recorded()) row.adj_reason.add(AdjustmentReason::recorded);
}

void AssetReconciler::fill_roll_forward() {
  result_.roll_forward.clear();
  for (const Projection* projection : {static_cast<const Projection*>(&book_), static_cast<const Projection*>(&tax_)}) {
    const auto& lines = projection->ledger().movements().lines;
    result_.roll_forward.insert(result_.roll_forward.end(), lines.begin(), lines.end());
  }
}

void AssetReconciler::fill_schedule() {
  auto terms_of = [](const BasisLedger& ledger) {
    const BasisTerms& terms = ledger.terms();
    return ScheduleTerms{ledger.held() ? Method::none : terms.method, terms.life_months, terms.residual,
                         terms.first_month};
  };
  result_.book_terms = terms_of(book_.ledger());
  result_.tax_terms = terms_of(tax_.ledger());
  result_.in_service = entry_->asset.in_service;
}

// The row says what the roll-forward sums to, and what opens a period closed the one before.
void AssetReconciler::prove_sums(Basis basis, Money charge, Money cost) const {
  Layers open, charged, close;
  for (const RollForwardLine& line : result_.roll_forward) {
    if (line.basis != basis) continue;
    open += line.open;
    charged += line.charged;
    close += line.close;
  }
  const Layers& closed = basis == Basis::book ? book_closed_ : tax_closed_;
  const bool opens_right = !has_closed_ || open == closed;
  if (charged.accumulated == charge && close.cost == cost && opens_right) return;
  throw InvariantViolation(
      opens_right ? "row-equals-roll-forward" : "opening-equals-last-closing",
      fmt::format("entity '{}' asset '{}' year {} {}: charge {} and cost {} against {} and {}, opening "
                  "{} against {}",
                  result_.row.entity, result_.row.asset, result_.row.year, name_of(basis), to_string(charge),
                  to_string(cost), to_string(charged.accumulated), to_string(close.cost), to_string(open.carrying()),
                  to_string(closed.carrying())));
}

// Always on (engine.md §1): the income side equals the balance side, the roll-forward closes, no balance is out of
// its bounds.
void AssetReconciler::prove() const {
  const ReconciliationRow& row = result_.row;
  auto require = [&](bool holds, const char* invariant, Money left, Money right) {
    if (holds) return;
    throw InvariantViolation(invariant, fmt::format("entity '{}' asset '{}' year {}: {} against {}", row.entity,
                                                    row.asset, row.year, to_string(left), to_string(right)));
  };
  Money income = row.adj_total - row.adj_permanent;
  Money balance = row.temp_diff_close - row.temp_diff_open - row.temp_diff_initial - row.temp_diff_equity;
  require(income == balance, "two-way-proof", income, balance);
  Money gains = row.tax_disposal_gain - row.book_disposal_gain;
  require(row.adj_disposal == gains, "disposal-parts", row.adj_disposal, gains);
  require(book_.ledger().balances_sound(), "book-balances", row.book_cost, row.book_accumulated + row.book_provision);
  require(tax_.ledger().balances_sound(), "tax-balances", row.tax_cost, row.tax_accumulated);
  for (const RollForwardLine& line : result_.roll_forward) {
    Layers sum = line.open;
    sum += line.added;
    sum += line.charged;
    sum -= line.reversed;
    sum += line.moved_in;
    sum -= line.moved_out;
    sum -= line.disposed;
    require(sum == line.close, "roll-forward", sum.carrying(), line.close.carrying());
  }
  prove_sums(Basis::book, row.book_charge, row.book_cost);
  prove_sums(Basis::tax, row.tax_charge, row.tax_cost);
}

}  // namespace tieout
