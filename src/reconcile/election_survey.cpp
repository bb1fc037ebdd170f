#include "tieout/reconcile/election_survey.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tieout {

namespace {

using rules::Election;
using rules::ElectionTreatment;

// The asset's plan from in service as the law alone has it: what was booked, recorded or taken over is left aside, and
// so are the events that no tax ledger sees, which need a book ledger that was kept.
RegisterEntry plan_of(const RegisterEntry& entry) {
  RegisterEntry plan;
  plan.asset = entry.asset;
  if (entry.asset.opening && entry.asset.opening->tax_cost) plan.asset.tax_cost = entry.asset.opening->tax_cost;
  plan.asset.opening.reset();
  plan.asset.book_model = Model::cost;
  if (!plan.asset.book.life_months) plan.asset.book.method = Method::none;
  for (const Event& event : entry.events) {
    const EventDetail& detail = event.detail;
    if (std::holds_alternative<Impair>(detail) || std::holds_alternative<Test>(detail) ||
        std::holds_alternative<Reverse>(detail) || std::holds_alternative<FairValue>(detail)) {
      continue;
    }
    plan.events.push_back(event);
    EventDetail& kept = plan.events.back().detail;
    if (auto* transfer = std::get_if<Transfer>(&kept)) {
      transfer->model.reset();
      transfer->amount.reset();
      transfer->remaining_months.reset();
    } else if (auto* dispose = std::get_if<Dispose>(&kept)) {
      dispose->accumulated_removed.reset();
      dispose->provision_removed.reset();
    }
  }
  return plan;
}

struct Deducted {
  Money charge;
  Money extra;
};

class Survey {
 public:
  Survey(const RegisterEntry& entry, const Framework& framework, std::optional<int> year)
      : entry_(entry), framework_(framework), year_(year), plan_(plan_of(entry)), reconciler_(framework) {}

  std::vector<ElectionOption> run() {
    RegisterEntry general = plan_;
    to_general(general.asset);
    ElectionOption whole;
    general_ = project(general, whole);
    for (const Election& election : framework_.tax->elections) add(election);
    return std::move(options_);
  }

 private:
  // The asset as if nothing had been elected. A life below the minimum belongs to an election, a longer one is its own.
  void to_general(Asset& asset) const {
    if (asset.tax_election.empty()) return;
    asset.tax_election.clear();
    asset.tax.method.reset();
    asset.tax_first_share.reset();
    if (asset.tax.life_months && minimum() && *asset.tax.life_months < *minimum()) asset.tax.life_months.reset();
  }

  std::optional<std::int32_t> minimum() const {
    const auto life =
        framework_.tax->minimum_life(entry_.asset.asset_class, entry_.asset.in_service, framework_.law_as_of);
    return life ? std::optional(life->months) : std::nullopt;
  }

  void add(const Election& election) {
    static const Entity no_facts;
    const Entity& entity = framework_.entity ? *framework_.entity : no_facts;
    const bool elected = entry_.asset.tax_election == election.code;
    RegisterEntry plan = plan_;
    if (!elected) to_general(plan.asset);
    rules::Eligibility eligibility =
        rules::check_eligibility(election, plan.asset, entity, framework_.rules->classes, framework_.law_as_of);
    const ElectionTreatment* treatment = election.treatment_on(rules::purchase_date(plan.asset), framework_.law_as_of);
    ElectionOption option;
    option.election = &election;
    option.ground = eligibility.ground;
    option.failed = std::move(eligibility.failed);
    if (treatment == nullptr || option.ground == nullptr || !option.failed.empty()) {
      if (option.failed.empty()) {
        option.failed.push_back({"published",
                                 true,
                                 {"其内容尚未公布或已停止执行", "what it does was not published yet, or has ended"},
                                 {}});
      }
      options_.push_back(std::move(option));
      return;
    }
    const bool choice = treatment->methods.size() > 1 && !elected;
    const std::size_t variants = choice ? treatment->methods.size() : 1;
    for (std::size_t i = 0; i < variants; ++i) {
      RegisterEntry variant = plan;
      if (choice) variant.asset.tax.method = treatment->methods[i];
      if (!elected) take(election, *treatment, variant.asset);
      ElectionOption taken = option;
      complete(variant, *treatment, *eligibility.window, elected, taken);
      options_.push_back(std::move(taken));
    }
  }

  void take(const Election& election, const ElectionTreatment& treatment, Asset& asset) const {
    asset.tax_election = election.code;
    asset.tax_override.clear();
    if (treatment.methods.size() == 1) asset.tax.method.reset();
    const rules::ElectionEffect effect = rules::effect_of(treatment, asset, minimum());
    if (effect.life_months_min) asset.tax.life_months = effect.life_months_min;
  }

