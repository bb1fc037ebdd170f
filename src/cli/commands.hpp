// The commands, one file each. A command is its own name, its help and a function that returns an exit code of the
// contract; commands.cpp lists them.
#pragma once

#include <span>
#include <string>

#include "cli/options.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::cli {

struct Command {
  std::string name;
  int (*run)(const Options&);
  Text usage;    // what follows the name, short: "--year Y --assets F …"
  Text summary;  // one line
  Text help;     // the whole page, with an example that runs on data/sample
  bool writes_html = false;
  bool writes_pdf = false;
};

// One a file, after its name.
extern const Command kReconcileCommand;
extern const Command kScheduleCommand;
extern const Command kExplainCommand;
extern const Command kCompareCommand;
extern const Command kProveCommand;
extern const Command kDeferredTaxCommand;
extern const Command kTakeoverCommand;
extern const Command kAmendCommand;
extern const Command kFormsCommand;
extern const Command kCheckCommand;
extern const Command kElectionsCommand;
extern const Command kTieCommand;
extern const Command kImpairmentCommand;
extern const Command kJournalCommand;
extern const Command kProvisionsCommand;
extern const Command kTestCommand;
extern const Command kRulesCommand;
extern const Command kPositionsCommand;
extern const Command kTemplateCommand;
extern const Command kInitCommand;
extern const Command kImportCommand;
extern const Command kHistoryCommand;
extern const Command kDraftCommand;
extern const Command kBackupCommand;
extern const Command kDoctorCommand;
extern const Command kSealCommand;
extern const Command kArchiveCommand;

// All commands, in the order in which help lists them.
std::span<const Command* const> commands();

// The general help, or that of a command; unknown commands are told so.
int run_help(const Options& options, const std::string& name);

}  // namespace tieout::cli
