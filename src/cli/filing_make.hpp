// Making a filing in a directory: inputs and rules copied into it, results computed there, manifest and seal written.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "archive/crypto.hpp"
#include "archive/filing_files.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// Copies every rule file and the table of headings.
bool copy_rules(const Options& options, const std::string& directory);

// Copies the input files as they are, under the names of their tables.
bool copy_inputs(const Options& options, const std::string& directory);

// What the head says of the options of the run and of the program.
archive::FilingHead head_of(const Options& options);

// Computes the results in `directory`, whose inputs and rules stand there already, and seals it. `last`: the directory of
// last year's filing, whose closing is the opening; empty: none. Returns an exit code; kNegative where the year does not
// close, said on stderr.
int seal_directory(archive::FilingHead head, const archive::SigningKey* key, const Options& options,
                   const std::string& directory, const std::string& last);

// "cannot write …" on stderr; kOutputTrouble.
int write_trouble(const std::string& path, const Options& options);

}  // namespace tieout::cli
