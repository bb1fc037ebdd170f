// tieout help assets|events|…: the columns of an input file.
#pragma once

#include <optional>
#include <string>

#include "cli/options.hpp"

namespace tieout::cli {

// An exit code; nothing where no file is called so ("assets", "adjustments", also "adjustment").
std::optional<int> help_of_file(const Options& options, const std::string& name);

// "assets, events, …": the files that there is help for.
std::string files_with_help();

}  // namespace tieout::cli
