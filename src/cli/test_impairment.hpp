// Worked cases of the impairment test: the input of `tieout impairment` with [[expect]] tables.
#pragma once

#include <cstddef>
#include <string>

#include "tieout/rules/regime.hpp"

namespace tieout::cli {

// Whether the file holds [[unit]] tables.
bool is_impairment_case(const std::string& path);

// Compares every [[expect]], which names a `unit`, a `group`, an `asset` (of the unit), a `corporate` asset (or its
// share of the unit) or an `error`; prints what differs.
void run_impairment_case(const std::string& path, const std::string& book, const rules::RuleBook& rules,
                         std::size_t& passed, std::size_t& failed);

}  // namespace tieout::cli
