// Lives, methods, residuals and classes against what the law says of them.
#include <fmt/format.h>

#include <algorithm>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

// A year of cumulative rounding: at most a fen a month.
constexpr Money kRoundingOfYear = Money::from_fen(12);

bool is_charged(const ScheduleTerms& terms) { return terms.method != Method::none && terms.life_months > 0; }

rules::Citation minimum_life_cite(const FindingSubject& subject) {
  const auto minimum = subject.framework.tax->minimum_life(subject.asset().asset_class, subject.asset().in_service,
                                                           subject.framework.law_as_of);
  return minimum ? minimum->cite : rules::Citation{};
}

// The statutory minimum where it binds: no term of a contract, no election, no written reason; 0 elsewhere.
std::int32_t binding_minimum(const FindingSubject& subject) {
  const TaxLifeRule& rule = subject.terms.tax_life;
  const bool free = rule.contract_months > 0 || !subject.asset().tax_election.empty() ||
                    !subject.asset().tax_override.empty() || subject.terms.treatment != TaxTreatment::depreciable;
  return free ? 0 : rule.minimum_months;
}

void find_short_book_life(const FindingSubject& subject, FindingSink& sink) {
  const std::int32_t minimum = binding_minimum(subject);
  const std::int32_t life = subject.result.book_terms.life_months;
  const ReconciliationRow& row = subject.row();
  if (minimum == 0 || !is_charged(subject.result.book_terms) || life >= minimum) return;
  if (row.adj_charge.is_zero() && row.temp_diff_close.is_zero()) return;
  sink.add(
      "BOOK-LIFE-BELOW-MINIMUM", row.adj_charge, "book_life_months",
      {fmt::format("账面年限 {} 个月，税法最低 {} 个月：{} 年折旧调整 {}，年末累计差异 {}", life, minimum, subject.year,
                   to_grouped_string(row.adj_charge), to_grouped_string(row.temp_diff_close)),
       fmt::format("book life {} months, minimum {}: charge adjustment of {} {}, difference carried forward {}", life,
                   minimum, subject.year, to_grouped_string(row.adj_charge), to_grouped_string(row.temp_diff_close))},
      minimum_life_cite(subject));
}

// Whether the charge is no faster than the minimum life for what stood undeducted at the start of the year: then it is
// high because earlier returns deducted too little, and the rest is spread over what is left of the life.
bool spreads_missed_deductions(const FindingSubject& subject, std::int32_t minimum) {
  const ScheduleTerms& tax = subject.result.tax_terms;
  const std::int32_t left = minimum - std::max(january(subject.year) - tax.first_month, 0);
  const Money open = subject.row().tax_base_open - tax.residual;
  if (left <= 0 || tax.first_month >= january(subject.year) || open <= Money{}) return false;
  return subject.row().tax_charge <= scale(open, std::min(left, 12), left) + kRoundingOfYear;
}

// The test a tax bureau's client runs on the return: a year's charge is at most the cost over the minimum life.
void find_charge_above_minimum_life(const FindingSubject& subject, FindingSink& sink) {
  const std::int32_t minimum = binding_minimum(subject);
  if (minimum == 0) return;
  const Money most = scale(tax_cost_charged(subject.result), 12, minimum);
  const Money charge = subject.row().tax_charge;
  if (charge <= most + kRoundingOfYear) return;
  Text message{fmt::format("税收折旧 {} 超过 原值 ÷ 最低年限（{} 个月）= {}", to_grouped_string(charge), minimum,
                           to_grouped_string(most)),
               fmt::format("tax charge {} is above cost over the minimum life of {} months = {}",
                           to_grouped_string(charge), minimum, to_grouped_string(most))};
  if (spreads_missed_deductions(subject, minimum)) {
    message.zh += "：以前年度少扣除的部分摊入剩余年限，应追补至所属年度扣除";
    message.en +=
        ": what earlier returns left undeducted is spread over the life left; claim it for the years it belongs to";
  }
  sink.add("TAX-CHARGE-ABOVE-MINIMUM-LIFE", charge - most, "tax_life_months", std::move(message),
           minimum_life_cite(subject));
}

void find_other_residual(const FindingSubject& subject, FindingSink& sink) {
  const Asset& asset = subject.asset();
  const BasisTerms& book = subject.terms.book;
  const BasisTerms& tax = subject.terms.tax;
  const bool own = asset.tax.residual || asset.tax.residual_rate;
  const bool explained = !asset.tax_election.empty() || !asset.tax_override.empty();
  if (!own || explained || subject.terms.treatment != TaxTreatment::depreciable) return;
  if (book.cost != tax.cost || book.residual == tax.residual || book.method == Method::none) return;
  sink.add(
      "TAX-RESIDUAL-DIFFERS", tax.residual - book.residual, asset.tax.residual ? "tax_residual" : "tax_residual_rate",
      {fmt::format("税收残值 {}，账面最初残值 {}", to_grouped_string(tax.residual), to_grouped_string(book.residual)),
       fmt::format("tax residual {}, first book residual {}", to_grouped_string(tax.residual),
                   to_grouped_string(book.residual))});
}

