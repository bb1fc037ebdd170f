// Value in use by exact rational arithmetic; the only file of the room that names Boost.Multiprecision.
#include <algorithm>
#include <boost/multiprecision/cpp_int.hpp>

#include "tieout/core/invariant.hpp"
#include "tieout/filing/impairment_test.hpp"

namespace tieout {

namespace {

using boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

// Half a year at a rate is a square root: it is cut off after so many decimals, far behind any fen.
constexpr unsigned kRootDecimals = 40;
// An exact factor has no end of decimals; so many are shown.
constexpr std::int32_t kShownDecimals = 8;

Exact exact(Ratio ratio) { return Exact(ratio.numerator(), ratio.denominator()); }
Exact exact(Money amount) { return Exact(amount.fen()); }

cpp_int power_of_ten(unsigned exponent) { return boost::multiprecision::pow(cpp_int(10), exponent); }

// Half away from zero.
cpp_int rounded(const Exact& value) {
  const cpp_int top = boost::multiprecision::numerator(value);
  const cpp_int bottom = boost::multiprecision::denominator(value);
  cpp_int quotient = abs(top) / bottom;
  if (2 * (abs(top) % bottom) >= bottom) ++quotient;
  return top < 0 ? -quotient : quotient;
}

Money to_money(const cpp_int& fen) {
  if (fen > INT64_MAX || fen < INT64_MIN) throw_money_overflow();
  return Money::from_fen(static_cast<std::int64_t>(fen));
}

Money to_money(const Exact& fen, Money unit) { return to_money(rounded(fen / exact(unit)) * cpp_int(unit.fen())); }

Exact to_decimals(const Exact& value, std::int32_t decimals) {
  const cpp_int scale = power_of_ten(static_cast<unsigned>(decimals));
  return Exact(rounded(value * scale), scale);
}

// Not negative.
std::string decimal_text(const Exact& value, std::int32_t decimals) {
  std::string digits = rounded(value * power_of_ten(static_cast<unsigned>(decimals))).str();
  const auto places = static_cast<std::size_t>(decimals);
  if (places == 0) return digits;
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  return digits.insert(digits.size() - places, 1, '.');
}

Exact square_root(const Exact& value) {
  const cpp_int scale = power_of_ten(kRootDecimals);
  const cpp_int square = boost::multiprecision::numerator(value) * scale * scale;
  return Exact(sqrt(cpp_int(square / boost::multiprecision::denominator(value))), scale);
}

Exact rate_of(const CashFlowForecast& forecast, std::size_t year) {
  return exact(forecast.rates.size() == 1 ? forecast.rates.front() : forecast.rates.at(year));
}

// Compounded over the years; in mid-year, the last of them counts by half.
std::vector<Exact> factors_of(const CashFlowForecast& forecast) {
  std::vector<Exact> factors;
  Exact compounded = 1;
  for (std::size_t year = 0; year < forecast.years(); ++year) {
    if (!forecast.factors.empty()) {
      factors.push_back(exact(forecast.factors.at(year)));
      continue;
    }
    const Exact growth = 1 + rate_of(forecast, year);
    if (growth <= 0) throw InvariantViolation("discount-rate", "a rate of -100% or less cannot be discounted by");
    Exact factor = 1 / Exact(compounded * growth);
    if (forecast.timing == FlowTiming::mid_year) factor = 1 / Exact(compounded * square_root(growth));
    compounded *= growth;
    if (forecast.factor_decimals) factor = to_decimals(factor, *forecast.factor_decimals);
    factors.push_back(factor);
  }
  return factors;
}

// What is expected of a year, all scenarios weighted.
Exact expected_flow(const CashFlowForecast& forecast, std::size_t year) {
  if (forecast.scenarios.empty()) return exact(forecast.cash_flows.at(year));
  Exact flow = 0;
  for (const CashFlowScenario& scenario : forecast.scenarios) {
    flow += exact(scenario.probability) * exact(scenario.cash_flows.at(year));
  }
  return flow;
}

class Paper {
 public:
  explicit Paper(const CashFlowForecast& forecast) : forecast_(forecast) {}

  void add(std::int32_t year, const Exact& flow, const Exact& factor) {
    const bool by_year = forecast_.rounding == PresentValueRounding::year;
    Exact value = flow * factor;
    const Money shown = to_money(value, by_year ? forecast_.rounding_unit : Money::from_fen(1));
    if (by_year) value = exact(shown);
    sum_ += value;
    // Stated and rounded factors are shown as they are, exact ones cut short.
    const std::int32_t decimals = forecast_.factors.empty() ? forecast_.factor_decimals.value_or(kShownDecimals) : 12;
    std::string text = decimal_text(factor, decimals);
    if (!forecast_.factors.empty()) {
      text.erase(text.find_last_not_of('0') + 1);
      if (text.back() == '.') text.pop_back();
    }
    result_.years.push_back({year, to_money(rounded(flow)), text, shown});
  }

  ValueInUse finish() {
    result_.value = to_money(sum_ * exact(forecast_.exchange_rate), forecast_.rounding_unit);
    return std::move(result_);
  }

 private:
  const CashFlowForecast& forecast_;
  ValueInUse result_;
  Exact sum_ = 0;
};

}  // namespace

ValueInUse value_in_use(const CashFlowForecast& forecast) {
  const std::vector<Exact> factors = factors_of(forecast);
  Paper paper(forecast);
  for (std::size_t year = 0; year < factors.size(); ++year) {
    paper.add(static_cast<std::int32_t>(year) + 1, expected_flow(forecast, year), factors[year]);
  }
  if (forecast.terminal_growth && !factors.empty()) {
    const std::size_t last = factors.size() - 1;
    const Exact growth = exact(*forecast.terminal_growth);
    const Exact spread = rate_of(forecast, last) - growth;
    if (spread <= 0) throw InvariantViolation("terminal-growth", "flows that grow as fast as the rate have no value");
    // Flows of later years come in at the same point of their years as the last one: its factor serves them all.
    paper.add(0, expected_flow(forecast, last) * (1 + growth) / spread, factors[last]);
  }
  return paper.finish();
}

bool sums_to_one(const std::vector<CashFlowScenario>& scenarios) {
  Exact sum = 0;
  for (const CashFlowScenario& scenario : scenarios) sum += exact(scenario.probability);
  return sum == 1;
}

}  // namespace tieout
