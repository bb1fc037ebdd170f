// Compiles the parameters of each regime into the tables the engine looks things up in.
#pragma once

#include <string>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Fills `book.book_regimes` and `book.tax_regimes` from its parameters. `directory` only names places in
// diagnostics.
void compile_regimes(const std::string& directory, rules::RuleBook& book, Diagnostics& diagnostics);

}  // namespace tieout::loading
