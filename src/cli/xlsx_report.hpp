// The workbook of tieout reconcile: cover, sums, forms whose cells are live sums over the sheets of their parts, every
// asset's figures with formulas, and where they come from. Rows stream; the forms are known before, from a first pass.
#pragma once

#include "cli/options.hpp"

namespace tieout::cli {

// So many assets, those with the largest adjustments, have every figure derived in the workbook.
constexpr std::size_t kMostDerived = 3'000;

// tieout reconcile --format xlsx; --year is given. Returns an exit code.
int run_xlsx_report(const Options& options);

}  // namespace tieout::cli
