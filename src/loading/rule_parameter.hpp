// One parameter from its file.
#pragma once

#include <optional>

#include "loading/rule_reader.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::loading {

// The parameter as far as it could be read, or nothing where no shape fits its id.
std::optional<rules::Parameter> read_parameter(RuleReader& reader, const TomlNode& root);

}  // namespace tieout::loading
