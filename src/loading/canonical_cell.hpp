// A cell in the canonical spelling of its field: "1234.50", "2024-03-15", "120" months, "straight-line". Inside
// loading/ only.
#pragma once

#include <string>
#include <string_view>

#include "loading/record_cells.hpp"

namespace tieout::loading {

// Sets `out` to the canonical text, which reads as the same value in a column without a unit. A cell that cannot be
// read, or has no such text, stays as it is.
void canonical_cell(const FilledCell& cell, const FieldSpec& field, const WordBook& words, std::string& out);

}  // namespace tieout::loading
