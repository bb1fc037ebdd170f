// Which account an entry goes to: what the user states by entity, category or class, before what the policies name,
// before the chart of the standard.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/filing/tie_out.hpp"
#include "tieout/ledger/terms.hpp"
#include "tieout/rules/account_chart.hpp"

namespace tieout {

// One row of the user's file of accounts. An empty cell is "every". `role` not stated: the row lists an account of the
// entity's chart, and once one is listed every account that is used must be.
struct StatedAccount {
  std::string entity;
  std::optional<rules::AccountRole> role;
  std::string category;  // the ERP's, or the code of a class
  std::optional<DisposalKind> kind;
  std::string provision;
  std::string account, name;
  Origin origin;
};

// An account as used. Two entries are of one account if their codes are.
struct Account {
  std::string code;
  Text name;
  Text detail;  // what of it: "extraordinary loss"; the code is the same
  rules::AccountType type = rules::AccountType::asset;
  rules::AccountRole role = rules::AccountRole::cost;
  bool technical = false;  // see ChartAccount

  bool found() const { return !code.empty(); }
};

// What is to be booked, about which cards.
struct AccountNeed {
  rules::AccountRole role = rules::AccountRole::cost;
  std::string_view entity, category;
  std::optional<ClassId> asset_class = {};
  bool reclassified = false;
  std::optional<DisposalKind> kind = {};
  std::string_view provision = {};
  Date date;
};

// An account that nothing names, or that the user's list lacks.
struct MissingAccount {
  std::string entity, category, asset_class, provision, account;
  rules::AccountRole role = rules::AccountRole::cost;
  std::optional<DisposalKind> kind;
  Date date;  // the first on which it was needed

  auto key() const { return std::tie(entity, role, asset_class, category, provision, account, kind); }
};

class AccountBook {
 public:
  AccountBook(const std::vector<rules::AccountChart>& charts, const rules::ClassTable& classes,
              std::vector<StatedAccount> stated, std::vector<CategoryAccounts> policies, std::optional<Date> law_as_of);

  // The account; not found() where there is none.
  Account find(const rules::BookRegime& regime, const AccountNeed& need) const;

  // The same for an account without which the entry cannot be made: what is missing is kept.
  Account require(const rules::BookRegime& regime, const AccountNeed& need);

  const std::vector<MissingAccount>& missing() const { return missing_; }
  // Evidence of the uses of the charts so far that nobody has found in two texts, by standard and account.
  const std::map<std::string, const rules::AccountUse*>& weak() const { return weak_; }

 private:
  const rules::AccountChart* chart_of(std::string_view regime) const;
  const StatedAccount* stated_for(const AccountNeed& need) const;
  std::string_view policy_for(const AccountNeed& need) const;
  bool listed(std::string_view entity, std::string_view account, const StatedAccount** row) const;
  void miss(const AccountNeed& need, std::string account);

  const std::vector<rules::AccountChart>& charts_;
  const rules::ClassTable& classes_;
  std::vector<StatedAccount> stated_;
  std::vector<CategoryAccounts> policies_;
  std::optional<Date> law_as_of_;
  std::vector<MissingAccount> missing_;
  std::map<std::string, const rules::AccountUse*> weak_;
};

}  // namespace tieout
