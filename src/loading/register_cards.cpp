#include "loading/register_cards.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "loading/record_entity.hpp"
#include "loading/record_event.hpp"
#include "loading/record_opening.hpp"

namespace tieout::loading {

namespace {

constexpr AssetField kOpenings[] = {AssetField::opening_book_accumulated, AssetField::opening_provision,
                                    AssetField::opening_tax_cost, AssetField::opening_tax_accumulated};

// Adds where the sum stays in range: a sum for a message must not end the run.
void add_if_possible(Money& sum, Money amount) {
  std::int64_t fen = 0;
  if (!__builtin_add_overflow(sum.fen(), amount.fen(), &fen)) sum = Money::from_fen(fen);
}

// The amount of the field in the row; zero where there is none.
Money amount_of(const RecordTable& table, const RowBuffer& cells, AssetField field) {
  Money amount;
  const std::string_view text = cell_text(table, cells, index_of(field));
  if (!text.empty()) parse_amount(text, amount);
  return amount;
}

std::string_view entity_text(const RecordTable& table, const RowBuffer& cells) {
  const std::string_view text = cell_text(table, cells, index_of(AssetField::entity));
  if (!text.empty()) return text;
  for (const ConstantCell& constant : table.columns.constants) {
    if (constant.field == index_of(AssetField::entity)) return constant.text;
  }
  return {};
}

}  // namespace

std::string_view RegisterCards::entity_of(const RowBuffer& cells) const {
  const std::string_view text = entity_text(assets(), cells);
  return text.empty() ? context_.default_entity : text;
}

bool RegisterCards::openings_dated() {
  context_.openings_dated = find_opening_date();
  return context_.openings_dated;
}

bool RegisterCards::dates_openings() const {
  return assets().nodes != nullptr || assets().states(index_of(AssetField::opening_date));
}

bool RegisterCards::find_opening_date() {
  const RecordTable& table = assets();
  if (dates_openings()) return true;
  const bool any = std::any_of(std::begin(kOpenings), std::end(kOpenings),
                               [&](AssetField field) { return table.has(index_of(field)); });
  if (!any) return false;
  std::size_t cards = 0, provisions = 0;
  RowBuffer cells;
  const RowSorter sorter(table, headings_);
  for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
    table.sheet->read_row(row, cells);
    if (sorter.kind_of(cells, cell_text(table, cells, 0)) != RowKind::record) continue;
    cards += std::any_of(std::begin(kOpenings), std::end(kOpenings),
                         [&](AssetField field) { return !amount_of(table, cells, field).is_zero(); });
    provisions += !amount_of(table, cells, AssetField::opening_provision).is_zero();
  }
  if (cards == 0) return false;
  Diagnostic diagnostic;
  diagnostic.severity = provisions > 0 ? Severity::error : Severity::warning;
  diagnostic.code = "OPENINGS-UNDATED";
  diagnostic.span = table.headings_span();
  diagnostic.message = {fmt::format("{} 张卡片有累计折旧或减值准备，但文件没有写明截至日期；这些余额未使用", cards),
                        fmt::format("accumulated charges or provisions stand on {} card{}, but the file gives no date "
                                    "for them; they are not used",
                                    cards, cards == 1 ? "" : "s")};
  diagnostic.help = {
      "若为接管余额，增加 opening_date 列(期初日期),或在映射文件中写 opening_date = { value = \"2024-01-01\" };"
      "若只是导出时的余额，在映射文件中写 ignore。",
      "If they are balances at a take-over, add a column `opening_date`, or say opening_date = { value = "
      "\"2024-01-01\" } in a mapping file; if they merely stood at the day of export, name them under `ignore`."};
  diagnostics_.add(std::move(diagnostic));
  return false;
}

