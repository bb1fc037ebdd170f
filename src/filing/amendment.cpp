#include "tieout/filing/amendment.hpp"

#include <algorithm>
#include <map>

namespace tieout {

namespace {

template <typename Value>
void replace(std::optional<Value>& standing, const std::optional<Value>& amended) {
  if (amended) standing = amended;
}

struct Figures {
  Money tax_charge, adj_total, tax_base;
};

std::map<int, Figures> figures_of(AssetReconciler& reconciler, const RegisterEntry& entry, int first, int last) {
  std::map<int, Figures> by_year;
  if (!reconciler.open(entry)) return by_year;
  for (int year = first; year <= last; ++year) {
    const AssetYear* result = reconciler.run_year(year);
    if (result == nullptr) continue;
    by_year[year] = {result->row.tax_charge, result->row.adj_total, result->row.tax_base_close};
  }
  return by_year;
}

std::vector<Column> amount_columns() {
  std::vector<Column> columns;
  const Text charge{"税收折旧摊销额", "Tax charge"}, total{"纳税调整合计", "Adjustment"},
      base{"期末计税基础", "Tax base, closing"};
  for (const auto& [key, group] :
       {std::pair{"tax_charge", charge}, std::pair{"adj_total", total}, std::pair{"tax_base_close", base}}) {
    const std::string name = key;
    columns.push_back({name + "_before", {"更正前", "Before"}, CellKind::money, group});
    columns.push_back({name + "_after", {"更正后", "After"}, CellKind::money, group});
    columns.push_back({name + "_difference", {"变动", "Change"}, CellKind::money, group});
  }
  return columns;
}

void add_amounts(const AmendedYear& year, std::vector<Cell>& cells) {
  const auto add = [&](Money before, Money after) {
    cells.insert(cells.end(), {Cell::of(before), Cell::of(after), Cell::of(after - before)});
  };
  add(year.tax_charge_before, year.tax_charge_after);
  add(year.adj_total_before, year.adj_total_after);
  add(year.tax_base_before, year.tax_base_after);
}

}  // namespace

RegisterEntry with_amended(const RegisterEntry& entry, const std::vector<Recorded>& amended) {
  RegisterEntry after = entry;
  for (const Recorded& row : amended) {
    const auto standing = std::find_if(after.recorded.begin(), after.recorded.end(), [&](const Recorded& each) {
      return each.year == row.year && each.month == row.month;
    });
    if (standing == after.recorded.end()) {
      after.recorded.push_back(row);
      continue;
    }
    replace(standing->book_charge, row.book_charge);
    replace(standing->book_impairment, row.book_impairment);
    replace(standing->book_accumulated, row.book_accumulated);
    replace(standing->book_provision, row.book_provision);
    replace(standing->book_cost, row.book_cost);
    replace(standing->tax_charge, row.tax_charge);
    replace(standing->tax_accumulated, row.tax_accumulated);
  }
  return after;
}

std::vector<AmendedYear> run_amended(AssetReconciler& reconciler, const RegisterEntry& before,
                                     const RegisterEntry& after, int first, int last, Problems& problems) {
  std::vector<AmendedYear> years;
  std::map<int, Figures> now = figures_of(reconciler, after, first, last);
  problems = reconciler.problems();
  std::map<int, Figures> then = figures_of(reconciler, before, first, last);
  for (int year = first; year <= last; ++year) {
    const Figures was = then[year], is = now[year];
    AmendedYear line{before.asset.entity, before.asset.id, before.asset.name, year,         was.tax_charge,
                     is.tax_charge,       was.adj_total,   is.adj_total,      was.tax_base, is.tax_base};
    if (line.changed()) years.push_back(std::move(line));
  }
  return years;
}

Table amended_assets_table(const std::vector<AmendedYear>& years) {
  Table table;
  table.schema = {"amendment",
                  {"更正对各年的影响", "What the amendment changes, by asset and year"},
                  {{"entity", {"核算主体", "Entity"}},
                   {"asset", {"资产编号", "Asset"}},
                   {"name", {"资产名称", "Name"}},
                   {"year", {"年度", "Year"}, CellKind::integer}}};
  for (Column& column : amount_columns()) table.schema.columns.push_back(std::move(column));
  for (const AmendedYear& year : years) {
    std::vector<Cell> cells{Cell::of(year.entity), Cell::of(year.asset), Cell::of(year.name), Cell::of(year.year)};
    add_amounts(year, cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

Table amended_years_table(const std::vector<AmendedYear>& years) {
  std::map<std::pair<std::string, std::int32_t>, std::pair<std::int32_t, AmendedYear>> sums;
  for (const AmendedYear& year : years) {
    auto& [assets, sum] = sums[{year.entity, year.year}];
    ++assets;
    sum.tax_charge_before += year.tax_charge_before;
    sum.tax_charge_after += year.tax_charge_after;
    sum.adj_total_before += year.adj_total_before;
    sum.adj_total_after += year.adj_total_after;
    sum.tax_base_before += year.tax_base_before;
    sum.tax_base_after += year.tax_base_after;
  }
  Table table;
  table.schema = {"amended-years",
                  {"按年度汇总", "By year"},
                  {{"entity", {"核算主体", "Entity"}},
                   {"year", {"年度", "Year"}, CellKind::integer},
                   {"assets", {"资产数", "Assets"}, CellKind::integer}}};
  for (Column& column : amount_columns()) table.schema.columns.push_back(std::move(column));
  for (const auto& [key, sum] : sums) {
    std::vector<Cell> cells{Cell::of(table.keep(key.first)), Cell::of(key.second), Cell::of(sum.first)};
    add_amounts(sum.second, cells);
    table.rows.push_back(std::move(cells));
  }
  return table;
}

}  // namespace tieout
