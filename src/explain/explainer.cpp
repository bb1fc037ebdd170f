#include "tieout/explain/explainer.hpp"

#include <algorithm>

#include "workings.hpp"

namespace tieout {

Explainer::Explainer(AssetReconciler& reconciler) : reconciler_(reconciler) { reconciler_.observe(&trace_); }
Explainer::~Explainer() { reconciler_.observe(nullptr); }

bool Explainer::open(const RegisterEntry& entry) {
  entry_ = &entry;
  previous_.reset();
  row_ = {};
  return reconciler_.open(entry);
}

std::optional<Explanation> Explainer::explain(int year, int through) {
  const bool has_before = year > reconciler_.first_year();
  if (has_before && (!previous_ || previous_->year != year - 1)) {
    const AssetYear* before = reconciler_.run_year(year - 1);
    if (before == nullptr) return {};
    previous_ = before->row;
  }
  const AssetYear* result = reconciler_.run_year(year, through);
  if (result == nullptr) return {};
  row_ = result->row;
  const ReconciliationRow* before = has_before && previous_ ? &*previous_ : nullptr;
  Explanation explanation =
      Workings({reconciler_, trace_, *entry_, *result, before, Month::of(year, through)}).explain();
  previous_ = row_;
  return explanation;
}

}  // namespace tieout
