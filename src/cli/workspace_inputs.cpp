#include "cli/workspace_inputs.hpp"

namespace tieout::cli {

bool write_workspace_inputs(archive::Database&, int, const std::string&) { return false; }

}  // namespace tieout::cli
