// Builds the rules of a World in memory and runs the engine on one history.
#include "engine_adapter.hpp"

#include "tieout/reconcile/reconcile.hpp"

namespace tieout::auditor {

namespace {

rules::ChargingMonths charging_months(const World& world, std::size_t family) {
  rules::ChargingMonths months;
  months.starts = world.starts[family];
  months.stops = world.stops[family];
  return months;
}

rules::Parameter minimum_life(std::int32_t months) {
  rules::Value value;
  value.from = Date{1900, 1, 1};
  value.published = value.from;
  value.fields["months"] = std::to_string(months);
  rules::Parameter parameter;
  parameter.values.push_back(value);
  return parameter;
}

rules::ImpairmentRule impairment_rule(const std::string& regime) {
  if (regime == "cn/sbs") return rules::ImpairmentRule::none;
  if (regime == "cn/eas-2001" || regime == "ifrs") return rules::ImpairmentRule::reversed_within_cap;
  return rules::ImpairmentRule::never_reversed;
}

// Open to every asset: whether it may be taken is not what is compared.
rules::Election open_election(const WorldElection& election, std::size_t classes) {
  rules::Election open;
  open.code = election.code;
  rules::ElectionTreatment treatment;
  treatment.methods = {election.method.value_or(Method::straight_line)};
  open.treatments.push_back(treatment);
  rules::ElectionGround ground;
  for (std::size_t i = 0; i < classes; ++i) ground.classes.push_back({static_cast<std::uint16_t>(i)});
  rules::ElectionWindow window;
  window.from = window.published = Date{1900, 1, 1};
  ground.windows.push_back(window);
  open.grounds.push_back(ground);
  return open;
}

}  // namespace

void fill_rules(const World& world, rules::RuleBook& book) {
  std::vector<rules::AssetClass> classes;
  for (const WorldClass& stated : world.classes) {
    rules::AssetClass entry;
    entry.code = stated.code;
    entry.label = {stated.code, stated.code};
    entry.family = stated.family;
    entry.goodwill = stated.goodwill;
    classes.push_back(entry);
    book.parameters.push_back(minimum_life(stated.minimum_months));
  }
  book.classes = rules::ClassTable(classes);

  rules::BookRegime regime;
  regime.code = world.book;
  regime.impairment = impairment_rule(world.book);
  if (world.book == "cn/eas-2001") regime.held_back_charge_moves = Family::tangible;
  regime.goodwill_reversal_barred = world.book == "ifrs";
  regime.recycles_equity_surplus = world.recycles_equity_surplus;
  rules::TaxRegime tax;
  tax.code = world.tax;
  tax.has_minimum_lives = world.tax != "none";
  tax.methods_need_election = world.tax != "none";
  for (std::size_t family = 0; family < 3; ++family) {
    regime.charging_months[family] = charging_months(world, family);
    tax.charging_months[family] = charging_months(world, family);
  }
  for (std::size_t i = 0; i < world.classes.size(); ++i) {
    tax.minimum_life_by_class.push_back(world.classes[i].minimum_months > 0 ? &book.parameters[i] : nullptr);
    tax.contract_term_allowed.push_back(world.classes[i].contract_term_allowed && world.tax != "none");
  }
  if (world.election) tax.elections.push_back(open_election(*world.election, world.classes.size()));
  book.book_regimes.push_back(std::move(regime));
  book.tax_regimes.push_back(std::move(tax));
}

bool run_engine(const RegisterEntry& entry, const World& world, std::int32_t last_year,
                std::vector<ReconciliationRow>& rows, std::string& refusal) {
  rules::RuleBook book;
  fill_rules(world, book);
  Framework framework;
  framework.rules = &book;
  framework.book = &book.book_regimes.front();
  framework.tax = &book.tax_regimes.front();
  AssetReconciler reconciler(framework);
  rows.clear();
  if (reconciler.open(entry)) {
    for (int year = reconciler.first_year(); year <= last_year; ++year) {
      const AssetYear* result = reconciler.run_year(year);
      if (!result) break;
      rows.push_back(result->row);
    }
    reconciler.finish();
  }
  if (reconciler.problems().empty()) return true;
  refusal = reconciler.problems().front().diagnostic.code;
  rows.clear();
  return false;
}

}  // namespace tieout::auditor
