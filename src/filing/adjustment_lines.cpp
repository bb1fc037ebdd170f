#include "tieout/filing/adjustment_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "tieout/core/invariant.hpp"
#include "tieout/filing/adjustment_keys.hpp"
#include "tieout/filing/reconciliation_tables.hpp"

namespace tieout {

namespace {

using Group = std::tuple<std::string, std::uint16_t, std::string>;  // entity, class, account

// Balances and movements of both ledgers; one line of a roll-forward each.
struct Ledgers {
  RollForwardLine book, tax;
  Money general_open, general_close;  // accumulated under the general rule

  RollForwardLine& of(Basis basis) { return basis == Basis::book ? book : tax; }
  bool empty_at_close() const {
    const Layers none;
    return book.close == none && tax.close == none && general_close.is_zero();
  }
};

class LineMaker {
 public:
  LineMaker(AdjustmentLine& line, Month first, Month last) : line_(line), first_(first), last_(last) {
    ledgers_.book.basis = Basis::book;
    ledgers_.tax.basis = Basis::tax;
  }

  // False where nothing is left of the rows in the period.
  bool make() {
    forget_what_was_taken_back();
    if (line_.rows.empty()) return false;
    for (const Adjustment* row : line_.rows) post(*row);
    close(ledgers_.book);
    close(ledgers_.tax);
    fill_row();
    fill_name();
    prove();
    return true;
  }

 private:
  // Rows that came to nothing before the period are history.
  void forget_what_was_taken_back() {
    std::vector<const Adjustment*> live;
    Ledgers sum;
    for (const Adjustment* row : line_.rows) {
      if (row->entered() < first_ && moves_nothing(*row)) continue;
      live.push_back(row);
      if (row->entered() >= first_) continue;
      const AdjustmentKey& key = *find_adjustment_key(row->key);
      if (key.layer != nullptr) sum.of(key.basis).close.*key.layer += signed_amount(*row, key.sign);
      sum.general_close += general_balance(*row);
      if (sum.empty_at_close()) live.clear();
    }
    line_.rows = std::move(live);
  }

  static Money signed_amount(const Adjustment& row, int sign) { return sign < 0 ? -row.amount : row.amount; }

  static bool moves_nothing(const Adjustment& row) {
    const AdjustmentKey& key = *find_adjustment_key(row.key);
    return key.layer == nullptr && general_balance(row).is_zero();
  }

  // Nothing is elected for an amount without a card: what tax accumulates it accumulates under the general rule, too.
  static Money general_balance(const Adjustment& row) {
    const AdjustmentKey& key = *find_adjustment_key(row.key);
    if (key.basis == Basis::tax && key.layer == &Layers::accumulated) return signed_amount(row, key.sign);
    const bool general =
        key.flow == &ReconciliationRow::tax_charge_general || key.flow == &ReconciliationRow::tax_accumulated_general;
    return general ? row.amount : Money{};
  }

  void post(const Adjustment& row) {
    const AdjustmentKey& key = *find_adjustment_key(row.key);
    const bool before = row.entered() < first_ || (key.move == AdjustmentMove::opening && row.entered() == first_);
    ledgers_.general_close += general_balance(row);
    RollForwardLine& ledger = ledgers_.of(key.basis);
    if (key.move == AdjustmentMove::initial) note_initial(key, row.amount, before);
    if (key.layer != nullptr && before) {
      ledger.open.*key.layer += signed_amount(row, key.sign);
      return;
    }
    if (before) return;
    if (key.layer != nullptr) move(ledger, key, signed_amount(row, key.sign));
    ReconciliationRow& figures = line_.year.row;
    if (key.flow != nullptr && key.flow != &ReconciliationRow::tax_accumulated_general) {
      figures.*key.flow += signed_amount(row, key.flow_sign);
    }
    // Under the general rule nothing is charged otherwise.
    if (key.flow == &ReconciliationRow::tax_charge) figures.tax_charge_general += signed_amount(row, key.flow_sign);
    note_beside_profit(key, row.amount);
    if (key.part != nullptr) note_disposal(key, row.amount);
  }

  static void move(RollForwardLine& ledger, const AdjustmentKey& key, Money amount) {
    switch (key.move) {
      case AdjustmentMove::none:
        break;
      case AdjustmentMove::opening:  // in the midst of the period
      case AdjustmentMove::initial:
      case AdjustmentMove::equity:
        ledger.added.*key.layer += amount;
        break;
      case AdjustmentMove::charged:
        ledger.charged.*key.layer += amount;
        break;
      case AdjustmentMove::reversed:
        ledger.reversed.*key.layer -= amount;
        break;
      case AdjustmentMove::released:
        ledger.disposed.*key.layer -= amount;
        break;
    }
  }

  // Tax base less carrying amount, of the amount.
  static Money difference_of(const AdjustmentKey& key, Money amount) {
    Layers moved;
    moved.*key.layer = key.sign < 0 ? -amount : amount;
    return key.basis == Basis::tax ? moved.carrying() : -moved.carrying();
  }

