// Compiles the elections, their grounds and the research super deduction of a tax regime.
#pragma once

#include <string>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Fills `regime.elections` and `regime.super_deductions` from the parameters of `book` below `code`.
void compile_elections(const std::string& directory, const std::string& code, const rules::RuleBook& book,
                       rules::TaxRegime& regime, Diagnostics& diagnostics);

}  // namespace tieout::loading
