// Elections (tax_election): treatments that the tax law offers and the taxpayer chooses asset by asset, never
// by default. An election says what it does to the tax ledger; its grounds say who may take it, for which
// assets and in which window of purchase dates. One open ground is enough. All figures are rule data
// (rules/<tax>/election, rules/<tax>/election-ground); here they are only looked up and compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/asset.hpp"
#include "tieout/asset/entity.hpp"
#include "tieout/rules/classes.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

// A stretch of purchase dates on the same terms. It holds from its date until the next window.
struct ElectionWindow {
  Date from;
  Date published;
  bool ends = false;                         // nothing is open from `from` on
  std::optional<Money> unit_cost_above;      // unit cost must be more than this
  std::optional<Money> unit_cost_at_most;    // … and no more than this
  std::vector<std::string> industries;       // GB/T 4754 codes ("C35" covers C3562) or words; empty: any
  std::optional<Date> remaining_value_from;  // bought earlier: what stood undeducted on this date
  Citation cite;
  std::uint32_t line = 0;
  const Value* value = nullptr;  // the row it was read from
};

// One set of conditions under which an election is open.
struct ElectionGround {
  std::string id;  // "cn/cit/election-ground/key-industries"
  Text title;
  std::vector<ClassId> classes;
  std::vector<std::string> entity_types;      // any of these; empty: every entity
  std::vector<std::string> places;            // any of these; empty: everywhere
  Condition condition = Condition::unstated;  // required condition of the asset; unstated: new or used
  // What no register shows and the taxpayer asserts by electing, to be evidenced; empty where nothing is.
  Text assurance;
  std::vector<ElectionWindow> windows;  // by `from`, then `published`
  const Parameter* parameter = nullptr;

  // The window open for a purchase on `date` as far as published by `as_of`, or null.
  const ElectionWindow* window_on(Date date, std::optional<Date> as_of = {}) const;
};

// What an election does, as one dated row has it; it holds for purchases from its date until the next row.
struct ElectionTreatment {
  Date from;
  Date published;
  bool ends = false;
  std::vector<Method> methods;       // allowed; the first where the asset states none
  std::optional<Ratio> first_share;  // of the depreciable amount, in the first charging month
  // With first_share: classes whose minimum life is at most this are deducted at once and in full.
  std::optional<std::int32_t> full_up_to_life_months;
  std::optional<Ratio> life_factor;           // shortest life, as a share of the statutory minimum
  std::optional<std::int32_t> life_months;    // shortest life in months
  bool residual_zero = false;                 // the whole cost is deducted unless the asset states a residual
  std::optional<Ratio> extra_deduction_rate;  // deducted on top, for good
  // Must be taken in the return of the first year of deduction and is lost otherwise.
  bool first_return_only = false;
  Citation cite;
  const Value* value = nullptr;  // the row it was read from
};

struct Election {
  std::string code;  // "equipment-one-time"
  Text title;
  std::string label;  // the law's own words
  const Parameter* parameter = nullptr;
  std::vector<ElectionTreatment> treatments;  // by `from`, then `published`
  std::vector<ElectionGround> grounds;        // by id

  // What it does to a purchase of `date` as far as published by `as_of`; null where nothing was published yet, or the
  // election has ended. A purchase before the first row (held when the rule came) falls under the first.
  const ElectionTreatment* treatment_on(Date date, std::optional<Date> as_of = {}) const;
};

// A condition that the facts do not meet, or a fact that nobody stated.
struct FailedCondition {
  std::string_view fact;  // acquired, class, cost, quantity, condition, entity.type, entity.industry, entity.place
  bool stated = true;     // false: the fact is missing and the rule needs it
  Text text;
  Citation cite;
};

struct Eligibility {
  // The ground that is open or, where none is, the one that fails the fewest conditions. Null only for an
  // election without grounds.
  const ElectionGround* ground = nullptr;
  const ElectionWindow* window = nullptr;  // null where no window covers the purchase
  std::vector<FailedCondition> failed;     // empty: eligible
  bool eligible() const { return ground != nullptr && failed.empty(); }
};

// The day whose law decides: `acquired`, or `in_service` where it is not stated.
Date purchase_date(const Asset& asset);

// May this asset of this entity take the election? Unit cost is cost ÷ quantity, compared exactly.
Eligibility check_eligibility(const Election& election, const Asset& asset, const Entity& entity,
                              const ClassTable& classes, std::optional<Date> as_of = {});

// What the election does to the tax terms of an eligible asset.
struct ElectionEffect {
  Method method = Method::straight_line;
  std::optional<Ratio> first_share;  // with Method::first_share
  // Shortest tax life, rounded up to whole months; the asset may state a longer one. Empty: no shorter life.
  std::optional<std::int32_t> life_months_min;
  bool residual_zero = false;
  std::optional<Ratio> extra_deduction_rate;
  Citation cite;
};

// `treatment` is the row that holds for the asset. `minimum_life_months`: the statutory minimum of the asset's class,
// where the law states one. A used asset's minimum is first reduced by `age_months` (Guo Shui Fa 2009 no. 81 art. 3);
// without a stated age it is not.
ElectionEffect effect_of(const ElectionTreatment& treatment, const Asset& asset,
                         std::optional<std::int32_t> minimum_life_months);

// Does the entity's industry fall under the listed one? "C35" covers "C35" and "C3562"; words must be equal.
bool industry_matches(std::string_view listed, std::string_view industry);

}  // namespace tieout::rules