  void note_initial(const AdjustmentKey& key, Money amount, bool before) {
    const Money difference = difference_of(key, amount);
    if (before) line_.initial_open += difference;
    line_.initial_close += difference;
  }

  void note_beside_profit(const AdjustmentKey& key, Money amount) {
    if (key.layer == nullptr) return;
    const bool equity = key.move == AdjustmentMove::equity;
    if (!equity && key.move != AdjustmentMove::initial && key.move != AdjustmentMove::opening) return;
    const Money difference = difference_of(key, amount);
    (equity ? line_.year.row.temp_diff_equity : line_.year.row.temp_diff_initial) += difference;
  }

  void note_disposal(const AdjustmentKey& key, Money amount) {
    ReconciliationRow& figures = line_.year.row;
    if (key.basis == Basis::book) {
      figures.book_disposal_gain += amount;
      figures.*key.part -= amount;
    } else {
      figures.tax_disposal_gain += amount;
      figures.*key.part += amount;
    }
  }

  static void close(RollForwardLine& ledger) {
    Layers sum = ledger.open;
    sum += ledger.added;
    sum += ledger.charged;
    sum -= ledger.reversed;
    sum -= ledger.disposed;
    ledger.close = sum;
  }

  void fill_row() {
    ReconciliationRow& row = line_.year.row;
    const RollForwardLine& book = ledgers_.book;
    const RollForwardLine& tax = ledgers_.tax;
    row.year = last_.year();
    row.book_cost = book.close.cost;
    row.book_accumulated = book.close.accumulated;
    row.book_provision = book.close.provision;
    row.book_fair_value = book.close.fair_value;
    row.tax_cost = tax.close.cost;
    row.tax_accumulated = tax.close.accumulated;
    row.tax_accumulated_general = ledgers_.general_close;
    row.book_carrying_open = book.open.carrying();
    row.book_carrying_close = book.close.carrying();
    row.tax_base_open = tax.open.carrying();
    row.tax_base_close = tax.close.carrying();
    row.temp_diff_open = row.tax_base_open - row.book_carrying_open;
    row.temp_diff_close = row.tax_base_close - row.book_carrying_close;
    const Money received = row.disposal_proceeds + row.disposal_compensation - row.disposal_costs;
    row.book_disposal_gain += received;
    row.tax_disposal_gain += received;
    row.adj_impairment = row.book_impairment - row.book_reversal;
    row.adj_charge = row.book_charge - row.tax_charge;
    row.adj_disposal =
        row.adj_disposal_provision + row.adj_disposal_charge + row.adj_disposal_cost + row.adj_disposal_fair_value;
    row.adj_total = row.adj_impairment + row.adj_charge + row.adj_disposal + row.adj_fair_value + row.adj_permanent;
    line_.year.roll_forward = {book, tax};
    for (RollForwardLine& each : line_.year.roll_forward) each.asset_class = row.asset_class;
    if (!row.adj_disposal.is_zero() || !row.book_disposal_gain.is_zero()) fill_disposal(received);
  }

  void fill_disposal(Money received) {
    const ReconciliationRow& row = line_.year.row;
    DisposalLine line;
    line.date = *make_date(last_.year(), last_.month(), 1);
    line.asset_class = row.asset_class;
    line.proceeds = row.disposal_proceeds;
    line.compensation = row.disposal_compensation;
    line.costs = row.disposal_costs;
    line.released = ledgers_.book.disposed;
    line.tax_cost = received - row.tax_disposal_gain;  // what the gain says has left
    line.book_gain = row.book_disposal_gain;
    line.tax_gain = row.tax_disposal_gain;
    line.adj_provision = row.adj_disposal_provision;
    line.adj_charge = row.adj_disposal_charge;
    line.adj_cost = row.adj_disposal_cost;
    line.adj_fair_value = row.adj_disposal_fair_value;
    line_.year.disposals.push_back(std::move(line));
  }

  void fill_name() {
    std::vector<std::string_view> reasons;
    for (const Adjustment* row : line_.rows) {
      if (std::find(reasons.begin(), reasons.end(), row->reason) != reasons.end()) continue;
      reasons.push_back(row->reason);
      line_.entry.asset.name += (line_.entry.asset.name.empty() ? "" : "; ") + row->reason;
    }
    line_.year.row.name = line_.entry.asset.name;
  }

  void prove() const {
    const ReconciliationRow& row = line_.year.row;
    const Money income = row.adj_total - row.adj_permanent;
    const Money balance = row.temp_diff_close - row.temp_diff_open - row.temp_diff_initial - row.temp_diff_equity;
    if (income == balance && row.adj_disposal == row.tax_disposal_gain - row.book_disposal_gain) return;
    throw InvariantViolation("adjustment-two-way-proof",
                             fmt::format("entity '{}' account '{}' year {}: {} against {}", row.entity, line_.account,
                                         row.year, to_string(income), to_string(balance)));
  }

