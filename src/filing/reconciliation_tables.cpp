#include "tieout/filing/reconciliation_tables.hpp"

#include <array>

#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

namespace {

const std::array<Column, 5>& key_columns() {
  static const std::array<Column, 5> columns{{{"entity", {"核算主体", "Entity"}, CellKind::text},
                                              {"asset", {"资产编号", "Asset"}, CellKind::text},
                                              {"name", {"资产名称", "Name"}, CellKind::text},
                                              {"class", {"资产类别", "Class"}, CellKind::text},
                                              {"year", {"年度", "Year"}, CellKind::integer}}};
  return columns;
}

constexpr std::string_view kReasonBefore = "temp_diff_open";

Column amount_column(const AmountColumn& column) {
  return {std::string(column.key), {std::string(column.zh), std::string(column.en)}, CellKind::money};
}

const AmountColumn& amount_named(std::string_view key) {
  for (const AmountColumn& column : kAmountColumns) {
    if (column.key == key) return column;
  }
  return kAmountColumns.front();
}

// Index of the amount column before which the reason stands.
std::size_t reason_position() {
  std::size_t i = 0;
  while (kAmountColumns[i].key != kReasonBefore) ++i;
  return i;
}

// What the terminal shows: the charges, every part of the adjustment, and the difference carried forward.
constexpr std::array<std::string_view, 9> kReadColumns{"book_charge",    "tax_charge",     "adj_charge",
                                                       "adj_impairment", "adj_disposal",   "adj_permanent",
                                                       "adj_total",      "temp_diff_open", "temp_diff_close"};

std::string_view label_of(const rules::ClassTable& classes, ClassId id, Language language) {
  return in(language, classes.at(id).label);
}

}  // namespace

std::string reason_words(const AdjustmentReasons& reasons, Language language) {
  static constexpr std::array<std::tuple<AdjustmentReason, std::string_view, std::string_view>, 5> words{{
      {AdjustmentReason::life, "折旧年限", "life"},
      {AdjustmentReason::method, "折旧方法", "method"},
      {AdjustmentReason::basis, "计提原值", "basis"},
      {AdjustmentReason::impairment, "减值准备", "impairment"},
      {AdjustmentReason::recorded, "账面或申报记录", "recorded"},
  }};
  std::string text;
  for (const auto& [reason, zh, en] : words) {
    if (!reasons.has(reason)) continue;
    if (!text.empty()) text += language == Language::zh ? "、" : ", ";
    text += language == Language::zh ? zh : en;
  }
  return text;
}

TableSchema reconciliation_schema() {
  TableSchema schema{"reconciliation", {"纳税调整明细", "Adjustment report by asset"}, {}};
  schema.columns.assign(key_columns().begin(), key_columns().end());
  for (const AmountColumn& column : kAmountColumns) {
    if (column.key == kReasonBefore) {
      schema.columns.push_back({"adj_reason", {"折旧差异原因", "Reason"}, CellKind::text});
    }
    schema.columns.push_back(amount_column(column));
  }
  schema.columns.push_back({"opening_status", {"期初余额来源", "Opening balances"}, CellKind::text});
  return schema;
}

void reconciliation_cells(const ReconciliationRow& row, const rules::ClassTable& classes, std::vector<Cell>& cells) {
  // Assigned in place: this runs once for every row of a million.
  static const std::size_t reason = reason_position();
  cells.resize(key_columns().size() + kAmountColumns.size() + 2);
  Cell* cell = cells.data();
  *cell++ = Cell::of(std::string_view(row.entity));
  *cell++ = Cell::of(std::string_view(row.asset));
  *cell++ = Cell::of(std::string_view(row.name));
  *cell++ = Cell::of(std::string_view(classes.at(row.asset_class).code));
  *cell++ = Cell::of(row.year);
  for (std::size_t i = 0; i < kAmountColumns.size(); ++i) {
    if (i == reason) *cell++ = Cell::of(row.adj_reason.text());
    *cell++ = Cell::of(row.*kAmountColumns[i].amount);
  }
  *cell = row.opening_status ? Cell::of(name_of(*row.opening_status)) : Cell{};
}

