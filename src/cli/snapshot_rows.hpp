// The register after a comparison of lists as an import takes it: every record that changes comes from the line of the
// list (or of the reviewed proposals) that changed it.
#pragma once

#include <memory>
#include <string>

#include "loading/canonical_register.hpp"
#include "loading/input_rows.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::cli {

// `file` is the list, `sheet` tells apart which one; `directory` is where the tables are put meanwhile and must live as
// long as the rows. Null where it cannot be written.
std::unique_ptr<loading::InputRows> rows_after(const loading::CanonicalRegister& books, const std::string& file,
                                               const std::string& sheet, const std::string& directory,
                                               const std::string& headings, const rules::RuleBook& rules,
                                               Diagnostics& diagnostics);

}  // namespace tieout::cli
