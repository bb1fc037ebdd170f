// What every full report of a year holds beside its rows (page, PDF, workbook): sums, positions, proofs with the
// forecast of reversals, findings, and the filled forms. Collected while the register passes by once.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/cover.hpp"
#include "cli/page_forms.hpp"
#include "cli/session.hpp"
#include "tieout/filing/adjustment_lines.hpp"
#include "tieout/filing/finding_list.hpp"

namespace tieout::cli {

class ReportContents {
 public:
  // `session`, whose register is open, must outlive it.
  explicit ReportContents(Session& session);
  ~ReportContents();
  ReportContents(const ReportContents&) = delete;
  ReportContents& operator=(const ReportContents&) = delete;

  // The row of an asset, in a worker: `shown` where it stands with the entity asked for.
  using Met = std::function<void(const AssetYear& row, bool shown, BatchResult& result)>;
  // Afterwards, of an asset that is shown: it may be opened anew.
  using Shown = std::function<void(AssetReconciler&, const RegisterEntry&, BatchResult&)>;
  using InOrder = std::function<void(BatchResult&)>;
  // Runs the register. False where it has errors, which are printed.
  bool collect(const Met& met, const Shown& shown, const InOrder& in_order);

  // Amounts without a card included.
  const ClassTotals& totals() const { return totals_; }
  const ReconciliationRow& total_of_assets() const { return of_assets_; }
  const std::vector<AdjustmentLine>& lines() const { return lines_; }
  // Of the lines: a row each; the sums with and without them; the rows behind them. Empty where there are no lines.
  std::vector<Table> line_tables() const;
  const PositionTotals& positions() const { return positions_; }
  const ProofTotals& proofs() const { return proofs_; }
  const Table& findings() const { return findings_; }
  const Table& remedies() const { return remedies_; }
  PageForms& forms() { return forms_; }
  const PageForms& forms() const { return forms_; }
  // Entities that have rows, in order.
  const std::vector<std::string>& entities() const { return entities_; }
  Cover cover() const;
  Table at_disposal() const;

  int year() const { return *session_.options().year; }
  int through() const;

 private:
  void examine(AssetReconciler& reconciler, const RegisterEntry& entry, const Met& met, const Shown& shown,
               BatchResult& result) const;
  void prove_asset(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) const;
  void merge(BatchResult& result, FindingList& findings);
  void add_lines();
  void keep_findings(FindingList findings, const rules::FindingCatalogue& catalogue);

  Session& session_;
  PageForms forms_;
  std::unique_ptr<FindingMaker> maker_;
  ClassTotals totals_;
  PositionTotals positions_;
  ProofTotals proofs_;
  Table findings_, remedies_;
  ReconciliationRow of_assets_;
  std::vector<AdjustmentLine> lines_;
  std::vector<std::string> entities_;
};

}  // namespace tieout::cli
