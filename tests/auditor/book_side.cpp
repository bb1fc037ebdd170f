#include <algorithm>
#include <variant>

#include "sides.hpp"

namespace tieout::auditor {

BookSide::BookSide(const RegisterEntry& entry, const World& world) : Side(entry, world, Basis::book) {
  basis = starting_book(entry.asset, world);
  unimpaired_ = basis;
  unimpaired_.provision = 0;
  asset_class = entry.asset.asset_class;
}

void BookSide::check_balances(const char* code) const {
  const Fen used = basis.accumulated + basis.provision;
  if (basis.cost < 0 || basis.accumulated < 0 || basis.provision < 0) refuse(code);
  if (basis.cost == 0 && used != 0) refuse(code);
  if (!basis.at_fair_value && used > basis.cost) refuse(code);
}

void BookSide::apply_estimate(const Event& event, const Estimate& estimate) {
  if (!concerns(estimate.basis)) return;
  const ReEstimate& stated = estimate.estimate;
  const int old_life = basis.life;
  if (stated.life_months) basis.life = unimpaired_.life = *stated.life_months;
  re_estimate(stated);
  const bool life_stated = stated.life_months || stated.remaining_months;
  if (life_stated && basis.life <= basis.charged_months) refuse("NO-CHARGING-MONTH-LEFT");
  if (basis.method != Method::none && basis.life == 0) refuse("BOOK-LIFE-MISSING");
  basis.rebase();
  unimpaired_.rebase();
  if (life_stated && basis.life != old_life) life_changes.emplace_back(&event, basis.life);
}

// The lives, residuals and methods are those of both projections; remaining months count from the next charge.
void BookSide::re_estimate(const ReEstimate& estimate) {
  if (estimate.empty()) return;
  if (estimate.method == Method::one_time || estimate.method == Method::first_share) refuse("METHOD-TAX-ONLY");
  if (estimate.method == Method::units_of_production && !entry_.asset.total_units) refuse("UNITS-MISSING");
  for (Projection* each : {&basis, &unimpaired_}) {
    if (estimate.remaining_months) each->life = each->charged_months + *estimate.remaining_months;
    if (estimate.residual) each->residual = estimate.residual->fen();
    if (estimate.method) each->method = *estimate.method;
    each->rebase();
  }
}

void BookSide::require_impairment_rules() const {
  if (basis.at_fair_value) refuse("IMPAIRMENT-UNDER-FAIR-VALUE");
  if (world_.book == "cn/sbs") refuse("IMPAIRMENT-UNKNOWN");
}

bool BookSide::reversal_allowed() const {
  if (world_.book == "cn/eas-2001") return true;
  return world_.book == "ifrs" && !world_.classes[entry_.asset.asset_class.index].goodwill;
}

void BookSide::apply_other(const EventDetail& detail) {
  if (const auto* event = std::get_if<Impair>(&detail)) {
    require_impairment_rules();
    impair(event->amount.fen());
    re_estimate(event->estimate);
  } else if (const auto* event = std::get_if<Test>(&detail)) {
    require_impairment_rules();
    test(*event);
    re_estimate(event->estimate);
  } else if (const auto* event = std::get_if<Reverse>(&detail)) {
    require_impairment_rules();
    if (!reversal_allowed()) refuse("REVERSAL-FORBIDDEN");
    std::optional<Fen> target;
    if (event->recoverable) target = event->recoverable->fen();
    reverse(event->amount.fen(), target);
  } else if (const auto* event = std::get_if<FairValue>(&detail)) {
    if (!basis.at_fair_value) refuse("FAIR-VALUE-UNDER-COST-MODEL");
    year.fair_value_profit += set_fair_value(event->amount.fen());
  } else if (const auto* event = std::get_if<Transfer>(&detail)) {
    transfer(*event);
  }
}

void BookSide::impair(Fen amount) {
  if (amount > basis.carrying()) refuse("IMPAIRMENT-ABOVE-CARRYING");
  if (amount == 0) return;
  basis.provision += amount;
  year.impairment += amount;
  basis.rebase();
}

void BookSide::test(const Test& test) {
  const Fen recoverable = test.recoverable.fen();
  if (basis.carrying() > recoverable) {
    impair(basis.carrying() - recoverable);
  } else if (reversal_allowed()) {
    reverse(INT64_MAX, recoverable);
  }
}

void BookSide::reverse(Fen at_most, std::optional<Fen> target) {
  Fen ceiling = unimpaired_.carrying();
  if (target) ceiling = std::min(ceiling, *target);
  const Fen amount = std::min({at_most, ceiling - basis.carrying(), basis.provision});
  if (amount <= 0) return;
  basis.provision -= amount;
  year.reversal += amount;
  basis.rebase();

  // Questions and Answers 2003 no. 10: the depreciation that the impairment had held back.
  const bool tangible = world_.classes[entry_.asset.asset_class.index].family == Family::tangible;
  if (world_.book != "cn/eas-2001" || !tangible) return;
  const Fen held_back = std::min(basis.provision, unimpaired_.accumulated - basis.accumulated);
  if (held_back <= 0) return;
  basis.provision -= held_back;
  basis.accumulated += held_back;
}

Fen BookSide::set_fair_value(Fen amount) {
  const Fen change = amount - basis.carrying();
  basis.fair_value += change;
  unimpaired_.fair_value += amount - unimpaired_.carrying();
  return change;
}

void BookSide::transfer(const Transfer& transfer) {
  if (transfer.to_class) asset_class = *transfer.to_class;
  if (!transfer.model) return;
  const bool to_fair_value = *transfer.model == Model::fair_value;
  if (to_fair_value == basis.at_fair_value) refuse("TRANSFER-TO-THE-SAME-MODEL");
  if (!transfer.amount) refuse("TRANSFER-WITHOUT-AMOUNT");
  const Fen change = set_fair_value(transfer.amount->fen());
  for (Projection* each : {&basis, &unimpaired_}) {
    each->at_fair_value = to_fair_value;
    each->rebase();
  }
  if (to_fair_value && change > 0) {
    surplus_ += change;
    year.surplus_to_equity += change;
  } else {
    year.fair_value_profit += change;
  }
  if (to_fair_value) return;
  for (Projection* each : {&basis, &unimpaired_}) {
    // Under the cost model nothing stands at fair value: what was there is part of the cost from now on.
    each->cost += each->fair_value;
    each->fair_value = 0;
    if (transfer.remaining_months) each->life = each->charged_months + *transfer.remaining_months;
    if (each->method == Method::none) each->method = Method::straight_line;
  }
}

void BookSide::apply_improve(const Improve& improve, Fraction removed) {
  if (improve.amount.is_zero() && !improve.removed) return;
  if (improve.removed) release(removed, nullptr);
  const Fen amount = improve.amount.fen();
  year.added += amount;
  for (Projection* each : {&basis, &unimpaired_}) each->cost += amount;
  if (basis.at_fair_value) return;  // an improvement only adds to cost
  for (Projection* each : {&basis, &unimpaired_}) {
    if (improve.remaining_months) each->life = each->charged_months + *improve.remaining_months;
    each->rebase();
  }
  if (starts_a_life_without_months()) refuse("NO-CHARGING-MONTH-LEFT");
}

void BookSide::apply_adjustment(const AdjustCost& adjustment) {
  const Fen amount = adjustment.amount.fen();
  if (amount == 0) return;
  year.added += amount;
  for (Projection* each : {&basis, &unimpaired_}) {
    each->cost += amount;
    each->rebase();
  }
  check_balances("COST-BELOW-ACCUMULATED");
}

// Section 6. `dispose` is null for the removed part of an improvement.
void BookSide::release(Fraction fraction, const Dispose* dispose) {
  Released out;
  out.cost = part(fraction, basis.cost);
  out.accumulated = part(fraction, basis.accumulated);
  out.provision = part(fraction, basis.accumulated + basis.provision) - out.accumulated;
  out.fair_value = part(fraction, basis.fair_value);
  const bool stated = dispose != nullptr && dispose->cost_removed;
  if (stated && dispose->accumulated_removed) out.accumulated = dispose->accumulated_removed->fen();
  if (stated && dispose->provision_removed) out.provision = dispose->provision_removed->fen();
  if (out.accumulated > basis.accumulated || out.provision > basis.provision) refuse("REMOVED-ABOVE-BALANCE");

  const Fen surplus = part(fraction, surplus_);
  surplus_ -= surplus;
  if (world_.recycles_equity_surplus) out.surplus = surplus;

  basis.cost -= out.cost;
  basis.accumulated -= out.accumulated;
  basis.provision -= out.provision;
  basis.fair_value -= out.fair_value;
  if (stated) check_balances("REMOVED-OUT-OF-BALANCE");
  unimpaired_.cost -= part(fraction, unimpaired_.cost);
  unimpaired_.accumulated -= part(fraction, unimpaired_.accumulated);
  unimpaired_.fair_value -= part(fraction, unimpaired_.fair_value);
  for (Projection* each : {&basis, &unimpaired_}) {
    each->residual -= part(fraction, each->residual);
    each->release_units(fraction);
    each->rescale_after_disposal(fraction);
  }

  year.released.cost += out.cost;
  year.released.accumulated += out.accumulated;
  year.released.provision += out.provision;
  year.released.fair_value += out.fair_value;
  year.released.surplus += out.surplus;
}

}  // namespace tieout::auditor
