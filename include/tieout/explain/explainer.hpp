// Derives every figure of the reconciliation row of an asset and year. The arithmetic is evaluated here, from what the
// ledgers traced, and must equal the row: where it does not, InvariantViolation names the key and both figures.
//
//     AssetReconciler reconciler(framework);
//     Explainer explainer(reconciler);
//     if (explainer.open(entry)) {
//       if (auto explanation = explainer.explain(2023)) …
//     }
#pragma once

#include <optional>

#include "tieout/explain/explanation.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

class Explainer {
 public:
  // Traces `reconciler` as long as this lives.
  explicit Explainer(AssetReconciler& reconciler);
  ~Explainer();
  Explainer(const Explainer&) = delete;
  Explainer& operator=(const Explainer&) = delete;

  // False where the asset's facts do not hold: see the reconciler's problems.
  bool open(const RegisterEntry& entry);

  // The year up to the end of month `through`. Years ascend. Nothing where the asset has no row.
  std::optional<Explanation> explain(int year, int through = 12);

  // The row explained last.
  const ReconciliationRow& row() const { return row_; }

 private:
  AssetReconciler& reconciler_;
  AssetTrace trace_;
  const RegisterEntry* entry_ = nullptr;
  std::optional<ReconciliationRow> previous_;  // of the year run last
  ReconciliationRow row_;
};

}  // namespace tieout
