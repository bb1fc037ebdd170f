// Rows of amounts without a card. Inside loading/ only.
#pragma once

#include <string>
#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/asset/adjustment.hpp"
#include "tieout/asset/entity.hpp"

namespace tieout::loading {

struct AdjustmentContext {
  const RecordTable& table;
  const WordBook& words;
  const std::string& default_entity;           // of a row that names none
  const std::vector<std::string>& with_cards;  // entities of the register
  const std::vector<Entity>& stated;           // entities of --entities
};

// In the order of the file; a row that is not whole is a diagnostic and left out.
std::vector<Adjustment> read_adjustments(const AdjustmentContext& context, Diagnostics& diagnostics);

}  // namespace tieout::loading