const ReEstimate* re_estimate_of(const EventDetail& detail) {
  if (const auto* event = std::get_if<Estimate>(&detail)) {
    return event->basis == BasisChoice::tax ? nullptr : &event->estimate;
  }
  if (const auto* event = std::get_if<Impair>(&detail)) return &event->estimate;
  if (const auto* event = std::get_if<Test>(&detail)) return &event->estimate;
  return nullptr;
}

void find_changed_residual(const FindingSubject& subject, FindingSink& sink) {
  for (const Event& event : subject.entry.events) {
    if (event.date.year() != subject.year) continue;
    const ReEstimate* estimate = re_estimate_of(event.detail);
    if (estimate == nullptr || !estimate->residual) continue;
    const Money fixed = subject.terms.tax.residual;
    if (*estimate->residual == fixed || subject.terms.treatment != TaxTreatment::depreciable) continue;
    sink.add("RESIDUAL-CHANGED", *estimate->residual - fixed, FindingPlace{event.origin, "residual"},
             {fmt::format("账面残值改为 {}，税收残值仍为 {}", to_grouped_string(*estimate->residual),
                          to_grouped_string(fixed)),
              fmt::format("the book residual becomes {}, the tax residual stays {}",
                          to_grouped_string(*estimate->residual), to_grouped_string(fixed))});
  }
}

void find_used_asset(const FindingSubject& subject, FindingSink& sink) {
  const Asset& asset = subject.asset();
  const std::int32_t minimum = binding_minimum(subject);
  const ScheduleTerms& tax = subject.result.tax_terms;
  const bool first_year = tax.first_month.year() == subject.year;
  const std::int32_t whole = minimum + subject.terms.tax_life.used_months;
  if (asset.condition != Condition::used || asset.age_months.value_or(0) <= 0 || !first_year) return;
  if (minimum == 0 || tax.life_months < whole) return;
  sink.add("USED-ASSET-FULL-LIFE", subject.row().tax_charge, "age_months",
           {fmt::format("购入时已使用 {} 个月，税收仍按 {} 个月全新年限计提", *asset.age_months, tax.life_months),
            fmt::format("{} months old when bought, yet the tax life is the full {} months", *asset.age_months,
                        tax.life_months)});
}

void find_override(const FindingSubject& subject, FindingSink& sink) {
  const std::string& reason = subject.asset().tax_override;
  if (reason.empty() || subject.row().tax_charge.is_zero()) return;
  sink.add("OVERRIDE-USED", subject.row().tax_charge, "tax_override",
           {fmt::format("税收处理偏离一般规定，理由：{}", reason),
            fmt::format("the tax treatment departs from the general rule; reason given: {}", reason)});
}

void find_monthly_rounding(const FindingSubject& subject, FindingSink& sink) {
  const Money difference = subject.row().adj_charge;
  const bool small = -kRoundingOfYear <= difference && difference <= kRoundingOfYear;
  if (difference.is_zero() || !small) return;
  sink.add("MONTHLY-ROUNDING", difference, "book_rounding",
           {fmt::format("账税折旧只差尾差 {}", to_grouped_string(difference)),
            fmt::format("book and tax charge differ by rounding alone: {}", to_grouped_string(difference))});
}

void find_inferred_class(const FindingSubject& subject, FindingSink& sink) {
  const Asset& asset = subject.asset();
  if (asset.class_source == ClassSource::stated) return;
  const bool by_policy = asset.class_source == ClassSource::policy;
  const Text& label = subject.framework.rules->classes.at(asset.asset_class).label;
  sink.add("CLASS-INFERRED", asset.cost, "category",
           {fmt::format("类别“{}”{}归入 {}", asset.category, by_policy ? "按政策表" : "按名称", label.zh),
            fmt::format("category '{}' was taken for {} {}", asset.category, label.en,
                        by_policy ? "by the policies" : "by its name")});
}

bool under_fair_value(const FindingSubject& subject) {
  Model model = subject.asset().book_model;
  Date changed{};
  for (const Event& event : subject.entry.events) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    if (!transfer || !transfer->model || event.date.year() > subject.year || event.date < changed) continue;
    model = *transfer->model;
    changed = event.date;
  }
  return model == Model::fair_value;
}

void find_fair_value(const FindingSubject& subject, FindingSink& sink) {
  if (!under_fair_value(subject) || subject.row().book_cost.is_zero()) return;
  const Money charge = subject.row().tax_charge;
  sink.add("FAIR-VALUE-POSITION", charge, "book_model",
           {fmt::format("账面按公允价值计量、不计提；{} 年税收折旧扣除 {}", subject.year, to_grouped_string(charge)),
            fmt::format("held at fair value and not charged in the books; {} deducted for tax in {}",
                        to_grouped_string(charge), subject.year)});
}

}  // namespace

void find_in_terms(const FindingSubject& subject, FindingSink& sink) {
  find_short_book_life(subject, sink);
  find_charge_above_minimum_life(subject, sink);
  find_other_residual(subject, sink);
  find_changed_residual(subject, sink);
  find_used_asset(subject, sink);
  find_override(subject, sink);
  find_monthly_rounding(subject, sink);
  find_inferred_class(subject, sink);
  find_fair_value(subject, sink);
}

}  // namespace tieout
