// Rows of the list of removed cards. Inside loading/ only.
#pragma once

#include <string_view>
#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/filing/card_list.hpp"

namespace tieout::loading {

// In the order of the file; rows without an entity are of `default_entity`. A row that cannot be read is a diagnostic.
std::vector<RemovedCard> read_removed(const RecordTable& table, const HeadingWords& headings, const WordBook& words,
                                      std::string_view default_entity, Diagnostics& diagnostics);

}  // namespace tieout::loading