std::vector<Cell> reconciliation_totals(const ReconciliationRow& total) {
  std::vector<Cell> cells(key_columns().size());
  for (const AmountColumn& column : kAmountColumns) {
    if (column.key == kReasonBefore) cells.emplace_back();
    cells.push_back(Cell::of(total.*column.amount));
  }
  cells.emplace_back();
  return cells;
}

TableSchema adjustment_schema() {
  TableSchema schema{"adjustments", {"纳税调整明细", "Adjustment report by asset"}, {}};
  schema.columns.assign(key_columns().begin(), key_columns().end() - 1);
  for (std::string_view key : kReadColumns) schema.columns.push_back(amount_column(amount_named(key)));
  return schema;
}

void adjustment_cells(const ReconciliationRow& row, const rules::ClassTable& classes, Language language,
                      std::vector<Cell>& cells) {
  cells.clear();
  cells.push_back(Cell::of(std::string_view(row.entity)));
  cells.push_back(Cell::of(std::string_view(row.asset)));
  cells.push_back(Cell::of(std::string_view(row.name)));
  cells.push_back(Cell::of(label_of(classes, row.asset_class, language)));
  for (std::string_view key : kReadColumns) cells.push_back(Cell::of(row.*amount_named(key).amount));
}

std::vector<Cell> adjustment_totals(const ReconciliationRow& total) {
  std::vector<Cell> cells(key_columns().size() - 1);
  for (std::string_view key : kReadColumns) cells.push_back(Cell::of(total.*amount_named(key).amount));
  return cells;
}

void RecordedCount::add(const RecordedMeeting& meeting) {
  recorded += meeting.book_stated || meeting.tax_stated;
  if (meeting.book_is_rounding && !meeting.book_difference.is_zero()) {
    ++rounding;
    rounding_sum += meeting.book_difference;
  }
  if (meeting.tax_is_rounding && !meeting.tax_difference.is_zero()) {
    ++rounding;
    rounding_sum += meeting.tax_difference;
  }
}

void RecordedCount::add(const RecordedCount& other) {
  recorded += other.recorded;
  rounding += other.rounding;
  rounding_sum += other.rounding_sum;
  computed_openings += other.computed_openings;
  allocated_openings += other.allocated_openings;
}

void RecordedCount::add(OpeningStatus status) {
  computed_openings += status == OpeningStatus::computed;
  allocated_openings += status == OpeningStatus::allocated;
}

ClassTotals::Sum& ClassTotals::sum_of(const std::string& entity, ClassId asset_class) {
  if (last_entity_ == nullptr || *last_entity_ != entity) {
    auto found = by_entity_.try_emplace(entity).first;
    last_entity_ = &found->first;
    last_sums_ = &found->second;
  }
  if (asset_class.index >= last_sums_->size()) last_sums_->resize(asset_class.index + std::size_t{1});
  return (*last_sums_)[asset_class.index];
}

void ClassTotals::add(const AssetYear& year) {
  if (year.row.asset.empty()) {
    without_card_.push_back(year.row);
    return;
  }
  Sum& sum = sum_of(year.row.entity, year.row.asset_class);
  ++sum.assets;
  sum.recorded.add(year.recorded);
  if (year.row.opening_status) sum.recorded.add(*year.row.opening_status);
  add_amounts(sum.amounts, year.row);
}

void ClassTotals::merge(const ClassTotals& other) {
  without_card_.insert(without_card_.end(), other.without_card_.begin(), other.without_card_.end());
  for (const auto& [entity, sums] : other.by_entity_) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i].assets == 0) continue;
      Sum& mine = sum_of(entity, ClassId{static_cast<std::uint16_t>(i)});
      mine.assets += sums[i].assets;
      mine.recorded.add(sums[i].recorded);
      add_amounts(mine.amounts, sums[i].amounts);
    }
  }
}

