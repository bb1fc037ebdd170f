// The three results of engine.md §7 for one asset and year: the reconciliation row, the roll-forward and the
// disposals. Forms and papers are made from these and compute nothing else.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"
#include "tieout/ledger/roll_forward.hpp"

namespace tieout {

// Why book and tax charges of a year differ; a set of bits.
enum class AdjustmentReason : std::uint8_t { life = 1, method = 2, basis = 4, impairment = 8, recorded = 16 };

class AdjustmentReasons {
 public:
  void add(AdjustmentReason reason) { bits_ = static_cast<std::uint8_t>(bits_ | static_cast<std::uint8_t>(reason)); }
  bool has(AdjustmentReason reason) const { return (bits_ & static_cast<std::uint8_t>(reason)) != 0; }
  bool empty() const { return bits_ == 0; }
  // "life;impairment", in the order of the enumeration.
  std::string_view text() const;

 private:
  std::uint8_t bits_ = 0;
};

// The keys are those of engine.md §7; signs: positive adjustments increase taxable income.
struct ReconciliationRow {
  std::string entity;
  std::string asset;
  std::string name;
  ClassId asset_class;  // at year end
  std::int32_t year = 0;

  Money book_cost, tax_cost;
  Money book_charge, tax_charge;
  Money book_accumulated, tax_accumulated;
  Money book_impairment, book_reversal;
  Money book_provision, book_fair_value;
  Money book_carrying_open, book_carrying_close;
  Money tax_base_open, tax_base_close;
  Money disposal_proceeds, disposal_compensation, disposal_costs;
  Money book_disposal_gain, tax_disposal_gain;
  Money tax_charge_general, tax_accumulated_general;
  Money adj_impairment, adj_charge;
  Money adj_disposal, adj_disposal_provision, adj_disposal_charge, adj_disposal_cost, adj_disposal_fair_value;
  Money adj_fair_value, adj_permanent, adj_total;
  AdjustmentReasons adj_reason;
  Money temp_diff_open, temp_diff_initial, temp_diff_equity, temp_diff_close;
  // Of the balances with which the asset was taken over, in every year after; nothing where it was not.
  std::optional<OpeningStatus> opening_status;
};

// One disposal event, as both ledgers saw it.
struct DisposalLine {
  Date date;
  DisposalKind kind = DisposalKind::sale;
  ClassId asset_class;
  Holder holder = 0;
  std::uint32_t event = 0;          // index of the event in the register entry
  bool replaced_component = false;  // the removed part of an improvement
  Money proceeds, compensation, costs;
  Layers released;  // book
  Money equity_surplus_released;
  Money tax_cost, tax_accumulated;
  Money book_gain, tax_gain;
  Money adj_provision, adj_charge, adj_cost, adj_fair_value;
};

// How recorded charges met computed ones (engine.md §4).
struct RecordedMeeting {
  bool book_stated = false, tax_stated = false;
  Money book_difference, tax_difference;  // recorded − computed
  // Differences of at most one fen per charging month are the ERP's rounding.
  bool book_is_rounding = false, tax_is_rounding = false;
};

// Tax charges of a run of months that share one rate of extra deduction.
struct ExtraDeduction {
  Ratio rate;  // rate × share
  Money charge, deducted;
};

// The terms of a ledger as they stand at the end of the year.
struct ScheduleTerms {
  Method method = Method::straight_line;
  std::int32_t life_months = 0;  // 0: none
  Money residual;
  Month first_month;  // first charging month
};

// All three, for one asset and year. The vectors keep their capacity from asset to asset.
struct AssetYear {
  ReconciliationRow row;
  std::vector<RollForwardLine> roll_forward;
  std::vector<DisposalLine> disposals;
  std::vector<ExtraDeduction> extra_deductions;  // in the order of the months; empty where there is none
  RecordedMeeting recorded;
  ScheduleTerms book_terms, tax_terms;
  Model book_model_open = Model::cost, book_model_close = Model::cost;  // before and after the period
  Date in_service;
  // The entities through whose hands the asset goes, in order; empty where it never changes hands.
  std::vector<std::string> holders;

  // The row stands with the entity that holds the asset at the end of the period; lines and disposals with the one
  // that held it at the time.
  const std::string& entity_of(Holder holder) const { return holders.empty() ? row.entity : holders[holder]; }
  // Whether the entity held the asset at any time in the period.
  bool held_by(std::string_view entity) const;
};

}  // namespace tieout
