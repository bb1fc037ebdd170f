// data/templates/tieout-template.xlsx: an empty workbook of the sheets assets, events, recorded, policies and
// entities, with every column the program reads.
#pragma once

#include <optional>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/regime.hpp"
#include "writing/byte_sink.hpp"
#include "writing/input_workbook.hpp"

namespace tieout::writing {

// The sheets with their columns; classes and elections are those of the rules.
std::vector<InputSheet> template_sheets(const rules::RuleBook& rules);

// Empty when it went well, else OUTPUT-FAILED. The same rules give the same bytes.
std::optional<Diagnostic> write_template(const rules::RuleBook& rules, ByteSink& out);

}  // namespace tieout::writing
