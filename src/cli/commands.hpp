// The commands, one file each. Every one returns an exit code of the contract.
#pragma once

#include "cli/options.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::cli {

int run_reconcile(const Options& options);
int run_schedule(const Options& given);
int run_prove(const Options& options);
int run_check(const Options& options);
int run_tie(const Options& options);
int run_test(const Options& options);
int run_rules(const Options& options);
int run_template(const Options& options);

// The general help, or that of a command; unknown commands are told so.
int run_help(const Options& options, const std::string& command);

}  // namespace tieout::cli
