// The terms of an asset in each ledger: what was stated, completed by the rules (engine.md §3 and §8).
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tieout/asset/asset.hpp"
#include "tieout/asset/entity.hpp"
#include "tieout/ledger/problem.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout {

// Balances taken over at the start of `month`.
struct OpeningBalance {
  Month month;
  Money accumulated, provision;
  std::int32_t months_charged = 0;
  Money computed;           // what the terms alone would have accumulated by then
  bool comparable = false;  // false where they say nothing: units, no charge, fair value, a provision

  Money difference() const { return comparable ? computed - accumulated : Money{}; }
};

// Everything one ledger needs to run.
struct BasisTerms {
  Basis basis = Basis::book;
  Money cost;
  Money residual;
  Method method = Method::straight_line;
  std::int32_t life_months = 0;  // 0: none stated (method none, or units that decide alone)
  Month first_month;             // first charging month by the start convention
  Stops stops = Stops::month_of;
  ChargeRounding rounding = ChargeRounding::cumulative;
  Ratio first_share;
  Ratio total_units;
  Model model = Model::cost;
  bool monthly_base = false;  // double-declining on each month's balance, not each year's
  bool held = false;          // no charge from the start (a position): months do not count until the hold ends
  std::optional<OpeningBalance> opening;
};

// What an entity chose where the law is open, as far as it reaches a tax ledger (rules/position.hpp). The members
// start as under a regime that does not ask.
struct TaxPositions {
  bool fair_value_charged = true;       // property at fair value is deducted while held
  bool indefinite_life_charged = true;  // intangibles that the books do not amortize are
  bool whole_cost_at_once = true;       // a one-time deduction leaves no residual
  bool monthly_base = false;            // double-declining on each month's balance
  bool life_follows_book = true;        // an `auto` tax life is read again when the book life changes

  // With the option of that code for the position; other positions change nothing here.
  void choose(std::string_view position_id, std::string_view option_code);
};

TaxPositions positions_of(const rules::TaxRegime& regime, const Entity* entity);

// How the tax life follows from class, contract and book life (engine.md §8).
struct TaxLifeRule {
  std::int32_t minimum_months = 0;   // statutory minimum; 0: the law states none
  std::int32_t used_months = 0;      // proven earlier use that minimum_months leaves out
  std::int32_t contract_months = 0;  // term of law or contract that is the tax life; 0: none
  bool follows_book = false;         // `auto`: read again when the book life is re-estimated
  // From this day on a stated tax estimate need only reach the minimum of the law that replaced the asset's own; 0:
  // none.
  Date transition_from;
  std::int32_t transition_minimum_months = 0;
  bool transition_resets_residual = false;

  // The least life that an estimate of `date` may state.
  std::int32_t least_on(Date date) const;

  // The tax life for a book life (0: none). 0 when nothing decides.
  std::int32_t life_for(std::int32_t book_life) const;
};

// What becomes of a take-over balance that differs from the computed one: spread over the remaining life, or charged
// in the month of take-over. Chosen for the run, and every difference is a finding.
enum class OpeningPolicy : std::uint8_t { spread, true_up };

// Reads exactly "spread" or "true-up".
std::optional<OpeningPolicy> parse_opening_policy(std::string_view);

struct AssetTerms {
  BasisTerms book, tax;
  BasisTerms general;    // the tax ledger as if nothing had been elected
  bool elected = false;  // false: general equals tax
  // What was elected, and its row; null where nothing was.
  const rules::Election* election = nullptr;
  const rules::ElectionTreatment* election_treatment = nullptr;
  TaxLifeRule tax_life, general_life;
  TaxTreatment treatment = TaxTreatment::depreciable;
  // Positions: no tax charge while the books carry the asset at fair value, or do not amortize it.
  bool held_at_fair_value = false;
  bool held_while_uncharged = false;
  bool deducted_at_once = false;  // the tax law lets the whole go at once, residual included (a position)
  bool tax_free_choice =
      false;  // methods and lives below the minimum are let through (override, election, rule set none)
  Family family = Family::tangible;
  bool goodwill = false;
  Ratio extra_deduction;                 // rate × share of the year's tax charge
  Ratio extra_deduction_share;           // with the rate that the rules give the entity for the month of the charge
  bool extra_deduction_by_rule = false;  // then extra_deduction is not used
  const rules::BookRegime* book_regime = nullptr;
  const rules::TaxRegime* tax_regime = nullptr;
  const rules::RuleBook* rules = nullptr;
  OpeningPolicy opening_policy = OpeningPolicy::spread;
  std::optional<Date> law_as_of;

  // A citation in both languages, for diagnostics.
  Text describe(const rules::Citation& cite) const {
    return {rules->describe(cite, Language::zh), rules->describe(cite, Language::en)};
  }
};

// What an asset's terms are resolved against.
struct Framework {
  const rules::RuleBook* rules = nullptr;
  const rules::BookRegime* book = nullptr;
  const rules::TaxRegime* tax = nullptr;
  const Entity* entity = nullptr;                 // of the asset's card; null: no facts stated
  const std::vector<Entity>* entities = nullptr;  // of the group, for assets that change hands
  TaxPositions positions;                         // of the entity: AssetReconciler keeps them in step
  std::optional<Date> law_as_of;                  // uses only what was published by this day; empty: all
  rules::UnverifiedRules* unverified = nullptr;   // where rows used on weak evidence are noted; null: nowhere
  OpeningPolicy opening_policy = OpeningPolicy::spread;
};

// Resolves the terms; what is missing, contradictory or against the law goes to `problems` (then the result
// must not be used). Sources: Implementation Regulations art. 59, 60, 67-70; Announcement 2014 no. 29 art. 5.
AssetTerms resolve_terms(const Asset& asset, const Framework& framework, Problems& problems);

}  // namespace tieout
