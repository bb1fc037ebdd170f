// Positions: questions that the law leaves open, where practice differs. An entity chooses one option each; where
// it chooses nothing the default holds. Questions, options, reasons and the default are rule data
// (rules/<tax>/position); C++ knows the words and what each does to a ledger or a form.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/entity.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

class TaxRegime;

// The positions that the program acts on.
namespace position {
inline constexpr std::string_view kFairValuePropertyCharge = "fair-value-property-charge";
inline constexpr std::string_view kIndefiniteLifeCharge = "indefinite-life-charge";
inline constexpr std::string_view kOneTimeResidual = "one-time-residual";
inline constexpr std::string_view kDecliningBalanceBase = "declining-balance-base";
inline constexpr std::string_view kTaxLifeFollowsBook = "tax-life-follows-book";
inline constexpr std::string_view kDisposedInYear = "disposed-in-year";
inline constexpr std::string_view kDisposalRouting = "disposal-routing";
inline constexpr std::string_view kRightOfUseForm = "right-of-use-form";
}  // namespace position

struct Position {
  std::string id;  // "one-time-residual"
  Text title;
  Text question;
  Text default_reason;  // why the default is what it is
  std::string default_option;
  bool touches_assets = false;  // changes figures of assets; otherwise only where a form shows them
  std::vector<PositionOption> options;
  const Parameter* parameter = nullptr;

  const PositionOption* find_option(std::string_view code) const;  // null where there is none
};

// The option codes that the program understands for a position; empty for an id it does not know.
const std::vector<std::string_view>& option_codes(std::string_view position_id);

// What the entity chose, or the default; with `entity` null the default. Under a regime that does not ask the
// question (rule set `none`) an option without a code.
const PositionOption& chosen(const TaxRegime& regime, const Entity* entity, std::string_view position_id);

}  // namespace tieout::rules
