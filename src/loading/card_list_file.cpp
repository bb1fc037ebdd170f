#include "loading/card_list_file.hpp"

#include <fmt/format.h>

#include <map>

#include "loading/canonical_row.hpp"
#include "loading/policy.hpp"
#include "loading/record_asset.hpp"
#include "loading/record_entity.hpp"
#include "loading/record_removed.hpp"
#include "loading/register_rows.hpp"
#include "loading/register_sources.hpp"

namespace tieout::loading {

namespace {

// "A1;A2", "A1、A2", "A1 A2" are several cards.
std::vector<std::string> split_codes(std::string_view text) {
  std::vector<std::string> codes;
  while (!text.empty()) {
    std::size_t at = text.size(), length = 0;
    for (const std::string_view mark : {";", "；", ",", "，", "、", "|", " "}) {
      if (const std::size_t found = text.find(mark); found < at) {
        at = found;
        length = mark.size();
      }
    }
    if (const std::string_view code = trimmed(text.substr(0, at)); !code.empty()) codes.emplace_back(code);
    text.remove_prefix(std::min(text.size(), at + length));
  }
  return codes;
}

bool is_balance(FieldIndex field) {
  return (field >= index_of(AssetField::opening_date) && field <= index_of(AssetField::opening_status)) ||
         field == index_of(AssetField::currency);
}

class File : public CardListFile {
 public:
  File(HeadingWords headings, const rules::RuleBook& rules)
      : headings_(std::move(headings)), words_(headings_, rules.classes), rules_(rules) {}

  bool open(const InputFiles& files, Date day, Diagnostics& diagnostics) {
    sources_ = open_sources(files, headings_, diagnostics);
    day_ = day;
    Diagnostics repeated;  // of policies and entities: said where the register is opened
    if (const RecordTable* table = sources_.at(RecordType::policy)) policies_.load(*table, words_, repeated);
    if (const RecordTable* table = sources_.at(RecordType::entity)) {
      const auto entities = read_entities({*table, headings_, words_, rules_}, repeated);
      if (entities.size() == 1) default_entity_ = entities.front().id;
    }
    if (const RecordTable* table = sources_.at(RecordType::removed)) {
      list_.removed = read_removed(*table, headings_, words_, default_entity_, diagnostics);
    }
    if (sources_.at(RecordType::asset) == nullptr) return false;
    read_cards(diagnostics);
    return true;
  }

  const CardList& list() const override { return list_; }
  std::vector<std::string> files() const override { return sources_.files; }

  SourceSpan span(Origin origin, std::string_view field) const override {
    const RecordTable* table = sources_.by_number(origin.source);
    if (table == nullptr || origin.line == 0) return {};
    const auto row = table->row_at(origin.line);
    if (!row) return {table->sheet->file, table->sheet->name, origin.line, 0, ""};
    const auto index = find_field(table->type, field);
    return index ? table->span(*row, *index) : table->span(*row);
  }

  std::vector<std::pair<std::string, std::string>> asset_cells(Origin origin) const override {
    std::vector<std::pair<std::string, std::string>> result;
    const RecordTable& table = *sources_.at(RecordType::asset);
    const auto row = table.row_at(origin.line);
    if (!row) return result;
    for (auto& [field, text] : canonical_cells(table, *row, words_)) {
      if (!is_balance(field)) result.emplace_back(fields_of(RecordType::asset)[field].name, std::move(text));
    }
    return result;
  }

 private:
  void read_cards(Diagnostics& diagnostics) {
    const RecordTable& table = *sources_.at(RecordType::asset);
    const RowSorter sorter(table, headings_);
    RowBuffer cells;
    bool totals = false;
    std::map<std::pair<std::string, std::string>, std::uint32_t> seen;
    for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
      table.sheet->read_row(row, cells);
      const RowKind kind = sorter.kind_of(cells, cell_text(table, cells, index_of(AssetField::asset)));
      totals = totals || kind == RowKind::subtotal || kind == RowKind::total;
      if (kind == RowKind::footer) note_footer(table, row, diagnostics);
      if (kind == RowKind::nameless) refuse_nameless(table, row, diagnostics);
      if (kind != RowKind::record) continue;
      ListedCard listed;
      if (!read_card(row, cells, listed, diagnostics)) continue;
      const auto [at, fresh] = seen.try_emplace({listed.card.entity, listed.card.id}, listed.card.origin.line);
      if (fresh) {
        list_.cards.push_back(std::move(listed));
      } else {
        refuse_repeated(row, at->second, diagnostics);
      }
    }
    if (totals) check_control_totals(table, headings_, diagnostics);
  }

