#include "tieout/ledger/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "opening_terms.hpp"
#include "problems.hpp"

namespace tieout {

namespace {

bool tax_only(Method method) { return method == Method::one_time || method == Method::first_share; }

// Resolves one asset; each step reads what was stated and adds to `terms`, or to `problems`.
class Resolver {
 public:
  Resolver(const Asset& asset, const Framework& framework, Problems& problems)
      : asset_(asset), framework_(framework), problems_(problems) {}

  AssetTerms resolve() {
    const rules::AssetClass& kind = framework_.rules->classes.at(asset_.asset_class);
    terms_.family = kind.family;
    terms_.goodwill = kind.goodwill;
    terms_.rules = framework_.rules;
    terms_.opening_policy = framework_.opening_policy;
    terms_.law_as_of = framework_.law_as_of;
    terms_.book_regime = framework_.book;
    terms_.tax_regime = framework_.tax;
    terms_.treatment = asset_.tax_treatment_stated ? asset_.tax_treatment : kind.tax_treatment;
    book_months_ =
        rules::charging_months_on(of_family(framework_.book->charging_months), asset_.in_service, framework_.law_as_of);
    tax_months_ =
        rules::charging_months_on(of_family(framework_.tax->charging_months), asset_.in_service, framework_.law_as_of);
    resolve_book(kind);
    resolve_election();
    resolve_tax();
    resolve_general();
    resolve_extra_deduction();
    return terms_;
  }

 private:
  const rules::ChargingMonths& of_family(const std::array<rules::ChargingMonths, 3>& by_family) const {
    return by_family[static_cast<std::size_t>(terms_.family)];
  }

  void note(const rules::Parameter* parameter, const rules::Value* value) {
    if (framework_.unverified != nullptr) framework_.unverified->note(parameter, value);
  }

  void resolve_book(const rules::AssetClass& kind) {
    BasisTerms& book = terms_.book;
    book.basis = Basis::book;
    book.cost = asset_.cost;
    book.method = asset_.book.method.value_or(kind.depreciable ? Method::straight_line : Method::none);
    book.life_months = asset_.book.life_months.value_or(0);
    book.model = asset_.book_model;
    book.residual = residual_of(asset_.book, book.cost).value_or(Money{});
    take_conventions(book, asset_.book, book_months_);
    check_method("book_method", book, asset_.book);
    if (book.life_months == 0 && needs_life(book.method) && book.model == Model::cost) {
      problem("BOOK-LIFE-MISSING", "book_life_months", {"缺少账面折旧（摊销）年限", "the book life is missing"},
              {"填写 book_life_months，或将 book_method 设为 none", "State book_life_months, or book_method = none"});
    }
    take_opening(asset_, problems_, book, asset_.opening ? asset_.opening->book_accumulated : std::nullopt,
                 asset_.opening ? asset_.opening->provision : Money{},
                 asset_.opening ? asset_.opening->book_months : std::nullopt, "opening_book_accumulated",
                 book.method == Method::none);
    if (book.opening && framework_.book->impairment == rules::ImpairmentRule::none &&
        !asset_.opening->provision.is_zero()) {
      problem("IMPAIRMENT-NOT-IN-REGIME", "opening_provision",
              {fmt::format("{}不计提减值准备，期初却有减值准备", framework_.book->title.zh),
               fmt::format("{} knows no impairment, but a provision is taken over", framework_.book->title.en)},
              {"更正会计制度或期初减值准备", "Correct the regime or the opening provision"},
              describe(framework_.book->impairment_cite));
    }
  }

