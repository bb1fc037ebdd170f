#include "loading/impairment_basis.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

constexpr std::int32_t kFactorDecimalsMax = 12;

class BasisReader {
 public:
  BasisReader(const NodeTable& table, const rules::BookRegime* regime, const rules::RuleBook& rules)
      : table_(table), regime_(regime), rules_(rules) {}

  RecoverableBasis read() {
    basis_.recoverable = table_.amount("recoverable");
    basis_.fair_value = table_.amount("fair_value");
    basis_.disposal_costs = table_.amount("disposal_costs");
    basis_.fair_value_less_costs = table_.amount("fair_value_less_costs");
    basis_.value_in_use = table_.amount("value_in_use");
    if (has("cash_flows") || has("scenario")) basis_.forecast = forecast();
    once("fair_value", "fair_value_less_costs");
    once("value_in_use", "cash_flows");
    once("value_in_use", "scenario");
    once("cash_flows", "scenario");
    once("discount_rate", "discount_rates");
    if (basis_.disposal_costs && *basis_.disposal_costs < Money{}) {
      problem("disposal_costs",
              value_problem(ValueError::number_negative, {"disposal_costs"}, table_.at("disposal_costs").text));
    }
    if (has("disposal_costs") && !has("fair_value")) table_.missing("fair_value");
    require_one();
    return std::move(basis_);
  }

 private:
  bool has(std::string_view key) const { return table_.find(key) != nullptr; }
  void problem(std::string_view key, CellProblem found, Text rule = {}) {
    table_.file().add(table_.at(key), std::move(found), std::move(rule));
  }

  void once(std::string_view first, std::string_view second) {
    if (!has(first) || !has(second)) return;
    problem(second, {"IMPAIRMENT-STATED-TWICE",
                     {fmt::format("`{}` 与 `{}` 说的是同一个金额", first, second),
                      fmt::format("`{}` and `{}` state the same amount", first, second)},
                     {"只保留一个。", "Keep one of them."}});
  }

  void require_one() {
    for (const std::string_view key :
         {"recoverable", "fair_value", "fair_value_less_costs", "value_in_use", "cash_flows", "scenario"}) {
      if (has(key)) return;
    }
    table_.file().add(
        table_.node(),
        {"IMPAIRMENT-RECOVERABLE-MISSING",
         {"没有可收回金额", "there is no recoverable amount"},
         {"填写 `recoverable`，或 `fair_value` 与 `disposal_costs`，或 `fair_value_less_costs`、`value_in_use`，或 "
          "`cash_flows` 与 `discount_rate`。",
          "State `recoverable`, or `fair_value` with `disposal_costs`, or `fair_value_less_costs` or `value_in_use`, "
          "or "
          "`cash_flows` with `discount_rate`."}},
        regime_ == nullptr ? Text{} : cited(rules_, regime_->impairment_test.recoverable));
  }

  CashFlowForecast forecast() {
    CashFlowForecast result;
    result.cash_flows = table_.amounts("cash_flows");
    if (has("scenario")) read_scenarios(result);
    result.justification = table_.text("justification").value_or("");
    result.rates = table_.rates("discount_rate");
    for (const Ratio rate : table_.rates("discount_rates")) result.rates.push_back(rate);
    result.factors = table_.factors("discount_factors");
    result.factor_decimals = table_.integer("factor_decimals");
    if (table_.word("timing", {"end-year", "mid-year"}) == 1U) result.timing = FlowTiming::mid_year;
    if (table_.word("rounding", {"sum", "year"}) == 1U) result.rounding = PresentValueRounding::year;
    result.rounding_unit = table_.amount("rounding_unit").value_or(Money::from_fen(1));
    result.terminal_growth = table_.rate("terminal_growth");
    result.exchange_rate = table_.factor("exchange_rate").value_or(Ratio::of(1, 1));
    check_numbers(result);
    check_years(result);
    check_growth(result);
    return result;
  }

