// The user's provisions and the values behind them: CSV or XLSX, headings in the first row, English or Chinese.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/provision_statement.hpp"

namespace tieout::loading {

// entity, year, provision, item, opening, charged, reversed, written_off, recovered, sold, transferred, closing,
// deducted, not_deductible. Only year and provision are needed.
std::vector<StatedProvision> read_provisions(const std::string& path, const std::string& encoding,
                                             Diagnostics& diagnostics);

// entity, year, provision, basis, category, item, cost, value.
std::vector<ValuedItem> read_valued_items(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics);

}  // namespace tieout::loading