  // An election is open only where every condition is met by stated facts (contract: elections).
  void resolve_election() {
    if (asset_.tax_election.empty()) return;
    const rules::Election* election = framework_.tax->find_election(asset_.tax_election);
    if (!election) {
      problem("ELECTION-UNKNOWN", "tax_election",
              {fmt::format("没有优惠事项 {}", asset_.tax_election),
               fmt::format("no election is called {}", asset_.tax_election)},
              {"tieout elections --asset 列出该资产可选择的优惠事项及其编码",
               "tieout elections --asset shows what is open to the asset, with the codes"});
      return;
    }
    static const Entity no_facts;
    const Entity& entity = framework_.entity ? *framework_.entity : no_facts;
    auto eligibility =
        rules::check_eligibility(*election, asset_, entity, framework_.rules->classes, framework_.law_as_of);
    for (const rules::FailedCondition& failed : eligibility.failed) {
      problem("ELECTION-NOT-ELIGIBLE", "tax_election",
              {fmt::format("不符合优惠事项 {}：{}", election->code, failed.text.zh),
               fmt::format("not eligible for {}: {}", election->code, failed.text.en)},
              election_help(), describe(failed.cite));
    }
    check_held_before(eligibility.window);
    if (!eligibility.eligible()) {
      if (eligibility.failed.empty()) {
        problem("ELECTION-NOT-ELIGIBLE", "tax_election",
                {fmt::format("购进日不在优惠事项 {} 的有效期内", election->code),
                 fmt::format("no window of {} covers the purchase", election->code)},
                {"核对 acquired", "Check acquired"}, {});
      }
      return;
    }
    const rules::ElectionTreatment* treatment =
        election->treatment_on(rules::purchase_date(asset_), framework_.law_as_of);
    if (treatment == nullptr) {
      problem("ELECTION-NOT-ELIGIBLE", "tax_election",
              {fmt::format("优惠事项 {} 的内容当时尚未公布或已停止执行", election->code),
               fmt::format("what {} does was not published yet, or has ended", election->code)},
              {"核对 acquired 与 --law-as-of", "Check acquired and --law-as-of"},
              describe(election->treatments.front().cite));
      return;
    }
    note(eligibility.ground->parameter, eligibility.window->value);
    note(election->parameter, treatment->value);
    auto minimum = framework_.tax->minimum_life(asset_.asset_class, asset_.in_service, framework_.law_as_of);
    effect_ = rules::effect_of(*treatment, asset_, minimum ? std::optional(minimum->months) : std::nullopt);
    terms_.election = election;
    terms_.election_treatment = treatment;
    terms_.elected = true;
  }

  // What to do about an election that is not open: the asset's own cell wins over the policy row that elected.
  Text election_help() const {
    Text help{"核对资产与企业的事实，或不选择该优惠", "Check the facts of asset and entity, or do not elect"};
    if (asset_.policy.tax_election.line == 0) return help;
    std::uint32_t row = asset_.policy.tax_election.line;
    return {fmt::format("该优惠由政策表第 {} 行选择；{}（该资产的 tax_election 填 none）", row, help.zh),
            fmt::format("Row {} of the policies elects it. {} (tax_election = none on the asset)", row, help.en)};
  }

  // Of an asset held before the rule, what stood undeducted on its day is deducted at once: the day's balances must be
  // known, so the asset is taken over on that day.
  void check_held_before(const rules::ElectionWindow* window) {
    if (!window || !window->remaining_value_from || asset_.in_service >= *window->remaining_value_from) return;
    Date day = *window->remaining_value_from;
    held_before_ = day;
    if (asset_.opening && asset_.opening->date == day) return;
    problem(
        "ELECTION-REMAINING-VALUE", asset_.opening ? "opening_date" : "tax_election",
        {fmt::format("{} 以前持有的资产，一次性扣除的是该日尚未折旧的余额", to_string(day)),
         fmt::format("of an asset held before {}, what was not yet deducted then is deducted at once", to_string(day))},
        {fmt::format("以 opening_date = {} 接管该资产，并填写 opening_tax_accumulated", to_string(day)),
         fmt::format("Take the asset over with opening_date = {} and opening_tax_accumulated", to_string(day))},
        describe(window->cite));
  }

  // The tax ledger as if nothing had been elected: straight-line over the life of the general rule, from in service.
  void resolve_general() {
    terms_.general = terms_.tax;
    terms_.general_life = terms_.tax_life;
    if (!terms_.elected) return;
    BasisTerms& general = terms_.general;
    general.method = terms_.treatment == TaxTreatment::on_disposal ? Method::none : Method::straight_line;
    general.opening.reset();
    // A stated life that needs no election is the taxpayer's under the general rule, too.
    bool own_life = asset_.tax.life_months.value_or(0) >= terms_.tax_life.minimum_months && asset_.tax.life_months;
    if (!own_life) {
      terms_.general_life.follows_book = auto_life_follows_book();
      general.life_months = terms_.general_life.life_for(terms_.book.life_months);
    }
    general.residual = residual_of(asset_.tax, general.cost).value_or(terms_.book.residual);
    if (terms_.treatment == TaxTreatment::non_deductible) general.residual = {};
  }

