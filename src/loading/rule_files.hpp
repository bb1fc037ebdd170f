// Reads rules/**.toml into a RuleBook.
#pragma once

#include <string>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Loads every rule file below `directory` and compiles the regimes. A file that cannot be read, an unknown
// key, an unknown source, an uncited value or overlapping rows are diagnostics with file and line.
rules::RuleBook load_rules(const std::string& directory, Diagnostics& diagnostics);

}  // namespace tieout::loading
