#include "tieout/filing/comparison_tables.hpp"

#include <array>

#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

namespace {

using Amount = Money ReconciliationRow::*;

struct Figure {
  const char* key;
  Text label;
  Amount amount;
};

const std::array<Figure, 8>& compared() {
  static const std::array<Figure, 8> all{
      {{"book_charge", {"账面折旧摊销", "Book charge"}, &ReconciliationRow::book_charge},
       {"tax_charge", {"税收折旧摊销", "Tax charge"}, &ReconciliationRow::tax_charge},
       {"adj_charge", {"折旧摊销调整", "Charge difference"}, &ReconciliationRow::adj_charge},
       {"adj_impairment", {"减值调整", "Impairment"}, &ReconciliationRow::adj_impairment},
       {"adj_disposal", {"处置调整", "Disposals"}, &ReconciliationRow::adj_disposal},
       {"adj_permanent", {"永久性调整", "Permanent"}, &ReconciliationRow::adj_permanent},
       {"adj_total", {"纳税调整合计", "Adjustment"}, &ReconciliationRow::adj_total},
       {"temp_diff_close", {"期末暂时性差异", "Temporary difference"}, &ReconciliationRow::temp_diff_close}}};
  return all;
}

const std::array<Figure, 9>& ranged() {
  static const std::array<Figure, 9> all{
      {{"book_charge", {"账面折旧摊销", "Book charge"}, &ReconciliationRow::book_charge},
       {"tax_charge", {"税收折旧摊销", "Tax charge"}, &ReconciliationRow::tax_charge},
       {"adj_charge", {"折旧摊销差异", "Charge difference"}, &ReconciliationRow::adj_charge},
       {"adj_impairment", {"减值调整", "Impairment"}, &ReconciliationRow::adj_impairment},
       {"adj_disposal", {"处置调整", "Disposals"}, &ReconciliationRow::adj_disposal},
       {"adj_total", {"纳税调整合计", "Adjustment"}, &ReconciliationRow::adj_total},
       {"book_carrying_close", {"期末账面价值", "Carrying amount"}, &ReconciliationRow::book_carrying_close},
       {"tax_base_close", {"期末计税基础", "Tax base"}, &ReconciliationRow::tax_base_close},
       {"temp_diff_close", {"期末暂时性差异", "Temporary difference"}, &ReconciliationRow::temp_diff_close}}};
  return all;
}
// Flows of the years are summed; balances at their ends are not.
constexpr std::size_t kFlows = 6;

const std::array<Figure, 5>& yearly() {
  static const std::array<Figure, 5> all{
      {{"book_charge", {"账面折旧摊销", "Book charge"}, &ReconciliationRow::book_charge},
       {"tax_charge", {"税收折旧摊销", "Tax charge"}, &ReconciliationRow::tax_charge},
       {"adj_charge", {"差异", "Difference"}, &ReconciliationRow::adj_charge},
       {"adj_total", {"纳税调整合计", "Adjustment"}, &ReconciliationRow::adj_total},
       {"temp_diff_close", {"期末暂时性差异", "Temporary difference"}, &ReconciliationRow::temp_diff_close}}};
  return all;
}

void push_asset_columns(TableSchema& schema) {
  schema.columns.push_back({"entity", {"核算主体", "Entity"}});
  schema.columns.push_back({"asset", {"资产编号", "Asset"}});
  schema.columns.push_back({"name", {"资产名称", "Name"}});
  schema.columns.push_back({"class", {"资产类别", "Class"}});
}

void push_asset_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells) {
  cells.clear();
  cells.push_back(Cell::of(std::string_view(row.entity)));
  cells.push_back(Cell::of(std::string_view(row.asset)));
  cells.push_back(Cell::of(std::string_view(row.name)));
  cells.push_back(Cell::of(std::string_view(classes.at(row.asset_class).code)));
}

void push_compared_columns(const TwoYears& years, TableSchema& schema) {
  for (const Figure& figure : compared()) {
    const std::string key = figure.key;
    const std::string from = std::to_string(years.from), to = std::to_string(years.to);
    schema.columns.push_back({key + "_from", {from, from}, CellKind::money, figure.label});
    schema.columns.push_back({key + "_to", {to, to}, CellKind::money, figure.label});
    schema.columns.push_back({key + "_moved", {"变动", "Moved"}, CellKind::money, figure.label});
  }
}

void push_compared(const ReconciliationRow& from, const ReconciliationRow& to, std::vector<Cell>& cells) {
  for (const Figure& figure : compared()) {
    cells.push_back(Cell::of(from.*figure.amount));
    cells.push_back(Cell::of(to.*figure.amount));
    cells.push_back(Cell::of(to.*figure.amount - from.*figure.amount));
  }
}

