// The text of a cell as people read it, in papers and on the terminal.
#pragma once

#include <string>

#include "tieout/filing/table.hpp"

namespace tieout::writing {

// Empty; text on one line; amounts with grouped digits; integers; dates as 2024-03-15.
std::string cell_text(const Cell& cell);

}  // namespace tieout::writing
