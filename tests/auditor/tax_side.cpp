#include <algorithm>

#include "sides.hpp"

namespace tieout::auditor {

TaxSide::TaxSide(const RegisterEntry& entry, const World& world, const BookSide& book, bool general)
    : Side(entry, world, Basis::tax), book_(book), general_(general) {
  StartingTax start = starting_tax(entry.asset, world, book.basis, general);
  basis = std::move(start.basis);
  life_ = start.life;
}

void TaxSide::refuse_unless_general(const char* code) const {
  if (!general_) refuse(code);
}

void TaxSide::check_balances(const char* code) const {
  if (basis.accumulated < 0 || basis.accumulated > basis.cost) refuse_unless_general(code);
}

// What earlier returns deducted, they deducted under the election.
std::optional<Money> TaxSide::recorded_charge(const Recorded& row) const {
  return general_ ? std::nullopt : row.tax_charge;
}

void TaxSide::apply_estimate(const Event& event, const Estimate& estimate) {
  if (!concerns(estimate.basis)) {
    follow_book_life(event);
    return;
  }
  const ReEstimate& stated = estimate.estimate;
  const bool life_stated = stated.life_months || stated.remaining_months;
  if (!life_stated && !stated.method) return;  // the tax residual never changes
  if (entry_.asset.tax_treatment == TaxTreatment::on_disposal) refuse("ON-DISPOSAL-WITH-TAX-TERMS");
  if (stated.method == Method::units_of_production && !entry_.asset.total_units) refuse("UNITS-MISSING");
  life_.automatic = false;
  if (stated.life_months) basis.life = *stated.life_months;
  if (stated.remaining_months) basis.life = basis.charged_months + *stated.remaining_months;
  if (life_stated && basis.life <= basis.charged_months) refuse_unless_general("NO-CHARGING-MONTH-LEFT");
  if (stated.method) basis.method = *stated.method;
  basis.rebase();
}

void TaxSide::follow_book_life(const Event& event) {
  if (!life_.automatic || !world_.tax_life_follows_book) return;
  for (const auto& [estimate, book_life] : book_.life_changes) {
    if (estimate != &event) continue;
    const int life = life_.read(book_life);
    if (life <= basis.charged_months || life == basis.life) continue;
    basis.life = life;
    basis.rebase();
  }
}

Fen TaxSide::addition(Money amount, const std::optional<Money>& tax_amount) const {
  if (tax_amount) return tax_amount->fen();
  return entry_.asset.tax_treatment == TaxTreatment::non_deductible ? 0 : amount.fen();
}

void TaxSide::apply_improve(const Improve& improve, Fraction removed) {
  const Fen amount = addition(improve.amount, improve.tax_amount);
  if (amount == 0 && !improve.removed) return;
  if (improve.removed) release(removed, nullptr);
  basis.cost += amount;
  year.added += amount;
  if (improve.tax_remaining_months) {
    basis.life = basis.charged_months + *improve.tax_remaining_months;
    life_.automatic = false;
  } else if (improve.remaining_months) {
    basis.life = std::max(basis.life, basis.charged_months + *improve.remaining_months);
  }
  if (basis.method == Method::one_time && basis.charged_months > 0 && amount != 0) {
    basis.method = Method::straight_line;  // from here on
  }
  basis.rebase();
  if (starts_a_life_without_months()) refuse_unless_general("NO-CHARGING-MONTH-LEFT");
}

void TaxSide::apply_adjustment(const AdjustCost& adjustment) {
  const Fen amount = addition(adjustment.amount, adjustment.tax_amount);
  if (amount == 0) return;
  basis.cost += amount;
  year.added += amount;
  basis.rebase();
  check_balances("COST-BELOW-ACCUMULATED");
}

void TaxSide::release(Fraction fraction, const Dispose*) {
  const Fen cost = part(fraction, basis.cost);
  const Fen accumulated = part(fraction, basis.accumulated);
  basis.cost -= cost;
  basis.accumulated -= accumulated;
  basis.residual -= part(fraction, basis.residual);
  basis.release_units(fraction);
  basis.rescale_after_disposal(fraction);
  year.released.cost += cost;
  year.released.accumulated += accumulated;
}

}  // namespace tieout::auditor