  void resolve_tax() {
    BasisTerms& tax = terms_.tax;
    tax.basis = Basis::tax;
    tax.cost = tax_cost();
    terms_.tax_free_choice = !asset_.tax_override.empty();
    tax.method = tax_method();
    tax.monthly_base = framework_.positions.monthly_base;
    resolve_holds(tax);
    tax.first_share = asset_.tax_first_share.value_or(effect_ ? effect_->first_share.value_or(Ratio{}) : Ratio{});
    take_conventions(tax, asset_.tax, tax_months_);
    check_method("tax_method", tax, asset_.tax);
    resolve_tax_life(tax);
    tax.residual = tax_residual(tax);
    check_first_share(tax);
    std::optional<std::int32_t> months = asset_.opening ? asset_.opening->tax_months : std::nullopt;
    // The remaining value is deducted in the first month after the take-over, as if charging began there.
    if (held_before_ && tax.method == Method::one_time) months = 0;
    take_opening(asset_, problems_, tax, asset_.opening ? asset_.opening->tax_accumulated : std::nullopt, Money{},
                 months, "opening_tax_accumulated", terms_.treatment != TaxTreatment::depreciable || tax.held);
  }

  // Under the cautious positions nothing is deducted that the books do not charge. An override or an election is a
  // choice for the asset itself and wins.
  void resolve_holds(BasisTerms& tax) {
    const bool open =
        terms_.treatment == TaxTreatment::depreciable && !terms_.tax_free_choice && asset_.tax_election.empty();
    if (!open) return;
    terms_.held_at_fair_value = !framework_.positions.fair_value_charged;
    terms_.held_while_uncharged = !framework_.positions.indefinite_life_charged && terms_.family == Family::intangible;
    tax.held = (terms_.held_at_fair_value && terms_.book.model == Model::fair_value) ||
               (terms_.held_while_uncharged && terms_.book.method == Method::none);
  }

  Money tax_cost() {
    if (terms_.treatment == TaxTreatment::non_deductible) {
      if (asset_.tax_cost.value_or(Money{}) != Money{}) {
        problem("TREATMENT-CONFLICT", "tax_cost",
                {"不得扣除的资产，计税基础应为零", "a non-deductible asset has tax cost 0"},
                {"删去 tax_cost，或更改 tax_treatment", "Remove tax_cost, or change tax_treatment"});
      }
      return {};
    }
    if (asset_.opening && asset_.opening->tax_cost) return *asset_.opening->tax_cost;
    return asset_.tax_cost.value_or(asset_.cost);
  }

  Method tax_method() {
    if (terms_.treatment == TaxTreatment::on_disposal) {
      if ((asset_.tax.method && asset_.tax.method != Method::none) || asset_.tax.life_months) {
        problem("TREATMENT-CONFLICT", asset_.tax.method ? "tax_method" : "tax_life_months",
                {"处置时扣除的资产没有税收折旧方法和年限",
                 "an asset deducted on disposal has no tax method and no tax life"},
                {"删去该单元格，或更改 tax_treatment", "Clear the cell, or change tax_treatment"});
      }
      return Method::none;
    }
    if (!effect_) return asset_.tax.method.value_or(Method::straight_line);
    if (asset_.tax.method && *asset_.tax.method != effect_->method && !allowed_by_election(*asset_.tax.method)) {
      problem("ELECTION-METHOD", "tax_method",
              {fmt::format("优惠事项 {} 不采用 {}", terms_.election->code, name_of(*asset_.tax.method)),
               fmt::format("{} does not use {}", terms_.election->code, name_of(*asset_.tax.method))},
              {"留空 tax_method", "Leave tax_method empty"}, describe(effect_->cite));
    }
    return asset_.tax.method && allowed_by_election(*asset_.tax.method) ? *asset_.tax.method : effect_->method;
  }

  bool allowed_by_election(Method method) const {
    const std::vector<Method>& methods = terms_.election_treatment->methods;
    return std::find(methods.begin(), methods.end(), method) != methods.end();
  }

