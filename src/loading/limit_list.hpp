// How much of its deductible differences an entity can use, by year end (--limits).
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/deferred_tax_tables.hpp"

namespace tieout::loading {

// CSV or XLSX with the columns entity, year, limit.
std::vector<DeferredTaxLimit> read_limits(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics);

}  // namespace tieout::loading
