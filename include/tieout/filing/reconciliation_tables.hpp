// The adjustment report as tables: the rows of engine.md §7, their totals by class, the roll-forward, the
// disposals, and the ledger of depreciation differences that tax agents keep (资产折旧税会差异台账).
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"
#include "tieout/rules/classes.hpp"

namespace tieout {

// Every key of the row, in the order of engine.md §7. Used by CSV, JSON and XLSX.
TableSchema reconciliation_schema();
void reconciliation_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells);
// Cells of the totals: amounts only.
std::vector<Cell> reconciliation_totals(const ReconciliationRow& total);

// The columns that people read on a terminal.
TableSchema adjustment_schema();
void adjustment_cells(const ReconciliationRow& row, const rules::ClassTable& classes, Language language,
                      std::vector<Cell>& cells);
std::vector<Cell> adjustment_totals(const ReconciliationRow& total);

// 资产折旧税会差异台账: book and tax schedule of each asset side by side, the cumulative adjustment before, in and
// after the year, with its reason.
TableSchema difference_ledger_schema();
void difference_ledger_cells(const AssetYear& result, const rules::ClassTable& classes, Language language, Table& owner,
                             std::vector<Cell>& cells);

TableSchema roll_forward_schema();
void roll_forward_cells(const AssetYear& year, const RollForwardLine& line, const rules::ClassTable& classes,
                        std::vector<Cell>& cells);

TableSchema disposals_schema();
void disposal_cells(const AssetYear& year, const DisposalLine& line, const rules::ClassTable& classes,
                    std::vector<Cell>& cells);

// How many assets stood on recorded charges, and what the ERP's rounding came to: differences of at most one fen per
// charging month are counted and summed, not listed (engine.md §4).
struct RecordedCount {
  std::int32_t recorded = 0;
  std::int32_t rounding = 0;  // charges that differ by rounding, book and tax counted apart
  Money rounding_sum;
  std::int32_t computed_openings = 0, allocated_openings = 0;  // assets taken over with balances that nobody stated

  void add(const RecordedMeeting& meeting);
  void add(OpeningStatus status);
  void add(const RecordedCount& other);
};

// Sums by entity and class, in order, with the number of assets; made while rows pass by. Lines without a card (their
// asset is empty) stand apart, after the classes.
class ClassTotals {
 public:
  ClassTotals() = default;
  ClassTotals(ClassTotals&&) = default;
  ClassTotals& operator=(ClassTotals&&) = default;
  ClassTotals(const ClassTotals&) = delete;  // a copy would share the place of the last entity
  ClassTotals& operator=(const ClassTotals&) = delete;

  void add(const AssetYear& year);
  void merge(const ClassTotals& other);
  // Adjustment columns by class and their totals.
  Table table(const rules::ClassTable& classes, Language language, int year) const;
  // The parts of the adjustment by class, over all entities.
  Table by_nature(const rules::ClassTable& classes, Language language) const;
  // Over all entities and classes.
  ReconciliationRow total() const;
  std::int32_t assets() const;
  // That have rows, in order.
  std::vector<std::string> entities() const;
  RecordedCount recorded() const;

 private:
  struct Sum {
    std::int32_t assets = 0;
    RecordedCount recorded;
    ReconciliationRow amounts;
  };
  using ClassSums = std::vector<Sum>;  // by ClassId
  Sum& sum_of(const std::string& entity, ClassId asset_class);

  std::map<std::string, ClassSums> by_entity_;
  std::vector<ReconciliationRow> without_card_;
  const std::string* last_entity_ = nullptr;  // rows come entity by entity
  ClassSums* last_sums_ = nullptr;
};

// The reasons of a charge difference in words of the language ("年限、减值").
std::string reason_words(const AdjustmentReasons& reasons, Language language);

}  // namespace tieout
