// Rows of the entities table and of set-aside lists. Inside loading/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/entity.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// What the cells of an entity are read against.
struct EntityContext {
  const RecordTable& table;
  const HeadingWords& headings;
  const WordBook& words;
  const rules::RuleBook& rules;
};

// Entities in the order of the file; rows that repeat an entity add tax rates and facts not yet stated. A fact stated
// in two ways and two rates for the same days are diagnostics.
std::vector<Entity> read_entities(const EntityContext& context, Diagnostics& diagnostics);

// A warning where the taxpayer's id cannot be right, or nothing.
std::optional<CellProblem> taxpayer_id_problem(std::string_view id);

// A fact of an entity by its canonical word; empty where `headings` knows no such word.
std::string entity_word(const HeadingWords& headings, std::string_view list, std::string_view text);
CellProblem entity_word_problem(const HeadingWords& headings, std::string_view list, std::string_view text);

struct SetAsideRow {
  std::string entity, asset, reason;
  std::size_t row = 0;
};

std::vector<SetAsideRow> read_set_aside(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics);

}  // namespace tieout::loading
