#include "loading/record_entity.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/record_position.hpp"
#include "tieout/asset/taxpayer_id.hpp"

namespace tieout::loading {

namespace {

std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> result;
  while (!text.empty()) {
    std::size_t at = text.size();
    std::size_t length = 0;
    for (const std::string_view mark : {";", "；", ",", "，", "、", "|"}) {
      if (const std::size_t found = text.find(mark); found < at) {
        at = found;
        length = mark.size();
      }
    }
    if (const std::string_view word = trimmed(text.substr(0, at)); !word.empty()) result.push_back(word);
    text.remove_prefix(std::min(text.size(), at + length));
  }
  return result;
}

// One row; its facts are merged into the entity of that id.
struct EntityRow {
  Entity entity;
  TaxRate rate;
  bool has_rate = false, has_from = false, has_enacted = false;
};

class EntityReader {
 public:
  EntityReader(const EntityContext& context, Diagnostics& diagnostics) : context_(context), diagnostics_(diagnostics) {}

  std::vector<Entity> read() {
    const RecordTable& table = context_.table;
    RowBuffer cells;
    for (std::size_t index = table.columns.first_row; index < table.sheet->row_count(); ++index) {
      table.sheet->read_row(index, cells);
      if (!is_blank(cells)) read_row(index, cells);
    }
    for (Entity& entity : entities_) {
      std::stable_sort(entity.rates.begin(), entity.rates.end(), [](const TaxRate& a, const TaxRate& b) {
        return a.from < b.from || (a.from == b.from && a.enacted < b.enacted);
      });
    }
    return std::move(entities_);
  }

 private:
  void read_row(std::size_t index, const RowBuffer& cells) {
    RowReport report(context_.table, index, diagnostics_);
    CellReader in(report, context_.words);
    check_width(cells, report);
    EntityRow row;
    for_each_cell(context_.table, cells, [&](const FilledCell& cell) { take(cell, in, report, row); });
    if (!report.ok()) return;
    if (row.entity.id.empty()) {
      report.at_field(0, {"VALUE-MISSING",
                          {"缺少 `entity`", "the row has no `entity`"},
                          {"填写主体代码。", "State the code of the entity."}});
      return;
    }
    if (row.has_rate && !row.has_from) {
      report.at_field(index_of(EntityField::from), {"VALUE-MISSING",
                                                    {"税率缺少起始日期 `from`", "a tax rate needs the date `from`"},
                                                    {"填写税率的起始日期。", "State the date from which it holds."}});
      return;
    }
    if (!row.has_enacted) row.rate.enacted = row.rate.from;
    merge(std::move(row), report);
  }

  void take(const FilledCell& cell, CellReader& in, RowReport& report, EntityRow& row) {
    Entity& entity = row.entity;
    switch (static_cast<EntityField>(cell.field)) {
      case EntityField::entity:
        in.text(cell, entity.id);
        break;
      case EntityField::name:
        in.text(cell, entity.name);
        break;
      case EntityField::industry:
        in.text(cell, entity.industry);
        break;
      case EntityField::type:
        for (const std::string_view word : split_words(cell.text)) {
          entity.types.push_back(entity_word(context_.headings, "entity_type", word));
          if (entity.types.back().empty())
            report.at_field(cell.field, entity_word_problem(context_.headings, "entity_type", word));
        }
        break;
      case EntityField::place:
        entity.place = entity_word(context_.headings, "place", cell.text);
        if (entity.place.empty())
          report.at_field(cell.field, entity_word_problem(context_.headings, "place", cell.text));
        break;
      case EntityField::rate:
        row.has_rate = in.rate(cell, row.rate.rate);
        break;
      case EntityField::from:
        row.has_from = in.date(cell, row.rate.from);
        break;
      case EntityField::enacted:
        row.has_enacted = in.date(cell, row.rate.enacted);
        break;
      case EntityField::taxpayer_id:
        if (!in.text(cell, entity.taxpayer_id)) break;
        if (auto problem = taxpayer_id_problem(entity.taxpayer_id))
          report.at_field(cell.field, std::move(*problem), Severity::warning);
        break;
      case EntityField::regime:
        take_regime_cell(cell, in, report, RegimeKind::book, entity.regime);
        break;
      case EntityField::tax_regime:
        take_regime_cell(cell, in, report, RegimeKind::tax, entity.tax_regime);
        break;
      case EntityField::started:
        in.date(cell, entity.started);
        break;
      case EntityField::closed:
        in.date(cell, entity.closed);
        if (entity.closed && entity.started && *entity.closed < *entity.started) report_closed(cell, report, entity);
        break;
      default:
        take_position_cell(cell, in, report, entity);
    }
  }

