#include "tieout/reconcile/lifetime.hpp"

namespace tieout {

namespace {

constexpr int kLongestLifeYears = 200;  // a guard against lives without end

}  // namespace

bool LifetimeProof::closed() const {
  bool balanced = adjustments - permanent == remaining - opening - initial - equity;
  return balanced && (end != LifetimeEnd::disposed || remaining.is_zero());
}

LifetimeProof prove_lifetime(AssetReconciler& reconciler, std::map<int, YearForecast>& forecast) {
  LifetimeProof proof;
  proof.first_year = reconciler.first_year();
  for (int year = proof.first_year; year < proof.first_year + kLongestLifeYears; ++year) {
    const AssetYear* result = reconciler.run_year(year);
    if (!result) break;
    const ReconciliationRow& row = result->row;
    if (year == proof.first_year) proof.opening = row.temp_diff_open;
    Money temporary = row.adj_total - row.adj_permanent;
    proof.last_year = year;
    proof.adjustments += row.adj_total;
    proof.permanent += row.adj_permanent;
    proof.initial += row.temp_diff_initial;
    proof.equity += row.temp_diff_equity;
    proof.remaining = row.temp_diff_close;
    if (!temporary.is_zero()) proof.last_reversal = year;
    forecast[year].adjustment += temporary;
    forecast[year].carried += row.temp_diff_close;
    if (reconciler.last_year() == year) {
      proof.end = LifetimeEnd::disposed;
      break;
    }
    if (reconciler.at_rest(year)) {
      proof.end = LifetimeEnd::lives_over;
      break;
    }
  }
  if (!reconciler.problems().empty()) proof.end = LifetimeEnd::refused;
  return proof;
}

}  // namespace tieout
