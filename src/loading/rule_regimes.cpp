#include "loading/rule_regimes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "loading/rule_elections.hpp"
#include "loading/rule_positions.hpp"

namespace tieout::loading {

namespace {

using rules::BookRegime;
using rules::Citation;
using rules::Parameter;
using rules::RuleBook;
using rules::TaxRegime;
using rules::Value;

constexpr Family kFamilies[] = {Family::tangible, Family::intangible, Family::deferred};

class RegimeCompiler {
 public:
  RegimeCompiler(std::string directory, RuleBook& book, Diagnostics& diagnostics)
      : directory_(std::move(directory)), book_(book), diagnostics_(diagnostics) {}

  void compile() {
    for (const Parameter& parameter : book_.parameters) {
      if (!parameter.id.ends_with("/regime")) continue;
      const std::string code = parameter.id.substr(0, parameter.id.size() - std::string_view("/regime").size());
      if (key(parameter, "basis") == "book") {
        book_.book_regimes.push_back(book_regime(code, parameter));
      } else {
        book_.tax_regimes.push_back(tax_regime(code, parameter));
      }
    }
  }

 private:
  static std::string_view key(const Parameter& parameter, std::string_view name) {
    const auto found = parameter.keys.find(name);
    return found == parameter.keys.end() || found->second.empty() ? std::string_view{} : found->second.front();
  }