  void resolve_tax_life(BasisTerms& tax) {
    if (terms_.treatment == TaxTreatment::on_disposal) return;
    auto minimum = minimum_life();
    TaxLifeRule& rule = terms_.tax_life;
    rule.minimum_months = minimum ? minimum->months : 0;
    if (minimum) note(minimum->parameter, minimum->value);
    take_transition(rule);
    if (framework_.tax->contract_term_allowed[asset_.asset_class.index]) {
      rule.contract_months = asset_.contract_months.value_or(0);
      if (rule.contract_months > 0) note_contract_term();
    }
    rule.follows_book = !asset_.tax.life_months && auto_life_follows_book();
    std::int32_t by_rule = rule.life_for(terms_.book.life_months);
    // The election's shortest life is taken only where it is stated: a longer one is the taxpayer's to choose.
    tax.life_months = asset_.tax.life_months.value_or(by_rule);
    if (asset_.tax.life_months) check_minimum_life(minimum);
    const bool book_life_holds = rule.follows_book && rule.contract_months == 0 && by_rule > rule.minimum_months;
    if (book_life_holds) note(framework_.tax->book_life.parameter, framework_.tax->book_life.value);
    check_tax_method_choice(tax);
    if (effect_ && effect_->life_months_min && !asset_.tax.life_months && tax.method == Method::straight_line) {
      problem("TAX-LIFE-MISSING", "tax_life_months",
              {fmt::format("优惠事项 {} 须填写所选的税收年限", terms_.election->code),
               fmt::format("{} needs the tax life that was chosen", terms_.election->code)},
              {fmt::format("填写 tax_life_months，不少于 {} 个月", *effect_->life_months_min),
               fmt::format("State tax_life_months, at least {}", *effect_->life_months_min)},
              describe(effect_->cite));
    }
    // What is never deducted needs no life to be deducted over.
    const bool nothing_to_deduct = terms_.treatment == TaxTreatment::non_deductible && !asset_.tax.method;
    if (tax.life_months == 0 && nothing_to_deduct) tax.method = Method::none;
    if (tax.life_months == 0 && needs_life(tax.method)) {
      problem("TAX-LIFE-MISSING", "tax_life_months",
              {"该类资产没有法定最低年限，账面年限和合同期限也未填写",
               "this class has no statutory minimum, and neither a book life nor a contract term is stated"},
              {"填写 tax_life_months 或 contract_months", "State tax_life_months or contract_months"});
    }
  }

  void note_contract_term() {
    const auto& by_class = framework_.tax->contract_term_by_class;
    if (asset_.asset_class.index >= by_class.size()) return;
    note(by_class[asset_.asset_class.index].parameter, by_class[asset_.asset_class.index].value);
  }

  bool auto_life_follows_book() const {
    return framework_.tax->has_minimum_lives && framework_.positions.life_follows_book;
  }

  // The statutory minimum; of an asset bought used, what its proven earlier use leaves of it.
  std::optional<rules::MinimumLife> minimum_life() {
    const rules::TaxRegime& regime = *framework_.tax;
    if (!regime.has_minimum_lives) return {};
    auto minimum = regime.minimum_life(asset_.asset_class, asset_.in_service, framework_.law_as_of);
    if (asset_.age_evidence.empty() || !minimum || !regime.used_asset_by_class[asset_.asset_class.index])
      return minimum;
    if (asset_.condition != Condition::used || !asset_.age_months) {
      bool is_new = asset_.condition != Condition::used;
      problem("AGE-WITHOUT-USE", is_new ? "condition" : "age_months",
              {"填写了 age_evidence，却未注明购入时已使用及已使用月数",
               "age_evidence is stated, but not that the asset was bought used, or for how long it had been in use"},
              {"填写 condition = used 和 age_months，或删去 age_evidence",
               "State condition = used and age_months, or clear age_evidence"},
              describe(regime.used_asset.value->cite));
      return minimum;
    }
    note(regime.used_asset.parameter, regime.used_asset.value);
    const std::int32_t left = std::max(minimum->months - *asset_.age_months, 1);
    terms_.tax_life.used_months = minimum->months - left;
    minimum->months = left;
    return minimum;
  }

  // An asset of the old law may go over to the lives of the new one by a stated tax estimate.
  void take_transition(TaxLifeRule& rule) const {
    const auto& transition = framework_.tax->life_transition;
    if (!transition || asset_.in_service >= transition->from) return;
    if (framework_.law_as_of && transition->published > *framework_.law_as_of) return;
    if (!transition->by_class[asset_.asset_class.index]) return;
    auto minimum = framework_.tax->minimum_life(asset_.asset_class, transition->from, framework_.law_as_of);
    if (!minimum) return;
    rule.transition_from = transition->from;
    rule.transition_minimum_months = minimum->months;
    rule.transition_resets_residual = transition->residual_may_change;
  }

