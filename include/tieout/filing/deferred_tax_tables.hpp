// Deferred tax as tables: an asset, or a provision without cards, a row; and what each entity has of assets and
// liabilities.
#pragma once

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tieout/filing/deferred_tax.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/rules/provision_kind.hpp"

namespace tieout {

// What a temporary difference is made of, by the layers of the two ledgers.
enum class DifferenceNature : std::uint8_t { charge, provision, fair_value, cost };
constexpr std::size_t kDifferenceNatures = 4;
using ByNature = std::array<Money, kDifferenceNatures>;

// `entity` holds the asset at the end of the year.
struct DeferredTaxRow {
  std::string entity, asset, name;
  const rules::ProvisionKind* provision = nullptr;  // of a provision without cards, which has no asset
  Money temp_diff_open, temp_diff_close;
  ByNature natures;             // of the close; they sum to it
  Money surplus_open, surplus;  // that stood and stands in equity
  Money book_profit;            // what the asset did to the profit of the books
  Money adj_total, adj_permanent, temp_diff_equity;
  Money transferred;  // of the movement of the difference: came in or went out with a provision, beside the adjustment
  DeferredTaxYear tax;

  // All but the tax, from the row of the year; `equity_surplus` at its end.
  void take(const ReconciliationRow& row, Money equity_surplus);
  // The deferred tax at the close by nature; they sum to it.
  ByNature tax_by_nature() const;
};

// How much of its deductible differences an entity can use: probable taxable profit, the reversal of taxable
// differences included (CAS 18 art. 13, 15; IAS 12.27-29).
struct DeferredTaxLimit {
  std::string entity;
  int year = 0;
  Money limit;
  std::uint32_t line = 0;  // of the user's file
};

// What the limits leave of deferred tax assets: amounts that are not recognised.
struct DeferredTaxCut {
  std::optional<Money> limit;
  Money difference, assets_open, assets;
};

// Positive amounts are deferred tax assets (and deductible differences), negative ones liabilities.
TableSchema deferred_tax_schema();
void deferred_tax_cells(const DeferredTaxRow& row, std::vector<Cell>& cells);

// Sums by entity; made while rows pass by and merged in any order.
class DeferredTaxTotals {
 public:
  void add(const DeferredTaxRow& row);
  void merge(const DeferredTaxTotals& other);

  // Of the entity in the year. Without a limit for a year's end nothing is cut there.
  DeferredTaxCut cut(const std::string& entity, const std::vector<DeferredTaxLimit>& limits, int year) const;
  std::vector<std::string> entities() const;

  // What stands at the close by entity and nature, before the limits; provisions without cards by their kind.
  Table nature_table(Language language) const;

  // From the book profit of the assets at the year's rate to current and deferred tax, by entity. Entities without a
  // rate in the year are left out.
  Table proof_table(const std::vector<DeferredTaxLimit>& limits, int year,
                    const std::function<std::optional<Ratio>(const std::string&)>& rate_of) const;

  // A row an entity, after the limits. `assets` and `liabilities` are both positive, `net` is assets less liabilities.
  // An asset whose balance changes sign is counted on the side where it stands.
  Table table(const std::vector<DeferredTaxLimit>& limits, int year) const;
  // Below the rows: amounts over all entities.
  std::vector<Cell> row_totals() const;
  std::size_t rows() const;

 private:
  struct KindSum {
    const rules::ProvisionKind* kind = nullptr;
    Money difference, tax;
  };
  struct Sum {
    std::int32_t rows = 0;
    Money temp_diff_open, temp_diff_close, unrecognised_close;
    Money assets_open, liabilities_open, assets, liabilities, rate_effect;
    Money deductible_open, deductible;  // recognised differences that are deductible
    Money origination, reversal, equity, equity_rate_effect, recognised_movement;
    Money book_profit, adj_total, adj_permanent, temp_diff_equity, transferred;
    ByNature natures, tax_by_nature;
    std::vector<KindSum> kinds;  // within the nature of provisions, in the order in which they came

    void add(const Sum& other);
    void add(const KindSum& part);
  };
  Sum total() const;

  std::map<std::string, Sum> by_entity_;
};

}  // namespace tieout