  static void report_closed(const FilledCell& cell, RowReport& report, const Entity& entity) {
    report.at_field(cell.field,
                    {"CLOSED-BEFORE-START",
                     {fmt::format("终止日期 {} 早于开业日期 {}", to_string(*entity.closed), to_string(*entity.started)),
                      fmt::format("the entity closes on {}, before it starts on {}", to_string(*entity.closed),
                                  to_string(*entity.started))},
                     {"更正其一。", "Correct one of them."}});
  }

  // The same of a day.
  static void settle(EntityField field, std::optional<Date>& stated, std::optional<Date>& kept, RowReport& report) {
    if (!stated) return;
    if (!kept) {
      kept = stated;
    } else if (*kept != *stated) {
      conflict(field, report);
    }
  }

  void take_regime_cell(const FilledCell& cell, CellReader& in, RowReport& report, RegimeKind kind, std::string& out) {
    std::string text;
    if (!in.text(cell, text)) return;
    const std::string code =
        entity_word(context_.headings, kind == RegimeKind::book ? "book_regime" : "tax_regime", text);
    if (auto problem = take_regime(context_.rules, kind, code.empty() ? text : code, out))
      report.at_field(cell.field, std::move(*problem));
  }

  void take_position_cell(const FilledCell& cell, CellReader& in, RowReport& report, Entity& entity) {
    std::string text;
    if (!in.text(cell, text)) return;
    const std::string_view id = fields_of(RecordType::entity)[cell.field].name.substr(kPositionPrefix.size());
    if (auto problem = take_position(context_.rules, id, text, entity))
      report.at_field(cell.field, std::move(*problem));
  }

  void merge(EntityRow&& row, RowReport& report) {
    auto found =
        std::find_if(entities_.begin(), entities_.end(), [&](const Entity& e) { return e.id == row.entity.id; });
    if (found == entities_.end()) {
      entities_.push_back(std::move(row.entity));
      found = entities_.end() - 1;
    } else {
      merge_facts(row.entity, *found, report);
    }
    if (row.has_rate) add_rate(row.rate, *found, report);
  }

  // A fact may be repeated, but not stated in two ways.
  template <typename Fact>
  static void settle(EntityField field, Fact& stated, Fact& kept, RowReport& report) {
    if (stated.empty()) return;
    if (kept.empty()) {
      kept = std::move(stated);
    } else if (kept != stated) {
      conflict(field, report);
    }
  }

  static void conflict(EntityField field, RowReport& report) {
    const std::string_view name = fields_of(RecordType::entity)[index_of(field)].name;
    report.at_field(index_of(field),
                    {"ENTITY-CONFLICT",
                     {fmt::format("上文同一主体的 `{}` 不同", name),
                      fmt::format("an earlier row of the entity states another `{}`", name)},
                     {"每项事实只写一次，或各行写得一致。", "State a fact once, or alike in every row."}});
  }

  static void merge_facts(Entity& stated, Entity& kept, RowReport& report) {
    settle(EntityField::name, stated.name, kept.name, report);
    settle(EntityField::type, stated.types, kept.types, report);
    settle(EntityField::industry, stated.industry, kept.industry, report);
    settle(EntityField::place, stated.place, kept.place, report);
    settle(EntityField::taxpayer_id, stated.taxpayer_id, kept.taxpayer_id, report);
    settle(EntityField::regime, stated.regime, kept.regime, report);
    settle(EntityField::tax_regime, stated.tax_regime, kept.tax_regime, report);
    settle(EntityField::started, stated.started, kept.started, report);
    settle(EntityField::closed, stated.closed, kept.closed, report);
    for (auto& [id, option] : stated.positions) {
      const auto field = find_field(RecordType::entity, std::string(kPositionPrefix) + id);
      settle(static_cast<EntityField>(*field), option, kept.positions[id], report);
    }
  }