ReconciliationRow ClassTotals::total() const {
  ReconciliationRow total;
  for (const auto& [entity, sums] : by_entity_) {
    for (const Sum& sum : sums) add_amounts(total, sum.amounts);
  }
  for (const ReconciliationRow& row : without_card_) add_amounts(total, row);
  return total;
}

std::int32_t ClassTotals::assets() const {
  std::int32_t assets = 0;
  for (const auto& [entity, sums] : by_entity_) {
    for (const Sum& sum : sums) assets += sum.assets;
  }
  return assets;
}

std::vector<std::string> ClassTotals::entities() const {
  std::vector<std::string> entities;
  for (const auto& [entity, sums] : by_entity_) entities.push_back(entity);
  return entities;
}

RecordedCount ClassTotals::recorded() const {
  RecordedCount count;
  for (const auto& [entity, sums] : by_entity_) {
    for (const Sum& sum : sums) count.add(sum.recorded);
  }
  return count;
}

Table ClassTotals::table(const rules::ClassTable& classes, Language language, int year) const {
  Table table;
  std::string suffix = std::to_string(year);
  table.schema = {"summary", {suffix + " 年度纳税调整汇总", "Adjustments by class, " + suffix}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}, CellKind::text},
                          {"class", {"资产类别", "Class"}, CellKind::text},
                          {"assets", {"资产数", "Assets"}, CellKind::integer},
                          {"recorded", {"按记录", "Recorded"}, CellKind::integer}};
  for (std::string_view key : kReadColumns) table.schema.columns.push_back(amount_column(amount_named(key)));
  table.schema.columns.push_back({"rounding_count", {"ERP尾差项数", "ERP rounding, charges"}, CellKind::integer});
  table.schema.columns.push_back({"rounding", {"ERP尾差", "ERP rounding"}, CellKind::money});
  auto append = [&](const ReconciliationRow& amounts, const RecordedCount& recorded, std::vector<Cell>& cells) {
    for (std::string_view key : kReadColumns) cells.push_back(Cell::of(amounts.*amount_named(key).amount));
    cells.push_back(Cell::of(recorded.rounding));
    cells.push_back(Cell::of(recorded.rounding_sum));
  };
  for (const auto& [entity, sums] : by_entity_) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      const Sum& sum = sums[i];
      if (sum.assets == 0) continue;
      std::string_view label = label_of(classes, ClassId{static_cast<std::uint16_t>(i)}, language);
      std::vector<Cell> cells{Cell::of(table.keep(entity)), Cell::of(label), Cell::of(sum.assets),
                              Cell::of(sum.recorded.recorded)};
      append(sum.amounts, sum.recorded, cells);
      table.rows.push_back(std::move(cells));
    }
  }
  for (const ReconciliationRow& row : without_card_) {
    const std::string_view label = label_of(classes, row.asset_class, language);
    const std::string text = std::string(label) + in(language, {"（无卡片：", " (without a card: "}) + row.name +
                             (language == Language::zh ? "）" : ")");
    std::vector<Cell> cells{Cell::of(table.keep(row.entity)), Cell::of(table.keep(text)), Cell::of(0), Cell::of(0)};
    append(row, {}, cells);
    table.rows.push_back(std::move(cells));
  }
  const RecordedCount count = recorded();
  table.totals = {Cell{}, Cell{}, Cell::of(assets()), Cell::of(count.recorded)};
  append(total(), count, table.totals);
  return table;
}