  void refuse_repeated(std::size_t row, std::uint32_t first, Diagnostics& diagnostics) const {
    RowReport(*sources_.at(RecordType::asset), row, diagnostics)
        .at_field(index_of(AssetField::asset),
                  {"ASSET-DUPLICATE",
                   {fmt::format("该资产在第 {} 行已有卡片", first),
                    fmt::format("the asset already has a card in line {}", first)},
                   {"同一主体内资产编号须唯一。", "An asset's id is unique within its entity."}});
  }

  bool read_card(std::size_t row, const RowBuffer& cells, ListedCard& listed, Diagnostics& diagnostics) const {
    const RecordTable& table = *sources_.at(RecordType::asset);
    Money cost;
    const std::string_view text = cell_text(table, cells, index_of(AssetField::cost));
    const bool red = !text.empty() && parse_amount(text, cost) == ValueError::none && cost < Money{};
    if (red) {
      if (!read_red(row, cells, listed, diagnostics)) return false;
    } else if (!read_asset({table, words_, policies_, default_entity_, false}, row, cells, listed.card, diagnostics)) {
      return false;
    }
    if (!dated_otherwise(listed.card)) {
      listed.accumulated = balance(cells, AssetField::opening_book_accumulated);
      listed.provision = balance(cells, AssetField::opening_provision);
    }
    listed.card.opening.reset();
    listed.predecessors = split_codes(listed.card.predecessor);
    return true;
  }

  bool dated_otherwise(const Asset& card) const {
    return card.opening && card.opening->date.month() != day_.month() + 1;
  }

  std::optional<Money> balance(const RowBuffer& cells, AssetField field) const {
    const std::string_view text = cell_text(*sources_.at(RecordType::asset), cells, index_of(field));
    Money amount;
    if (text.empty() || parse_amount(text, amount) != ValueError::none) return std::nullopt;
    return amount;
  }

  // Of a red card only what it takes back and from which card; lives and methods are those of that card.
  bool read_red(std::size_t row, const RowBuffer& cells, ListedCard& listed, Diagnostics& diagnostics) const {
    const RecordTable& table = *sources_.at(RecordType::asset);
    RowReport report(table, row, diagnostics);
    check_width(cells, report);
    CellReader in(report, words_);
    Asset& card = listed.card;
    card.origin = table.origin_of(row);
    for_each_cell(table, cells, [&](const FilledCell& cell) {
      switch (static_cast<AssetField>(cell.field)) {
        case AssetField::asset:
          in.text(cell, card.id);
          break;
        case AssetField::entity:
          in.text(cell, card.entity);
          break;
        case AssetField::name:
          in.text(cell, card.name);
          break;
        case AssetField::cost:
          in.amount(cell, card.cost);
          break;
        case AssetField::predecessor:
          in.text(cell, card.predecessor);
          break;
        case AssetField::currency:
          in.currency(cell);
          break;
        case AssetField::opening_book_accumulated:
        case AssetField::opening_provision: {
          Money ignored;
          in.amount(cell, ignored);
          break;
        }
        default:
          break;
      }
    });
    if (card.entity.empty()) card.entity = default_entity_;
    return report.ok();
  }

  HeadingWords headings_;
  WordBook words_;
  const rules::RuleBook& rules_;
  Sources sources_;
  PolicyTable policies_;
  std::string default_entity_;
  Date day_;
  CardList list_;
};

}  // namespace

std::unique_ptr<CardListFile> read_card_list(const InputFiles& files, Date day, const rules::RuleBook& rules,
                                             Diagnostics& diagnostics) {
  HeadingWords headings = HeadingWords::load(files.headings, diagnostics);
  if (!files.mapping.empty()) headings.add_mapping(files.mapping, diagnostics);
  auto file = std::make_unique<File>(std::move(headings), rules);
  if (!file->open(files, day, diagnostics)) return nullptr;
  return file;
}

}  // namespace tieout::loading
