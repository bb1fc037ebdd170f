// Book and tax beside each other over years: what moved between two years by asset and class, the schedules of a range
// of years, and the sheets of the workbook that show an asset's years, its temporary difference and its impairment.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"
#include "tieout/rules/classes.hpp"

namespace tieout {

// ---- two years -----------------------------------------------------------------------------------------------------

struct TwoYears {
  int from = 0, to = 0;
};

// The rows of one asset in both years; none where it has no row, or not with the entity asked for.
struct ComparedAsset {
  std::optional<ReconciliationRow> from, to;
  const ReconciliationRow& latest() const { return to ? *to : *from; }
};

// Every figure three times: `…_from`, `…_to`, `…_moved`. `status`: new, gone, moved or same.
TableSchema comparison_schema(const TwoYears& years);
void comparison_cells(const ComparedAsset& asset, const rules::ClassTable& classes, std::vector<Cell>& cells);
// Column names of a figure that moved, with the two it is the difference of.
std::vector<std::array<std::string, 3>> comparison_differences();

// Sums by entity and class while assets pass by, in order.
class ComparedClasses {
 public:
  void add(const ComparedAsset& asset);
  void merge(const ComparedClasses& other);
  Table table(const TwoYears& years, const rules::ClassTable& classes, Language language) const;
  std::vector<Cell> asset_totals() const;

 private:
  struct Sum {
    std::int32_t assets_from = 0, assets_to = 0;
    ReconciliationRow from, to;
  };
  std::map<std::pair<std::string, std::uint16_t>, Sum> sums_;
};

// ---- a range of years ----------------------------------------------------------------------------------------------

// Both schedules, a row an asset and year.
TableSchema range_schema();
void range_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells);
std::vector<Cell> range_totals(const ReconciliationRow& sum);

// The same with the years beside each other, a row an asset; `rows` by year, from `years.from` on.
TableSchema years_schema(const TwoYears& years);
void years_cells(const std::vector<std::optional<ReconciliationRow>>& rows, const rules::ClassTable& classes,
                 std::vector<Cell>& cells);

// ---- one year ------------------------------------------------------------------------------------------------------

// Temporary difference: opening, movement through the adjustment, initial recognition, equity, closing.
TableSchema temporary_difference_schema();
void temporary_difference_cells(const ReconciliationRow& row, const rules::ClassTable& classes,
                                std::vector<Cell>& cells);
std::vector<Cell> temporary_difference_totals(const ReconciliationRow& sum);

// Provisions: charged and reversed in the year, standing at its end.
TableSchema impairments_schema();
bool has_impairment(const ReconciliationRow& row);
void impairment_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells);

}  // namespace tieout
