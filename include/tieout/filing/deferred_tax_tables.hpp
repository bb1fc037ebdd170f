// Deferred tax as tables: an asset a row, and what each entity has of assets and liabilities.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tieout/filing/deferred_tax.hpp"
#include "tieout/filing/table.hpp"

namespace tieout {

// `entity` holds the asset at the end of the year.
struct DeferredTaxRow {
  std::string entity, asset, name;
  Money temp_diff_open, temp_diff_close;
  DeferredTaxYear tax;
};

// Positive amounts are deferred tax assets (and deductible differences), negative ones liabilities.
TableSchema deferred_tax_schema();
void deferred_tax_cells(const DeferredTaxRow& row, std::vector<Cell>& cells);

// Sums by entity; made while rows pass by and merged in any order.
class DeferredTaxTotals {
 public:
  void add(const DeferredTaxRow& row);
  void merge(const DeferredTaxTotals& other);

  // A row an entity. `assets` and `liabilities` are both positive, `net` is assets less liabilities. An asset whose
  // balance changes sign is counted on the side where it stands.
  Table table() const;
  // Below the rows: amounts over all entities.
  std::vector<Cell> row_totals() const;
  std::size_t rows() const;

 private:
  struct Sum {
    std::int32_t rows = 0;
    Money temp_diff_open, temp_diff_close, unrecognised_close;
    Money assets_open, liabilities_open, assets, liabilities, rate_effect;

    void add(const Sum& other);
  };
  Sum total() const;

  std::map<std::string, Sum> by_entity_;
};

}  // namespace tieout