  void problem(std::string code, const std::string& file, std::uint32_t line, Text message, Text help) {
    Diagnostic diagnostic;
    diagnostic.code = std::move(code);
    diagnostic.span.file = directory_ + "/" + file;
    diagnostic.span.line = line;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  // A parameter with at least one row, or null with a problem where it is required.
  const Parameter* dated(const std::string& code, std::string_view name, bool required = true) {
    const std::string id = fmt::format("{}/{}", code, name);
    const Parameter* parameter = book_.find_parameter(id);
    if (parameter != nullptr && !parameter->values.empty()) return parameter;
    if (required && parameter == nullptr) {
      problem("RULE-MISSING-PARAMETER", code + "/regime.toml", 1,
              {fmt::format("规则集“{}”缺少参数“{}”", code, id), fmt::format("regime '{}' has no rule '{}'", code, id)},
              {fmt::format("新建文件 {}.toml。", id), fmt::format("Add the file {}.toml.", id)});
    }
    return nullptr;
  }

  // The row of a parameter that does not change within the regime's life, or null. It is read without regard to dates:
  // a second row would silently overrule the first for the past as well.
  const Value* current(const std::string& code, std::string_view name, bool required = true) {
    const Parameter* parameter = dated(code, name, required);
    if (parameter == nullptr) return nullptr;
    if (parameter->values.size() > 1) {
      problem("RULE-SEVERAL-VALUES", parameter->file, parameter->values[1].line,
              {"这种规则不分日期读取,只能有一行",
               "this kind of rule is read without regard to dates and takes one row only"},
              {"制度变更时另建规则集。", "Where the standard changes, add a regime of its own."});
    }
    return &parameter->values.back();
  }

  void charging_months(const std::string& code, std::array<rules::ChargingMonths, 3>& months) {
    for (const Family family : kFamilies) {
      const std::string name = fmt::format("charging-months/{}", name_of(family));
      const Parameter* parameter = dated(code, name);
      if (parameter == nullptr) continue;
      const Value* value = &parameter->values.back();
      rules::ChargingMonths& target = months[static_cast<std::size_t>(family)];
      target.parameter = parameter;
      target.value = value;
      target.starts = parse_starts(value->field("starts")).value_or(target.starts);
      target.stops = parse_stops(value->field("stops")).value_or(target.stops);
      target.cite = value->cite;
    }
  }

  void impairment(const std::string& code, BookRegime& regime) {
    const Value* recognised = current(code, "impairment");
    if (recognised == nullptr) return;
    regime.impairment_cite = recognised->cite;
    if (recognised->field("impairment") == "not-recognised") {
      regime.impairment = rules::ImpairmentRule::none;
      regime.reversal_cite = recognised->cite;
      return;
    }
    if (const Value* reversal = current(code, "impairment-reversal")) {
      const bool within_cap = reversal->field("reversal") == "within-cap";
      regime.impairment =
          within_cap ? rules::ImpairmentRule::reversed_within_cap : rules::ImpairmentRule::never_reversed;
      regime.reversal_cite = reversal->cite;
    }
    if (const Value* goodwill = current(code, "goodwill-reversal")) {
      regime.goodwill_reversal_barred = goodwill->field("reversal") == "barred";
      regime.goodwill_reversal_cite = goodwill->cite;
    }
    impairment_test(code, regime.impairment_test);
  }

  // None of them is compulsory: what a standard does not say stays uncited.
  void impairment_test(const std::string& code, rules::ImpairmentTestRules& test) {
    if (const Value* measure = current(code, "impairment-test/measure", false)) {
      test.by_recoverable_amount = measure->field("measure") == "recoverable-amount";
      test.recoverable = measure->cite;
    }
    if (const Value* forecast = current(code, "impairment-test/forecast", false)) {
      const std::string_view years = forecast->field("years");
      std::from_chars(years.data(), years.data() + years.size(), test.forecast_years);
      test.forecast = forecast->cite;
    }
    for (const auto& [name, cite] : {std::pair{"allocation", &test.allocation}, std::pair{"corporate", &test.corporate},
                                     std::pair{"unit-reversal", &test.reversal}}) {
      if (const Value* value = current(code, fmt::format("impairment-test/{}", name), false)) *cite = value->cite;
    }
  }

  BookRegime book_regime(const std::string& code, const Parameter& parameter) {
    BookRegime regime;
    regime.code = code;
    regime.title = parameter.title;
    charging_months(code, regime.charging_months);
    impairment(code, regime);
    if (const Value* tax = current(code, "deferred-tax", false)) {
      if (tax->field("deferred_tax") == "not-recognised") regime.no_deferred_tax = tax->cite;
    }
    if (const Value* moves = current(code, "held-back-charge", false)) {
      regime.held_back_charge_moves = parse_family(moves->field("moves"));
    }
    if (const Value* surplus = current(code, "equity-surplus")) {
      regime.recycles_equity_surplus = surplus->field("on_disposal") == "recycled";
    }
    return regime;
  }

  // Calls `use` with each class named by the parameters below `prefix`, and the parameter.
  template <typename Use>
  void for_classes(const std::string& prefix, Use use) {
    for (const Parameter& parameter : book_.parameters) {
      if (!parameter.id.starts_with(prefix)) continue;
      const auto classes = parameter.keys.find("classes");
      if (classes == parameter.keys.end()) continue;
      for (const std::string& code : classes->second) {
        if (const auto id = book_.classes.find(code)) use(id->index, code, parameter);
      }
    }
  }

  // Two rules for one class without a stated priority: neither may win silently.
  void conflict(const std::string& class_code, const Parameter& first, const Parameter& second) {
    problem("RULE-CONFLICT", second.file, 1,
            {fmt::format("类别“{}”同时适用 {} 和 {}", class_code, first.file, second.file),
             fmt::format("class '{}' falls under both {} and {}", class_code, first.file, second.file)},
            {"从其中一个文件的 classes 中去掉该类别。", "Remove the class from `classes` in one of the two files."});
  }

  void minimum_lives(TaxRegime& regime) {
    regime.minimum_life_by_class.assign(book_.classes.size(), nullptr);
    for_classes(regime.code + "/minimum-life/", [&](std::size_t index, const std::string& code, const Parameter& p) {
      const Parameter*& place = regime.minimum_life_by_class[index];
      if (place != nullptr) conflict(code, *place, p);
      place = &p;
      regime.has_minimum_lives = true;
    });
  }

  void contract_terms(TaxRegime& regime) {
    regime.contract_term_allowed.assign(book_.classes.size(), false);
    regime.contract_term_cite_by_class.assign(book_.classes.size(), Citation{});
    regime.contract_term_by_class.assign(book_.classes.size(), {});
    for_classes(regime.code + "/contract-term/", [&](std::size_t index, const std::string&, const Parameter& p) {
      if (p.values.empty()) return;
      regime.contract_term_allowed[index] = true;
      regime.contract_term_cite_by_class[index] = p.values.back().cite;
      regime.contract_term_by_class[index] = {&p, &p.values.back()};
      if (regime.contract_term_cite.source.empty()) regime.contract_term_cite = p.values.back().cite;
    });
  }

  std::vector<bool> classes_of(const Parameter& parameter) const {
    std::vector<bool> by_class(book_.classes.size(), false);
    const auto listed = parameter.keys.find("classes");
    if (listed == parameter.keys.end()) return by_class;
    for (const std::string& code : listed->second) {
      if (const auto id = book_.classes.find(code)) by_class[id->index] = true;
    }
    return by_class;
  }

  void used_assets(const std::string& code, TaxRegime& regime) {
    regime.used_asset_by_class.assign(book_.classes.size(), false);
    const Value* value = current(code, "used-asset", false);
    if (value == nullptr) return;
    const Parameter* parameter = book_.find_parameter(code + "/used-asset");
    regime.used_asset_by_class = classes_of(*parameter);
    regime.used_asset = {parameter, value};
  }

  void life_transition(const std::string& code, TaxRegime& regime) {
    const Value* value = current(code, "life-transition", false);
    if (value == nullptr) return;
    regime.life_transition =
        rules::LifeTransition{value->from, value->published, value->field("residual") == "may-be-reset",
                              classes_of(*book_.find_parameter(code + "/life-transition")), value->cite};
  }

  rules::ClassRule class_rule(const std::string& id) {
    const Parameter* parameter = book_.find_parameter(id);
    if (parameter == nullptr) return {};
    return {parameter, classes_of(*parameter)};
  }

  void residual_bounds(const std::string& code, TaxRegime& regime) {
    for (const Parameter& parameter : book_.parameters) {
      if (!parameter.id.starts_with(code + "/residual-rate/") || parameter.values.empty()) continue;
      const auto types = parameter.keys.find("entity_types");
      regime.residual_bounds.push_back({&parameter,
                                        types == parameter.keys.end() ? std::vector<std::string>{} : types->second,
                                        classes_of(parameter)});
    }
  }

  TaxRegime tax_regime(const std::string& code, const Parameter& parameter) {
    TaxRegime regime;
    regime.code = code;
    regime.title = parameter.title;
    regime.has_minimum_lives = false;
    charging_months(code, regime.charging_months);
    minimum_lives(regime);
    contract_terms(regime);
    if (const Value* methods = current(code, "methods")) {
      regime.methods_need_election = methods->field("requirement") == "election";
      regime.method_cite = methods->cite;
    }
    if (const Value* book_life = current(code, "book-life")) {
      regime.book_life_cite = book_life->cite;
      regime.book_life = {book_.find_parameter(code + "/book-life"), book_life};
    }
    if (const Value* residual = current(code, "residual")) regime.residual_cite = residual->cite;
    regime.annual_return = dated(code, "annual-return", false);
    used_assets(code, regime);
    life_transition(code, regime);
    residual_bounds(code, regime);
    regime.provisional_cost = class_rule(code + "/provisional-cost");
    regime.major_repair = class_rule(code + "/major-repair");
    regime.building_extended = class_rule(code + "/treatment/building-extended");
    regime.building_rebuilt = class_rule(code + "/treatment/building-rebuilt");
    compile_elections(directory_, code, book_, regime, diagnostics_);
    compile_positions(directory_, code, book_, regime, diagnostics_);
    return regime;
  }

  std::string directory_;
  RuleBook& book_;
  Diagnostics& diagnostics_;
};

}  // namespace

void compile_regimes(const std::string& directory, RuleBook& book, Diagnostics& diagnostics) {
  RegimeCompiler(directory, book, diagnostics).compile();
}

}  // namespace tieout::loading