void RegisterCards::index(RegisterIndex& index) {
  const RecordTable& table = assets();
  const RowSorter sorter(table, headings_);
  RowBuffer cells;
  bool totals = false;
  index.reserve(table.sheet->row_count());
  for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
    table.sheet->read_row(row, cells);
    const std::string_view id = cell_text(table, cells, index_of(AssetField::asset));
    switch (sorter.kind_of(cells, id)) {
      case RowKind::record:
        add_card(index, row, cells, id);
        break;
      case RowKind::blank:
        break;
      case RowKind::subtotal:
      case RowKind::total:
        totals = true;
        break;
      case RowKind::footer:
        note_footer(table, row, diagnostics_);
        break;
      case RowKind::nameless:
        refuse_nameless(table, row, diagnostics_);
        break;
    }
  }
  index.sort([&](std::uint32_t first, std::uint32_t repeated) { refuse_repeated(first, repeated); });
  if (totals) check_control_totals(table, headings_, diagnostics_);
  report_unmapped();
  if (index.size() > 0 || diagnostics_.has_errors() || may_be_empty_) return;
  Diagnostic diagnostic;
  diagnostic.code = "FILE-EMPTY";
  diagnostic.span.file = table.sheet->file;
  diagnostic.span.sheet = table.sheet->name;
  diagnostic.message = {"没有一张资产卡片", "there is not a single asset"};
  diagnostic.help = {"检查导出是否成功。", "Check whether the export succeeded."};
  diagnostics_.add(std::move(diagnostic));
}

void RegisterCards::add_card(RegisterIndex& index, std::size_t row, const RowBuffer& cells, std::string_view id) {
  if (!index.add(entity_of(cells), id, static_cast<std::uint32_t>(row))) {
    RowReport(assets(), row, diagnostics_)
        .at_field(index_of(AssetField::asset),
                  {"ASSET-TOO-LONG",
                   {"资产编号过长，或主体过多", "the asset's id is too long, or there are too many entities"},
                   {"编号至多 4095 字节。", "An id has at most 4095 bytes."}});
    return;
  }
  watch_category(row, cells);
  const std::string_view parent = cell_text(assets(), cells, index_of(AssetField::parent));
  if (!parent.empty()) {
    components_.push_back({std::string(entity_of(cells)), std::string(id), std::string(parent), row});
  }
  const std::string_view replaced = cell_text(assets(), cells, index_of(AssetField::predecessor));
  if (replaced.empty() || replaced == id) return;
  successors_.push_back({std::string(entity_of(cells)), std::string(id), std::string(replaced), row});
}

void RegisterCards::check_parents(const RegisterIndex& index) {
  auto exists = [&](std::string_view entity, std::string_view asset) {
    const auto found = index.find(entity, asset);
    return found.position != RegisterIndex::kNone && !found.ambiguous;
  };
  check_components(components_, assets(), exists, diagnostics_);
}

void RegisterCards::watch_category(std::size_t row, const RowBuffer& cells) {
  const RecordTable& table = assets();
  if (!cell_text(table, cells, index_of(AssetField::asset_class)).empty()) return;
  const std::string_view category = cell_text(table, cells, index_of(AssetField::category));
  if (category.empty()) return;
  Date date;
  const std::int32_t column = table.columns.column_of[index_of(AssetField::in_service)];
  const std::string_view text = cell_text(table, cells, index_of(AssetField::in_service));
  const bool dated =
      !text.empty() && parse_date(text, cells.cells[static_cast<std::size_t>(column)].type, date) == ValueError::none;
  if (class_by_category(context_, entity_of(cells), category, dated ? std::optional<Date>(date) : std::nullopt)) return;
  auto found =
      std::find_if(unmapped_.begin(), unmapped_.end(), [&](const Unmapped& u) { return u.category == category; });
  if (found == unmapped_.end()) {
    unmapped_.push_back({std::string(category), 0, Money{}, row});
    found = unmapped_.end() - 1;
  }
  ++found->cards;
  add_if_possible(found->cost, amount_of(table, cells, AssetField::cost));
}