  AdjustmentLine& line_;
  Month first_, last_;
  Ledgers ledgers_;
};

}  // namespace

std::vector<AdjustmentLine> adjustment_lines(const std::vector<Adjustment>& rows, Month first, Month last) {
  std::map<Group, AdjustmentLine> groups;
  for (const Adjustment& row : rows) {
    if (row.entered() > last) continue;
    AdjustmentLine& line = groups[{row.entity, row.asset_class.index, row.account}];
    line.account = row.account;
    line.entry.asset.entity = row.entity;
    line.entry.asset.asset_class = row.asset_class;
    line.year.row.entity = row.entity;
    line.year.row.asset_class = row.asset_class;
    line.rows.push_back(&row);
  }
  std::vector<AdjustmentLine> lines;
  for (auto& [group, line] : groups) {
    std::stable_sort(line.rows.begin(), line.rows.end(),
                     [](const Adjustment* a, const Adjustment* b) { return a->entered() < b->entered(); });
    if (LineMaker(line, first, last).make()) lines.push_back(std::move(line));
  }
  return lines;
}

bool adjustments_after(const std::vector<Adjustment>& rows, const std::string& entity, Month last) {
  return std::any_of(rows.begin(), rows.end(), [&](const Adjustment& row) {
    return row.year == last.year() && row.entered() > last && (entity.empty() || row.entity == entity);
  });
}

Table adjustment_line_table(const std::vector<AdjustmentLine>& lines, const rules::ClassTable& classes,
                            Language language) {
  Table table;
  table.schema = adjustment_schema();
  table.schema.name = "without-card";
  table.schema.title = {"无卡片金额（不属于任何资产）", "Amounts without a card (of no asset)"};
  table.schema.columns[1] = {"account", {"科目", "Account"}};
  table.schema.columns[2] = {"reason", {"原因", "Reason"}};
  ClassTotals totals;
  for (const AdjustmentLine& line : lines) {
    std::vector<Cell>& cells = table.rows.emplace_back();
    adjustment_cells(line.row(), classes, language, cells);
    cells[1] = Cell::of(std::string_view(line.account));
    for (Cell& cell : cells) {
      if (cell.kind == CellKind::text) cell.text = table.keep(std::string(cell.text));
    }
    totals.add(line.year);
  }
  if (!lines.empty()) table.totals = adjustment_totals(totals.total());
  return table;
}

Table totals_with_lines(const ReconciliationRow& assets, const std::vector<AdjustmentLine>& lines, Language language,
                        bool for_people) {
  ClassTotals without_card, both;
  for (const AdjustmentLine& line : lines) without_card.add(line.year);
  AssetYear whole;
  whole.row = assets;
  both.add(whole);
  for (const AdjustmentLine& line : lines) both.add(line.year);
  Table table;
  table.schema = {"totals", {"合计：含与不含无卡片金额", "Totals with and without the amounts that have no card"}, {}};
  table.schema.columns = {{"what", {"范围", "Of"}}};
  const std::vector<Column> columns = adjustment_schema().columns;
  const auto first =
      std::find_if(columns.begin(), columns.end(), [](const Column& column) { return column.kind == CellKind::money; });
  table.schema.columns.insert(table.schema.columns.end(), first, columns.end());
  const auto add = [&](const char* code, const Text& words, const ReconciliationRow& total) {
    const std::vector<Cell> amounts = adjustment_totals(total);
    std::vector<Cell>& cells = table.rows.emplace_back();
    cells.push_back(Cell::of(table.keep(for_people ? in(language, words) : code)));
    cells.insert(cells.end(), amounts.begin() + (first - columns.begin()), amounts.end());
  };
  add("assets", {"各项资产", "Assets"}, assets);
  add("without-card", {"无卡片金额", "Without a card"}, without_card.total());
  add("total", {"合计", "Together"}, both.total());
  return table;
}

Table adjustment_table(const std::vector<AdjustmentLine>& lines, const rules::ClassTable& classes, Language language,
                       bool for_people) {
  Table table;
  table.schema = {"adjustments", {"无卡片金额", "Amounts without a card"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"year", {"年度", "Year"}, CellKind::integer},
                          {"month", {"月份", "Month"}, CellKind::integer},
                          {"class", {"类别", "Class"}},
                          {"account", {"科目", "Account"}},
                          {"key", {"项目", "Key"}},
                          {"amount", {"金额", "Amount"}, CellKind::money},
                          {"status", {"状态", "Status"}},
                          {"reason", {"原因", "Reason"}},
                          {"source", {"来源", "Source"}}};
  for (const AdjustmentLine& line : lines) {
    const rules::AssetClass& asset_class = classes.at(line.row().asset_class);
    const std::string& class_word = for_people ? in(language, asset_class.label) : asset_class.code;
    for (const Adjustment* row : line.rows) {
      const bool carried = row->year < line.row().year;
      std::string status = carried ? "carried" : "entered";
      if (for_people) status = in(language, carried ? Text{"结转", "carried"} : Text{"本年", "of the year"});
      const auto text = [&](const std::string& value) { return Cell::of(table.keep(value)); };
      table.rows.push_back({text(row->entity), Cell::of(row->year), Cell::of(row->month), text(class_word),
                            text(row->account), text(row->key), Cell::of(row->amount), text(status), text(row->reason),
                            text(row->source)});
    }
  }
  return table;
}

}  // namespace tieout
