// The list of commands: a new one is a file of its own, a line here and its name in commands.hpp.
#include "cli/commands.hpp"

#include <array>

namespace tieout::cli {

std::span<const Command* const> commands() {
  static const std::array kCommands{
      &kReconcileCommand, &kScheduleCommand,   &kExplainCommand, &kProveCommand, &kDeferredTaxCommand,
      &kTakeoverCommand,  &kAmendCommand,      &kFormsCommand,   &kCheckCommand, &kElectionsCommand,
      &kTieCommand,       &kImpairmentCommand, &kJournalCommand, &kTestCommand,  &kRulesCommand,
      &kPositionsCommand, &kTemplateCommand,   &kImportCommand,  &kInitCommand,
      &kReconcileCommand, &kScheduleCommand,    &kExplainCommand,    &kCompareCommand,
      &kProveCommand,     &kDeferredTaxCommand, &kFormsCommand,      &kCheckCommand,
      &kElectionsCommand, &kTieCommand,         &kImpairmentCommand, &kJournalCommand,
      &kTestCommand,      &kRulesCommand,       &kPositionsCommand,  &kTemplateCommand,
      &kReconcileCommand, &kScheduleCommand, &kExplainCommand,   &kProveCommand,     &kDeferredTaxCommand,
      &kFormsCommand,     &kCheckCommand,    &kElectionsCommand, &kTieCommand,       &kImpairmentCommand,
      &kProvisionsCommand, &kJournalCommand,   &kTestCommand,     &kRulesCommand,     &kPositionsCommand, &kTemplateCommand,
      &kImportCommand,
      &kInitCommand,
      &kHistoryCommand,
      &kDraftCommand,
      &kBackupCommand,
      &kDoctorCommand,
      &kReconcileCommand,   &kScheduleCommand,   &kExplainCommand,  &kProveCommand,
      &kDeferredTaxCommand, &kFormsCommand,      &kCheckCommand,    &kElectionsCommand,
      &kTieCommand,         &kImpairmentCommand, &kJournalCommand,  &kTestCommand,
      &kRulesCommand,       &kPositionsCommand,  &kTemplateCommand, &kImportCommand,
      &kReconcileCommand,  &kScheduleCommand, &kExplainCommand,   &kProveCommand, &kDeferredTaxCommand,
      &kFormsCommand,      &kCheckCommand,    &kElectionsCommand, &kTieCommand,   &kImpairmentCommand,
      &kProvisionsCommand, &kJournalCommand,  &kTestCommand,      &kRulesCommand, &kPositionsCommand,
      &kTemplateCommand,   &kImportCommand,   &kInitCommand,
      &kJournalCommand,   &kTestCommand,     &kRulesCommand,     &kPositionsCommand, &kTemplateCommand,
      &kInitCommand,      &kImportCommand,
      &kSealCommand,      &kArchiveCommand,
  };
  return kCommands;
}

}  // namespace tieout::cli