void RegisterCards::report_unmapped() {
  for (const Unmapped& entry : unmapped_) {
    RowReport(assets(), entry.first_row, diagnostics_)
        .at_field(index_of(AssetField::category),
                  {"UNMAPPED-CATEGORY",
                   {fmt::format("类别“{}”没有对应的 class：{} 张卡片，原值合计 {}", entry.category, entry.cards,
                                to_string(entry.cost)),
                    fmt::format("the category \"{}\" has no class: {} card{}, cost {}", entry.category, entry.cards,
                                entry.cards == 1 ? "" : "s", to_string(entry.cost))},
                   {"在 --policies 文件中为该类别增加一行(category, class)；tieout help policies 列出各 class。",
                    "Add a row for the category to the --policies file (category, class); tieout help policies lists "
                    "the classes."}});
  }
}

void RegisterCards::refuse_repeated(std::uint32_t first_row, std::uint32_t repeated_row) {
  const RecordTable& table = assets();
  RowReport(table, repeated_row, diagnostics_)
      .at_field(index_of(AssetField::asset),
                {"ASSET-DUPLICATE",
                 {fmt::format("该资产在第 {} 行已有卡片", table.sheet->line_of(first_row)),
                  fmt::format("the asset already has a card in line {}", table.sheet->line_of(first_row))},
                 {"同一主体内资产编号须唯一。", "An asset's id is unique within its entity."}});
  RowBuffer cells;
  table.sheet->read_row(repeated_row, cells);
  Asset scratch;
  read_asset(context_, repeated_row, cells, scratch, diagnostics_);
}

SetAsideCard RegisterCards::card_at(std::size_t row) {
  const RecordTable& table = assets();
  RowBuffer cells;
  table.sheet->read_row(row, cells);
  SetAsideCard card;
  card.entity = entity_of(cells);
  card.asset = cell_text(table, cells, index_of(AssetField::asset));
  card.name = cell_text(table, cells, index_of(AssetField::name));
  card.category = cell_text(table, cells, index_of(AssetField::category));
  // The card may be wrong in any other way; its cost is a line of every tie-out and must be readable.
  const std::string_view cost = cell_text(table, cells, index_of(AssetField::cost));
  const ValueError error = cost.empty() ? ValueError::none : parse_amount(cost, card.cost);
  if (error != ValueError::none) {
    const FieldIndex field = index_of(AssetField::cost);
    RowReport(table, row, diagnostics_)
        .at_field(field, value_problem(error, fields_of(RecordType::asset)[field], cost));
  }
  return card;
}

std::vector<std::uint32_t> RegisterCards::take_aside(const RegisterIndex& index, const RecordTable& list,
                                                     std::vector<SetAsideCard>& cards) {
  std::vector<std::pair<std::uint32_t, SetAsideCard>> found;
  for (SetAsideRow& entry : read_set_aside(list, context_.words, diagnostics_)) {
    const auto card = index.find(entry.entity, entry.asset);
    if (card.position == RegisterIndex::kNone || card.ambiguous) {
      refuse_unknown(list, entry.row, entry.asset, card.ambiguous);
      continue;
    }
    const bool repeated =
        std::any_of(found.begin(), found.end(), [&](const auto& f) { return f.first == card.position; });
    if (repeated) continue;
    found.emplace_back(card.position, card_at(index.row(card.position)));
    found.back().second.reason = std::move(entry.reason);
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::uint32_t> positions;
  for (auto& [position, card] : found) {
    positions.push_back(position);
    cards.push_back(std::move(card));
  }
  return positions;
}

RowsByCard RegisterCards::group(const RegisterIndex& index, const RecordTable& table,
                                const std::vector<std::uint32_t>& removed, CardMoves& moves) {
  const RowSorter sorter(table, headings_);
  Rows placed;
  std::vector<std::size_t> loose;
  RowBuffer cells;
  for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
    table.sheet->read_row(row, cells);
    const std::string_view id = cell_text(table, cells, 0);
    const RowKind kind = sorter.kind_of(cells, id);
    if (kind == RowKind::footer) note_footer(table, row, diagnostics_);
    if (kind == RowKind::nameless) refuse_nameless(table, row, diagnostics_);
    if (kind != RowKind::record) continue;
    const auto found = index.find(entity_text(table, cells), id);
    if (found.position == RegisterIndex::kNone || found.ambiguous) {
      loose.push_back(row);
    } else {
      place(table, found.position, row, cells, placed, moves);
    }
  }
  if (!loose.empty()) place_loose(index, table, loose, placed, moves);
  Rows kept;
  for (std::size_t at = 0; at < placed.cards.size(); ++at) {
    const auto after = std::lower_bound(removed.begin(), removed.end(), placed.cards[at]);
    if (after != removed.end() && *after == placed.cards[at]) continue;
    kept.cards.push_back(placed.cards[at] - static_cast<std::uint32_t>(after - removed.begin()));
    kept.rows.push_back(placed.rows[at]);
  }
  RowsByCard result;
  result.build(index.size() - removed.size(), kept.cards, kept.rows);
  return result;
}

