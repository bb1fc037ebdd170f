// The impairment test: recoverable amount against carrying amount, for units of one asset or of many, with goodwill
// and corporate assets; losses and reversals down to the single asset.
//
// A unit's carrying amount is all that is listed in it: its assets, those outside the standard too (`excluded`: its
// inventory, or a liability as a negative amount, where the recoverable amount covers them), goodwill grossed up to the
// whole of the unit, and its share of the corporate assets. A loss goes to goodwill first, then to the assets in
// proportion to their carrying amounts, and stops for each at the highest of its own fair value less costs, its own
// value in use and zero; what stops there goes to the others. What no asset can take is reported, never forced.
//
// Exact until the end: a share is rounded once, the fen that are left over go by largest remainder, the earlier first.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout {

// When in its year a cash flow is taken to come in.
enum class FlowTiming : std::uint8_t { end_year, mid_year };

// Present values are summed exactly and the sum is rounded, or each year's is rounded as on a working paper.
enum class PresentValueRounding : std::uint8_t { sum, year };

struct CashFlowScenario {
  std::string name;
  Ratio probability;
  std::vector<Money> cash_flows;
};

// Years count from 1. Either `cash_flows` or `scenarios` of equal length, whose probabilities sum to one; either one
// rate for all years or one for each, all above -100%; factors take the place of rates where they are stated.
struct CashFlowForecast {
  std::vector<Money> cash_flows;
  std::vector<CashFlowScenario> scenarios;
  std::vector<Ratio> rates;
  std::vector<Ratio> factors;                   // above 0, one for each year
  std::optional<std::int32_t> factor_decimals;  // 0..12; factors are rounded to so many places
  FlowTiming timing = FlowTiming::end_year;
  PresentValueRounding rounding = PresentValueRounding::sum;
  Money rounding_unit = Money::from_fen(1);  // 10,000 yuan on papers that are kept in 万元
  std::optional<Ratio> terminal_growth;      // below the last rate: flows go on for ever, growing by so much
  Ratio exchange_rate = Ratio::of(1, 1);     // yuan for one of the currency of the flows, on the day of the test
  std::string justification;                 // why the forecast is longer than the standard allows as a rule

  std::size_t years() const { return scenarios.empty() ? cash_flows.size() : scenarios.front().cash_flows.size(); }
};

// What the recoverable amount comes from. Stated `recoverable` wins; else the higher of the two others.
struct RecoverableBasis {
  std::optional<Money> recoverable;
  std::optional<Money> fair_value, disposal_costs;
  std::optional<Money> fair_value_less_costs;
  std::optional<Money> value_in_use;
  std::optional<CashFlowForecast> forecast;
};

struct TestedAsset {
  std::string id, entity;
  Money carrying;                                            // negative only where excluded: a liability of the unit
  std::optional<Money> fair_value_less_costs, value_in_use;  // its own, where they can be told
  std::optional<Money> cap;  // what it would stand at had nothing ever been impaired; without it nothing is reversed
  std::optional<std::int32_t> remaining_months;
  bool excluded = false;
};

struct TestedGoodwill {
  Money carrying;                     // as the statements show it
  Ratio ownership = Ratio::of(1, 1);  // the share of the unit that it stands for; the rest is not recognised
};

struct TestedUnit {
  std::string id, name;
  TestedGoodwill goodwill;
  RecoverableBasis basis;
  std::vector<TestedAsset> assets;
  std::optional<std::int32_t> remaining_months;  // of the unit as a whole; else of its assets
  std::vector<std::string> indicators, evidence;
  SourceSpan place;
};

struct CorporateAsset {
  std::string id, entity;
  Money carrying;
  std::optional<Money> fair_value_less_costs, value_in_use;
  std::vector<std::size_t> units;  // by position; those it serves
  bool allocated = true;           // false: cannot be allocated, is tested in a group
  bool by_remaining_life = false;  // weights are carrying amount times remaining life
  SourceSpan place;
};

