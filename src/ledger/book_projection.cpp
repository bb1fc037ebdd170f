#include <fmt/format.h>

#include <algorithm>

#include "problems.hpp"
#include "tieout/ledger/projection.hpp"

namespace tieout {

void BookProjection::start(const RegisterEntry& entry, const AssetTerms& terms, Timeline& timeline, Problems& problems,
                           Problems& findings) {
  terms_ = &terms;
  Projection::start(entry, terms.book, timeline, true, terms.opening_policy, problems, findings);
  tracks_unimpaired_ =
      reversal_allowed() && std::any_of(entry.events.begin(), entry.events.end(), [](const Event& event) {
        return std::holds_alternative<Test>(event.detail) || std::holds_alternative<Reverse>(event.detail);
      });
  if (tracks_unimpaired_) unimpaired_.start(terms.book, entry.asset.asset_class);
}

void BookProjection::recognise() {
  ledger_.recognise();
  if (!ledger_.layers().provision.is_zero()) ever_impaired_ = true;
  if (!tracks_unimpaired_) return;
  BasisTerms never_impaired = terms_->book;
  if (never_impaired.opening) never_impaired.opening->provision = {};
  unimpaired_.start(never_impaired, entry_->asset.asset_class);
  unimpaired_.recognise();
}

Money BookProjection::charge_months(Month first, Month last) {
  if (tracks_unimpaired_) unimpaired_.charge(first, last);
  return ledger_.charge(first, last);
}

void BookProjection::post_charge_difference(Money difference) {
  on_both([&](BasisLedger& ledger) { ledger.post_charge_difference(difference); });
}

void BookProjection::add_usage(Ratio units) {
  on_both([&](BasisLedger& ledger) { ledger.add_usage(units); });
}

void BookProjection::suspend(bool on) {
  on_both([&](BasisLedger& ledger) { on ? ledger.suspend() : ledger.resume(); });
}

void BookProjection::take_before_charge(const TimelineItem& item) {
  if (const auto* resume = std::get_if<Resume>(&item.event->detail)) {
    if (concerns(resume->basis)) suspend(false);
    return;
  }
  const auto& event = std::get<Estimate>(item.event->detail);
  if (!concerns(event.basis)) return;
  const std::int32_t life_before = ledger_.terms().life_months;
  re_estimate(item, event.estimate);
  const std::int32_t life = ledger_.terms().life_months;
  timeline_->facts(item.index).book_life = life == life_before ? 0 : life;
}

void BookProjection::take(const TimelineItem& item) {
  const EventDetail& detail = item.event->detail;
  if (const auto* impair = std::get_if<Impair>(&detail)) return take_impair(item, *impair);
  if (const auto* test = std::get_if<Test>(&detail)) return take_test(item, *test);
  if (const auto* reverse = std::get_if<Reverse>(&detail)) return take_reverse(item, *reverse);
  if (const auto* improve = std::get_if<Improve>(&detail)) return take_improve(item, *improve);
  if (const auto* adjust = std::get_if<AdjustCost>(&detail)) return take_adjust_cost(item, *adjust);
  if (const auto* value = std::get_if<FairValue>(&detail)) return take_fair_value(item, *value);
  if (const auto* transfer = std::get_if<Transfer>(&detail)) return take_transfer(item, *transfer);
  if (const auto* dispose = std::get_if<Dispose>(&detail)) return take_dispose(item, *dispose);
}

// New life, residual and method bear on the next charge; the segment begins anew even if they repeat what stands.
void BookProjection::re_estimate(const TimelineItem& item, const ReEstimate& estimate) {
  if (estimate.empty()) return;
  std::int32_t months = ledger_.months_charged();
  if (estimate.life_months || estimate.remaining_months) {
    if (estimate.life_months && estimate.remaining_months &&
        *estimate.life_months != months + *estimate.remaining_months) {
      refuse("ESTIMATE-CONFLICT", item, "remaining_months",
             {fmt::format("life_months 与 remaining_months 不一致（已提 {} 个月）", months),
              fmt::format("life_months and remaining_months disagree ({} months are charged)", months)},
             {"只填写其中一项", "State one of them"});
      return;
    }
    std::int32_t life = estimate.life_months ? *estimate.life_months : months + *estimate.remaining_months;
    if (life <= months) {
      refuse("ESTIMATE-NO-MONTHS", item, estimate.life_months ? "life_months" : "remaining_months",
             {fmt::format("新年限 {} 个月不长于已提 {} 个月", life, months),
              fmt::format("the new life of {} months is not longer than the {} months charged", life, months)},
             {"更正年限", "Correct the life"});
      return;
    }
    on_both([&](BasisLedger& ledger) { ledger.set_life(life); });
  }
  if (estimate.residual) on_both([&](BasisLedger& ledger) { ledger.set_residual(*estimate.residual); });
  if (estimate.method) {
    bool tax_only = *estimate.method == Method::one_time || *estimate.method == Method::first_share;
    bool no_units = *estimate.method == Method::units_of_production && terms_->book.total_units.is_zero();
    if (tax_only || no_units) {
      refuse(tax_only ? "METHOD-TAX-ONLY" : "UNITS-MISSING", item, "method",
             {fmt::format("账面不能采用 {}", name_of(*estimate.method)),
              fmt::format("the books cannot use {}", name_of(*estimate.method))},
             {"更正方法，或填写 total_units", "Correct the method, or state total_units"});
      return;
    }
    on_both([&](BasisLedger& ledger) { ledger.set_method(*estimate.method); });
    if (rule_of(*estimate.method).ends_with_life && ledger_.terms().life_months == 0) {
      refuse("BOOK-LIFE-MISSING", item, "remaining_months", {"新方法缺少年限", "the new method needs a life"},
             {"填写 remaining_months 或 life_months", "State remaining_months or life_months"});
      return;
    }
  }
  on_both([](BasisLedger& ledger) { ledger.re_base(); });
}

bool BookProjection::impairment_allowed(const TimelineItem& item) {
  const rules::BookRegime& regime = *terms_->book_regime;
  if (regime.impairment == rules::ImpairmentRule::none) {
    refuse("IMPAIRMENT-NOT-IN-REGIME", item, "type",
           {fmt::format("{}不计提减值准备", regime.title.zh), fmt::format("{} knows no impairment", regime.title.en)},
           {"删去该事项，或更正会计制度", "Remove the event, or correct the regime"},
           terms_->describe(regime.impairment_cite));
    return false;
  }
  if (ledger_.terms().model == Model::fair_value) {
    refuse("MODEL-MISMATCH", item, "type",
           {"公允价值模式下不计提减值准备", "an asset under the fair-value model is not impaired"},
           {"改用 fair-value 事项", "Use a fair-value event"});
    return false;
  }
  return true;
}

bool BookProjection::reversal_allowed() const {
  const rules::BookRegime& regime = *terms_->book_regime;
  if (regime.impairment != rules::ImpairmentRule::reversed_within_cap) return false;
  return !(terms_->goodwill && regime.goodwill_reversal_barred);
}

void BookProjection::impair(const TimelineItem& item, Money amount) {
  if (amount > ledger_.carrying()) {
    refuse(
        "IMPAIRMENT-ABOVE-CARRYING", item, "amount",
        {fmt::format("减值 {} 大于账面价值 {}", to_string(amount), to_string(ledger_.carrying())),
         fmt::format("the impairment of {} exceeds the carrying amount of {}", to_string(amount),
                     to_string(ledger_.carrying()))},
        {"减值不得使账面价值低于零，请更正金额", "An impairment cannot take the carrying amount below 0; correct it"});
    return;
  }
  ledger_.impair(amount);
  if (!amount.is_zero()) ever_impaired_ = true;
}

void BookProjection::take_impair(const TimelineItem& item, const Impair& event) {
  if (!impairment_allowed(item)) return;
  impair(item, event.amount);
  if (!refused()) re_estimate(item, event.estimate);
}

void BookProjection::take_test(const TimelineItem& item, const Test& event) {
  if (!impairment_allowed(item)) return;
  Money carrying = ledger_.carrying();
  if (carrying > event.recoverable) {
    impair(item, carrying - event.recoverable);
  } else if (carrying < event.recoverable && reversal_allowed()) {
    reverse_up_to(std::min(event.recoverable, unimpaired_.carrying()) - carrying);
  } else if (carrying < event.recoverable && !ledger_.layers().provision.is_zero()) {
    const rules::BookRegime& regime = *terms_->book_regime;
    Problem note =
        make_problem("TEST-NO-REVERSAL", item.event->origin, "recoverable",
                     {fmt::format("资产 {}：可收回金额 {} 高于账面价值 {}，但减值损失一经确认不得转回",
                                  entry_->asset.id, to_string(event.recoverable), to_string(carrying)),
                      fmt::format("asset {}: recoverable {} exceeds carrying {}, but the impairment is not reversed",
                                  entry_->asset.id, to_string(event.recoverable), to_string(carrying))},
                     {}, terms_->describe(regime.reversal_cite));
    note.diagnostic.severity = Severity::note;
    note.year = item.event->date.year();
    note.amount = event.recoverable - carrying;
    findings_->push_back(std::move(note));
  }
  if (!refused()) re_estimate(item, event.estimate);
}

void BookProjection::take_reverse(const TimelineItem& item, const Reverse& event) {
  if (!impairment_allowed(item)) return;
  if (!reversal_allowed()) {
    const rules::BookRegime& regime = *terms_->book_regime;
    refuse("REVERSAL-FORBIDDEN", item, "type",
           {"减值损失一经确认，在以后会计期间不得转回", "an impairment once recognised is not reversed"},
           {"删去该事项；处置时减值准备自动转出", "Remove the event; the provision leaves with the disposal"},
           terms_->describe(regime.reversal_cite));
    return;
  }
  Money amount = std::min(event.amount, unimpaired_.carrying() - ledger_.carrying());
  if (event.recoverable) amount = std::min(amount, *event.recoverable - ledger_.carrying());
  reverse_up_to(amount);
}

// Reverses at most the provision; under the 2001 system the depreciation that the impairment had held back is then
// moved from the provision to accumulated depreciation.
void BookProjection::reverse_up_to(Money amount) {
  amount = std::min(amount, ledger_.layers().provision);
  if (amount <= Money{}) return;
  ledger_.reverse(amount);
  if (terms_->book_regime->held_back_charge_moves != terms_->family) return;
  Money held_back =
      std::min(ledger_.layers().provision, unimpaired_.layers().accumulated - ledger_.layers().accumulated);
  if (held_back > Money{}) ledger_.move_provision_to_accumulated(held_back);
}

void BookProjection::refuse_unsound(const TimelineItem& item, std::string field) {
  if (ledger_.balances_sound()) return;
  const Layers& l = ledger_.layers();
  refuse("BALANCE-BROKEN", item, std::move(field),
         {fmt::format("该事项后原值 {}、累计 {}、减值准备 {} 不相容", to_string(l.cost), to_string(l.accumulated),
                      to_string(l.provision)),
          fmt::format("after this event cost {}, accumulated {} and provision {} cannot stand together",
                      to_string(l.cost), to_string(l.accumulated), to_string(l.provision))},
         {"累计与减值准备不得为负，合计不得超过原值；请更正金额",
          "Accumulated and provision must not be negative nor exceed the cost together; correct the amounts"});
}

void BookProjection::take_improve(const TimelineItem& item, const Improve& event) {
  if (event.amount.is_zero() && !event.removed) return;
  if (event.removed) {
    on_both([&](BasisLedger& ledger) { ledger.release(item.index, *event.removed, {}); });
    timeline_->facts(item.index).fraction = *event.removed;
  }
  on_both([&](BasisLedger& ledger) { ledger.add_cost(event.amount); });
  refuse_unsound(item, "amount");
  if (refused() || ledger_.terms().model == Model::fair_value) return;
  std::int32_t months = ledger_.months_charged();
  std::int32_t life = event.remaining_months ? months + *event.remaining_months : ledger_.terms().life_months;
  bool charges = rule_of(ledger_.terms().method).ends_with_life;
  if (charges && life <= months) {
    refuse("ESTIMATE-NO-MONTHS", item, "remaining_months",
           {"改良后没有剩余折旧月数", "the improvement leaves no charging month"},
           {"填写 remaining_months", "State remaining_months"});
    return;
  }
  on_both([&](BasisLedger& ledger) { ledger.set_life(life); });
}

void BookProjection::take_adjust_cost(const TimelineItem& item, const AdjustCost& event) {
  if (event.amount.is_zero()) return;
  on_both([&](BasisLedger& ledger) { ledger.add_cost(event.amount); });
  refuse_unsound(item, "amount");
}

void BookProjection::take_fair_value(const TimelineItem& item, const FairValue& event) {
  if (ledger_.terms().model != Model::fair_value) {
    refuse("MODEL-MISMATCH", item, "type",
           {"成本模式的资产没有公允价值变动", "an asset under the cost model has no fair-value change"},
           {"先以 transfer 转入公允价值模式，或填写 book_model",
            "Transfer it to the fair-value model first, or state book_model"});
    return;
  }
  on_both([&](BasisLedger& ledger) { ledger.set_fair_value(event.amount); });
}

void BookProjection::take_transfer(const TimelineItem& item, const Transfer& event) {
  on_both([&](BasisLedger& ledger) {
    ledger.move_to(event.to_class.value_or(ledger.asset_class()), !event.to_entity.empty());
  });
  if (!event.model) return;
  if (*event.model == ledger_.terms().model) {
    refuse("MODEL-MISMATCH", item, "model", {"资产已采用该计量模式", "the asset already has this model"},
           {"删去 model，或更正事项", "Clear the model, or correct the event"});
    return;
  }
  if (!event.amount) {
    refuse("EVENT-FIELD-MISSING", item, "amount",
           {"转换计量模式须填写当日公允价值", "a change of model needs the fair value on the day"},
           {"填写 amount", "State the amount"});
    return;
  }
  if (*event.model == Model::fair_value) {
    on_both([&](BasisLedger& ledger) { ledger.enter_fair_value_model(*event.amount); });
    return;
  }
  on_both([&](BasisLedger& ledger) { ledger.enter_cost_model(*event.amount); });
  ReEstimate life;
  life.remaining_months = event.remaining_months;
  if (!event.remaining_months) life.life_months = ledger_.terms().life_months;
  re_estimate(item, life);
}

std::optional<Ratio> BookProjection::fraction_of(const TimelineItem& item, const Dispose& event) {
  if (!event.cost_removed) return event.fraction.value_or(Ratio::of(1, 1));
  Money cost = ledger_.layers().cost;
  if (*event.cost_removed > cost || cost.is_zero()) {
    refuse(
        "REMOVED-ABOVE-BALANCE", item, "cost_removed",
        {fmt::format("处置原值 {} 大于账面原值 {}", to_string(*event.cost_removed), to_string(cost)),
         fmt::format("the cost removed of {} exceeds the cost of {}", to_string(*event.cost_removed), to_string(cost))},
        {"更正处置原值", "Correct cost_removed"});
    return {};
  }
  return Ratio::of(event.cost_removed->fen(), cost.fen());
}

void BookProjection::take_dispose(const TimelineItem& item, const Dispose& event) {
  auto fraction = fraction_of(item, event);
  if (!fraction) return;
  timeline_->facts(item.index).fraction = *fraction;
  if (fraction->is_one()) settle_recorded_before_disposal(item.month());
  if (refused()) return;
  Layers before = ledger_.layers();
  StatedRemoval stated{event.accumulated_removed, event.provision_removed};
  struct Check {
    const char* field;
    std::optional<Money> removed;
    Money balance;
  };
  for (const Check& check : {Check{"accumulated_removed", stated.accumulated, before.accumulated},
                             Check{"provision_removed", stated.provision, before.provision}}) {
    bool above = check.removed && *check.removed > check.balance;
    bool left = check.removed && fraction->is_one() && *check.removed != check.balance;
    if (!above && !left) continue;
    refuse(
        above ? "REMOVED-ABOVE-BALANCE" : "REMOVED-NOT-ALL", item, check.field,
        {fmt::format("转出 {} 与余额 {} 不符", to_string(*check.removed), to_string(check.balance)),
         fmt::format("{} removed does not fit the balance of {}", to_string(*check.removed), to_string(check.balance))},
        {"核对转出金额；若账面折旧与计算不同，请在 recorded 中填写",
         "Check the amount; where the books charged otherwise, state it in recorded"});
    return;
  }
  ledger_.release(item.index, *fraction, stated);
  if (tracks_unimpaired_) {
    unimpaired_.release(item.index, *fraction, {});
  }
  if (fraction->is_one()) {
    end_with(item);
  } else {
    refuse_unsound(item, stated.accumulated ? "accumulated_removed" : "fraction");
  }
}

void BookProjection::meet_recorded_balances(const Recorded& row, Month month) {
  meet_recorded_impairment(row, month);
  if (refused()) return;
  const Layers& l = ledger_.layers();
  compare_balance(row, "book_accumulated", row.book_accumulated, l.accumulated);
  compare_balance(row, "book_provision", row.book_provision, l.provision);
  compare_balance(row, "book_cost", row.book_cost, l.cost);
}

// A recorded impairment is a fact: what the events do not show of it is booked at the end of the period.
void BookProjection::meet_recorded_impairment(const Recorded& row, Month month) {
  if (!row.book_impairment || row.month != 0) return;
  Money missing = *row.book_impairment - impairment_of_year();
  if (missing.is_zero()) return;
  const rules::BookRegime& regime = *terms_->book_regime;
  bool impossible = missing < Money{} || missing > ledger_.carrying() || ended() ||
                    regime.impairment == rules::ImpairmentRule::none || ledger_.terms().model == Model::fair_value;
  if (impossible) {
    refuse("RECORDED-IMPAIRMENT", row.origin, "book_impairment",
           {fmt::format("记录的 {} 年减值 {} 与事项合计 {} 不能调和", month.year(), to_string(*row.book_impairment),
                        to_string(impairment_of_year())),
            fmt::format("the impairment of {} recorded for {} cannot be squared with {} from events",
                        to_string(*row.book_impairment), month.year(), to_string(impairment_of_year()))},
           {"核对减值事项与记录", "Check the impairment events against the record"});
    return;
  }
  if (trace_) set_cause({month, nullptr, 0, &row});
  ledger_.impair(missing);
  ever_impaired_ = true;
}

void BookProjection::compare_balance(const Recorded& row, const char* field, std::optional<Money> stated,
                                     Money computed) {
  if (!stated || *stated == computed) return;
  Problem finding =
      make_problem("RECORDED-BALANCE", row.origin, field,
                   {fmt::format("资产 {}：{} 年末 {} 记录为 {}，计算为 {}", entry_->asset.id, row.year, field,
                                to_string(*stated), to_string(computed)),
                    fmt::format("asset {}: {} at the end of {} is recorded as {}, computed as {}", entry_->asset.id,
                                field, row.year, to_string(*stated), to_string(computed))},
                   {"核对折旧记录与变动事项", "Check recorded charges and events"});
  finding.diagnostic.severity = Severity::warning;
  finding.year = row.year;
  finding.amount = *stated - computed;
  findings_->push_back(std::move(finding));
}

}  // namespace tieout
