// The parts of `tieout archive`, a file each. All return an exit code.
#pragma once

#include "cli/options.hpp"

namespace tieout::cli {

int archive_list(const Options& options);
int archive_show(const Options& options);
int archive_verify(const Options& options);
int archive_diff(const Options& options);
int archive_export(const Options& options);
int archive_amend(const Options& options);

// What is wrong with the command line, on stderr; kUsage.
int archive_usage(const Options& options, const Text& text);

}  // namespace tieout::cli
