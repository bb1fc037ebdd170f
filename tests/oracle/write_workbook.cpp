// Writes the same table as workbook.xlsx and rows.csv into a directory, for compare_workbook.py: sums, formulas,
// negative amounts, the largest amounts a sheet holds, and text that a spreadsheet could take for something else.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <string>
#include <string_view>

#include "tieout/filing/table.hpp"
#include "writing/csv.hpp"
#include "writing/formats.hpp"
#include "writing/out_file.hpp"
#include "writing/workbook.hpp"

namespace {

using namespace tieout;
using namespace tieout::writing;

constexpr int kRows = 400;

// The same figures in every run.
std::int64_t next_fen(std::uint64_t& state, std::int64_t below) {
  state = state * 6364136223846793005u + 1442695040888963407u;
  return static_cast<std::int64_t>(state >> 3) % below;
}

Table made_table() {
  const Text book = {"账载金额", "Book"};
  const Text tax = {"税收金额", "Tax"};
  Table table;
  table.schema = {"reconciliation",
                  {"纳税调整明细", "Adjustments"},
                  {{"asset", {"资产编号", "Asset"}, CellKind::text, {}},
                   {"name", {"资产名称", "Name"}, CellKind::text, {}},
                   {"year", {"年度", "Year"}, CellKind::integer, {}},
                   {"in_service", {"开始使用日期", "In service"}, CellKind::date, {}},
                   {"book_cost", {"原值", "Cost"}, CellKind::money, book},
                   {"book_charge", {"折旧", "Charge"}, CellKind::money, book},
                   {"tax_charge", {"折旧", "Charge"}, CellKind::money, tax},
                   {"adj_charge", {"调整", "Adjustment"}, CellKind::money, {}},
                   {"remark", {"说明", "Remark"}, CellKind::text, {}}}};
  constexpr std::array<std::string_view, 8> kNames = {
      "=1+2", "@SUM(A1)", "+86", "-1", "http://example.org", "0001.5", "数控车床，\"甲\"车间", ""};
  std::uint64_t state = 20240101;
  Money cost;
  Money book_charge;
  Money tax_charge;
  for (int i = 0; i < kRows; ++i) {
    bool large = i % 100 == 7;
    Money this_cost = Money::from_fen(next_fen(state, large ? 9'000'000'000'000 : 1'000'000'000));
    Money this_book = Money::from_fen(next_fen(state, 100'000'000));
    Money this_tax = Money::from_fen(next_fen(state, 100'000'000) * (i % 3 == 0 ? 0 : 1));
    Cell in_service = i % 5 == 0 ? Cell{} : Cell::of(Date{2001, static_cast<std::int8_t>(i % 12 + 1), 28});
    table.rows.push_back({Cell::of(table.keep(fmt::format("{:04}", i))),
                          Cell::of(kNames[static_cast<std::size_t>(i) % 8]), Cell::of(2024), in_service,
                          Cell::of(this_cost), Cell::of(this_book), Cell::of(this_tax), Cell::of(this_book - this_tax),
                          i % 7 == 0 ? Cell::of(std::string_view("两行\n说明")) : Cell{}});
    cost += this_cost;
    book_charge += this_book;
    tax_charge += this_tax;
  }
  table.totals = {
      {}, {}, {}, {}, Cell::of(cost), Cell::of(book_charge), Cell::of(tax_charge), Cell::of(book_charge - tax_charge),
      {}};
  return table;
}

int report(const Diagnostic& diagnostic) {
  std::fputs(format(diagnostic, Language::en).c_str(), stderr);
  return 4;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::fputs("usage: oracle_workbook DIRECTORY\n", stderr);
    return 2;
  }
  std::string directory = argv[1];
  Table table = made_table();
  OutFile rows(directory + "/rows.csv");
  OutFile workbook(directory + "/workbook.xlsx");

  CsvSink csv(rows);
  write_table(table, csv);
  Workbook book(workbook, {});
  SheetLayout layout;
  layout.name = {"明细", "Rows"};
  layout.notes = {{"单位：元", "In yuan"}};
  layout.formulas = {{"adj_charge", "={book_charge}-{tax_charge}"}};
  write_table(table, book.add_sheet(layout));
  if (auto failure = book.close()) return report(*failure);

  std::array<OutFile*, 2> files = {&rows, &workbook};
  Diagnostics failures = commit_all(files);
  return failures.empty() ? 0 : report(failures.all().front());
}
