#include "tieout/filing/journal.hpp"

namespace tieout {

namespace {

constexpr std::string_view kWord = "记";  // the general kind of voucher: 记账凭证

// Empty where the side has nothing.
Cell side(Money amount, bool debit) {
  if (debit ? amount > Money{} : amount < Money{}) return Cell::of(debit ? amount : -amount);
  return {};
}

template <typename Visit>
void each_line(const Journal& journal, bool complete, const Visit& visit) {
  for (const Voucher& voucher : journal.vouchers) {
    if (voucher.technical && !complete) continue;
    int entry = 0;
    for (const JournalLine& line : voucher.lines) visit(voucher, line, ++entry);
  }
}

Cell text(const std::string& value) { return Cell::of(std::string_view(value)); }
// A technical voucher has no number of its own.
Cell number_of(const Voucher& voucher) { return voucher.number > 0 ? Cell::of(voucher.number) : Cell{}; }

}  // namespace

Table journal_table(const Journal& journal, bool complete, Language language) {
  Table table;
  table.schema = {"journal", {"记账凭证", "Journal"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"date", {"日期", "Date"}, CellKind::date},
                          {"number", {"凭证号", "Number"}, CellKind::integer},
                          {"kind", {"业务", "Kind"}},
                          {"summary", {"摘要", "Summary"}},
                          {"account", {"科目编码", "Account"}},
                          {"account_name", {"科目名称", "Account name"}},
                          {"debit", {"借方", "Debit"}, CellKind::money},
                          {"credit", {"贷方", "Credit"}, CellKind::money},
                          {"asset", {"资产编号", "Asset"}}};
  Money debits;
  each_line(journal, complete, [&](const Voucher& voucher, const JournalLine& line, int) {
    table.rows.push_back({text(voucher.entity), Cell::of(voucher.date), number_of(voucher),
                          Cell::of(name_of(voucher.kind)), Cell::of(table.keep(in(language, line.summary))),
                          Cell::of(table.keep(line.account)), Cell::of(table.keep(in(language, line.name))),
                          side(line.amount, true), side(line.amount, false), text(voucher.asset)});
    if (line.amount > Money{}) debits += line.amount;
  });
  if (table.rows.empty()) return table;
  table.totals.resize(table.schema.columns.size());
  table.totals[7] = table.totals[8] = Cell::of(debits);  // every voucher balances
  return table;
}

Table journal_import_table(const Journal& journal, ImportShape shape, bool complete, Language language) {
  Table table;
  table.schema = {"journal-import", {"凭证导入", "Vouchers to import"}, {}};
  const bool two = shape == ImportShape::debit_credit;
  const auto column = [&](const char* key, CellKind kind = CellKind::text) {
    table.schema.columns.push_back({key, {key, key}, kind});
  };
  column("凭证日期", CellKind::date);
  column("凭证字");
  column("凭证号", CellKind::integer);
  if (!two) column("分录号", CellKind::integer);
  column("摘要");
  column("科目编码");
  column("科目名称");
  if (two) {
    column("借方金额", CellKind::money);
    column("贷方金额", CellKind::money);
  } else {
    column("方向");
    column("金额", CellKind::money);
  }
  column("核算主体");
  column("资产编号");
  each_line(journal, complete, [&](const Voucher& voucher, const JournalLine& line, int entry) {
    const bool debit = line.amount > Money{};
    std::vector<Cell> row{Cell::of(voucher.date), Cell::of(kWord), number_of(voucher)};
    if (!two) row.push_back(Cell::of(entry));
    row.push_back(Cell::of(table.keep(in(language, line.summary))));
    row.push_back(Cell::of(table.keep(line.account)));
    row.push_back(Cell::of(table.keep(in(language, line.name))));
    if (two) {
      row.push_back(side(line.amount, true));
      row.push_back(side(line.amount, false));
    } else {
      row.push_back(Cell::of(std::string_view(debit ? "借" : "贷")));
      row.push_back(Cell::of(debit ? line.amount : -line.amount));
    }
    row.push_back(text(voucher.entity));
    row.push_back(text(voucher.asset));
    table.rows.push_back(std::move(row));
  });
  return table;
}

}  // namespace tieout