Table ClassTotals::by_nature(const rules::ClassTable& classes, Language language) const {
  static constexpr std::array<std::string_view, 6> kNatures{"adj_charge",     "adj_impairment", "adj_disposal",
                                                            "adj_fair_value", "adj_permanent",  "adj_total"};
  std::map<std::size_t, ReconciliationRow> by_class;
  for (const auto& [entity, sums] : by_entity_) {
    for (std::size_t i = 0; i < sums.size(); ++i) {
      if (sums[i].assets > 0) add_amounts(by_class[i], sums[i].amounts);
    }
  }
  Table table;
  table.schema = {"adjustments-by-nature", {"按类别和性质的纳税调整", "Adjustments by class and nature"}, {}};
  table.schema.columns = {{"class", {"资产类别", "Class"}, CellKind::text}};
  for (std::string_view key : kNatures) table.schema.columns.push_back(amount_column(amount_named(key)));
  const auto append = [&](std::string_view label, const ReconciliationRow& amounts) {
    std::vector<Cell> cells{Cell::of(label)};
    for (std::string_view key : kNatures) cells.push_back(Cell::of(amounts.*amount_named(key).amount));
    return cells;
  };
  for (const auto& [index, amounts] : by_class) {
    table.rows.push_back(append(label_of(classes, ClassId{static_cast<std::uint16_t>(index)}, language), amounts));
  }
  table.totals = append({}, total());
  table.totals.front() = Cell{};
  return table;
}

namespace {

struct LayerColumn {
  const char* key;
  const char* zh;
  Money Layers::*amount;
};
constexpr std::array<LayerColumn, 4> kLayers{{{"cost", "原值", &Layers::cost},
                                              {"accumulated", "累计折旧摊销", &Layers::accumulated},
                                              {"provision", "减值准备", &Layers::provision},
                                              {"fair_value", "公允价值变动", &Layers::fair_value}}};

struct MovementColumn {
  const char* key;
  const char* zh;
  const char* en;
  Layers RollForwardLine::*layers;
};
constexpr std::array<MovementColumn, 8> kMovements{{{"open", "期初", "opening", &RollForwardLine::open},
                                                    {"added", "增加", "added", &RollForwardLine::added},
                                                    {"charged", "计提", "charged", &RollForwardLine::charged},
                                                    {"reversed", "转回", "reversed", &RollForwardLine::reversed},
                                                    {"moved_in", "转入", "moved in", &RollForwardLine::moved_in},
                                                    {"moved_out", "转出", "moved out", &RollForwardLine::moved_out},
                                                    {"disposed", "处置", "disposed", &RollForwardLine::disposed},
                                                    {"close", "期末", "closing", &RollForwardLine::close}}};

}  // namespace

TableSchema roll_forward_schema() {
  TableSchema schema{"roll-forward", {"资产变动表", "Roll-forward"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}, CellKind::text},
                    {"asset", {"资产编号", "Asset"}, CellKind::text},
                    {"class", {"资产类别", "Class"}, CellKind::text},
                    {"year", {"年度", "Year"}, CellKind::integer},
                    {"basis", {"口径", "Basis"}, CellKind::text}};
  for (const LayerColumn& layer : kLayers) {
    for (const MovementColumn& movement : kMovements) {
      schema.columns.push_back({std::string(layer.key) + "_" + movement.key,
                                {movement.zh, movement.en},
                                CellKind::money,
                                {layer.zh, layer.key}});
    }
  }
  return schema;
}

void roll_forward_cells(const AssetYear& year, const RollForwardLine& line, const rules::ClassTable& classes,
                        std::vector<Cell>& cells) {
  cells.clear();
  cells.push_back(Cell::of(std::string_view(year.entity_of(line.holder))));
  cells.push_back(Cell::of(std::string_view(year.row.asset)));
  cells.push_back(Cell::of(std::string_view(classes.at(line.asset_class).code)));
  cells.push_back(Cell::of(year.row.year));
  cells.push_back(Cell::of(name_of(line.basis)));
  for (const LayerColumn& layer : kLayers) {
    for (const MovementColumn& movement : kMovements) cells.push_back(Cell::of((line.*movement.layers).*layer.amount));
  }
}