  void complete(const RegisterEntry& variant, const ElectionTreatment& treatment, const rules::ElectionWindow& window,
                bool elected, ElectionOption& option) {
    std::map<int, Deducted> deducted = project(variant, option);
    const AssetTerms& terms = reconciler_.terms();
    if (terms.treatment != TaxTreatment::depreciable) {
      option.failed.push_back(
          {"tax_treatment", true, {"该资产不在税前折旧、摊销", "the asset is not deducted by charges"}, {}});
    }
    if (!option.failed.empty()) return;
    option.method = terms.tax.method;
    option.life_months = terms.tax.life_months;
    option.first_year = terms.tax.first_month.year();
    option.state = elected ? ElectionState::elected : ElectionState::open;
    const int planned = option.first_year;
    if (window.remaining_value_from) option.first_year = std::max(planned, window.remaining_value_from->year());
    // What any return may take is deducted in the one being prepared, as far as it then still stands undeducted.
    const bool late = year_ && !treatment.first_return_only && option.method == Method::one_time && !elected;
    if (late) option.first_year = std::max(option.first_year, *year_);
    if (option.first_year > planned) {
      deducted = remaining_value_at(option.first_year);
      if (deducted.empty() || deducted.rbegin()->first < option.first_year || !stands_undeducted(option.first_year)) {
        option.state = ElectionState::closed;
        option.failed.push_back({"accumulated",
                                 true,
                                 {fmt::format("{} 年初已全部扣除", option.first_year),
                                  fmt::format("nothing stood undeducted at the start of {}", option.first_year)},
                                 {}});
        return;
      }
    }
    add_years(deducted, option);
    set_deadline(treatment, window, option);
  }

  bool stands_undeducted(int year) const {
    return std::any_of(general_.begin(), general_.end(),
                       [&](const auto& entry) { return entry.first >= year && entry.second.charge > Money{}; });
  }

  // An asset held before the rule, or not deducted at once when it was bought: charged by the general rule until then,
  // and what stood undeducted at once.
  std::map<int, Deducted> remaining_value_at(int first_year) const {
    std::map<int, Deducted> by_year = general_;
    for (auto& [year, amounts] : by_year) {
      if (year <= first_year) continue;
      by_year[first_year].charge += amounts.charge;
      amounts.charge = {};
    }
    return by_year;
  }

  void add_years(const std::map<int, Deducted>& deducted, ElectionOption& option) const {
    std::map<int, ElectionYear> years;
    for (const auto& [year, amounts] : deducted) {
      years[year].deduction = amounts.charge;
      years[year].extra = amounts.extra;
    }
    for (const auto& [year, amounts] : general_) {
      years[year].general = amounts.charge;
      years[year].extra -= amounts.extra;
    }
    for (auto& [year, amounts] : years) {
      amounts.year = year;
      option.years.push_back(amounts);
    }
    const auto idle = [](const ElectionYear& year) {
      return year.deduction.is_zero() && year.general.is_zero() && year.extra.is_zero();
    };
    const auto first = std::find_if_not(option.years.begin(), option.years.end(), idle);
    const auto last = std::find_if_not(option.years.rbegin(), option.years.rend(), idle).base();
    option.years = first < last ? std::vector<ElectionYear>(first, last) : std::vector<ElectionYear>{};
  }

  // The return of the first year of deduction takes it, or the first one due after the rule was published.
  void set_deadline(const ElectionTreatment& treatment, const rules::ElectionWindow& window, ElectionOption& option) {
    option.return_year = option.first_year;
    if (!treatment.first_return_only) return;
    auto due = framework_.tax->return_due(option.return_year, framework_.law_as_of);
    while (due && due->date < window.published) {
      due = framework_.tax->return_due(++option.return_year, framework_.law_as_of);
    }
    if (!due) return;
    option.deadline = due->date;
    if (framework_.unverified != nullptr) framework_.unverified->note(due->rule.parameter, due->rule.value);
    if (option.state == ElectionState::open && year_ && option.return_year < *year_) {
      option.state = ElectionState::lost;
    }
  }

  // The tax charges by year; what the engine refuses closes the option.
  std::map<int, Deducted> project(const RegisterEntry& plan, ElectionOption& option) {
    std::map<int, Deducted> by_year;
    if (reconciler_.open(plan)) {
      const int first = reconciler_.first_year();
      for (int year = first; year < first + kLongestLifeYears; ++year) {
        const AssetYear* result = reconciler_.run_year(year);
        if (result == nullptr) break;
        by_year[year] = {result->row.tax_charge, -result->row.adj_permanent};
        if (reconciler_.at_rest(year)) break;
      }
    }
    for (const Problem& problem : reconciler_.problems()) {
      option.failed.push_back({"engine", true, problem.diagnostic.message, {}});
    }
    return by_year;
  }

  const RegisterEntry& entry_;
  const Framework& framework_;
  std::optional<int> year_;
  RegisterEntry plan_;
  AssetReconciler reconciler_;
  std::map<int, Deducted> general_;
  std::vector<ElectionOption> options_;
};

const ElectionYear* year_of(const ElectionOption& option) {
  for (const ElectionYear& year : option.years) {
    if (year.year == option.first_year) return &year;
  }
  return nullptr;
}

}  // namespace

std::string_view name_of(ElectionState state) {
  switch (state) {
    case ElectionState::elected:
      return "elected";
    case ElectionState::open:
      return "open";
    case ElectionState::lost:
      return "lost";
    case ElectionState::closed:
      return "closed";
  }
  return "";
}

Money ElectionOption::first_year_difference() const {
  const ElectionYear* year = year_of(*this);
  return year != nullptr ? year->difference() : Money{};
}

Money ElectionOption::first_year_extra() const {
  const ElectionYear* year = year_of(*this);
  return year != nullptr ? year->extra : Money{};
}

std::vector<ElectionOption> survey_elections(const RegisterEntry& entry, const Framework& framework,
                                             std::optional<int> year) {
  return Survey(entry, framework, year).run();
}

}  // namespace tieout
