#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

const std::array<AmountColumn, 35> kAmountColumns{{
    {"book_cost", "账面原值", "Book cost", &ReconciliationRow::book_cost},
    {"tax_cost", "计税基础原值", "Tax cost", &ReconciliationRow::tax_cost},
    {"book_charge", "账面折旧摊销额", "Book charge", &ReconciliationRow::book_charge},
    {"tax_charge", "税收折旧摊销额", "Tax charge", &ReconciliationRow::tax_charge},
    {"book_accumulated", "账面累计折旧摊销", "Book accumulated", &ReconciliationRow::book_accumulated},
    {"tax_accumulated", "税收累计折旧摊销", "Tax accumulated", &ReconciliationRow::tax_accumulated},
    {"book_impairment", "本年计提减值准备", "Impairment", &ReconciliationRow::book_impairment},
    {"book_reversal", "本年转回减值准备", "Reversal", &ReconciliationRow::book_reversal},
    {"book_provision", "减值准备余额", "Provision", &ReconciliationRow::book_provision},
    {"book_fair_value", "公允价值变动余额", "Fair-value layer", &ReconciliationRow::book_fair_value},
    {"book_carrying_open", "期初账面价值", "Carrying amount, opening", &ReconciliationRow::book_carrying_open},
    {"book_carrying_close", "期末账面价值", "Carrying amount, closing", &ReconciliationRow::book_carrying_close},
    {"tax_base_open", "期初计税基础", "Tax base, opening", &ReconciliationRow::tax_base_open},
    {"tax_base_close", "期末计税基础", "Tax base, closing", &ReconciliationRow::tax_base_close},
    {"disposal_proceeds", "处置收入", "Disposal proceeds", &ReconciliationRow::disposal_proceeds},
    {"disposal_compensation", "赔偿收入", "Compensation", &ReconciliationRow::disposal_compensation},
    {"disposal_costs", "处置费用", "Disposal costs", &ReconciliationRow::disposal_costs},
    {"book_disposal_gain", "账面处置损益", "Book gain on disposal", &ReconciliationRow::book_disposal_gain},
    {"tax_disposal_gain", "税收处置所得", "Tax gain on disposal", &ReconciliationRow::tax_disposal_gain},
    {"tax_charge_general", "按税收一般规定计算的折旧摊销额", "Tax charge, general rule",
     &ReconciliationRow::tax_charge_general},
    {"tax_accumulated_general", "按税收一般规定计算的累计折旧摊销", "Tax accumulated, general rule",
     &ReconciliationRow::tax_accumulated_general},
    {"adj_impairment", "减值准备纳税调整", "Adjustment: impairment", &ReconciliationRow::adj_impairment},
    {"adj_charge", "折旧摊销纳税调整", "Adjustment: charge", &ReconciliationRow::adj_charge},
    {"adj_disposal", "处置纳税调整", "Adjustment: disposal", &ReconciliationRow::adj_disposal},
    {"adj_disposal_provision", "处置调整：减值准备", "Disposal: provision", &ReconciliationRow::adj_disposal_provision},
    {"adj_disposal_charge", "处置调整：累计折旧差异", "Disposal: charge differences",
     &ReconciliationRow::adj_disposal_charge},
    {"adj_disposal_cost", "处置调整：原值差异", "Disposal: cost differences", &ReconciliationRow::adj_disposal_cost},
    {"adj_disposal_fair_value", "处置调整：公允价值变动", "Disposal: fair value",
     &ReconciliationRow::adj_disposal_fair_value},
    {"adj_fair_value", "公允价值变动纳税调整", "Adjustment: fair value", &ReconciliationRow::adj_fair_value},
    {"adj_permanent", "加计扣除（永久性差异）", "Adjustment: permanent", &ReconciliationRow::adj_permanent},
    {"adj_total", "纳税调整合计", "Adjustment: total", &ReconciliationRow::adj_total},
    {"temp_diff_open", "期初暂时性差异", "Temporary difference, opening", &ReconciliationRow::temp_diff_open},
    {"temp_diff_initial", "初始确认差异", "Temporary difference, initial", &ReconciliationRow::temp_diff_initial},
    {"temp_diff_equity", "计入权益的差异", "Temporary difference, equity", &ReconciliationRow::temp_diff_equity},
    {"temp_diff_close", "期末暂时性差异", "Temporary difference, closing", &ReconciliationRow::temp_diff_close},
}};

void add_amounts(ReconciliationRow& total, const ReconciliationRow& row) {
  for (const AmountColumn& column : kAmountColumns) total.*column.amount += row.*column.amount;
}

}  // namespace tieout
