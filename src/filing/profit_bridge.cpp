#include "tieout/filing/profit_bridge.hpp"

#include <fmt/format.h>

#include <array>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

struct Step {
  const char* key;
  Text label;
  Money ReconciliationRow::*amount;
};

const std::array<Step, 5>& steps() {
  static const std::array<Step, 5> all{
      {{"adj_charge", {"折旧摊销调整", "Charges"}, &ReconciliationRow::adj_charge},
       {"adj_impairment", {"减值调整", "Impairment"}, &ReconciliationRow::adj_impairment},
       {"adj_disposal", {"处置调整", "Disposals"}, &ReconciliationRow::adj_disposal},
       {"adj_fair_value", {"公允价值变动调整", "Fair value"}, &ReconciliationRow::adj_fair_value},
       {"adj_permanent", {"加计扣除等永久性差异", "Permanent (extra deductions)"}, &ReconciliationRow::adj_permanent}}};
  return all;
}

// Fair-value changes in profit are what adj_fair_value takes out again.
Money book_effect(const ReconciliationRow& total) {
  return total.book_disposal_gain + total.book_reversal - total.book_charge - total.book_impairment -
         total.adj_fair_value;
}

Money tax_effect(const ReconciliationRow& total) {
  return total.tax_disposal_gain - total.tax_charge + total.adj_permanent;
}

}  // namespace

Table profit_bridge_table(const ReconciliationRow& total, Language language) {
  Table table;
  table.schema = {"profit-bridge", {"从会计利润影响到应纳税所得额影响", "From book profit to taxable income"}, {}};
  table.schema.columns = {{"step", {"步骤", "Step"}},
                          {"label", {"项目", "Item"}},
                          {"amount", {"金额", "Amount"}, CellKind::money},
                          {"level", {"累计", "Reached"}, CellKind::money}};
  const auto append = [&](const char* key, const Text& label, Money amount, Money level) {
    table.rows.push_back({Cell::of(std::string_view(key)), Cell::of(table.keep(in(language, label))), Cell::of(amount),
                          Cell::of(level)});
  };
  Money level = book_effect(total);
  append("book", {"对会计利润的影响", "Effect on book profit"}, level, level);
  for (const Step& step : steps()) {
    const Money amount = total.*step.amount;
    level += amount;
    append(step.key, step.label, amount, level);
  }
  const Money tax = tax_effect(total);
  if (level != tax) {
    throw InvariantViolation("profit-bridge", fmt::format("{} against {}", to_string(level), to_string(tax)));
  }
  append("tax", {"对应纳税所得额的影响", "Effect on taxable income"}, tax, tax);
  return table;
}

}  // namespace tieout
