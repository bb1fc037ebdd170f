// The steps of an impairment test that work on outcomes under way. Inside filing/ only.
#pragma once

#include <vector>

#include "tieout/filing/impairment_test.hpp"

namespace tieout {

// The highest of its own fair value less costs, its own value in use and zero.
Money floor_of(const std::optional<Money>& fair_value_less_costs, const std::optional<Money>& value_in_use);

GoodwillOutcome open_goodwill(const TestedGoodwill& goodwill);
// What the goodwill of the whole unit still stands at.
Money whole(const GoodwillOutcome& goodwill);
// Takes as much of the loss as there is goodwill, shared with the other owners; returns what is left of the loss.
Money charge_goodwill(GoodwillOutcome& goodwill, Money loss);

// Weights by which corporate asset `corporate` is shared among its units, in their order.
std::vector<Money> share_among_units(const CorporateAsset& corporate, const std::vector<TestedUnit>& units);

// Gives every unit its share of each corporate asset that can be allocated.
void allocate_corporate(const ImpairmentInput& input, std::vector<UnitOutcome>& units);

// Shares a unit's loss out over goodwill, assets and corporate shares.
void allocate_loss(UnitOutcome& unit, Money loss);

// The indicative alternative, where every asset states an amount of its own.
void allocate_by_shortfall(const TestedUnit& tested, UnitOutcome& unit);

// Tests one group after its units.
GroupOutcome test_group(const UnitGroup& group, std::vector<UnitOutcome>& units,
                        std::vector<CorporateOutcome>& corporate, const std::vector<CorporateAsset>& stated);

// Reverses earlier losses as far as recoverable amount, caps and regime allow.
void reverse_losses(const TestedUnit& tested, UnitOutcome& unit, const rules::BookRegime& regime);

}  // namespace tieout
