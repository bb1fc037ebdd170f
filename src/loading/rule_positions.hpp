// Compiles the positions of a tax regime: open questions of the law with their options.
#pragma once

#include <string>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Fills `regime.positions`. A position or option that the program does not act on, a default that is no option
// and an option that is missing are reported. `directory` only names places in diagnostics.
void compile_positions(const std::string& directory, const std::string& code, const rules::RuleBook& book,
                       rules::TaxRegime& regime, Diagnostics& diagnostics);

}  // namespace tieout::loading
