// Two short lists for the forms: where the user sends disposals, and the cells of an earlier filling.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/form_tables.hpp"

namespace tieout::loading {

// CSV or XLSX with the columns asset, year, form, row, reason and, where numbers repeat between entities, entity.
// Every row needs its reason.
std::vector<RoutingOverride> read_routing(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics);

// The place of an override, for findings made later.
SourceSpan routing_span(const std::string& path, const RoutingOverride& stated);

// entity, form, row, column, amount, as `tieout forms --format csv` writes them.
std::vector<FiledCell> read_filed_cells(const std::string& path, const std::string& encoding, Diagnostics& diagnostics);

}  // namespace tieout::loading
