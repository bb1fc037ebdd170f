#include "terms.hpp"

#include <algorithm>

namespace tieout::auditor {

namespace {

Fen stated_residual(const StatedTerms& terms, Fen cost, Fen otherwise) {
  if (terms.residual) return terms.residual->fen();
  if (terms.residual_rate) return part(fraction_of(*terms.residual_rate), cost);
  return otherwise;
}

void set_calendar(Projection& basis, const StatedTerms& terms, const Asset& asset, const World& world) {
  const auto family = static_cast<std::size_t>(world.classes[asset.asset_class.index].family);
  const Starts starts = terms.starts.value_or(world.starts[family]);
  basis.first_charging = asset.in_service.month() + (starts == Starts::month_after ? 1 : 0);
  basis.stops = terms.stops.value_or(world.stops[family]);
  basis.rounding = terms.rounding.value_or(ChargeRounding::cumulative);
  basis.rest_begins = january(basis.first_charging.year() + 1);
  if (asset.total_units) basis.units_left = exact(*asset.total_units);
}

// Months charged before the take-over: as stated, or by the calendar. An amount still to charge needs a month.
void take_over(Projection& basis, const std::optional<std::int32_t>& stated_months, Month opening) {
  const int by_calendar = std::clamp(opening - basis.first_charging, 0, std::max(0, basis.life));
  const bool charging = basis.method != Method::none && !basis.at_fair_value;
  basis.charged_months = stated_months ? *stated_months : (charging ? by_calendar : 0);
  if (basis.accumulated < 0 || basis.provision < 0 || basis.accumulated + basis.provision > basis.cost) {
    refuse("OPENING-OUT-OF-BALANCE");
  }
  const bool by_life = charging && basis.method != Method::units_of_production;
  if (by_life && basis.carrying() > basis.residual && basis.charged_months >= basis.life) {
    refuse("OPENING-LEAVES-NO-MONTH");
  }
}

bool needs_election(Method method) { return method != Method::straight_line && method != Method::none; }

// Whether the asset's election, if it makes one, is that of the method.
bool elected(Method method, const Asset& asset, const World& world) {
  return !asset.tax_election.empty() && world.election && world.election->method == method;
}

// A method or a life that the law does not give of itself needs an election that gives it, or an override.
void check_tax_terms(const Asset& asset, const World& world, const TaxLife& life) {
  if (world.tax != "cn/cit" || !asset.tax_override.empty()) return;
  const StatedTerms& stated = asset.tax;
  const bool free = asset.tax_election.empty() && stated.method && !needs_election(*stated.method);
  if (stated.method && !free && !elected(*stated.method, asset, world)) refuse("TAX-METHOD-NEEDS-ELECTION");
  const int minimum = life.contract > 0 ? std::min(life.contract, life.floor) : life.floor;
  if (stated.life_months && *stated.life_months < minimum) refuse("TAX-LIFE-BELOW-MINIMUM");
}

TaxLife tax_life_rule(const Asset& asset, const World& world) {
  TaxLife life;
  const WorldClass& asset_class = world.classes[asset.asset_class.index];
  if (world.tax == "none") return life;
  life.floor = asset_class.minimum_months;
  if (asset_class.contract_term_allowed && asset.contract_months) life.contract = *asset.contract_months;
  return life;
}

void set_tax_method(Projection& basis, const Asset& asset, const World& world, bool general) {
  basis.method = asset.tax.method.value_or(Method::straight_line);
  if (!asset.tax_election.empty() && world.election && world.election->method) basis.method = *world.election->method;
  if (general && needs_election(basis.method)) basis.method = Method::straight_line;
  if (asset.tax_treatment == TaxTreatment::on_disposal) {
    if (asset.tax.method || asset.tax.life_months) refuse("ON-DISPOSAL-WITH-TAX-TERMS");
    basis.method = Method::none;
  }
  if (basis.method == Method::units_of_production && !asset.total_units) refuse("UNITS-MISSING");
  if (basis.method == Method::first_share) {
    if (!asset.tax_first_share) refuse("FIRST-SHARE-MISSING");
    basis.first_share = fraction_of(*asset.tax_first_share);
  }
}

}  // namespace

Month first_month(const Asset& asset) { return asset.opening ? asset.opening->date.month() : asset.in_service.month(); }

Projection starting_book(const Asset& asset, const World& world) {
  Projection book;
  book.cost = asset.cost.fen();
  book.method = asset.book.method.value_or(Method::straight_line);
  if (book.method == Method::one_time || book.method == Method::first_share) refuse("METHOD-TAX-ONLY");
  if (!asset.book.life_months && book.method != Method::none) refuse("BOOK-LIFE-MISSING");
  if (book.method == Method::units_of_production && !asset.total_units) refuse("UNITS-MISSING");
  book.life = asset.book.life_months.value_or(0);
  book.residual = stated_residual(asset.book, book.cost, 0);
  book.at_fair_value = asset.book_model == Model::fair_value;
  set_calendar(book, asset.book, asset, world);
  if (asset.opening) {
    book.accumulated = asset.opening->book_accumulated.value_or(Money{}).fen();
    book.provision = asset.opening->provision.fen();
    take_over(book, asset.opening->book_months, first_month(asset));
  }
  return book;
}

// A book life not below the minimum is the tax life, otherwise the minimum is; a contract term decides alone.
int TaxLife::read(int book_life) const {
  if (contract > 0) return contract;
  return std::max(book_life, floor);
}

StartingTax starting_tax(const Asset& asset, const World& world, const Projection& book, bool general) {
  StartingTax tax;
  tax.life = tax_life_rule(asset, world);
  check_tax_terms(asset, world, tax.life);

  Projection& basis = tax.basis;
  basis.cost = asset.tax_cost.value_or(asset.cost).fen();
  if (asset.opening && asset.opening->tax_cost) basis.cost = asset.opening->tax_cost->fen();
  set_tax_method(basis, asset, world, general);

  const Fen untold = basis.method == Method::one_time ? 0 : book.residual;
  basis.residual = stated_residual(asset.tax, basis.cost, untold);
  if (asset.tax_treatment == TaxTreatment::non_deductible) basis.cost = basis.residual = 0;

  std::optional<std::int32_t> stated_life = asset.tax.life_months;
  if (general && stated_life && *stated_life < tax.life.floor) stated_life.reset();
  tax.life.automatic = !stated_life && world.tax != "none";
  if (stated_life) {
    basis.life = *stated_life;
  } else {
    basis.life = tax.life.automatic ? tax.life.read(book.life) : book.life;
  }
  if (basis.life == 0 && basis.method != Method::none) refuse("TAX-LIFE-MISSING");
  if (basis.method == Method::first_share && basis.life <= 12) refuse("FIRST-SHARE-LIFE");

  set_calendar(basis, asset.tax, asset, world);
  if (asset.opening) {
    basis.accumulated = asset.opening->tax_accumulated.value_or(Money{}).fen();
    if (!general) {
      take_over(basis, asset.opening->tax_months, first_month(asset));
    } else {
      basis.charged_months = std::clamp(first_month(asset) - basis.first_charging, 0, basis.life);
    }
  }
  return tax;
}

}  // namespace tieout::auditor
