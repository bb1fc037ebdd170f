// Positions as tables: the questions with their options, what each entity chose and what it is worth.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/position_effect.hpp"

namespace tieout {

// Choices and their worth by entity and position; made while rows pass by and merged in any order.
class PositionTotals {
 public:
  PositionTotals() = default;
  PositionTotals(PositionTotals&&) = default;
  PositionTotals& operator=(PositionTotals&&) = default;
  PositionTotals(const PositionTotals&) = delete;  // a copy would share the place of the last entity
  PositionTotals& operator=(const PositionTotals&) = delete;

  // An asset of the entity that `framework` is of; its effects, none for most.
  void add(const std::string& entity, const Framework& framework, const std::vector<PositionEffect>& effects);
  void merge(const PositionTotals& other);

  // A row for each entity and position: `assets` raise the question, `adj_total` is their adjustment of the year under
  // the option chosen, `adj_total_other` under the other. Codes and amounts alone, the same in every language.
  Table table() const;
  // The same for people: with the questions' titles, and one row for the entities that keep to the default of a
  // position and have no asset that raises it.
  Table summary(Language language) const;

  // Assets over all entities that raise a position, once for each.
  std::int32_t raised() const;

 private:
  struct Sum {
    std::int32_t assets = 0;
    std::int32_t not_comparable = 0;  // among them: the facts do not hold under the other option
    Money adj_total, adj_total_other;
  };
  struct Choices {
    const Entity* entity = nullptr;
    const rules::TaxRegime* tax = nullptr;
    std::map<const rules::PositionOption*, Sum> by_other;  // key: the option not chosen
  };
  Choices& choices_of(const std::string& entity, const Framework& framework);
  void append_row(const std::string& entity, const rules::Position& position, const Choices& choices,
                  Table& table) const;

  std::map<std::string, Choices> by_entity_;
  const std::string* last_entity_ = nullptr;  // assets come entity by entity
  Choices* last_ = nullptr;
};

// The positions that the asset open in `reconciler` raises, with the option chosen and the other.
Table raised_positions(const AssetReconciler& reconciler);

// The catalogue: a row for each option of each position of the regime.
Table position_catalogue(const rules::TaxRegime& regime, const rules::RuleBook& rules, Language language);

// What a position is worth asset by asset and year by year.
TableSchema position_effect_schema();
void position_effect_cells(const ReconciliationRow& row, const PositionEffect& effect, std::vector<Cell>& cells);

}  // namespace tieout