Text title_of(const TwoYears& years, const char* zh, const char* en) {
  const std::string from = std::to_string(years.from), to = std::to_string(years.to);
  return {from + " 与 " + to + " 年度" + zh, std::string(en) + ", " + from + " and " + to};
}

std::string_view status_of(const ComparedAsset& asset) {
  if (!asset.from) return "new";
  if (!asset.to) return "gone";
  for (const Figure& figure : compared()) {
    if (asset.from.value().*figure.amount != asset.to.value().*figure.amount) return "moved";
  }
  return "same";
}

}  // namespace

TableSchema comparison_schema(const TwoYears& years) {
  TableSchema schema{"comparison", title_of(years, "逐项资产比较", "What moved by asset"), {}};
  push_asset_columns(schema);
  schema.columns.push_back({"status", {"变化", "Status"}});
  push_compared_columns(years, schema);
  return schema;
}

void comparison_cells(const ComparedAsset& asset, const rules::ClassTable& classes, std::vector<Cell>& cells) {
  static const ReconciliationRow none;
  push_asset_cells(asset.latest(), classes, cells);
  cells.push_back(Cell::of(status_of(asset)));
  push_compared(asset.from ? *asset.from : none, asset.to ? *asset.to : none, cells);
}

std::vector<std::array<std::string, 3>> comparison_differences() {
  std::vector<std::array<std::string, 3>> result;
  for (const Figure& figure : compared()) {
    const std::string key = figure.key;
    result.push_back({key + "_moved", key + "_to", key + "_from"});
  }
  return result;
}

void ComparedClasses::add(const ComparedAsset& asset) {
  if (asset.from) {
    Sum& sum = sums_[{asset.from->entity, asset.from->asset_class.index}];
    ++sum.assets_from;
    add_amounts(sum.from, *asset.from);
  }
  if (asset.to) {
    Sum& sum = sums_[{asset.to->entity, asset.to->asset_class.index}];
    ++sum.assets_to;
    add_amounts(sum.to, *asset.to);
  }
}

void ComparedClasses::merge(const ComparedClasses& other) {
  for (const auto& [key, theirs] : other.sums_) {
    Sum& mine = sums_[key];
    mine.assets_from += theirs.assets_from;
    mine.assets_to += theirs.assets_to;
    add_amounts(mine.from, theirs.from);
    add_amounts(mine.to, theirs.to);
  }
}

Table ComparedClasses::table(const TwoYears& years, const rules::ClassTable& classes, Language language) const {
  Table table;
  table.schema = {"comparison-classes", title_of(years, "按类别比较", "What moved by class"), {}};
  table.schema.columns = {
      {"entity", {"核算主体", "Entity"}},
      {"class", {"资产类别", "Class"}},
      {"assets_from",
       {std::to_string(years.from), std::to_string(years.from)},
       CellKind::integer,
       {"资产数", "Assets"}},
      {"assets_to", {std::to_string(years.to), std::to_string(years.to)}, CellKind::integer, {"资产数", "Assets"}}};
  push_compared_columns(years, table.schema);
  Sum all;
  for (const auto& [key, sum] : sums_) {
    const rules::AssetClass& one = classes.at(ClassId{key.second});
    table.rows.push_back({Cell::of(table.keep(key.first)), Cell::of(table.keep(in(language, one.label))),
                          Cell::of(sum.assets_from), Cell::of(sum.assets_to)});
    push_compared(sum.from, sum.to, table.rows.back());
    all.assets_from += sum.assets_from;
    all.assets_to += sum.assets_to;
    add_amounts(all.from, sum.from);
    add_amounts(all.to, sum.to);
  }
  table.totals = {Cell{}, Cell{}, Cell::of(all.assets_from), Cell::of(all.assets_to)};
  push_compared(all.from, all.to, table.totals);
  return table;
}

std::vector<Cell> ComparedClasses::asset_totals() const {
  ReconciliationRow from, to;
  for (const auto& [key, sum] : sums_) {
    add_amounts(from, sum.from);
    add_amounts(to, sum.to);
  }
  std::vector<Cell> cells(5);
  push_compared(from, to, cells);
  return cells;
}

TableSchema range_schema() {
  TableSchema schema{"schedules", {"账面与税收逐年对照", "Book and tax schedules"}, {}};
  push_asset_columns(schema);
  schema.columns.push_back({"year", {"年度", "Year"}, CellKind::integer});
  for (const Figure& figure : ranged()) schema.columns.push_back({figure.key, figure.label, CellKind::money});
  return schema;
}

