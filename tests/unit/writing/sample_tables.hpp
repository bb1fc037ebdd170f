// Tables that several tests write.
#pragma once

#include <string>

#include "tieout/filing/table.hpp"

namespace tieout::writing::testing {

inline Column column(std::string key, Text label, CellKind kind, Text group = {}) {
  return {std::move(key), std::move(label), kind, std::move(group)};
}

// Two assets in the columns every report has, one name that looks like a formula.
inline Table small_reconciliation() {
  Text book = {"账载金额", "Book"};
  Text tax = {"税收金额", "Tax"};
  Table table;
  table.schema = {
      "reconciliation",
      {"纳税调整明细 2003", "Adjustment report 2003"},
      {column("asset", {"资产编号", "Asset"}, CellKind::text), column("name", {"资产名称", "Name"}, CellKind::text),
       column("year", {"年度", "Year"}, CellKind::integer),
       column("in_service", {"开始使用日期", "In service"}, CellKind::date),
       column("book_cost", {"原值", "Cost"}, CellKind::money, book),
       column("book_charge", {"折旧、摊销", "Charge"}, CellKind::money, book),
       column("tax_charge", {"折旧、摊销", "Charge"}, CellKind::money, tax),
       column("adj_charge", {"调整金额", "Adjustment"}, CellKind::money)}};
  auto money = [](std::int64_t fen) { return Cell::of(Money::from_fen(fen)); };
  auto text = [](std::string_view words) { return Cell::of(words); };
  Date day{2001, 1, 15};
  table.rows = {{text("0001"), text("专利权甲"), Cell::of(2003), Cell::of(day), money(18000000), money(1680000),
                 money(1800000), money(-120000)},
                {text("0002"), text("=1+2"), Cell::of(2003), {}, money(1), money(0), money(-5), money(5)}};
  table.totals = {{}, {}, {}, {}, money(18000001), money(1680000), money(1799995), money(-119995)};
  return table;
}

}  // namespace tieout::writing::testing
