// Rows of the entities table and of set-aside lists. Inside loading/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/entity.hpp"

namespace tieout::loading {

// Entities in the order of the file; rows that repeat an entity add tax rates and facts not yet stated.
std::vector<Entity> read_entities(const RecordTable& table, const HeadingWords& headings, const WordBook& words,
                                  Diagnostics& diagnostics);

// A fact of an entity by its canonical word; empty where `headings` knows no such word.
std::string entity_word(const HeadingWords& headings, std::string_view list, std::string_view text);
CellProblem entity_word_problem(const HeadingWords& headings, std::string_view list, std::string_view text);

struct SetAsideRow {
  std::string entity, asset, reason;
  std::size_t row = 0;
};

std::vector<SetAsideRow> read_set_aside(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics);

}  // namespace tieout::loading