void range_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells) {
  push_asset_cells(row, classes, cells);
  cells.push_back(Cell::of(row.year));
  for (const Figure& figure : ranged()) cells.push_back(Cell::of(row.*figure.amount));
}

std::vector<Cell> range_totals(const ReconciliationRow& sum) {
  std::vector<Cell> cells(5);
  for (std::size_t i = 0; i < ranged().size(); ++i) {
    cells.push_back(i < kFlows ? Cell::of(sum.*ranged()[i].amount) : Cell{});
  }
  return cells;
}

TableSchema years_schema(const TwoYears& years) {
  TableSchema schema{"years", {"账税对照（按年度）", "Book, tax and difference by year"}, {}};
  push_asset_columns(schema);
  for (int year = years.from; year <= years.to; ++year) {
    const std::string name = std::to_string(year);
    for (const Figure& figure : yearly()) {
      schema.columns.push_back({figure.key + ("_" + name), figure.label, CellKind::money, {name, name}});
    }
  }
  return schema;
}

void years_cells(const std::vector<std::optional<ReconciliationRow>>& rows, const rules::ClassTable& classes,
                 std::vector<Cell>& cells) {
  const ReconciliationRow* latest = nullptr;
  for (const auto& row : rows) {
    if (row) latest = &*row;
  }
  if (latest == nullptr) return;
  push_asset_cells(*latest, classes, cells);
  for (const auto& row : rows) {
    for (const Figure& figure : yearly()) cells.push_back(row ? Cell::of(row.value().*figure.amount) : Cell{});
  }
}

TableSchema temporary_difference_schema() {
  TableSchema schema{"temporary-differences", {"暂时性差异变动表", "Temporary differences, roll-forward"}, {}};
  push_asset_columns(schema);
  const auto money = [&](const char* key, const char* zh, const char* en) {
    schema.columns.push_back({key, {zh, en}, CellKind::money});
  };
  money("book_carrying_close", "期末账面价值", "Carrying amount");
  money("tax_base_close", "期末计税基础", "Tax base");
  money("temp_diff_open", "期初暂时性差异", "Opening");
  money("temp_diff_adjusted", "本期纳税调整（不含永久性）", "Adjustment of the year, temporary");
  money("temp_diff_initial", "初始确认差异", "Initial recognition");
  money("temp_diff_equity", "计入权益", "Equity");
  money("temp_diff_close", "期末暂时性差异", "Closing");
  return schema;
}

namespace {

void push_difference(const ReconciliationRow& row, std::vector<Cell>& cells) {
  for (const Money amount :
       {row.book_carrying_close, row.tax_base_close, row.temp_diff_open, row.adj_total - row.adj_permanent,
        row.temp_diff_initial, row.temp_diff_equity, row.temp_diff_close}) {
    cells.push_back(Cell::of(amount));
  }
}

constexpr std::array<Amount, 6> kImpairmentAmounts{
    &ReconciliationRow::book_impairment, &ReconciliationRow::book_reversal,
    &ReconciliationRow::adj_impairment,  &ReconciliationRow::adj_disposal_provision,
    &ReconciliationRow::book_provision,  &ReconciliationRow::book_carrying_close};

}  // namespace

void temporary_difference_cells(const ReconciliationRow& row, const rules::ClassTable& classes,
                                std::vector<Cell>& cells) {
  push_asset_cells(row, classes, cells);
  push_difference(row, cells);
}

std::vector<Cell> temporary_difference_totals(const ReconciliationRow& sum) {
  std::vector<Cell> cells(4);
  push_difference(sum, cells);
  return cells;
}

TableSchema impairments_schema() {
  TableSchema schema{"impairments", {"资产减值明细", "Impairment"}, {}};
  push_asset_columns(schema);
  const auto money = [&](const char* key, const char* zh, const char* en) {
    schema.columns.push_back({key, {zh, en}, CellKind::money});
  };
  money("book_impairment", "本期计提减值", "Impairment charged");
  money("book_reversal", "本期转回减值", "Impairment reversed");
  money("adj_impairment", "减值纳税调整", "Adjustment");
  money("adj_disposal_provision", "处置时减值准备的调整", "Adjustment on disposal");
  money("book_provision", "期末减值准备", "Provision at year end");
  money("book_carrying_close", "期末账面价值", "Carrying amount");
  return schema;
}

bool has_impairment(const ReconciliationRow& row) {
  return !row.book_impairment.is_zero() || !row.book_reversal.is_zero() || !row.adj_disposal_provision.is_zero() ||
         !row.book_provision.is_zero();
}

void impairment_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells) {
  push_asset_cells(row, classes, cells);
  for (const Amount amount : kImpairmentAmounts) cells.push_back(Cell::of(row.*amount));
}

}  // namespace tieout