  void read_scenarios(CashFlowForecast& result) {
    const TomlNode& list = *table_.find("scenario");
    for (const TomlNode& node : list.items) {
      if (node.kind != TomlKind::table) {
        problem("scenario", toml_problem(node.kind, {"scenario"}, node.text));
        continue;
      }
      const NodeTable scenario(table_.file(), node, {"name", "probability", "cash_flows"});
      CashFlowScenario read;
      read.name = scenario.text("name").value_or("");
      const auto probability = scenario.fraction("probability");
      if (!scenario.find("probability")) scenario.missing("probability");
      if (!scenario.find("cash_flows")) scenario.missing("cash_flows");
      read.probability = probability.value_or(Ratio{});
      read.cash_flows = scenario.amounts("cash_flows");
      result.scenarios.push_back(std::move(read));
    }
    if (list.items.empty()) {
      table_.missing("scenario");
      return;
    }
    for (const CashFlowScenario& scenario : result.scenarios) {
      if (scenario.cash_flows.size() != result.years()) years_differ("scenario", scenario.cash_flows.size(), result);
    }
    if (sums_to_one(result.scenarios)) return;
    table_.file().add(list.items.front(),
                      {"IMPAIRMENT-PROBABILITIES",
                       {"各情形的概率之和不是 1", "the probabilities of the scenarios do not sum to one"},
                       {"各情形须涵盖全部可能，例如 20%、60%、20%。",
                        "The scenarios must cover all that may happen: 20%, 60% and 20%, for example."}});
  }

  void years_differ(std::string_view key, std::size_t found, const CashFlowForecast& forecast) {
    problem(key, {"IMPAIRMENT-YEARS",
                  {fmt::format("`{}` 有 {} 年，现金流量有 {} 年", key, found, forecast.years()),
                   fmt::format("`{}` has {} years, the cash flows have {}", key, found, forecast.years())},
                  {"每年一个数。", "State one figure for each year."}});
  }

  void check_numbers(const CashFlowForecast& forecast) {
    if (forecast.factor_decimals && *forecast.factor_decimals > kFactorDecimalsMax) {
      problem("factor_decimals", {"NUMBER-UNREADABLE",
                                  {"`factor_decimals` 最多 12 位", "`factor_decimals` is at most 12"},
                                  {"需要精确系数时去掉该键。", "Leave the key out where factors are to be exact."}});
    }
    if (forecast.rounding_unit <= Money{}) {
      problem("rounding_unit",
              value_problem(ValueError::number_negative, {"rounding_unit"}, table_.at("rounding_unit").text));
    }
    const TomlNode& stated = table_.at(has("discount_rate") ? "discount_rate" : "discount_rates");
    // The rate itself, where every one of a list was read.
    const bool each = stated.kind == TomlKind::array && stated.items.size() == forecast.rates.size();
    for (std::size_t year = 0; year < forecast.rates.size(); ++year) {
      if (compare(forecast.rates[year], Ratio::of(-1, 1)) <= 0) {
        cannot_discount(each ? stated.items[year] : stated, forecast.rates[year]);
      }
    }
  }

  void cannot_discount(const TomlNode& node, Ratio rate) {
    table_.file().add(
        node, {"IMPAIRMENT-RATE",
               {fmt::format("折现率 {} 不大于 -100%，无法折现", to_string(rate)),
                fmt::format("nothing can be discounted by a rate of {}, which is -100% or less", to_string(rate))},
               {"折现率写成 8% 或 0.08。", "Write the rate as 8% or 0.08."}});
  }

