// A row of any file as a row of our own: by the names of the contract, amounts, dates, lives and words in their one
// spelling. Inside loading/ only.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"

namespace tieout::loading {

using CanonicalCells = std::vector<std::pair<FieldIndex, std::string>>;  // filled cells, in the order of the fields

// Cells that cannot be read are left as they stand: readers of the row have reported them.
CanonicalCells canonical_cells(const RecordTable& table, std::size_t row, const WordBook& words);

}  // namespace tieout::loading
