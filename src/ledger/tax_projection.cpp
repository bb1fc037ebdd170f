#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "problems.hpp"
#include "tieout/ledger/projection.hpp"

namespace tieout {

void TaxProjection::start(const RegisterEntry& entry, const AssetTerms& terms, bool general, Timeline& timeline,
                          Problems& problems, Problems& findings) {
  terms_ = &terms;
  general_ = general;
  life_rule_ = general ? terms.general_life : terms.tax_life;
  // What earlier returns deducted belongs to the elected schedule, not to the general rule beside it.
  Projection::start(entry, general ? terms.general : terms.tax, timeline, !general, terms.opening_policy, problems,
                    findings);
  at_fair_value_ = terms.book.model == Model::fair_value;
  uncharged_in_books_ = terms.book.method == Method::none;
}

// The positions on property at fair value and on indefinite lives hold a ledger back as long as the books charge
// nothing.
void TaxProjection::follow_books() {
  ledger_.hold((terms_->held_at_fair_value && at_fair_value_) || (terms_->held_while_uncharged && uncharged_in_books_));
}

void TaxProjection::follow_book_method(const ReEstimate& estimate) {
  if (!estimate.method) return;
  uncharged_in_books_ = *estimate.method == Method::none;
  follow_books();
}

void TaxProjection::follow_book_model(Model model) {
  at_fair_value_ = model == Model::fair_value;
  // The cost model begins to charge, straight-line where the books had no method.
  if (model == Model::cost) uncharged_in_books_ = false;
  follow_books();
}

void TaxProjection::suspend(bool on) { on ? ledger_.suspend() : ledger_.resume(); }

void TaxProjection::take_before_charge(const TimelineItem& item) {
  if (const auto* resume = std::get_if<Resume>(&item.event->detail)) {
    if (concerns(resume->basis)) suspend(false);
    return;
  }
  take_estimate(item, std::get<Estimate>(item.event->detail));
}

void TaxProjection::take_estimate(const TimelineItem& item, const Estimate& event) {
  if (event.basis != BasisChoice::tax) follow_book_method(event.estimate);
  if (concerns(event.basis)) {
    // Only a new law lets the residual be set anew, from its first day.
    bool may_reset = life_rule_.transition_resets_residual && item.event->date >= life_rule_.transition_from;
    if (event.basis == BasisChoice::tax && event.estimate.residual && may_reset) {
      ledger_.set_residual(*event.estimate.residual);
      ledger_.re_base();
    } else if (event.basis == BasisChoice::tax && event.estimate.residual) {
      refuse("TAX-RESIDUAL-FIXED", item, "residual",
             {"税收预计净残值一经确定不得变更", "the tax residual, once set, never changes"},
             {"删去 residual，或将 basis 改为 book", "Clear the residual, or use basis = book"},
             terms_->describe(terms_->tax_regime->residual_cite));
      return;
    }
    take_stated_estimate(item, event.estimate);
    return;
  }
  const std::int32_t book_life = timeline_->facts(item.index).book_life;
  if (!life_rule_.follows_book || book_life == 0 || terms_->treatment == TaxTreatment::on_disposal) return;
  // `auto` is read again with the new book life. A life already used up stays as it is, and where the same life comes
  // out, the tax schedule runs on untouched: a book estimate that does not reach the tax ledger must not move it.
  std::int32_t life = life_rule_.life_for(book_life);
  if (life <= ledger_.months_charged() || life == ledger_.terms().life_months) return;
  ledger_.set_life(life);
  ledger_.re_base();
}

bool TaxProjection::life_long_enough(const TimelineItem& item, const char* field, std::int32_t life) {
  std::int32_t months = ledger_.months_charged();
  if (general_) return life > months;
  if (life <= months) {
    refuse("ESTIMATE-NO-MONTHS", item, field,
           {fmt::format("新的税收年限 {} 个月不长于已扣 {} 个月", life, months),
            fmt::format("the new tax life of {} months is not longer than the {} months charged", life, months)},
           {"更正年限", "Correct the life"});
    return false;
  }
  std::int32_t least = life_rule_.least_on(item.event->date);
  if (terms_->tax_free_choice || life >= least || life >= ledger_.terms().life_months) return true;
  refuse("TAX-LIFE-BELOW-MINIMUM", item, field,
         {fmt::format("新的税收年限 {} 个月低于最低年限 {} 个月", life, least),
          fmt::format("the new tax life of {} months is below the minimum of {}", life, least)},
         {"更正年限，或在 tax_override 写明理由", "Correct the life, or give the reason in tax_override"});
  return false;
}

void TaxProjection::take_stated_estimate(const TimelineItem& item, const ReEstimate& estimate) {
  bool states_life = estimate.life_months || estimate.remaining_months;
  if (!states_life && !estimate.method) return;  // a residual alone speaks to the books only
  if (terms_->treatment == TaxTreatment::on_disposal) {
    refuse("TREATMENT-CONFLICT", item, "basis",
           {"处置时扣除的资产没有税收年限和方法", "an asset deducted on disposal has no tax life or method"},
           {"将 basis 改为 book", "Use basis = book"});
    return;
  }
  if (states_life) {
    std::int32_t life =
        estimate.life_months ? *estimate.life_months : ledger_.months_charged() + *estimate.remaining_months;
    if (!life_long_enough(item, estimate.life_months ? "life_months" : "remaining_months", life)) return;
    ledger_.set_life(life);
  }
  life_rule_.follows_book = false;
  if (estimate.method) {
    bool plain = *estimate.method == Method::straight_line || *estimate.method == Method::none;
    if (!plain && terms_->tax_regime->methods_need_election && !terms_->tax_free_choice) {
      refuse("TAX-METHOD-NEEDS-ELECTION", item, "method",
             {"该税收折旧方法须有优惠事项或理由", "this tax method needs an election or an override"},
             {"在 tax_override 写明理由", "Give the reason in tax_override"},
             terms_->describe(terms_->tax_regime->method_cite));
      return;
    }
    bool no_units = *estimate.method == Method::units_of_production && terms_->tax.total_units.is_zero();
    bool no_share = *estimate.method == Method::first_share && terms_->tax.first_share.is_zero();
    if (no_units || no_share) {
      refuse(no_units ? "UNITS-MISSING" : "FIRST-SHARE-MISSING", item, "method",
             {"该税收折旧方法缺少总工作量或首年比例", "the tax method needs total_units or tax_first_share"},
             {"在资产上填写", "State it with the asset"});
      return;
    }
    ledger_.set_method(*estimate.method);
    if (rule_of(*estimate.method).ends_with_life && ledger_.terms().life_months == 0) {
      refuse("TAX-LIFE-MISSING", item, "remaining_months", {"新方法缺少税收年限", "the new tax method needs a life"},
             {"填写 remaining_months 或 life_months", "State remaining_months or life_months"});
      return;
    }
  }
  ledger_.re_base();
}

void TaxProjection::take(const TimelineItem& item) {
  const EventDetail& detail = item.event->detail;
  if (const auto* improve = std::get_if<Improve>(&detail)) return take_improve(item, *improve);
  if (const auto* adjust = std::get_if<AdjustCost>(&detail)) return take_adjust_cost(item, *adjust);
  if (const auto* dispose = std::get_if<Dispose>(&detail)) return take_dispose(item, *dispose);
  if (const auto* impair = std::get_if<Impair>(&detail)) return follow_book_method(impair->estimate);
  if (const auto* test = std::get_if<Test>(&detail)) return follow_book_method(test->estimate);
  const auto* transfer = std::get_if<Transfer>(&detail);
  if (transfer) ledger_.move_to(transfer->to_class.value_or(ledger_.asset_class()), !transfer->to_entity.empty());
  if (transfer && transfer->model) follow_book_model(*transfer->model);
}

Money TaxProjection::tax_amount(Money amount, std::optional<Money> stated) const {
  if (stated) return *stated;
  return terms_->treatment == TaxTreatment::non_deductible ? Money{} : amount;
}

void TaxProjection::take_improve(const TimelineItem& item, const Improve& event) {
  Money amount = tax_amount(event.amount, event.tax_amount);
  if (amount.is_zero() && !event.removed) return;
  if (event.removed) ledger_.release(item.index, *event.removed, {});
  ledger_.add_cost(amount);
  // After a one-time charge the addition is straight-line from here on.
  bool added = !amount.is_zero();
  if (added && ledger_.terms().method == Method::one_time && ledger_.months_charged() > 0) {
    ledger_.set_method(Method::straight_line);
  }
  std::int32_t months = ledger_.months_charged();
  std::int32_t life = ledger_.terms().life_months;
  const char* field = "remaining_months";
  if (event.tax_remaining_months) {
    life = months + *event.tax_remaining_months;
    field = "tax_remaining_months";
    life_rule_.follows_book = false;
  } else if (event.remaining_months) {
    life = std::max(life, months + *event.remaining_months);
  }
  bool charges = rule_of(ledger_.terms().method).ends_with_life;
  // An extended building may be depreciated over its remaining usable life, however short (Announcement 2011 no. 34).
  bool usable_life = event.tax_remaining_months && life > months &&
                     terms_->tax_regime->building_extended.value_on(ledger_.asset_class(), item.event->date);
  if (usable_life) charges = false;
  if (!charges || life_long_enough(item, field, life)) ledger_.set_life(life);
}

void TaxProjection::take_adjust_cost(const TimelineItem& item, const AdjustCost& event) {
  Money amount = tax_amount(event.amount, event.tax_amount);
  if (amount.is_zero()) return;
  ledger_.add_cost(amount);
  if (general_ || ledger_.balances_sound()) return;
  refuse("BALANCE-BROKEN", item, event.tax_amount ? "tax_amount" : "amount",
         {fmt::format("调整后计税基础原值 {} 低于已扣除的 {}", to_string(ledger_.layers().cost),
                      to_string(ledger_.layers().accumulated)),
          fmt::format("the adjusted tax cost of {} is below the {} already deducted", to_string(ledger_.layers().cost),
                      to_string(ledger_.layers().accumulated))},
         {"更正金额", "Correct the amount"});
}

void TaxProjection::take_dispose(const TimelineItem& item, const Dispose&) {
  Ratio fraction = timeline_->facts(item.index).fraction;
  if (fraction.is_one()) {
    settle_recorded_before_disposal(item.month());
    if (refused()) return;
  }
  ledger_.release(item.index, fraction, {});
  if (fraction.is_one()) end_with(item);
}

// A deduction missed in an earlier year belongs to that year and can be claimed for a limited time.
Text TaxProjection::remedy_for_shortfall(std::span<const RecordedYear> missed) const {
  const rules::Parameter* rule = terms_->rules->find_parameter(terms_->tax_regime->code + "/late-claim");
  if (!rule) return {};
  Text claims, cite;
  for (const RecordedYear& missing : missed) {
    const rules::Value* value =
        rules::value_on(*rule, Date{static_cast<std::int16_t>(missing.year), 12, 31}, terms_->law_as_of);
    if (!value) continue;
    std::string_view text = value->field("years");
    int years = 0;
    std::from_chars(text.data(), text.data() + text.size(), years);
    const bool first = claims.zh.empty();
    claims.zh += fmt::format("{}{} 年度扣除，最迟至 {} 年", first ? "" : "；", missing.year, missing.year + years);
    claims.en += first ? fmt::format("{} and may be claimed until {}", missing.year, missing.year + years)
                       : fmt::format("; {} until {}", missing.year, missing.year + years);
    cite = terms_->describe(value->cite);
  }
  if (claims.zh.empty()) return {};
  return {fmt::format("少扣除的金额应追补至 {}（{}）", claims.zh, cite.zh),
          fmt::format("what was not deducted belongs to {} ({})", claims.en, cite.en)};
}

void TaxProjection::meet_recorded_balances(const Recorded& row, Month) {
  Money computed = ledger_.layers().accumulated;
  if (!row.tax_accumulated || *row.tax_accumulated == computed) return;
  Problem finding =
      make_problem("RECORDED-BALANCE", row.origin, "tax_accumulated",
                   {fmt::format("资产 {}：{} 年末税收累计折旧记录为 {}，计算为 {}", entry_->asset.id, row.year,
                                to_string(*row.tax_accumulated), to_string(computed)),
                    fmt::format("asset {}: tax_accumulated at the end of {} is recorded as {}, computed as {}",
                                entry_->asset.id, row.year, to_string(*row.tax_accumulated), to_string(computed))},
                   {"核对以前年度申报", "Check earlier returns"});
  finding.diagnostic.severity = Severity::warning;
  finding.year = row.year;
  finding.amount = *row.tax_accumulated - computed;
  findings_->push_back(std::move(finding));
}

}  // namespace tieout
