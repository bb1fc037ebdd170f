#include "cli/import_balances.hpp"

#include "cli/balances_input.hpp"

namespace tieout::cli {

namespace {

DocumentRecords by_account(const loading::TrialBalance& balances) {
  DocumentRecords records;
  for (const AccountBalance& row : balances.rows) records[{row.entity, row.account, "balance"}] = row.debit;
  return records;
}

}  // namespace

BalanceImport::BalanceImport(const Options& options, Diagnostics& diagnostics)
    : DocumentImport(archive::kTrialBalanceDocument, balance_period(options), options.trial_balance),
      options_(options) {
  if (withdraws()) return;
  const loading::TrialBalance balances = read_balances(options, diagnostics);
  records_ = by_account(balances);
  sheet_ = balances.sheet;
}

DocumentRecords BalanceImport::records_of(const archive::StoredDocument& document) const {
  Diagnostics told;  // when it was imported
  return by_account(read_balances(document, options_, told));
}

}  // namespace tieout::cli
