#include "tieout/filing/deferred_tax.hpp"

#include <algorithm>

#include "filing/unrecognised_difference.hpp"

namespace tieout {

namespace {

using Wide = __int128;

int last_change(const std::vector<TaxRate>& rates, int known_in) {
  int year = 0;
  for (const TaxRate& rate : rates) {
    if (rate.enacted.year() <= known_in) year = std::max(year, rate.from.year());
  }
  return year;
}

// The differences times their rates, exact until it is asked for.
class TaxSum {
 public:
  void add(Money difference, Ratio rate) {
    for (auto& [known, sum] : parts_) {
      if (known == rate) {
        sum += difference;
        return;
      }
    }
    parts_.emplace_back(rate, difference);
  }

  // Rates are decimals of at most twelve places, so that 10^14 is a common denominator.
  Money rounded() const {
    if (parts_.size() == 1) return scale(parts_.front().second, parts_.front().first);
    constexpr std::int64_t kCommon = 100'000'000'000'000;
    Wide sum = 0;
    for (const auto& [rate, difference] : parts_) {
      sum += Wide{difference.fen()} * rate.numerator() * (kCommon / rate.denominator());
    }
    Wide magnitude = sum < 0 ? -sum : sum;
    const auto fen = static_cast<std::int64_t>((2 * magnitude + kCommon) / (2 * Wide{kCommon}));
    return Money::from_fen(sum < 0 ? -fen : fen);
  }

