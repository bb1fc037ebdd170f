// An import as tables: counts by kind, and every change.
#pragma once

#include "archive/import.hpp"
#include "cli/document_import.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// Writes it in the format asked for; an exit code.
int write_import(const archive::Import& found, const KeptDocuments& documents, const Options& options);

}  // namespace tieout::cli
