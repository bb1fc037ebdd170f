#include "tieout/reconcile/lifetime.hpp"

#include <algorithm>

namespace tieout {

bool LifetimeProof::closed() const {
  bool balanced = adjustments - permanent == remaining - opening - initial - equity;
  if (!balanced || (end == LifetimeEnd::disposed && !remaining.is_zero())) return false;
  const std::vector<TreatmentProof> proofs = treatment_proofs(*this);
  return std::all_of(proofs.begin(), proofs.end(), [](const TreatmentProof& proof) { return proof.holds; });
}

ReversalForecast::Year& ReversalForecast::at(int year) {
  if (years_.empty()) first_ = year;
  if (year < first_) {
    years_.insert(years_.begin(), static_cast<std::size_t>(first_ - year), Year{});
    first_ = year;
  }
  auto index = static_cast<std::size_t>(year - first_);
  if (index >= years_.size()) years_.resize(index + 1);
  return years_[index];
}

void ReversalForecast::add(int year, Money adjustment, Money moved) {
  Year& sums = at(year);
  sums.adjustment += adjustment;
  sums.moved += moved;
}

void ReversalForecast::merge(const ReversalForecast& other) {
  for (std::size_t i = 0; i < other.years_.size(); ++i) {
    add(other.first_ + static_cast<int>(i), other.years_[i].adjustment, other.years_[i].moved);
  }
}

LifetimeProof prove_lifetime(AssetReconciler& reconciler, int standing_year, ReversalForecast& forecast) {
  LifetimeProof proof;
  proof.first_year = reconciler.first_year();
  proof.treatment.start(reconciler.terms());
  for (int year = proof.first_year; year < proof.first_year + kLongestLifeYears; ++year) {
    const AssetYear* result = reconciler.run_year(year);
    if (!result) break;
    const ReconciliationRow& row = result->row;
    if (year == proof.first_year) proof.opening = row.temp_diff_open;
    Money temporary = row.adj_total - row.adj_permanent;
    forecast.add(year, temporary, row.temp_diff_close - proof.remaining);
    proof.last_year = year;
    proof.adjustments += row.adj_total;
    proof.permanent += row.adj_permanent;
    proof.initial += row.temp_diff_initial;
    proof.equity += row.temp_diff_equity;
    proof.remaining = row.temp_diff_close;
    proof.treatment.add(*result);
    if (standing_year == 0 || year <= standing_year) proof.standing = row.temp_diff_close;
    if (!temporary.is_zero()) proof.last_reversal = year;
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
