#include "tieout/filing/schedule_table.hpp"

#include <algorithm>
#include <array>

#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

namespace {

TableSchema schema_of(const Asset& asset, bool monthly) {
  Text book{"账面", "Book"}, tax{"税收", "Tax"}, difference{"差异", "Difference"};
  std::string who = asset.id + (asset.name.empty() ? "" : " " + asset.name);
  TableSchema schema{"schedule", {"折旧摊销对照表 " + who, "Schedule of " + who}, {}};
  // Balances that nobody stated are never shown without saying so.
  if (asset.opening && asset.opening->status != OpeningStatus::stated) {
    const bool allocated = asset.opening->status == OpeningStatus::allocated;
    const std::string date = to_string(asset.opening->date);
    schema.title.zh += "（" + date + " 接管，期初余额系" + (allocated ? "分摊）" : "推算）");
    schema.title.en += ", taken over on " + date + " with " + (allocated ? "allocated" : "computed") + " balances";
  }
  schema.columns.push_back(monthly ? Column{"month", {"月份", "Month"}, CellKind::text}
                                   : Column{"year", {"年度", "Year"}, CellKind::integer});
  auto money = [&](const char* key, const char* zh, const char* en, const Text& group) {
    schema.columns.push_back({key, {zh, en}, CellKind::money, group});
  };
  money("book_charge", "折旧摊销", "Charge", book);
  money("adj_impairment", "减值净额", "Net impairment", book);
  money("book_accumulated", "累计折旧摊销", "Accumulated", book);
  money("book_provision", "减值准备", "Provision", book);
  money("book_carrying_close", "账面价值", "Carrying amount", book);
  money("tax_charge", "折旧摊销", "Charge", tax);
  money("tax_accumulated", "累计折旧摊销", "Accumulated", tax);
  money("tax_base_close", "计税基础", "Tax base", tax);
  money("adj_charge", "折旧调整", "Charge", difference);
  money("adj_disposal", "处置调整", "Disposal", difference);
  money("adj_total", "纳税调整", "Adjustment", difference);
  money("temp_diff_close", "暂时性差异", "Temporary difference", difference);
  return schema;
}

constexpr std::array<Money ReconciliationRow::*, 12> kScheduleAmounts{
    &ReconciliationRow::book_charge,     &ReconciliationRow::adj_impairment,      &ReconciliationRow::book_accumulated,
    &ReconciliationRow::book_provision,  &ReconciliationRow::book_carrying_close, &ReconciliationRow::tax_charge,
    &ReconciliationRow::tax_accumulated, &ReconciliationRow::tax_base_close,      &ReconciliationRow::adj_charge,
    &ReconciliationRow::adj_disposal,    &ReconciliationRow::adj_total,           &ReconciliationRow::temp_diff_close};
// Flows are summed over the life; balances are not.
constexpr std::array<bool, 12> kIsFlow{true, true, false, false, false, true, false, false, true, true, true, false};

}  // namespace

TableSchema schedule_schema() { return schema_of(Asset{}, false); }

Table schedule_table(AssetReconciler& reconciler, const RegisterEntry& entry, bool monthly,
                     std::optional<Month> through) {
  Table table;
  table.schema = schema_of(entry.asset, monthly);
  ReconciliationRow total;
  auto append = [&](Cell period, const AssetYear& result) {
    std::vector<Cell> cells{period};
    for (auto amount : kScheduleAmounts) cells.push_back(Cell::of(result.row.*amount));
    table.rows.push_back(std::move(cells));
    add_amounts(total, result.row);
  };
  const int first = reconciler.first_year();
  for (int year = first; year < first + kLongestLifeYears; ++year) {
    bool any = false;
    if (through && year > through->year()) break;
    const Month last = through ? std::min(*through, december(year)) : december(year);
    if (monthly) {
      for (Month month = january(year); month <= last; month = month + 1) {
        const AssetYear* result = reconciler.run_period(month, month);
        if (result) append(Cell::of(table.keep(to_string(month))), *result);
        any |= result != nullptr;
      }
    } else if (const AssetYear* result = reconciler.run_year(year, last.month())) {
      append(Cell::of(year), *result);
      any = true;
    }
    if (!any || reconciler.at_rest(year)) break;
  }
  table.totals.emplace_back();
  for (std::size_t i = 0; i < kScheduleAmounts.size(); ++i) {
    table.totals.push_back(kIsFlow[i] ? Cell::of(total.*kScheduleAmounts[i]) : Cell{});
  }
  return table;
}

}  // namespace tieout
