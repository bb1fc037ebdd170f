#include "tieout/filing/position_tables.hpp"

#include <algorithm>

namespace tieout {

namespace {

Cell text(std::string_view value) { return Cell::of(value); }

Text option_title(const rules::PositionOption& option, bool is_default) {
  if (!is_default) return option.title;
  return {option.title.zh + "（默认）", option.title.en + " (default)"};
}

}  // namespace

PositionTotals::Choices& PositionTotals::choices_of(const std::string& entity, const Framework& framework) {
  if (last_entity_ == nullptr || *last_entity_ != entity) {
    const auto place = by_entity_.try_emplace(entity).first;
    last_entity_ = &place->first;
    last_ = &place->second;
    last_->entity = framework.entity;
    last_->tax = framework.tax;
  }
  return *last_;
}

void PositionTotals::add(const std::string& entity, const Framework& framework,
                         const std::vector<PositionEffect>& effects) {
  Choices& choices = choices_of(entity, framework);
  for (const PositionEffect& effect : effects) {
    Sum& sum = choices.by_other[effect.other];
    ++sum.assets;
    if (!effect.comparable) {
      ++sum.not_comparable;
      continue;
    }
    sum.adj_total += effect.adj_total;
    sum.adj_total_other += effect.adj_total_other;
  }
}

void PositionTotals::merge(const PositionTotals& other) {
  for (const auto& [entity, theirs] : other.by_entity_) {
    Choices& mine = by_entity_[entity];
    mine.entity = theirs.entity;
    mine.tax = theirs.tax;
    for (const auto& [option, sum] : theirs.by_other) {
      Sum& total = mine.by_other[option];
      total.assets += sum.assets;
      total.not_comparable += sum.not_comparable;
      total.adj_total += sum.adj_total;
      total.adj_total_other += sum.adj_total_other;
    }
  }
}

std::int32_t PositionTotals::raised() const {
  std::int32_t count = 0;
  for (const auto& [entity, choices] : by_entity_) {
    for (const auto& [option, sum] : choices.by_other) count += sum.assets;
  }
  return count;
}

// Cells from `option` on: entity, position and, for people, the title stand before them.
void PositionTotals::append_row(const std::string& entity, const rules::Position& position, const Choices& choices,
                                Table& table) const {
  const rules::PositionOption& chosen = rules::chosen(*choices.tax, choices.entity, position.id);
  bool any = false;
  for (const rules::PositionOption& other : position.options) {
    const auto found = choices.by_other.find(&other);
    if (found == choices.by_other.end()) continue;
    const Sum& sum = found->second;
    any = true;
    table.rows.push_back({text(table.keep(entity)), text(position.id), text(chosen.code), Cell::of(sum.assets),
                          Cell::of(sum.adj_total), text(other.code), Cell::of(sum.adj_total_other),
                          Cell::of(sum.adj_total_other - sum.adj_total), Cell::of(sum.not_comparable)});
  }
  if (any) return;
  table.rows.push_back({text(table.keep(entity)), text(position.id), text(chosen.code),
                        position.touches_assets ? Cell::of(std::int32_t{0}) : Cell{}, Cell{}, Cell{}, Cell{}, Cell{},
                        Cell{}});
}

Table PositionTotals::table() const {
  Table table;
  table.schema = {"positions", {"立场", "Positions"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"position", {"立场", "Position"}},
                          {"option", {"选项", "Option"}},
                          {"assets", {"涉及资产", "Assets"}, CellKind::integer},
                          {"adj_total", {"纳税调整", "Adjustment"}, CellKind::money},
                          {"other", {"另一选项", "Other option"}},
                          {"adj_total_other", {"另一选项下的纳税调整", "Adjustment under it"}, CellKind::money},
                          {"difference", {"差额", "Difference"}, CellKind::money},
                          {"not_comparable", {"无法比较", "Not comparable"}, CellKind::integer}};
  for (const auto& [entity, choices] : by_entity_) {
    for (const rules::Position& position : choices.tax->positions) append_row(entity, position, choices, table);
  }
  return table;
}

Table PositionTotals::summary(Language language) const {
  Table table = this->table();
  table.schema.title = {"所用立场与另一选项下的金额", "Positions used, and the amount under the other option"};
  std::vector<std::vector<Cell>> rows;
  std::vector<const rules::Position*> shared;  // a row for the entities that keep to an untouched default
  std::size_t index = 0;
  for (const auto& [entity, choices] : by_entity_) {
    for (const rules::Position& position : choices.tax->positions) {
      for (;
           index < table.rows.size() && table.rows[index][0].text == entity && table.rows[index][1].text == position.id;
           ++index) {
        std::vector<Cell> row = table.rows[index];
        const rules::PositionOption* option = position.find_option(row[2].text);
        const bool quiet = row[5].kind == CellKind::empty && row[2].text == position.default_option;
        if (quiet && by_entity_.size() > 1) {
          if (std::find(shared.begin(), shared.end(), &position) != shared.end()) continue;
          shared.push_back(&position);
          row[0] = text(table.keep(in(language, {"（其余主体）", "(others)"})));
        }
        row[1] = text(table.keep(in(language, position.title)));
        if (option != nullptr) {
          row[2] = text(table.keep(in(language, option_title(*option, option->code == position.default_option))));
        }
        if (const rules::PositionOption* other = position.find_option(row[5].text)) {
          row[5] = text(table.keep(in(language, other->title)));
        }
        rows.push_back(std::move(row));
      }
    }
  }
  table.rows = std::move(rows);
  // Whether an option could not be computed is told only where it happened.
  const bool all_compared = std::all_of(table.rows.begin(), table.rows.end(), [](const std::vector<Cell>& row) {
    return row.back().kind == CellKind::empty || row.back().number == 0;
  });
  if (all_compared) {
    table.schema.columns.pop_back();
    for (std::vector<Cell>& row : table.rows) row.pop_back();
  }
  return table;
}

Table raised_positions(const AssetReconciler& reconciler) {
  Table table;
  table.schema = {"raised-positions", {"涉及的立场", "Positions that the asset raises"}, {}};
  table.schema.columns = {
      {"position", {"立场", "Position"}}, {"option", {"选项", "Option"}}, {"other", {"另一选项", "Other option"}}};
  const Framework& framework = reconciler.framework();
  std::vector<std::string_view> raised;
  reconciler.positions_raised(raised);
  for (const std::string_view id : raised) {
    const rules::Position& position = *framework.tax->find_position(id);
    const rules::PositionOption& chosen = rules::chosen(*framework.tax, framework.entity, id);
    for (const rules::PositionOption& other : position.options) {
      if (&other != &chosen) table.rows.push_back({text(position.id), text(chosen.code), text(other.code)});
    }
  }
  return table;
}

Table position_catalogue(const rules::TaxRegime& regime, const rules::RuleBook& rules, Language language) {
  Table table;
  table.schema = {"position-catalogue", {"法律未定的问题与选项", "Open questions of the law and their options"}, {}};
  table.schema.columns = {{"position", {"立场", "Position"}}, {"question", {"问题", "Question"}},
                          {"option", {"选项", "Option"}},     {"default", {"默认", "Default"}},
                          {"title", {"含义", "Meaning"}},     {"reason", {"理由", "Reason"}},
                          {"cite", {"依据", "Source"}},       {"verified", {"依据核对", "Verified"}}};
  for (const rules::Position& position : regime.positions) {
    bool first = true;
    for (const rules::PositionOption& option : position.options) {
      const bool is_default = option.code == position.default_option;
      std::string reason = in(language, option.reason);
      if (is_default) reason += (language == Language::en ? " " : "") + in(language, position.default_reason);
      const std::string& evidence = option.verified.empty() ? position.parameter->verified : option.verified;
      table.rows.push_back({text(position.id), first ? text(in(language, position.question)) : Cell{},
                            text(option.code), Cell{}, text(in(language, option.title)),
                            text(table.keep(std::move(reason))),
                            text(table.keep(rules.describe(option.cite, language))), text(evidence)});
      if (is_default) table.rows.back()[3] = text(table.keep(in(language, {"是", "yes"})));
      first = false;
    }
  }
  return table;
}

TableSchema position_effect_schema() {
  TableSchema schema{"position-effects", {"各项资产在另一选项下的金额", "Each asset under the other option"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}},
                    {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},
                    {"year", {"年度", "Year"}, CellKind::integer},
                    {"position", {"立场", "Position"}},
                    {"option", {"选项", "Option"}},
                    {"tax_charge", {"税收折旧摊销", "Tax charge"}, CellKind::money},
                    {"adj_total", {"纳税调整", "Adjustment"}, CellKind::money},
                    {"other", {"另一选项", "Other option"}},
                    {"tax_charge_other", {"另一选项下的税收折旧摊销", "Tax charge under it"}, CellKind::money},
                    {"adj_total_other", {"另一选项下的纳税调整", "Adjustment under it"}, CellKind::money},
                    {"difference", {"差额", "Difference"}, CellKind::money}};
  return schema;
}

void position_effect_cells(const ReconciliationRow& row, const PositionEffect& effect, std::vector<Cell>& cells) {
  cells = {text(row.entity),
           text(row.asset),
           text(row.name),
           Cell::of(static_cast<std::int32_t>(row.year)),
           text(effect.position->id),
           text(effect.chosen->code),
           Cell::of(effect.tax_charge),
           Cell::of(effect.adj_total),
           text(effect.other->code),
           effect.comparable ? Cell::of(effect.tax_charge_other) : Cell{},
           effect.comparable ? Cell::of(effect.adj_total_other) : Cell{},
           effect.comparable ? Cell::of(effect.adj_total_other - effect.adj_total) : Cell{}};
}

}  // namespace tieout