void RegisterCards::place(const RecordTable& table, std::uint32_t card, std::size_t row, const RowBuffer& cells,
                          Rows& placed, CardMoves& moves) const {
  placed.cards.push_back(card);
  placed.rows.push_back(static_cast<std::uint32_t>(row));
  if (table.type != RecordType::event) return;
  const std::string_view to_entity = cell_text(table, cells, index_of(EventField::to_entity));
  if (to_entity.empty()) return;
  Date date;
  const std::string_view text = cell_text(table, cells, index_of(EventField::date));
  const std::int32_t column = table.columns.column_of[index_of(EventField::date)];
  const bool dated =
      !text.empty() && parse_date(text, cells.cells[static_cast<std::size_t>(column)].type, date) == ValueError::none;
  if (dated) moves.add(card, date, to_entity);
}

// Rows that name no card of the register: the entity they name may hold it only since a transfer. What is then found
// is put back into the order of entry.
void RegisterCards::place_loose(const RegisterIndex& index, const RecordTable& table,
                                const std::vector<std::size_t>& loose, Rows& placed, CardMoves& moves) {
  RowBuffer cells;
  bool any = false;
  for (const std::size_t row : loose) {
    table.sheet->read_row(row, cells);
    const std::string_view id = cell_text(table, cells, 0);
    const std::string_view entity = entity_text(table, cells);
    const std::uint32_t card = entity.empty() ? RegisterIndex::kNone : moves.find(index, entity, id);
    if (card != RegisterIndex::kNone) {
      place(table, card, row, cells, placed, moves);
      any = true;
      continue;
    }
    refuse_unknown(table, row, id, index.find(entity, id).ambiguous);
    check_loose_row(table, row, cells);
  }
  if (!any) return;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> by_row;
  for (std::size_t at = 0; at < placed.rows.size(); ++at) by_row.emplace_back(placed.rows[at], placed.cards[at]);
  std::sort(by_row.begin(), by_row.end());
  for (std::size_t at = 0; at < by_row.size(); ++at) std::tie(placed.rows[at], placed.cards[at]) = by_row[at];
}

// A row without its card is never read again: what else is wrong with it is reported now.
void RegisterCards::check_loose_row(const RecordTable& table, std::size_t row, const RowBuffer& cells) {
  if (table.type == RecordType::event) {
    Event scratch;
    read_event(table, context_.words, row, cells, scratch, diagnostics_);
  } else if (table.type == RecordType::opening) {
    Opening scratch;
    read_opening(table, context_.words, row, cells, scratch, diagnostics_);
  } else {
    Recorded scratch;
    read_recorded(table, context_.words, row, cells, scratch, diagnostics_);
  }
}

void RegisterCards::refuse_unknown(const RecordTable& table, std::size_t row, std::string_view id, bool ambiguous) {
  RowReport report(table, row, diagnostics_);
  if (ambiguous) {
    report.at_field(
        0, {"ASSET-AMBIGUOUS",
            {fmt::format("不止一个主体有资产 {}", id), fmt::format("more than one entity has an asset {}", id)},
            {"填写 entity 列。", "State the `entity`."}});
    return;
  }
  report.at_field(0, {"UNKNOWN-ASSET",
                      {fmt::format("资产清单中没有 {}", id), fmt::format("the register has no asset {}", id)},
                      {"核对编号和主体，或补上该卡片。", "Check the id and the entity, or add the card."}});
}

}  // namespace tieout::loading
