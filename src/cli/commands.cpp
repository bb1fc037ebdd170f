// The list of commands: a new one is a file of its own, a line here and its name in commands.hpp.
#include "cli/commands.hpp"

#include <array>

namespace tieout::cli {

std::span<const Command* const> commands() {
  static const std::array kCommands{
      &kReconcileCommand,   &kScheduleCommand,   &kExplainCommand,   &kCompareCommand,    &kProveCommand,
      &kDeferredTaxCommand, &kProvisionsCommand, &kTakeoverCommand,  &kAmendCommand,      &kFormsCommand,
      &kCheckCommand,       &kElectionsCommand,  &kTieCommand,       &kImpairmentCommand, &kJournalCommand,
      &kTestCommand,        &kRulesCommand,      &kPositionsCommand, &kTemplateCommand,   &kInitCommand,
      &kImportCommand,      &kHistoryCommand,    &kDraftCommand,     &kBackupCommand,     &kDoctorCommand,
      &kSealCommand,        &kArchiveCommand,
  };
  return kCommands;
}

}  // namespace tieout::cli
