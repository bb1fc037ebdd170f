// The trial balance among the files of an import: read as tie reads it, compared with the one kept for the period, and
// kept whole.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "archive/documents.hpp"
#include "cli/options.hpp"
#include "loading/trial_balance.hpp"

namespace tieout::cli {

// What happens to the balance of one account.
struct BalanceChange {
  std::string action;  // "added", "changed" or "removed"
  std::string entity, account;
  std::optional<Money> before, after;  // debit balances
};

class BalanceImport {
 public:
  // Reads the file of --trial-balance; what is wrong with it goes to `diagnostics`.
  BalanceImport(const Options& options, Diagnostics& diagnostics);

  // Compares it with the one that the workspace keeps.
  void compare(archive::Database& database);
  // In a transaction of the caller.
  void write(archive::Database& database, std::int64_t number) const;

  bool changes_nothing() const { return same_file_; }
  const std::string& period() const { return period_; }
  const archive::StoredDocument& document() const { return document_; }
  const std::string& sheet() const { return balances_.sheet; }
  const archive::DocumentCounts& counts() const { return counts_; }
  const std::vector<BalanceChange>& changes() const { return changes_; }

 private:
  const Options& options_;
  std::string period_;
  archive::StoredDocument document_;
  loading::TrialBalance balances_;
  bool same_file_ = false;
  archive::DocumentCounts counts_;
  std::vector<BalanceChange> changes_;
};

}  // namespace tieout::cli
