// Results never take the place of what they were computed from.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tieout/core/diagnostic.hpp"

namespace tieout::cli {

// An option of the command line, or "" for a word without one, and its value.
using NamedPath = std::pair<std::string, std::string>;

// What is wrong where an output is the same file as anything else that the command line names, under whatever name, or
// is a database; nothing where all is well.
std::optional<Text> overwritten_input(const std::vector<NamedPath>& outputs, const std::vector<NamedPath>& others);

}  // namespace tieout::cli
