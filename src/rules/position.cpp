#include "tieout/rules/position.hpp"

#include <algorithm>
#include <map>

#include "tieout/rules/regime.hpp"

namespace tieout::rules {

const PositionOption* Position::find_option(std::string_view code) const {
  const auto found = std::find_if(options.begin(), options.end(), [&](const auto& o) { return o.code == code; });
  return found == options.end() ? nullptr : &*found;
}

const std::vector<std::string_view>& option_codes(std::string_view position_id) {
  static const std::map<std::string_view, std::vector<std::string_view>> kCodes = {
      {position::kFairValuePropertyCharge, {"deducted", "not-deducted"}},
      {position::kIndefiniteLifeCharge, {"deducted", "not-deducted"}},
      {position::kOneTimeResidual, {"whole-cost", "book-residual"}},
      {position::kDecliningBalanceBase, {"yearly", "monthly"}},
      {position::kTaxLifeFollowsBook, {"on", "off"}},
      {position::kDisposedInYear, {"kept", "left-out"}},
      {position::kDisposalRouting, {"by-book-result", "all-other"}},
      {position::kRightOfUseForm, {"outside", "inside"}},
  };
  static const std::vector<std::string_view> kNone;
  const auto found = kCodes.find(position_id);
  return found == kCodes.end() ? kNone : found->second;
}

const PositionOption& chosen(const TaxRegime& regime, const Entity* entity, std::string_view position_id) {
  static const PositionOption kNotAsked;
  const Position* position = regime.find_position(position_id);
  if (position == nullptr) return kNotAsked;
  if (entity != nullptr) {
    if (const auto choice = entity->positions.find(position_id); choice != entity->positions.end()) {
      if (const PositionOption* option = position->find_option(choice->second)) return *option;
    }
  }
  const PositionOption* option = position->find_option(position->default_option);
  return option == nullptr ? kNotAsked : *option;
}

}  // namespace tieout::rules
