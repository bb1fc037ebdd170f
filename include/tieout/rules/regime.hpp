// What an accounting standard or a tax law says, compiled from the parameters for quick look-up.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/rules/classes.hpp"
#include "tieout/rules/election.hpp"
#include "tieout/rules/form.hpp"
#include "tieout/rules/position.hpp"
#include "tieout/rules/rule.hpp"
#include "tieout/rules/super_deduction.hpp"

namespace tieout::rules {

// First and last charging month of a class family, by the row in force today.
struct ChargingMonths {
  Starts starts = Starts::month_after;
  Stops stops = Stops::month_of;
  Citation cite;
  const Parameter* parameter = nullptr;
  const Value* value = nullptr;
};

// The charging months for an asset in service on `date`, as far as published by `as_of`. An asset from before the first
// row, or a date on which nothing was published yet, falls under the first.
struct MonthConvention {
  Starts starts = Starts::month_after;
  Stops stops = Stops::month_of;
  RuleUse rule;
};
MonthConvention charging_months_on(const ChargingMonths& latest, Date date, std::optional<Date> as_of = {});

// Whether a standard knows impairment, and whether it lets it be reversed.
enum class ImpairmentRule : std::uint8_t { none, never_reversed, reversed_within_cap };

// How a standard tests for impairment; each rule with its citation, whose source is empty where it has none.
struct ImpairmentTestRules {
  bool by_recoverable_amount = false;  // false: it tests otherwise (undiscounted flows, fair value), or not at all
  std::int32_t forecast_years = 0;     // longer forecasts need a justification; 0: no such rule
  Citation recoverable, forecast, allocation, corporate, reversal;
};

struct BookRegime {
  std::string code;  // "cn/cas"
  Text title;
  std::array<ChargingMonths, 3> charging_months;  // by Family
  ImpairmentRule impairment = ImpairmentRule::never_reversed;
  Citation impairment_cite;
  Citation reversal_cite;
  bool goodwill_reversal_barred = true;
  Citation goodwill_reversal_cite;
  ImpairmentTestRules impairment_test;
  std::optional<Citation> no_deferred_tax;  // the article by which tax expense is the current tax alone
  // Family whose held-back depreciation moves from the provision to accumulated on a reversal (Questions
  // and Answers 2003 no. 10); empty elsewhere.
  std::optional<Family> held_back_charge_moves;
  bool recycles_equity_surplus = true;  // on disposal of fair-value property (CAS 3)
};

// The statutory minimum life of a class on a date.
struct MinimumLife {
  std::int32_t months = 0;
  Citation cite;
  const Parameter* parameter = nullptr;
  const Value* value = nullptr;
  std::uint32_t line = 0;
};

// A new law that lets assets of the old one go over to its lives: the tax base not yet deducted is spread over the
// new minimum less the time already charged, and the residual may be set anew once.
struct LifeTransition {
  Date from;
  Date published;
  bool residual_may_change = false;
  std::vector<bool> by_class;  // by ClassId: which classes may
  Citation cite;
};

// Bounds of the tax residual, as a share of cost, while a law fixed them: by entity type.
struct ResidualBounds {
  const Parameter* parameter = nullptr;   // rows hold `at_least`, `at_most`
  std::vector<std::string> entity_types;  // empty: every entity that no other bounds name
  std::vector<bool> by_class;             // by ClassId
};

// A parameter whose rows hold for the classes that its file names.
struct ClassRule {
  const Parameter* parameter = nullptr;
  std::vector<bool> by_class;  // by ClassId

  // The row in force on `date` for the class, or null.
  const Value* value_on(ClassId asset_class, Date date, std::optional<Date> as_of = {}) const {
    if (parameter == nullptr || !by_class[asset_class.index]) return nullptr;
    return rules::value_on(*parameter, date, as_of);
  }
};

class TaxRegime {
 public:
  std::string code;  // "cn/cit" or "none"
  Text title;
  std::array<ChargingMonths, 3> charging_months;
  bool has_minimum_lives = true;                        // false for rule set `none`
  bool methods_need_election = true;                    // other than straight-line and none
  std::vector<const Parameter*> minimum_life_by_class;  // by ClassId, null where the law states none
  std::vector<bool> contract_term_allowed;              // by ClassId: a stated term is the tax life
  std::vector<Citation> contract_term_cite_by_class;    // by ClassId, empty where not allowed
  std::vector<RuleUse> contract_term_by_class;          // by ClassId, null where not allowed
  Citation contract_term_cite;                          // of the first class for which it is allowed
  RuleUse book_life;                                    // the row that lets a longer book life hold
  Citation book_life_cite;                              // why a book life above the minimum is the tax life
  std::vector<bool> used_asset_by_class;                // by ClassId: proven earlier use shortens the minimum
  RuleUse used_asset;                                   // the row that says so
  std::optional<LifeTransition> life_transition;
  std::vector<ResidualBounds> residual_bounds;
  ClassRule provisional_cost;   // how long a cost without its invoice may be settled
  ClassRule major_repair;       // what a repair must do to be spread over the remaining life
  ClassRule building_extended;  // an improvement before the building is fully depreciated
  ClassRule building_rebuilt;   // one torn down: what stood undeducted joins the new cost
  Citation method_cite;
  Citation residual_cite;
  const Parameter* annual_return = nullptr;  // when the return of a year is due; null where nothing says
  std::vector<Election> elections;           // by code
  std::vector<SuperDeduction> super_deductions;
  std::vector<Position> positions;  // by id

  // The last day for the return of the tax year, with the row that says so; nothing where no rule does.
  struct ReturnDue {
    Date date;
    RuleUse rule;
  };
  std::optional<ReturnDue> return_due(int year, std::optional<Date> as_of = {}) const;

  // Null where the regime has no election of that code.
  const Election* find_election(std::string_view election_code) const;
  // Null where the regime leaves no such question open.
  const Position* find_position(std::string_view position_id) const;

  // Minimum life of the class for an asset put in service on `date`, or nothing.
  std::optional<MinimumLife> minimum_life(ClassId asset_class, Date date, std::optional<Date> as_of = {}) const;
};

// All that is known: sources, parameters, classes, regimes. Regimes point into `parameters`: move a RuleBook,
// never copy it.
struct RuleBook {
  RuleBook() = default;
  RuleBook(RuleBook&&) = default;
  RuleBook& operator=(RuleBook&&) = default;
  RuleBook(const RuleBook&) = delete;
  RuleBook& operator=(const RuleBook&) = delete;

  std::vector<Source> sources;
  std::vector<Parameter> parameters;
  ClassTable classes;
  std::vector<BookRegime> book_regimes;
  std::vector<TaxRegime> tax_regimes;
  std::vector<FormEdition> forms;  // by form, then edition

  const Parameter* find_parameter(std::string_view id) const;  // null where there is none
  const Source* find_source(std::string_view id) const;
  const BookRegime* find_book_regime(std::string_view code) const;
  const TaxRegime* find_tax_regime(std::string_view code) const;
  // The day of the newest publication among all rows: how far the law is known. Nothing without rows.
  std::optional<Date> newest_publication() const;
  // Was anything of the regime published by `date`?
  bool published_by(std::string_view regime, Date date) const;
  // "Implementation Regulations art. 60(2)" in the language, for a citation of a known source.
  std::string describe(const Citation& cite, Language language) const;
};

}  // namespace tieout::rules
