// The accepted return that a command reads: the file of --filed, or the one that the workspace keeps for the year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/documents.hpp"
#include "cli/options.hpp"
#include "tieout/filing/filed_form.hpp"
#include "tieout/rules/form.hpp"

namespace tieout::cli {

// Reads the file and checks it against the editions of the year; with --form of that form alone.
std::vector<FiledFormCell> read_accepted_return(const std::string& file,
                                                const std::vector<const rules::FormEdition*>& editions,
                                                const Options& options, Diagnostics& diagnostics);

// The one kept for the year; nothing without a workspace, or where it keeps none.
std::optional<archive::StoredDocument> kept_return(const Options& options);

}  // namespace tieout::cli