  void check_years(const CashFlowForecast& forecast) {
    const std::size_t years = forecast.years();
    if (years == 0) {
      problem("cash_flows", {"VALUE-MISSING",
                             {"`cash_flows` 是空的", "`cash_flows` is empty"},
                             {"每年填写一个数。", "State one figure for each year."}});
      return;
    }
    if (forecast.factors.empty() && forecast.rates.empty()) {
      if (has("discount_rate") || has("discount_rates") || has("discount_factors")) return;  // unreadable: reported
      table_.file().add(
          table_.node(),
          {"IMPAIRMENT-DISCOUNT-MISSING",
           {"有现金流量而没有折现率", "there are cash flows but no rate to discount them by"},
           {"填写 `discount_rate` 或 `discount_factors`。", "State `discount_rate` or `discount_factors`."}});
    }
    if (forecast.rates.size() > 1 && forecast.rates.size() != years) {
      years_differ(has("discount_rates") ? "discount_rates" : "discount_rate", forecast.rates.size(), forecast);
    }
    if (!forecast.factors.empty() && forecast.factors.size() != years) {
      years_differ("discount_factors", forecast.factors.size(), forecast);
    }
    check_length(forecast);
  }

  void check_length(const CashFlowForecast& forecast) {
    if (regime_ == nullptr || regime_->impairment_test.forecast_years == 0) return;
    const auto most = static_cast<std::size_t>(regime_->impairment_test.forecast_years);
    if (forecast.years() <= most || !trimmed(forecast.justification).empty()) return;
    problem(has("scenario") ? "scenario" : "cash_flows",
            {"IMPAIRMENT-FORECAST",
             {fmt::format("预测期 {} 年，超过 {} 年而没有说明理由", forecast.years(), most),
              fmt::format("a forecast of {} years is longer than {} and gives no reason", forecast.years(), most)},
             {"在 `justification` 中写明较长预测期的理由；其后的年度可用 `terminal_growth`。",
              "State in `justification` why a longer period is reasonable; `terminal_growth` covers later years."}},
            cited(rules_, regime_->impairment_test.forecast));
  }

  void check_growth(const CashFlowForecast& forecast) {
    if (!forecast.terminal_growth) return;
    if (forecast.rates.empty()) {
      if (!forecast.factors.empty()) {
        problem("terminal_growth",
                {"IMPAIRMENT-DISCOUNT-MISSING",
                 {"终值需要折现率，只有系数不够", "a terminal value needs a rate, not factors alone"},
                 {"另填 `discount_rate`。", "State `discount_rate` as well."}});
      }
      return;
    }
    const bool below = compare(*forecast.terminal_growth, forecast.rates.back()) < 0;
    if (below && compare(*forecast.terminal_growth, Ratio::of(-1, 1)) >= 0) return;
    problem("terminal_growth", {"IMPAIRMENT-GROWTH",
                                {fmt::format("永续增长率 {} 须低于折现率 {}，且不小于 -100%",
                                             to_string(*forecast.terminal_growth), to_string(forecast.rates.back())),
                                 fmt::format("terminal growth of {} must be below the rate of {} and not below -100%",
                                             to_string(*forecast.terminal_growth), to_string(forecast.rates.back()))},
                                {"稳定或递减的增长率不超过长期平均增长率。",
                                 "Growth is steady or declining and not above the long-term average."}});
  }

  const NodeTable& table_;
  const rules::BookRegime* regime_;
  const rules::RuleBook& rules_;
  RecoverableBasis basis_;
};

}  // namespace

const std::vector<std::string>& basis_keys() {
  static const std::vector<std::string> keys{
      "recoverable", "fair_value",    "disposal_costs",  "fair_value_less_costs", "value_in_use",    "cash_flows",
      "scenario",    "discount_rate", "discount_rates",  "discount_factors",      "factor_decimals", "timing",
      "rounding",    "rounding_unit", "terminal_growth", "exchange_rate",         "justification",   "indicators",
      "evidence"};
  return keys;
}

RecoverableBasis read_basis(const NodeTable& table, const rules::BookRegime* regime, const rules::RuleBook& rules) {
  return BasisReader(table, regime, rules).read();
}

Text cited(const rules::RuleBook& rules, const rules::Citation& cite) {
  if (cite.source.empty()) return {};
  return {rules.describe(cite, Language::zh), rules.describe(cite, Language::en)};
}

}  // namespace tieout::loading