  // Of two rates from the same day the one enacted later holds; two enacted on one day contradict each other.
  static void add_rate(const TaxRate& rate, Entity& entity, RowReport& report) {
    const bool overlaps = std::any_of(entity.rates.begin(), entity.rates.end(), [&](const TaxRate& other) {
      return other.from == rate.from && other.enacted == rate.enacted;
    });
    if (!overlaps) {
      entity.rates.push_back(rate);
      return;
    }
    report.at_field(index_of(EntityField::from),
                    {"RATES-OVERLAP",
                     {fmt::format("该主体自 {} 起已有税率", to_string(rate.from)),
                      fmt::format("the entity already has a rate from {}", to_string(rate.from))},
                     {"每个起始日期只留一个税率；后来改定的写明 enacted。",
                      "Keep one rate for each day; of a later change state the day it was enacted."}});
  }

  const EntityContext& context_;
  Diagnostics& diagnostics_;
  std::vector<Entity> entities_;
};

}  // namespace

std::string entity_word(const HeadingWords& headings, std::string_view list, std::string_view text) {
  for (const auto& [alias, canonical] : headings.words(list)) {
    if (alias == text || canonical == text) return canonical;
  }
  return {};
}

CellProblem entity_word_problem(const HeadingWords& headings, std::string_view list, std::string_view text) {
  std::vector<std::string> known;
  for (const auto& [alias, canonical] : headings.words(list)) {
    if (known.empty() || known.back() != canonical) known.push_back(canonical);
  }
  return {"UNKNOWN-WORD",
          {fmt::format("不认识 \"{}\"", text), fmt::format("unknown word \"{}\"", text)},
          {fmt::format("可用：{}。", quoted_list(known)), fmt::format("Known are {}.", quoted_list(known))}};
}

std::vector<Entity> read_entities(const EntityContext& context, Diagnostics& diagnostics) {
  return EntityReader(context, diagnostics).read();
}

std::optional<CellProblem> taxpayer_id_problem(std::string_view id) {
  const Text help{"核对营业执照上的统一社会信用代码。", "Compare it with the business licence."};
  switch (fault_of_taxpayer_id(id)) {
    case TaxpayerIdFault::none:
      return std::nullopt;
    case TaxpayerIdFault::length:
      return CellProblem{"TAXPAYER-ID",
                         {fmt::format("纳税人识别号 {} 不是 18 位", id),
                          fmt::format("the taxpayer id {} does not have 18 characters", id)},
                         help};
    case TaxpayerIdFault::character:
      return CellProblem{"TAXPAYER-ID",
                         {fmt::format("纳税人识别号 {} 含有不使用的字符", id),
                          fmt::format("the taxpayer id {} has a character that such codes do not use", id)},
                         help};
    case TaxpayerIdFault::check:
      return CellProblem{
          "TAXPAYER-ID",
          {fmt::format("纳税人识别号 {} 的校验码不符，应为 {}", id, *taxpayer_id_check(id)),
           fmt::format("the last character of the taxpayer id {} should be {}", id, *taxpayer_id_check(id))},
          help};
  }
  return std::nullopt;
}

std::vector<SetAsideRow> read_set_aside(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics) {
  std::vector<SetAsideRow> result;
  RowBuffer cells;
  for (std::size_t index = table.columns.first_row; index < table.sheet->row_count(); ++index) {
    table.sheet->read_row(index, cells);
    if (is_blank(cells)) continue;
    RowReport report(table, index, diagnostics);
    CellReader in(report, words);
    check_width(cells, report);
    if (!report.ok()) continue;
    SetAsideRow row;
    row.row = index;
    for_each_cell(table, cells, [&](const FilledCell& cell) {
      switch (static_cast<SetAsideField>(cell.field)) {
        case SetAsideField::asset:
          in.text(cell, row.asset);
          break;
        case SetAsideField::entity:
          in.text(cell, row.entity);
          break;
        case SetAsideField::reason:
          in.text(cell, row.reason);
          break;
      }
    });
    for (const auto& [field, text] :
         {std::pair{SetAsideField::asset, &row.asset}, std::pair{SetAsideField::reason, &row.reason}}) {
      if (!text->empty()) continue;
      const std::string_view name = fields_of(RecordType::set_aside)[index_of(field)].name;
      report.at_field(index_of(field),
                      {"VALUE-MISSING",
                       {fmt::format("缺少 `{}`", name), fmt::format("the row has no `{}`", name)},
                       {"每张搁置的卡片都要写编号和原因。", "Every card set aside needs its asset and a reason."}});
    }
    if (report.ok()) result.push_back(std::move(row));
  }
  return result;
}

}  // namespace tieout::loading
