// The adjustments, the temporary differences, and the two keys that are words.
#include <fmt/format.h>

#include "tieout/core/invariant.hpp"
#include "workings.hpp"

namespace tieout {

void Workings::adjustment_figures() {
  figure("adj_impairment", {"计提 − 转回", "impairment − reversal"},
         sum({reference("book_impairment"), minus(reference("book_reversal"))}));
  figure("adj_charge", {"账面折旧摊销 − 税收折旧摊销", "book charge − tax charge"},
         sum({reference("book_charge"), minus(reference("tax_charge"))}), {"tax_life_months", "tax_method"});
  figure("adj_disposal",
         {"四部分之和（等于税收处置所得 − 账面处置损益）", "the sum of its four parts (= tax gain − book gain)"},
         sum({reference("adj_disposal_provision"), reference("adj_disposal_charge"), reference("adj_disposal_cost"),
              reference("adj_disposal_fair_value")}));
  std::vector<Expression> changes;
  for (std::size_t i = book_.first; i < book_.end(); ++i) {
    if (book_.at(i).kind == PostingKind::fair_value) changes.push_back(minus(event_step(book_, i)));
  }
  figure("adj_fair_value",
         changes.empty() ? Text{"本年没有计入损益的公允价值变动", "no change of fair value went to profit in the year"}
                         : Text{"− 计入损益的公允价值变动", "− changes of fair value in profit"},
         sum(std::move(changes)));
  permanent_figure();
  figure(
      "adj_total",
      {"减值 + 折旧摊销 + 处置 + 公允价值 + 加计扣除", "impairment + charge + disposal + fair value + extra deduction"},
      sum({reference("adj_impairment"), reference("adj_charge"), reference("adj_disposal"), reference("adj_fair_value"),
           reference("adj_permanent")}));
}

// − round(rate × share × charge); where the rules give the rate, for each stretch of months with one rate.
void Workings::permanent_figure() {
  const bool by_rule = terms().extra_deduction_by_rule;
  if (!by_rule && terms().extra_deduction.is_zero()) {
    figure("adj_permanent", {"没有加计扣除", "no extra deduction"}, sum({}));
    return;
  }
  std::vector<Expression> parts;
  if (by_rule) {
    for (const AssetTrace::RateStretch& stretch : facts_.trace.extra_deduction) {
      if (stretch.rate.is_zero()) continue;
      std::size_t from = tax_.first;
      while (from < tax_.end() && tax_.at(from).cause.month < stretch.first) ++from;
      std::size_t to = from;
      while (to < tax_.end() && tax_.at(to).cause.month <= stretch.last) ++to;
      const std::string key = numbered("extra_deduction");
      const std::string months = months_text(stretch.first, stretch.last);
      parts.push_back(
          minus(step(key,
                     {{fmt::format("{} 加计扣除，比例 × 份额 {}", months, to_string(stretch.rate)),
                       fmt::format("{}: extra deduction, rate × share {}", months, to_string(stretch.rate))},
                      {"round(比例 × 份额 × 税收折旧摊销)", "round(rate × share × tax charge)"}},
                     product(charges(tax_, from, to), stretch.rate))));
    }
  } else {
    parts.push_back(minus(product(reference("tax_charge"), terms().extra_deduction)));
  }
  figure("adj_permanent",
         {"− round(加计比例 × 份额 × 税收折旧摊销)，以后年度不转回",
          "− round(rate × share × tax charge); no later year takes it back"},
         sum(std::move(parts)), {"extra_deduction"});
}

void Workings::difference_figures() {
  figure("temp_diff_open", {"期初计税基础 − 期初账面价值", "tax base − carrying amount, opening"},
         sum({reference("tax_base_open"), minus(reference("book_carrying_open"))}));
  figure("temp_diff_close", {"期末计税基础 − 期末账面价值", "tax base − carrying amount, closing"},
         sum({reference("tax_base_close"), minus(reference("book_carrying_close"))}));
  std::vector<Expression> initial;
  const auto take = [&](const Side& side, bool less) {
    for (std::size_t i = side.first; i < side.end(); ++i) {
      const Posting& posting = side.at(i);
      const bool acquired = posting.kind == PostingKind::recognised && !posting.opening;
      if (!acquired && posting.kind != PostingKind::cost_added) continue;
      Expression added = acquired ? recognised(side, posting, Layer::cost) : added_cost(side, posting);
      initial.push_back(less ? minus(std::move(added)) : std::move(added));
    }
  };
  take(tax_, false);
  take(book_, true);
  figure("temp_diff_initial",
         initial.empty()
             ? Text{"本年没有新增原值", "no cost was recognised in the year"}
             : Text{"本年新增的计税基础 − 本年新增的账面原值", "tax cost recognised − book cost recognised"},
         sum(std::move(initial)));
  std::vector<Expression> equity;
  for (std::size_t i = book_.first; i < book_.end(); ++i) {
    if (book_.at(i).kind == PostingKind::equity_surplus) equity.push_back(minus(event_step(book_, i)));
  }
  for (std::size_t i = 1; i <= facts_.result.disposals.size(); ++i) {
    equity.push_back(reference(fmt::format("disposal/{}/equity_surplus", i)));
  }
  figure("temp_diff_equity",
         equity.empty() ? Text{"本年没有计入权益的差额", "nothing went through equity in the year"}
                        : Text{"− 计入权益的差额 + 处置转出的差额", "− surplus to equity + surplus released"},
         sum(std::move(equity)));
}

// Each reason with what differs; the whole must be the row's.
void Workings::reason_figure() {
  const BasisTerms& book = facts_.reconciler.book_ledger().terms();
  const BasisTerms& tax = facts_.reconciler.tax_ledger().terms();
  const std::int32_t book_months = facts_.reconciler.book_ledger().months_charged();
  const std::int32_t tax_months = facts_.reconciler.tax_ledger().months_charged();
  AdjustmentReasons reasons;
  Text formula;
  const auto add = [&](AdjustmentReason reason, std::string zh, std::string en) {
    reasons.add(reason);
    formula.zh += (formula.zh.empty() ? "" : "；") + zh;
    formula.en += (formula.en.empty() ? "" : "; ") + en;
  };
  const bool differs = !row().adj_charge.is_zero();
  if (differs && (book.life_months != tax.life_months || book.first_month != tax.first_month ||
                  book.stops != tax.stops || book_months != tax_months)) {
    add(AdjustmentReason::life,
        fmt::format("life：年限 {} 与 {} 个月，首月 {} 与 {}，已提 {} 与 {} 个月", book.life_months, tax.life_months,
                    to_string(book.first_month), to_string(tax.first_month), book_months, tax_months),
        fmt::format("life: {} against {} months, from {} against {}, {} against {} months charged", book.life_months,
                    tax.life_months, to_string(book.first_month), to_string(tax.first_month), book_months, tax_months));
  }
  if (differs && (book.method != tax.method || book.rounding != tax.rounding)) {
    add(AdjustmentReason::method,
        fmt::format("method：{} 与 {}，舍入 {} 与 {}", name_of(book.method), name_of(tax.method),
                    name_of(book.rounding), name_of(tax.rounding)),
        fmt::format("method: {} against {}, rounding {} against {}", name_of(book.method), name_of(tax.method),
                    name_of(book.rounding), name_of(tax.rounding)));
  }
  const bool same_cost = terms().book.cost == terms().tax.cost && row().book_cost == row().tax_cost;
  const bool same_residual = terms().book.residual == terms().tax.residual && book.residual == tax.residual;
  if (differs && !(same_cost && same_residual && book.model == Model::cost)) {
    add(AdjustmentReason::basis,
        fmt::format("basis：原值 {} 与 {}，净残值 {} 与 {}，模式 {}", to_grouped_string(row().book_cost),
                    to_grouped_string(row().tax_cost), to_grouped_string(book.residual),
                    to_grouped_string(tax.residual), name_of(book.model)),
        fmt::format("basis: cost {} against {}, residual {} against {}, model {}", to_grouped_string(row().book_cost),
                    to_grouped_string(row().tax_cost), to_grouped_string(book.residual),
                    to_grouped_string(tax.residual), name_of(book.model)));
  }
  bool impaired = false, recorded = false;
  for (const Side* side : {&book_, &tax_}) {
    for (const Posting& posting : side->trace->postings) {
      const bool stood = posting.kind == PostingKind::recognised && !posting.layers.provision.is_zero();
      impaired |= stood || (posting.kind == PostingKind::impairment && !posting.amount.is_zero());
      recorded |= posting.kind == PostingKind::charge_difference && posting.cause.recorded != nullptr &&
                  !posting.amount.is_zero();
    }
  }
  if (differs && impaired) {
    add(AdjustmentReason::impairment, "impairment：账面曾计提减值", "impairment: the books were impaired");
  }
  if (differs && recorded) {
    add(AdjustmentReason::recorded, "recorded：记录的折旧与计算不同",
        "recorded: what was recorded differs from what was computed");
  }
  if (reasons.text() != row().adj_reason.text()) {
    throw InvariantViolation("explanation",
                             fmt::format("entity '{}' asset '{}' year {} adj_reason: '{}' against '{}'", row().entity,
                                         row().asset, row().year, reasons.text(), row().adj_reason.text()));
  }
  if (!differs) formula = {"账面与税收折旧摊销相同", "book and tax charges are equal"};
  word("adj_reason", {"折旧摊销差异原因", "Why the charges differ"}, std::string(reasons.text()), std::move(formula),
       {"tax_life_months", "tax_method"});
}

void Workings::class_figure() {
  const rules::ClassTable& classes = terms().rules->classes;
  const rules::AssetClass& stated = classes.at(facts_.entry.asset.asset_class);
  Text formula{fmt::format("卡片类别 {}（{}）", stated.code, stated.label.zh),
               fmt::format("class of the card: {} ({})", stated.code, stated.label.en)};
  if (!facts_.entry.asset.category.empty()) {
    formula.zh += fmt::format("，ERP 类别 {}", facts_.entry.asset.category);
    formula.en += fmt::format(", the ERP's category {}", facts_.entry.asset.category);
  }
  for (const Event& event : facts_.entry.events) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    if (!transfer || !transfer->to_class || event.date.month() > facts_.last) continue;
    const std::string& code = classes.at(*transfer->to_class).code;
    formula.zh += fmt::format("；{} 转为 {}", to_string(event.date), code);
    formula.en += fmt::format("; {}: transferred to {}", to_string(event.date), code);
  }
  word("class", {"类别", "Class"}, classes.at(row().asset_class).code, std::move(formula), {});
  const bool named = facts_.entry.asset.class_source == ClassSource::category;
  out_.figures.back().stated_at = card(named ? "category" : "class");
}

}  // namespace tieout
