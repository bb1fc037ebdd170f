#include "tieout/filing/findings.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "finding_detectors.hpp"
#include "tieout/core/invariant.hpp"
#include "tieout/filing/late_claim.hpp"

namespace tieout {

namespace {

constexpr Detector kDetectors[] = {find_in_terms, find_in_differences, find_in_balances, find_in_events,
                                   find_in_elections};

bool is_missed_deduction(const Problem& problem) {
  return problem.diagnostic.code == "RECORDED-DIFFERENCE" && problem.field == "tax_charge" && problem.amount < Money{};
}

// The ledgers name the asset in front of their sentence; a finding has a column for it.
std::string without_name(const std::string& sentence, const std::string& name) {
  return sentence.starts_with(name) ? sentence.substr(name.size()) : sentence;
}

// The not-in-use rule of the tax regime, where it covers the class.
bool charge_barred_when_idle(const Framework& framework, ClassId asset_class) {
  const rules::Parameter* rule = framework.rules->find_parameter(framework.tax->code + "/treatment/not-in-use");
  if (!rule) return false;
  const auto classes = rule->keys.find("classes");
  const std::string& code = framework.rules->classes.at(asset_class).code;
  return classes != rule->keys.end() &&
         std::find(classes->second.begin(), classes->second.end(), code) != classes->second.end();
}

}  // namespace

void FindingSink::add(std::string_view code, Money amount, FindingPlace place, Text message, rules::Citation cite) {
  const rules::FindingRule* rule = catalogue_.find(code);
  if (rule == nullptr) throw InvariantViolation("finding-in-catalogue", std::string(code));
  if (!rules::asked_under(*rule, framework_.book->code, framework_.tax->code)) return;
  const auto standing = rules::standing_in(*rule, subject_.year, framework_.law_as_of);
  if (!standing) return;
  Finding& finding = out_.emplace_back();
  finding.code = code;
  finding.rule = rule;
  finding.severity = standing->severity;
  finding.entity = subject_.row().entity;
  finding.asset = subject_.asset().id;
  finding.name = subject_.asset().name;
  finding.asset_class = subject_.row().asset_class;
  finding.year = subject_.year;
  finding.amount = amount;
  finding.origin = place.origin;
  finding.field = place.field;
  finding.message = std::move(message);
  finding.cite = cite.source.empty() ? standing->cite : std::move(cite);
  finding.remedy = rule->remedy;
}

Money tax_cost_charged(const AssetYear& result) {
  Money cost;
  for (const RollForwardLine& line : result.roll_forward) {
    if (line.basis == Basis::tax) cost += line.open.cost + line.added.cost;
  }
  return cost;
}

FindingMaker::FindingMaker(const rules::FindingCatalogue& catalogue, int year) : catalogue_(catalogue), year_(year) {}

void FindingMaker::examine(AssetReconciler& reconciler, const RegisterEntry& entry,
                           std::vector<Finding>& findings) const {
  const std::size_t before = findings.size();
  if (!reconciler.open(entry)) return;
  const AssetYear* result = reconciler.run_year(year_);
  reconciler.finish();
  if (!reconciler.problems().empty()) return;
  take_engine_findings(reconciler, entry, findings);
  if (result == nullptr) return;
  const Framework& framework = reconciler.framework();
  const FindingSubject subject{entry, reconciler.terms(), framework, *result, year_};
  FindingSink sink(framework, catalogue_, subject, findings);
  for (const Detector detect : kDetectors) detect(subject, sink);
  // Last, because it runs the asset again and overwrites the row.
  if (suspended_in_books_alone(entry, year_) && charge_barred_when_idle(framework, result->row.asset_class)) {
    const Money charged = tax_charge_while_idle(reconciler, entry, year_);
    if (!charged.is_zero()) {
      sink.add(
          "IDLE-TAX-CHARGE", charged, "in_service",
          {fmt::format("账面停提折旧期间，税前仍扣除折旧 {}", to_grouped_string(charged)),
           fmt::format("{} was deducted for tax while the books had stopped charging", to_grouped_string(charged))});
    }
  }
  if (!reconciler.problems().empty()) findings.resize(before);
}

// What the ledgers found while they ran: the text is theirs, the standing the catalogue's.
void FindingMaker::take_engine_findings(const AssetReconciler& reconciler, const RegisterEntry& entry,
                                        std::vector<Finding>& findings) const {
  for (const Problem& problem : reconciler.findings()) {
    if (problem.year > year_) continue;
    if (is_missed_deduction(problem) && !take_claims(reconciler, entry, problem, findings)) continue;
    Finding finding = from_problem(problem.diagnostic.code, problem, reconciler, entry);
    finding.year = problem.year;
    finding.amount = problem.amount;
    const std::string& id = entry.asset.id;
    finding.message = {without_name(problem.diagnostic.message.zh, fmt::format("资产 {}：", id)),
                       without_name(problem.diagnostic.message.en, fmt::format("asset {}: ", id))};
    if (!problem.diagnostic.help.zh.empty()) finding.remedy = problem.diagnostic.help;
    findings.push_back(std::move(finding));
  }
}

// What earlier returns deducted too little is a claim for the year it belongs to, as long as the law lets it be made.
// True where some of it belongs to the year under examination or later.
bool FindingMaker::take_claims(const AssetReconciler& reconciler, const RegisterEntry& entry, const Problem& problem,
                               std::vector<Finding>& findings) const {
  bool later = false;
  for (const auto& [year, difference] : problem.by_year) {
    const auto term = late_claim_term(reconciler.framework(), year);
    const int years = term ? term->years : 0;
    if (year >= year_ || years == 0) {
      later = true;
      continue;
    }
    const bool open = year + years >= year_;
    Finding finding = from_problem(open ? "LATE-CLAIM" : "LATE-CLAIM-LAPSED", problem, reconciler, entry);
    finding.year = year;
    finding.amount = -difference;
    const std::string amount = to_grouped_string(-difference);
    finding.message = {fmt::format("{} 年度申报少扣除 {}，最迟可追补至 {} 年", year, amount, year + years),
                       fmt::format("the return for {} deducted {} too little; it may be claimed until {}", year, amount,
                                   year + years)};
    findings.push_back(std::move(finding));
  }
  return later;
}

Finding FindingMaker::from_problem(std::string_view code, const Problem& problem, const AssetReconciler& reconciler,
                                   const RegisterEntry& entry) const {
  Finding finding;
  finding.code = code;
  finding.rule = catalogue_.find(code);
  finding.severity = problem.diagnostic.severity;
  finding.entity = entry.asset.entity;
  finding.asset = entry.asset.id;
  finding.name = entry.asset.name;
  finding.asset_class = entry.asset.asset_class;
  finding.origin = problem.origin;
  finding.field = problem.field;
  finding.article = problem.diagnostic.rule;
  if (finding.rule == nullptr) return finding;
  finding.remedy = finding.rule->remedy;
  const int year = problem.year == 0 ? year_ : problem.year;
  if (const auto standing = rules::standing_in(*finding.rule, year, reconciler.framework().law_as_of)) {
    finding.severity = standing->severity;
    finding.cite = standing->cite;
  }
  return finding;
}

}  // namespace tieout