 private:
  std::vector<std::pair<Ratio, Money>> parts_;
};

// The first difference of the path at the rates of the years in which it reverses.
std::optional<Money> measured(const std::vector<Money>& differences, int first, const std::vector<TaxRate>& rates,
                              int known_in, std::optional<MissingRate>& missing) {
  const bool deductible = differences.front() > Money{};
  auto size_at = [&](std::size_t at) {
    const Money difference = at < differences.size() ? differences[at] : differences.back();
    return std::max(deductible ? difference : -difference, Money{});
  };
  Money open = size_at(0);
  if (open.is_zero()) return Money{};
  const int last = std::max(first + 1, last_change(rates, known_in));
  TaxSum sum;
  for (int year = first + 1; year <= last && !open.is_zero(); ++year) {
    const auto at = static_cast<std::size_t>(year - first);
    const Money fallen = std::max(size_at(at - 1) - size_at(at), Money{});
    const Money reversed = year == last ? open : std::min(open, fallen);
    open -= reversed;
    if (reversed.is_zero()) continue;
    const auto rate = rate_in(rates, year, known_in);
    if (!rate) {
      missing = MissingRate{year, known_in};
      return {};
    }
    sum.add(deductible ? reversed : -reversed, *rate);
  }
  return sum.rounded();
}

void measure_close(const std::vector<Money>& differences, int year, const std::vector<TaxRate>& rates,
                   DeferredTaxYear& result) {
  result.recognised_close = differences.front();
  if (const auto close = measured(differences, year, rates, year, result.missing)) result.close = *close;
}

// `differences` from the end of the year before.
void measure_opening(const std::vector<Money>& differences, int year, const std::vector<TaxRate>& rates,
                     DeferredTaxYear& result) {
  const auto open = measured(differences, year - 1, rates, year - 1, result.missing);
  if (!open) return;
  const auto now = measured(differences, year - 1, rates, year, result.missing);
  if (!now) return;
  result.open = *open;
  result.recognised_open = differences.front();
  result.rate_effect = *now - *open;
}

}  // namespace

Money DeferredTaxYear::origination() const {
  const Money opened = open + rate_effect;
  const bool same_side = (opened < Money{}) == (close < Money{}) || opened.is_zero() || close.is_zero();
  if (!same_side) return close;
  const Money grown = close - opened;
  const bool grows = close < Money{} || opened < Money{} ? grown < Money{} : grown > Money{};
  return grows ? grown : Money{};
}

namespace {

// The tax on a surplus in equity (a taxable difference) at the rate that `tax` is of `recognised`.
Money tax_on_surplus(Money surplus, Money tax, Money recognised, std::optional<Ratio> rate) {
  if (surplus.is_zero()) return {};
  if (!recognised.is_zero()) {
    const bool negative = recognised < Money{};
    return scale(surplus, negative ? tax.fen() : -tax.fen(), negative ? -recognised.fen() : recognised.fen());
  }
  return rate ? -scale(surplus, *rate) : Money{};
}

}  // namespace

void part_equity(DeferredTaxYear& tax, Money surplus_open, Money surplus_close, const std::vector<TaxRate>& rates,
                 int year) {
  tax.equity_open = tax_on_surplus(surplus_open, tax.open, tax.recognised_open, rate_in(rates, year, year - 1));
  tax.equity_close = tax_on_surplus(surplus_close, tax.close, tax.recognised_close, rate_in(rates, year + 1, year));
  if (tax.recognised_open.is_zero()) return;
  tax.equity_rate_effect = tax_on_surplus(surplus_open, tax.rate_effect, tax.recognised_open, {});
}

std::optional<Ratio> rate_in(const std::vector<TaxRate>& rates, int year, int known_in) {
  const TaxRate* found = nullptr;
  for (const TaxRate& rate : rates) {
    if (rate.from.year() > year || rate.enacted.year() > known_in) continue;
    const bool later =
        found == nullptr || rate.from > found->from || (rate.from == found->from && rate.enacted > found->enacted);
    if (later) found = &rate;
  }
  return found ? std::optional(found->rate) : std::nullopt;
}

bool DeferredTaxMeasurer::project(const RegisterEntry& entry, int known_in, int through, Path& path) {
  known_.asset = entry.asset;
  known_.events.clear();
  known_.recorded.clear();
  for (const Event& event : entry.events) {
    if (event.date.year() <= known_in) known_.events.push_back(event);
  }
  for (const Recorded& row : entry.recorded) {
    if (row.year <= known_in) known_.recorded.push_back(row);
  }
  path.differences.assign(static_cast<std::size_t>(through - path.first + 1), Money{});
  if (!reconciler_.open(known_)) return false;
  UnrecognisedDifference unrecognised;
  const int begin = reconciler_.first_year();
  for (int year = begin; year <= through; ++year) {
    const AssetYear* result = reconciler_.run_year(year);
    if (!result) break;
    if (year == begin) {
      unrecognised.begin(*result, entry.asset.opening.has_value());
      const Money open = result->row.temp_diff_open - unrecognised.balance();
      // Balances taken over in the year stand at its opening.
      if (year - 1 == path.first) path.differences.front() = open;
    }
    unrecognised.run(*result);
    if (year < path.first) continue;
    path.differences[static_cast<std::size_t>(year - path.first)] =
        result->row.temp_diff_close - unrecognised.balance();
  }
  return reconciler_.problems().empty();
}

void DeferredTaxMeasurer::measure_by_reversal(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates,
                                              bool with_opening, DeferredTaxYear& result) {
  const int through = std::max(year, last_change(rates, year));
  Path path;
  path.first = year;
  result.refused = !project(entry, year, through, path);
  if (result.refused) return;
  measure_close(path.differences, year, rates, result);
  if (!with_opening || result.missing) return;
  path.first = year - 1;
  result.refused = !project(entry, year - 1, through, path);
  if (!result.refused) measure_opening(path.differences, year, rates, result);
}

// Nothing that is enacted changes the rate after the year: when a difference reverses does not matter, and no year
// beyond need be projected. What became known in the year does not move the balances before it, so that one projection
// gives both.
void DeferredTaxMeasurer::measure_at_one_rate(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates,
                                              DeferredTaxYear& result) {
  Path path;
  path.first = year - 1;
  result.refused = !project(entry, year, year, path);
  if (result.refused) return;
  measure_close({path.differences.back()}, year, rates, result);
  if (!result.missing) measure_opening({path.differences.front()}, year, rates, result);
}

DeferredTaxYear DeferredTaxMeasurer::measure(const RegisterEntry& entry, int year, const std::vector<TaxRate>& rates,
                                             bool with_opening) {
  DeferredTaxYear result;
  if (with_opening && last_change(rates, year) <= year) {
    measure_at_one_rate(entry, year, rates, result);
  } else {
    measure_by_reversal(entry, year, rates, with_opening, result);
  }
  return result;
}

}  // namespace tieout
