#include "tieout/filing/deferred_tax_tables.hpp"

#include <algorithm>

namespace tieout {

namespace {

Money assets_in(Money balance) { return std::max(balance, Money{}); }
Money liabilities_in(Money balance) { return std::max(-balance, Money{}); }

}  // namespace

TableSchema deferred_tax_schema() {
  TableSchema schema{"deferred-tax", {"递延所得税", "Deferred tax"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}},
                    {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},
                    {"temp_diff_open", {"期初暂时性差异", "Difference, opening"}, CellKind::money},
                    {"temp_diff_close", {"期末暂时性差异", "Difference, closing"}, CellKind::money},
                    {"temp_diff_unrecognised", {"其中期末不确认", "Of it not recognised"}, CellKind::money},
                    {"deferred_tax_open", {"期初递延所得税", "Deferred tax, opening"}, CellKind::money},
                    {"deferred_tax_close", {"期末递延所得税", "Deferred tax, closing"}, CellKind::money},
                    {"deferred_tax_movement", {"本年变动", "Movement"}, CellKind::money},
                    {"deferred_tax_rate_effect", {"其中税率变动", "Of it change of rate"}, CellKind::money}};
  return schema;
}

void deferred_tax_cells(const DeferredTaxRow& row, std::vector<Cell>& cells) {
  cells = {Cell::of(std::string_view(row.entity)),
           Cell::of(std::string_view(row.asset)),
           Cell::of(std::string_view(row.name)),
           Cell::of(row.temp_diff_open),
           Cell::of(row.temp_diff_close),
           Cell::of(row.temp_diff_close - row.tax.recognised_close),
           Cell::of(row.tax.open),
           Cell::of(row.tax.close),
           Cell::of(row.tax.movement()),
           Cell::of(row.tax.rate_effect)};
}

void DeferredTaxTotals::Sum::add(const Sum& other) {
  rows += other.rows;
  temp_diff_open += other.temp_diff_open;
  temp_diff_close += other.temp_diff_close;
  unrecognised_close += other.unrecognised_close;
  assets_open += other.assets_open;
  liabilities_open += other.liabilities_open;
  assets += other.assets;
  liabilities += other.liabilities;
  rate_effect += other.rate_effect;
}

void DeferredTaxTotals::add(const DeferredTaxRow& row) {
  Sum one;
  one.rows = 1;
  one.temp_diff_open = row.temp_diff_open;
  one.temp_diff_close = row.temp_diff_close;
  one.unrecognised_close = row.temp_diff_close - row.tax.recognised_close;
  one.assets_open = assets_in(row.tax.open);
  one.liabilities_open = liabilities_in(row.tax.open);
  one.assets = assets_in(row.tax.close);
  one.liabilities = liabilities_in(row.tax.close);
  one.rate_effect = row.tax.rate_effect;
  by_entity_[row.entity].add(one);
}

void DeferredTaxTotals::merge(const DeferredTaxTotals& other) {
  for (const auto& [entity, sum] : other.by_entity_) by_entity_[entity].add(sum);
}

DeferredTaxTotals::Sum DeferredTaxTotals::total() const {
  Sum total;
  for (const auto& [entity, sum] : by_entity_) total.add(sum);
  return total;
}

std::size_t DeferredTaxTotals::rows() const { return static_cast<std::size_t>(total().rows); }

Table DeferredTaxTotals::table() const {
  Table table;
  table.schema = {"deferred-tax-totals", {"各主体递延所得税", "Deferred tax by entity"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"rows", {"资产数", "Assets counted"}, CellKind::integer},
                          {"assets_open", {"期初资产", "Assets, opening"}, CellKind::money},
                          {"liabilities_open", {"期初负债", "Liabilities, opening"}, CellKind::money},
                          {"net_open", {"期初净额", "Net, opening"}, CellKind::money},
                          {"assets", {"期末资产", "Assets"}, CellKind::money},
                          {"liabilities", {"期末负债", "Liabilities"}, CellKind::money},
                          {"net", {"期末净额", "Net"}, CellKind::money},
                          {"movement", {"净额变动", "Movement"}, CellKind::money},
                          {"rate_effect", {"其中税率变动", "Of it change of rate"}, CellKind::money}};
  for (const auto& [entity, sum] : by_entity_) {
    const Money net_open = sum.assets_open - sum.liabilities_open;
    const Money net = sum.assets - sum.liabilities;
    table.rows.push_back({Cell::of(std::string_view(entity)), Cell::of(sum.rows), Cell::of(sum.assets_open),
                          Cell::of(sum.liabilities_open), Cell::of(net_open), Cell::of(sum.assets),
                          Cell::of(sum.liabilities), Cell::of(net), Cell::of(net - net_open),
                          Cell::of(sum.rate_effect)});
  }
  return table;
}

std::vector<Cell> DeferredTaxTotals::row_totals() const {
  const Sum sum = total();
  const Money open = sum.assets_open - sum.liabilities_open;
  const Money close = sum.assets - sum.liabilities;
  return {Cell{},
          Cell{},
          Cell{},
          Cell::of(sum.temp_diff_open),
          Cell::of(sum.temp_diff_close),
          Cell::of(sum.unrecognised_close),
          Cell::of(open),
          Cell::of(close),
          Cell::of(close - open),
          Cell::of(sum.rate_effect)};
}

}  // namespace tieout