// False where every weight of the units it serves is zero: then it can be given to none of them.
bool can_be_shared(const CorporateAsset& corporate, const std::vector<TestedUnit>& units);

// The smallest group of units to which a corporate asset, or goodwill, belongs that none of them can be given.
struct UnitGroup {
  std::string id, name;
  std::vector<std::size_t> units, corporate;  // by position
  TestedGoodwill goodwill;
  RecoverableBasis basis;
  std::vector<std::string> indicators, evidence;
  SourceSpan place;
};

struct ImpairmentInput {
  std::string regime;  // code; empty: not stated
  std::optional<Date> date;
  std::vector<TestedUnit> units;
  std::vector<CorporateAsset> corporate;
  std::vector<UnitGroup> groups;
};

// One line of a discounting paper; `year` 0 is the terminal value.
struct DiscountedYear {
  std::int32_t year = 0;
  Money cash_flow;     // expected, rounded to the fen for the eye
  std::string factor;  // decimal; an exact one is shown to eight places
  Money present_value;
};

struct ValueInUse {
  Money value;
  std::vector<DiscountedYear> years;
};

// Which amount a recoverable amount is.
enum class RecoverableSource : std::uint8_t { stated, fair_value_less_costs, value_in_use };

struct RecoverableAmount {
  Money amount;
  RecoverableSource source = RecoverableSource::stated;
  bool other_unknown = false;  // fair value or value in use alone is stated
  std::optional<Money> fair_value_less_costs, value_in_use;
  std::vector<DiscountedYear> years;  // where value in use was computed
};

struct AssetOutcome {
  std::string id, entity;
  Money carrying, floor, loss, reversal, carrying_after;
  Money first_round;  // the share before floors were looked at
  Money group_loss;   // part of `loss` that came from the test of a group
  bool excluded = false;
  std::optional<Money> by_shortfall;  // indicative: the loss shared by what each falls short of its own amount
};

// The part of a corporate asset that was tested with a unit; its `loss` is part of the unit's.
struct CorporateShare {
  std::size_t corporate = 0;
  Money carrying, floor, loss, carrying_after, first_round;
};

struct GoodwillOutcome {
  Money carrying, loss, carrying_after;
  Money noncontrolling, noncontrolling_loss;  // what is added for the shares of others, and its part of the loss
};

// loss = goodwill.loss + goodwill.noncontrolling_loss + losses of assets and shares + unallocated.
struct UnitOutcome {
  std::string id;
  RecoverableAmount recoverable;
  Money carrying;  // as tested
  Money loss, unallocated, reversal;
  Money group_loss;  // part of `loss` that came from the test of a group
  GoodwillOutcome goodwill;
  std::vector<AssetOutcome> assets;
  std::vector<CorporateShare> corporate;
  bool reversal_barred = false;  // something could be reversed, but the regime does not allow it

  Money recognised() const { return loss - unallocated - goodwill.noncontrolling_loss; }
};

struct CorporateOutcome {
  std::string id, entity;
  Money carrying, loss, carrying_after;
};

struct GroupOutcome {
  std::string id;
  RecoverableAmount recoverable;
  Money carrying, loss, unallocated;
  GoodwillOutcome goodwill;
};

struct ImpairmentOutcome {
  std::vector<UnitOutcome> units;
  std::vector<CorporateOutcome> corporate;
  std::vector<GroupOutcome> groups;
};

// Rates and factors as above. Throws MoneyOverflow.
ValueInUse value_in_use(const CashFlowForecast& forecast);

// The higher amount; the basis must state one.
RecoverableAmount recoverable_amount(const RecoverableBasis& basis);

// The sum of the probabilities is one.
bool sums_to_one(const std::vector<CashFlowScenario>& scenarios);

// The whole test. Input must be as the types above say; the regime must know impairment. Throws MoneyOverflow.
ImpairmentOutcome test_impairment(const ImpairmentInput& input, const rules::BookRegime& regime);

}  // namespace tieout
