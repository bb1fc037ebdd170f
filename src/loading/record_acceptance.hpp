// Rows of accepted findings. Inside loading/ only.
#pragma once

#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"
#include "tieout/filing/acceptance.hpp"

namespace tieout::loading {

// In the order of the file; a row without code or reason is a diagnostic and left out.
std::vector<Acceptance> read_acceptances(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics);

}  // namespace tieout::loading
