#include "cli/missing_accounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace tieout::cli {

namespace {

Diagnostic missing_account(const MissingAccount& missing, const std::string& file) {
  Diagnostic diagnostic;
  diagnostic.code = "JOURNAL-ACCOUNT-MISSING";
  diagnostic.span.file = file;
  std::string what(name_of(missing.role));
  for (const std::string& part : {missing.asset_class, missing.provision}) {
    if (!part.empty()) what += ", " + part;
  }
  if (missing.kind) what += fmt::format(", {}", name_of(*missing.kind));
  const std::string day = to_string(missing.date);
  if (missing.account.empty()) {
    diagnostic.message = {fmt::format("科目表中没有用于 {} 的科目（{}）", what, day),
                          fmt::format("the chart of accounts has none for {} ({})", what, day)};
  } else {
    diagnostic.message = {
        fmt::format("科目 {}（{}，{}）不在所列科目之中", missing.account, what, day),
        fmt::format("account {} ({}, {}) is not among the accounts listed", missing.account, what, day)};
  }
  diagnostic.help = {"在 --accounts 文件中指定科目，或在政策表中填写 account_cost 等栏。",
                     "Name the account in the file of --accounts, or in account_cost and so on of the policies."};
  return diagnostic;
}

}  // namespace

void add_missing_accounts(const AccountBook& accounts, const std::string& file, Diagnostics& diagnostics) {
  std::vector<MissingAccount> missing = accounts.missing();
  std::sort(missing.begin(), missing.end(), [](const auto& a, const auto& b) { return a.key() < b.key(); });
  for (const MissingAccount& one : missing) diagnostics.add(missing_account(one, file));
}

}  // namespace tieout::cli