  void check_minimum_life(const std::optional<rules::MinimumLife>& minimum) {
    if (!minimum || terms_.tax_free_choice) return;
    if (effect_ && effect_->life_months_min) {
      if (*asset_.tax.life_months >= *effect_->life_months_min) return;
      problem("TAX-LIFE-BELOW-MINIMUM", "tax_life_months",
              {fmt::format("税收折旧（摊销）年限 {} 个月，低于优惠事项 {} 的最低年限 {} 个月", *asset_.tax.life_months,
                           terms_.election->code, *effect_->life_months_min),
               fmt::format("the tax life of {} months is below the {} that {} allows", *asset_.tax.life_months,
                           *effect_->life_months_min, terms_.election->code)},
              {"更正 tax_life_months", "Correct tax_life_months"}, describe(effect_->cite));
      return;
    }
    // A term of law or contract that is shorter is itself the least life (Reg. art. 67).
    std::int32_t least = minimum->months;
    if (terms_.tax_life.contract_months > 0) least = std::min(least, terms_.tax_life.contract_months);
    if (*asset_.tax.life_months >= least) return;
    problem(
        "TAX-LIFE-BELOW-MINIMUM", "tax_life_months",
        {fmt::format("税收折旧（摊销）年限 {} 个月，低于最低年限 {} 个月", *asset_.tax.life_months, least),
         fmt::format("the tax life of {} months is below the minimum of {}", *asset_.tax.life_months, least)},
        {"留空以采用最低年限；或填写允许缩短的 tax_election；或在 tax_override 写明理由",
         "Leave tax_life_months empty to use the minimum, name a tax_election that allows less, or give the reason in "
         "tax_override"},
        placed(*minimum));
  }

  Text placed(const rules::MinimumLife& minimum) const {
    Text rule = describe(minimum.cite);
    std::string place = fmt::format(" (rules/{}:{})", minimum.parameter->file, minimum.line);
    return {rule.zh + place, rule.en + place};
  }

  void check_tax_method_choice(const BasisTerms& tax) {
    bool plain = tax.method == Method::straight_line || tax.method == Method::none;
    if (plain || effect_ || !framework_.tax->methods_need_election || terms_.tax_free_choice) return;
    problem(
        "TAX-METHOD-NEEDS-ELECTION", "tax_method",
        {fmt::format("税收折旧方法 {} 须有优惠事项或理由", name_of(tax.method)),
         fmt::format("the tax method {} needs an election or an override", name_of(tax.method))},
        {"填写 tax_election，或在 tax_override 写明理由", "Name a tax_election, or give the reason in tax_override"},
        describe(framework_.tax->method_cite));
  }

  void check_first_share(const BasisTerms& tax) {
    if (tax.method != Method::first_share) return;
    if (tax.first_share.is_zero()) {
      problem("FIRST-SHARE-MISSING", "tax_first_share", {"缺少首年扣除比例", "the share deducted at first is missing"},
              {"填写 tax_first_share，例如 1/2", "State tax_first_share, for example 1/2"});
    } else if (tax.life_months <= 12) {
      problem("FIRST-SHARE-LIFE", "tax_life_months",
              {"首年扣除比例要求税收年限超过 12 个月", "a first share needs a tax life of more than 12 months"},
              {"更正 tax_life_months，或改用 one-time", "Correct tax_life_months, or use one-time"});
    }
  }

  Money tax_residual(const BasisTerms& tax) {
    if (terms_.treatment == TaxTreatment::non_deductible) return {};
    if (auto stated = residual_of(asset_.tax, tax.cost)) return *stated;
    terms_.deducted_at_once = tax.method == Method::one_time || (effect_ && effect_->residual_zero);
    bool whole = terms_.deducted_at_once && framework_.positions.whole_cost_at_once;
    return whole ? Money{} : terms_.book.residual;
  }

  static std::optional<Money> residual_of(const StatedTerms& stated, Money cost) {
    if (stated.residual) return stated.residual;
    if (stated.residual_rate) return scale(cost, *stated.residual_rate);
    return {};
  }

  void take_conventions(BasisTerms& basis, const StatedTerms& stated, const rules::MonthConvention& by_rule) {
    Starts starts = stated.starts.value_or(by_rule.starts);
    if (!stated.starts || !stated.stops) note(by_rule.rule.parameter, by_rule.rule.value);
    basis.first_month = asset_.in_service.month() + (starts == Starts::month_after ? 1 : 0);
    basis.stops = stated.stops.value_or(by_rule.stops);
    basis.rounding = stated.rounding.value_or(ChargeRounding::cumulative);
    basis.total_units = asset_.total_units.value_or(Ratio{});
  }

