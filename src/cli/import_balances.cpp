#include "cli/import_balances.hpp"

#include <map>
#include <utility>

#include "archive/crypto.hpp"
#include "archive/filing_files.hpp"
#include "cli/balances_input.hpp"

namespace tieout::cli {

namespace {

using BalanceByAccount = std::map<std::pair<std::string, std::string>, Money>;  // entity, account: amount

BalanceByAccount by_account(const loading::TrialBalance& balances) {
  BalanceByAccount result;
  for (const AccountBalance& row : balances.rows) result[{row.entity, row.account}] = row.debit;
  return result;
}

}  // namespace

BalanceImport::BalanceImport(const Options& options, Diagnostics& diagnostics)
    : options_(options), period_(balance_period(options)), balances_(read_balances(options, diagnostics)) {
  document_.file = options.trial_balance;
  document_.content = archive::read_file(options.trial_balance).value_or("");  // a file that cannot be read was told
  document_.sha256 = archive::sha256_hex(document_.content);
  counts_.rows = balances_.rows.size();
}

void BalanceImport::compare(archive::Database& database) {
  changes_.clear();
  counts_ = {balances_.rows.size(), 0, 0, 0};
  const auto kept = archive::find_document(database, archive::kTrialBalanceDocument, period_);
  same_file_ = kept && kept->sha256 == document_.sha256;
  if (same_file_) return;
  Diagnostics told;  // when it was imported
  BalanceByAccount before = kept ? by_account(read_balances(*kept, options_, told)) : BalanceByAccount{};
  for (const auto& [key, amount] : by_account(balances_)) {
    const auto was = before.find(key);
    if (was == before.end()) {
      ++counts_.added;
      changes_.push_back({"added", key.first, key.second, std::nullopt, amount});
    } else if (was->second != amount) {
      ++counts_.changed;
      changes_.push_back({"changed", key.first, key.second, was->second, amount});
    }
    if (was != before.end()) before.erase(was);
  }
  for (const auto& [key, amount] : before) {
    ++counts_.removed;
    changes_.push_back({"removed", key.first, key.second, amount, std::nullopt});
  }
}

void BalanceImport::write(archive::Database& database, std::int64_t number) const {
  archive::keep_document(database, archive::kTrialBalanceDocument, period_, document_, counts_, number);
}

}  // namespace tieout::cli