TableSchema disposals_schema() {
  TableSchema schema{"disposals", {"资产处置明细", "Disposals"}, {}};
  auto money = [](const char* key, const char* zh, const char* en) { return Column{key, {zh, en}, CellKind::money}; };
  schema.columns = {{"entity", {"核算主体", "Entity"}, CellKind::text},
                    {"asset", {"资产编号", "Asset"}, CellKind::text},
                    {"name", {"资产名称", "Name"}, CellKind::text},
                    {"class", {"资产类别", "Class"}, CellKind::text},
                    {"date", {"处置日期", "Date"}, CellKind::date},
                    {"kind", {"处置方式", "Kind"}, CellKind::text},
                    money("proceeds", "处置收入", "Proceeds"),
                    money("compensation", "赔偿收入", "Compensation"),
                    money("costs", "处置费用", "Costs"),
                    money("cost", "转出原值", "Cost released"),
                    money("accumulated", "转出累计折旧摊销", "Accumulated released"),
                    money("provision", "转出减值准备", "Provision released"),
                    money("fair_value", "转出公允价值变动", "Fair value released"),
                    money("tax_cost", "转出计税基础原值", "Tax cost released"),
                    money("tax_accumulated", "转出税收累计折旧摊销", "Tax accumulated released"),
                    money("book_disposal_gain", "账面处置损益", "Book gain"),
                    money("tax_disposal_gain", "税收处置所得", "Tax gain"),
                    money("adj_disposal_provision", "减值准备", "Provision"),
                    money("adj_disposal_charge", "累计折旧差异", "Charge differences"),
                    money("adj_disposal_cost", "原值差异", "Cost differences"),
                    money("adj_disposal_fair_value", "公允价值变动", "Fair value")};
  return schema;
}

void disposal_cells(const AssetYear& year, const DisposalLine& line, const rules::ClassTable& classes,
                    std::vector<Cell>& cells) {
  cells.clear();
  cells.push_back(Cell::of(std::string_view(year.entity_of(line.holder))));
  cells.push_back(Cell::of(std::string_view(year.row.asset)));
  cells.push_back(Cell::of(std::string_view(year.row.name)));
  cells.push_back(Cell::of(std::string_view(classes.at(line.asset_class).code)));
  cells.push_back(Cell::of(line.date));
  cells.push_back(Cell::of(name_of(line.kind)));
  for (Money amount :
       {line.proceeds, line.compensation, line.costs, line.released.cost, line.released.accumulated,
        line.released.provision, line.released.fair_value, line.tax_cost, line.tax_accumulated, line.book_gain,
        line.tax_gain, line.adj_provision, line.adj_charge, line.adj_cost, line.adj_fair_value}) {
    cells.push_back(Cell::of(amount));
  }
}