  void check_method(const char* field, const BasisTerms& basis, const StatedTerms&) {
    if (basis.basis == Basis::book && tax_only(basis.method)) {
      problem("METHOD-TAX-ONLY", field,
              {fmt::format("{} 只用于税收", name_of(basis.method)),
               fmt::format("{} exists for tax only", name_of(basis.method))},
              {"选用会计准则允许的折旧方法", "Choose a method of the accounting standard"});
    }
    if (basis.method == Method::units_of_production && !asset_.total_units) {
      problem("UNITS-MISSING", "total_units", {"工作量法缺少预计总工作量", "units-of-production needs the total units"},
              {"填写 total_units", "State total_units"});
    }
  }

  void resolve_extra_deduction() {
    std::optional<Ratio> stated = asset_.extra_deduction_rate;
    if (!stated && effect_) stated = effect_->extra_deduction_rate;
    if (!stated && asset_.extra_deduction_share) {
      terms_.extra_deduction_by_rule = true;
      terms_.extra_deduction_share = *asset_.extra_deduction_share;
    }
    if (!stated) return;
    Ratio rate = *stated;
    Ratio share = asset_.extra_deduction_share.value_or(Ratio::of(1, 1));
    __int128 top = __int128{rate.numerator()} * share.numerator();
    __int128 bottom = __int128{rate.denominator()} * share.denominator();
    if (top > INT64_MAX || bottom > INT64_MAX) {
      problem("EXTRA-DEDUCTION", "extra_deduction_rate",
              {"加计扣除比例位数过多", "the extra deduction has too many digits"},
              {"减少小数位数", "Use fewer decimals"});
      return;
    }
    terms_.extra_deduction = Ratio::of(static_cast<std::int64_t>(top), static_cast<std::int64_t>(bottom));
  }

  Text describe(const rules::Citation& cite) const { return terms_.describe(cite); }

  void problem(const char* code, const char* field, Text message, Text help, Text rule = {}) {
    problems_.push_back(make_problem(code, asset_.origin, field, std::move(message), std::move(help), std::move(rule)));
  }

  const Asset& asset_;
  const Framework& framework_;
  Problems& problems_;
  AssetTerms terms_;
  rules::MonthConvention book_months_, tax_months_;
  std::optional<rules::ElectionEffect> effect_;
  std::optional<Date> held_before_;
};

}  // namespace

std::optional<OpeningPolicy> parse_opening_policy(std::string_view text) {
  if (text == "spread") return OpeningPolicy::spread;
  if (text == "true-up") return OpeningPolicy::true_up;
  return {};
}

std::int32_t TaxLifeRule::least_on(Date date) const {
  std::int32_t least = minimum_months;
  if (transition_minimum_months > 0 && date >= transition_from) least = std::min(least, transition_minimum_months);
  return contract_months > 0 ? std::min(least, contract_months) : least;
}

std::int32_t TaxLifeRule::life_for(std::int32_t book_life) const {
  if (contract_months > 0) return contract_months;
  return std::max(minimum_months, book_life);
}

void TaxPositions::choose(std::string_view position_id, std::string_view option_code) {
  namespace position = rules::position;
  if (position_id == position::kFairValuePropertyCharge) fair_value_charged = option_code != "not-deducted";
  if (position_id == position::kIndefiniteLifeCharge) indefinite_life_charged = option_code != "not-deducted";
  if (position_id == position::kOneTimeResidual) whole_cost_at_once = option_code != "book-residual";
  if (position_id == position::kDecliningBalanceBase) monthly_base = option_code == "monthly";
  if (position_id == position::kTaxLifeFollowsBook) life_follows_book = option_code != "off";
}

TaxPositions positions_of(const rules::TaxRegime& regime, const Entity* entity) {
  TaxPositions positions;
  for (const rules::Position& position : regime.positions) {
    positions.choose(position.id, rules::chosen(regime, entity, position.id).code);
  }
  return positions;
}

AssetTerms resolve_terms(const Asset& asset, const Framework& framework, Problems& problems) {
  return Resolver(asset, framework, problems).resolve();
}

}  // namespace tieout
