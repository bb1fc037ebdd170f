// One asset as its owner states it (contract.md §2, "assets"). What is not stated stays empty: defaults
// come from the rules when the terms of each ledger are resolved (ledger/terms.hpp), never from here.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tieout/asset/origin.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"

namespace tieout {

// The columns `book_*` or `tax_*`.
struct StatedTerms {
  std::optional<Method> method;
  std::optional<std::int32_t> life_months;
  std::optional<Money> residual;
  std::optional<Ratio> residual_rate;  // of the cost of that basis, 0..1
  std::optional<Starts> starts;
  std::optional<Stops> stops;
  std::optional<ChargeRounding> rounding;
};

// Balances of a half-depreciated asset at take-over; `date` is the first of a month.
struct Opening {
  Date date;
  std::optional<Money> book_accumulated;
  Money provision;
  std::optional<Money> tax_cost;
  std::optional<Money> tax_accumulated;
  std::optional<std::int32_t> book_months;  // charging months made before `date`
  std::optional<std::int32_t> tax_months;
  OpeningStatus status = OpeningStatus::stated;
  Origin origin;       // of a file of openings; line 0: the asset's own row
  std::string source;  // what the balances were taken from, in words, or empty
};

// The policy rows that gave what the card does not state; line 0: the card itself did, or nobody.
struct PolicyOrigins {
  Origin asset_class;
  Origin tax_method;
  Origin tax_life_months;
  Origin tax_residual_rate;
  Origin tax_election;
  Origin tax_treatment;
  Origin book_rounding;
};

struct Asset {
  std::string entity;
  std::string id;
  std::string name;
  std::string category;  // the ERP's own class, kept for tie-outs
  ClassId asset_class;
  ClassSource class_source = ClassSource::stated;
  Date in_service;
  Money cost;  // historical cost at recognition (gross cost at take-over)
  std::optional<Date> acquired;
  Condition condition = Condition::unstated;
  std::optional<std::int32_t> age_months;
  std::string age_evidence;  // the papers that prove the earlier use of an asset bought used, or empty
  std::optional<Ratio> quantity;

  StatedTerms book;
  Model book_model = Model::cost;

  StatedTerms tax;
  std::optional<Money> tax_cost;
  std::string tax_election;  // code of an election (rules), or empty
  std::string tax_override;  // written reason, or empty
  TaxTreatment tax_treatment = TaxTreatment::depreciable;
  bool tax_treatment_stated = false;
  std::optional<Ratio> tax_first_share;

  std::optional<Ratio> extra_deduction_rate;
  std::optional<Ratio> extra_deduction_share;
  std::optional<std::int32_t> contract_months;
  std::optional<Ratio> total_units;
  std::string parent;
  std::string predecessor;

  std::optional<Opening> opening;
  PolicyOrigins policy;
  Origin origin;

  // The row in which the take-over balances stand.
  Origin opening_origin() const { return opening && opening->origin.line > 0 ? opening->origin : origin; }
};

// The row that states the column of the asset: the policy's where it completed the card, else the card.
Origin origin_of(const Asset& asset, std::string_view column);

}  // namespace tieout
