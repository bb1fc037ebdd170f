// One-time deductions at the turn of the year, and elections that are open or were missed.
#include <fmt/format.h>

#include <algorithm>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

void find_december_purchase(const FindingSubject& subject, FindingSink& sink) {
  const ScheduleTerms& tax = subject.result.tax_terms;
  const bool at_once = tax.method == Method::one_time || tax.method == Method::first_share;
  const int bought = subject.asset().in_service.year();
  if (!at_once || bought != subject.year || tax.first_month.year() <= bought) return;
  sink.add("ONE-TIME-IN-NEXT-YEAR", subject.row().tax_cost, "in_service",
           {fmt::format("{} 投入使用，自次月起扣除：一次性扣除 {} 属于 {} 年", to_string(subject.asset().in_service),
                        to_grouped_string(subject.row().tax_cost), tax.first_month.year()),
            fmt::format("in service on {}, deducted from the month after: the one-time deduction of {} belongs to {}",
                        to_string(subject.asset().in_service), to_grouped_string(subject.row().tax_cost),
                        tax.first_month.year())});
}

// The tax law lets the whole cost go at once; a residual rate meant for ordinary assets takes its part off.
void find_residual_held_back(const FindingSubject& subject, FindingSink& sink) {
  const Money residual = subject.terms.tax.residual;
  const bool at_once = subject.terms.deducted_at_once || subject.terms.tax.method == Method::one_time;
  const bool stated = subject.asset().tax.residual || subject.asset().tax.residual_rate;
  const bool asked = subject.framework.positions.whole_cost_at_once && stated && !residual.is_zero();
  if (!at_once || !asked || subject.result.tax_terms.first_month.year() != subject.year) return;
  const std::string_view field = subject.asset().tax.residual ? "tax_residual" : "tax_residual_rate";
  sink.add("ONE-TIME-RESIDUAL", residual, field,
           {fmt::format("一次性扣除 {}，另有填写的税法残值 {} 未扣除", to_grouped_string(subject.row().tax_charge),
                        to_grouped_string(residual)),
            fmt::format("{} is deducted at once, and the stated tax residual of {} is held back",
                        to_grouped_string(subject.row().tax_charge), to_grouped_string(residual))});
}

// A ground that shows from the register alone: what the taxpayer would have to assert is not held against anybody.
bool shows(const rules::Election& election, const FindingSubject& subject) {
  static const Entity kNoFacts;
  const Entity& entity = subject.framework.entity ? *subject.framework.entity : kNoFacts;
  const Date bought = rules::purchase_date(subject.asset());
  const bool near = std::any_of(election.grounds.begin(), election.grounds.end(), [&](const rules::ElectionGround& g) {
    const bool covers = std::find(g.classes.begin(), g.classes.end(), subject.asset().asset_class) != g.classes.end();
    return covers && g.assurance.zh.empty() && g.window_on(bought, subject.framework.law_as_of) != nullptr;
  });
  if (!near) return false;
  const auto eligibility = rules::check_eligibility(election, subject.asset(), entity, subject.framework.rules->classes,
                                                    subject.framework.law_as_of);
  return eligibility.eligible() && eligibility.ground->assurance.zh.empty();
}

// What the election would deduct in its year beyond the charge taken.
Money gain_of(const rules::ElectionTreatment& treatment, const FindingSubject& subject) {
  const std::int32_t minimum = subject.terms.tax_life.minimum_months;
  const auto effect =
      rules::effect_of(treatment, subject.asset(), minimum > 0 ? std::optional<std::int32_t>(minimum) : std::nullopt);
  const Money residual = effect.residual_zero ? Money{} : subject.terms.tax.residual;
  const Money most = subject.row().tax_cost - residual;
  Money deducted = effect.method == Method::one_time ? most : Money{};
  if (effect.method == Method::first_share && effect.first_share) deducted = scale(most, *effect.first_share);
  return deducted - subject.row().tax_charge;
}

void find_elections(const FindingSubject& subject, FindingSink& sink) {
  const Asset& asset = subject.asset();
  const ReconciliationRow& row = subject.row();
  const bool plain =
      asset.tax_election.empty() && asset.tax_override.empty() && subject.terms.treatment == TaxTreatment::depreciable;
  if (!plain || row.tax_base_close <= subject.result.tax_terms.residual) return;
  // The return of the first year of deduction is the one in which a one-time deduction is taken.
  const int first = subject.result.tax_terms.first_month.year();
  if (first > subject.year) return;
  Text open;
  Money most;
  rules::Citation cite;
  for (const rules::Election& election : subject.framework.tax->elections) {
    const auto* treatment = election.treatment_on(rules::purchase_date(asset), subject.framework.law_as_of);
    if (treatment == nullptr || !treatment->first_return_only || !shows(election, subject)) continue;
    const Money gain = first == subject.year ? gain_of(*treatment, subject) : row.tax_base_close;
    if (gain <= Money{}) continue;
    open.zh += (open.zh.empty() ? "" : "、") + election.title.zh;
    open.en += (open.en.empty() ? "" : ", ") + election.title.en;
    if (gain > most) {
      most = gain;
      cite = treatment->cite;
    }
  }
  if (open.zh.empty()) return;
  if (first == subject.year) {
    sink.add("ELECTION-OPEN", most, "tax_election",
             {fmt::format("可选择而未选择：{}；{} 年可多扣除 {}", open.zh, first, to_grouped_string(most)),
              fmt::format("open and not taken: {}; {} more could be deducted in {}", open.en, to_grouped_string(most),
                          first)},
             std::move(cite));
  } else {
    sink.add("ELECTION-MISSED", most, "tax_election",
             {fmt::format("{} 年度申报未选择：{}；尚未扣除 {}", first, open.zh, to_grouped_string(most)),
              fmt::format("not taken in the return for {}: {}; {} is still undeducted", first, open.en,
                          to_grouped_string(most))},
             std::move(cite));
  }
}

}  // namespace

void find_in_elections(const FindingSubject& subject, FindingSink& sink) {
  find_december_purchase(subject, sink);
  find_residual_held_back(subject, sink);
  find_elections(subject, sink);
}

}  // namespace tieout
