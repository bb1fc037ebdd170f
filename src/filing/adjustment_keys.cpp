#include "tieout/filing/adjustment_keys.hpp"

#include <algorithm>
#include <array>

#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

namespace {

using Row = ReconciliationRow;
using enum AdjustmentMove;

constexpr Basis kBook = Basis::book;
constexpr Basis kTax = Basis::tax;

// A figure of the adjustment alone says nothing of the books: it is what tax takes otherwise. A balance that is a sum
// of layers (carrying amount, tax base, temporary difference) moves by its accumulated charges.
const std::array kKeys{
    AdjustmentKey{"book_cost", initial, kBook, &Layers::cost},
    AdjustmentKey{"tax_cost", initial, kTax, &Layers::cost},
    AdjustmentKey{"book_charge", charged, kBook, &Layers::accumulated, 1, &Row::book_charge},
    AdjustmentKey{"tax_charge", charged, kTax, &Layers::accumulated, 1, &Row::tax_charge},
    AdjustmentKey{"book_accumulated", initial, kBook, &Layers::accumulated},
    AdjustmentKey{"tax_accumulated", initial, kTax, &Layers::accumulated},
    AdjustmentKey{"book_impairment", charged, kBook, &Layers::provision, 1, &Row::book_impairment},
    AdjustmentKey{"book_reversal", reversed, kBook, &Layers::provision, -1, &Row::book_reversal},
    AdjustmentKey{"book_provision", initial, kBook, &Layers::provision},
    AdjustmentKey{"book_fair_value", equity, kBook, &Layers::fair_value},
    AdjustmentKey{"book_carrying_open", opening, kBook, &Layers::accumulated, -1},
    AdjustmentKey{"book_carrying_close", initial, kBook, &Layers::accumulated, -1},
    AdjustmentKey{"tax_base_open", opening, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"tax_base_close", initial, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"disposal_proceeds", none, kBook, nullptr, 1, &Row::disposal_proceeds},
    AdjustmentKey{"disposal_compensation", none, kBook, nullptr, 1, &Row::disposal_compensation},
    AdjustmentKey{"disposal_costs", none, kBook, nullptr, 1, &Row::disposal_costs},
    AdjustmentKey{"book_disposal_gain", released, kBook, &Layers::cost, 1, nullptr, 1, &Row::adj_disposal_cost},
    AdjustmentKey{"tax_disposal_gain", released, kTax, &Layers::cost, 1, nullptr, 1, &Row::adj_disposal_cost},
    AdjustmentKey{"tax_charge_general", none, kTax, nullptr, 1, &Row::tax_charge_general},
    AdjustmentKey{"tax_accumulated_general", none, kTax, nullptr, 1, &Row::tax_accumulated_general},
    AdjustmentKey{"adj_impairment", charged, kBook, &Layers::provision, 1, &Row::book_impairment},
    AdjustmentKey{"adj_charge", charged, kTax, &Layers::accumulated, -1, &Row::tax_charge, -1},
    AdjustmentKey{"adj_disposal", released, kTax, &Layers::cost, 1, nullptr, 1, &Row::adj_disposal_cost},
    AdjustmentKey{"adj_disposal_provision", released, kTax, &Layers::cost, 1, nullptr, 1, &Row::adj_disposal_provision},
    AdjustmentKey{"adj_disposal_charge", released, kTax, &Layers::accumulated, -1, nullptr, 1,
                  &Row::adj_disposal_charge},
    AdjustmentKey{"adj_disposal_cost", released, kTax, &Layers::cost, 1, nullptr, 1, &Row::adj_disposal_cost},
    AdjustmentKey{"adj_disposal_fair_value", released, kTax, &Layers::cost, 1, nullptr, 1,
                  &Row::adj_disposal_fair_value},
    AdjustmentKey{"adj_fair_value", charged, kBook, &Layers::fair_value, -1, &Row::adj_fair_value},
    AdjustmentKey{"adj_permanent", none, kTax, nullptr, 1, &Row::adj_permanent},
    AdjustmentKey{"temp_diff_open", opening, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"temp_diff_initial", initial, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"temp_diff_equity", equity, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"temp_diff_close", initial, kTax, &Layers::accumulated, -1},
    AdjustmentKey{"book_cost_open", opening, kBook, &Layers::cost},
    AdjustmentKey{"book_accumulated_open", opening, kBook, &Layers::accumulated},
    AdjustmentKey{"book_provision_open", opening, kBook, &Layers::provision},
    AdjustmentKey{"book_fair_value_open", opening, kBook, &Layers::fair_value},
    AdjustmentKey{"tax_cost_open", opening, kTax, &Layers::cost},
    AdjustmentKey{"tax_accumulated_open", opening, kTax, &Layers::accumulated},
};

}  // namespace

const AdjustmentKey* find_adjustment_key(std::string_view name) {
  const auto figure = std::find_if(kAmountColumns.begin(), kAmountColumns.end(),
                                   [&](const AmountColumn& column) { return column.zh == name; });
  if (figure != kAmountColumns.end()) name = figure->key;
  const auto found =
      std::find_if(kKeys.begin(), kKeys.end(), [&](const AdjustmentKey& entry) { return entry.key == name; });
  return found == kKeys.end() ? nullptr : &*found;
}

std::vector<std::string> adjustment_key_names() {
  std::vector<std::string> names;
  names.reserve(kKeys.size());
  for (const AdjustmentKey& entry : kKeys) names.emplace_back(entry.key);
  return names;
}

}  // namespace tieout
