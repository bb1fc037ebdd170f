#include "loading/record_entity.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::loading {

namespace {

bool is_blank(const RowBuffer& row) {
  return std::all_of(row.cells.begin(), row.cells.end(),
                     [](const SheetCell& cell) { return trimmed(cell.text).empty(); });
}

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

void take(const FilledCell& cell, CellReader& in, RowReport& report, const HeadingWords& headings, EntityRow& row) {
  switch (static_cast<EntityField>(cell.field)) {
    case EntityField::entity:
      in.text(cell, row.entity.id);
      break;
    case EntityField::name:
      in.text(cell, row.entity.name);
      break;
    case EntityField::industry:
      in.text(cell, row.entity.industry);
      break;
    case EntityField::type:
      for (const std::string_view word : split_words(cell.text)) {
        row.entity.types.push_back(entity_word(headings, "entity_type", word));
        if (row.entity.types.back().empty())
          report.at_field(cell.field, entity_word_problem(headings, "entity_type", word));
      }
      break;
    case EntityField::place:
      row.entity.place = entity_word(headings, "place", cell.text);
      if (row.entity.place.empty()) report.at_field(cell.field, entity_word_problem(headings, "place", cell.text));
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
  }
}

void merge(EntityRow&& row, std::vector<Entity>& entities) {
  auto found = std::find_if(entities.begin(), entities.end(), [&](const Entity& e) { return e.id == row.entity.id; });
  if (found == entities.end()) {
    entities.push_back(std::move(row.entity));
    found = entities.end() - 1;
  } else {
    if (found->name.empty()) found->name = row.entity.name;
    if (found->types.empty()) found->types = row.entity.types;
    if (found->industry.empty()) found->industry = row.entity.industry;
    if (found->place.empty()) found->place = row.entity.place;
  }
  if (row.has_rate) found->rates.push_back(row.rate);
}

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

std::vector<Entity> read_entities(const RecordTable& table, const HeadingWords& headings, const WordBook& words,
                                  Diagnostics& diagnostics) {
  std::vector<Entity> result;
  RowBuffer cells;
  for (std::size_t index = table.columns.first_row; index < table.sheet->row_count(); ++index) {
    table.sheet->read_row(index, cells);
    if (is_blank(cells)) continue;
    RowReport report(table, index, diagnostics);
    CellReader in(report, words);
    check_width(cells, report);
    EntityRow row;
    for_each_cell(table, cells, [&](const FilledCell& cell) { take(cell, in, report, headings, row); });
    if (!report.ok()) continue;
    if (row.entity.id.empty()) {
      report.at_field(0, {"VALUE-MISSING",
                          {"缺少 `entity`", "the row has no `entity`"},
                          {"填写主体代码。", "State the code of the entity."}});
      continue;
    }
    if (row.has_rate && !row.has_from) {
      report.at_field(index_of(EntityField::from), {"VALUE-MISSING",
                                                    {"税率缺少起始日期 `from`", "a tax rate needs the date `from`"},
                                                    {"填写税率的起始日期。", "State the date from which it holds."}});
      continue;
    }
    if (!row.has_enacted) row.rate.enacted = row.rate.from;
    merge(std::move(row), result);
  }
  for (Entity& entity : result) {
    std::stable_sort(entity.rates.begin(), entity.rates.end(),
                     [](const TaxRate& a, const TaxRate& b) { return a.from < b.from; });
  }
  return result;
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