TableSchema difference_ledger_schema() {
  Text book{"账面", "Book"}, tax{"税收", "Tax"}, difference{"累计纳税调整", "Cumulative adjustment"};
  auto money = [](const char* key, const char* zh, const char* en, const Text& group) {
    return Column{key, {zh, en}, CellKind::money, group};
  };
  auto text = [](const char* key, const char* zh, const char* en, const Text& group) {
    return Column{key, {zh, en}, CellKind::text, group};
  };
  TableSchema schema{
      "difference-ledger", {"资产折旧税会差异台账", "Ledger of depreciation differences (资产折旧税会差异台账)"}, {}};
  schema.columns = {text("entity", "核算主体", "Entity", {}),
                    text("asset", "资产编号", "Asset", {}),
                    text("name", "资产名称", "Name", {}),
                    text("class", "资产类别", "Class", {}),
                    {"in_service", {"开始使用日期", "In service"}, CellKind::date},
                    money("book_cost_gross", "原值", "Cost", book),
                    money("book_residual", "预计净残值", "Residual", book),
                    text("book_first_month", "起始月份", "First month", book),
                    {"book_life_months", {"年限（月）", "Life (months)"}, CellKind::integer, book},
                    money("book_accumulated_open", "期初累计", "Opening accumulated", book),
                    money("book_charge", "本年", "Year", book),
                    money("book_accumulated", "期末累计", "Closing accumulated", book),
                    money("tax_cost_gross", "计税基础", "Cost", tax),
                    money("tax_residual", "预计净残值", "Residual", tax),
                    text("tax_first_month", "起始月份", "First month", tax),
                    {"tax_life_months", {"年限（月）", "Life (months)"}, CellKind::integer, tax},
                    money("tax_accumulated_open", "期初累计", "Opening accumulated", tax),
                    money("tax_charge_general", "本年一般折旧", "Year, general rule", tax),
                    money("tax_charge_accelerated", "本年加速折旧", "Year, accelerated part", tax),
                    money("tax_charge", "本年合计", "Year, total", tax),
                    money("tax_accumulated", "期末累计", "Closing accumulated", tax),
                    money("difference_open", "期初", "Opening", difference),
                    money("adj_charge", "本年", "Year", difference),
                    text("adj_reason", "原因", "Reason", difference),
                    money("difference_disposed", "处置转出及其他", "Disposed and other", difference),
                    money("difference_close", "期末", "Closing", difference)};
  return schema;
}

void difference_ledger_cells(const AssetYear& result, const rules::ClassTable& classes, Language language, Table& owner,
                             std::vector<Cell>& cells) {
  const ReconciliationRow& row = result.row;
  Layers book_open, tax_open, book_disposed, tax_disposed;
  for (const RollForwardLine& line : result.roll_forward) {
    (line.basis == Basis::book ? book_open : tax_open) += line.open;
    (line.basis == Basis::book ? book_disposed : tax_disposed) += line.disposed;
  }
  Money open = book_open.accumulated - tax_open.accumulated;
  Money close = row.book_accumulated - row.tax_accumulated;
  owner.texts.clear();
  auto month = [&](Month first) { return Cell::of(owner.keep(to_string(first))); };
  cells.clear();
  cells.push_back(Cell::of(std::string_view(row.entity)));
  cells.push_back(Cell::of(std::string_view(row.asset)));
  cells.push_back(Cell::of(std::string_view(row.name)));
  cells.push_back(Cell::of(label_of(classes, row.asset_class, language)));
  cells.push_back(Cell::of(result.in_service));
  // Gross cost before what left in the year, as form A105080 keeps it by position.
  cells.push_back(Cell::of(row.book_cost + book_disposed.cost));
  cells.push_back(Cell::of(result.book_terms.residual));
  cells.push_back(month(result.book_terms.first_month));
  cells.push_back(Cell::of(result.book_terms.life_months));
  cells.push_back(Cell::of(book_open.accumulated));
  cells.push_back(Cell::of(row.book_charge));
  cells.push_back(Cell::of(row.book_accumulated));
  cells.push_back(Cell::of(row.tax_cost + tax_disposed.cost));
  cells.push_back(Cell::of(result.tax_terms.residual));
  cells.push_back(month(result.tax_terms.first_month));
  cells.push_back(Cell::of(result.tax_terms.life_months));
  cells.push_back(Cell::of(tax_open.accumulated));
  cells.push_back(Cell::of(row.tax_charge_general));
  cells.push_back(Cell::of(row.tax_charge - row.tax_charge_general));
  cells.push_back(Cell::of(row.tax_charge));
  cells.push_back(Cell::of(row.tax_accumulated));
  cells.push_back(Cell::of(open));
  cells.push_back(Cell::of(row.adj_charge));
  cells.push_back(Cell::of(owner.keep(reason_words(row.adj_reason, language))));
  cells.push_back(Cell::of(close - open - row.adj_charge));
  cells.push_back(Cell::of(close));
}

}  // namespace tieout
