#include "tieout/filing/account_book.hpp"

#include <algorithm>
#include <tuple>

#include "category_accounts.hpp"

namespace tieout {

using rules::AccountChart;
using rules::AccountRole;
using rules::AccountUse;

AccountBook::AccountBook(const std::vector<AccountChart>& charts, const rules::ClassTable& classes,
                         std::vector<StatedAccount> stated, std::vector<CategoryAccounts> policies,
                         std::optional<Date> law_as_of)
    : charts_(charts),
      classes_(classes),
      stated_(std::move(stated)),
      policies_(std::move(policies)),
      law_as_of_(law_as_of) {}

const AccountChart* AccountBook::chart_of(std::string_view regime) const {
  const auto found =
      std::find_if(charts_.begin(), charts_.end(), [&](const AccountChart& chart) { return chart.regime == regime; });
  return found == charts_.end() ? nullptr : &*found;
}

// Of the rows that fit, the one that says most about where it holds: entity, then category before class, then the rest.
const StatedAccount* AccountBook::stated_for(const AccountNeed& need) const {
  const std::string_view class_code = need.asset_class ? std::string_view(classes_.at(*need.asset_class).code) : "";
  const StatedAccount* best = nullptr;
  std::tuple<bool, int, bool, bool> best_rank;
  for (const StatedAccount& row : stated_) {
    if (row.role != need.role || (!row.entity.empty() && row.entity != need.entity)) continue;
    const bool by_category = !row.category.empty() && row.category == need.category;
    const bool by_class = !row.category.empty() && row.category == class_code;
    if (!row.category.empty() && !by_category && !by_class) continue;
    if ((row.kind && row.kind != need.kind) || (!row.provision.empty() && row.provision != need.provision)) continue;
    const int place = need.reclassified ? (by_class ? 2 : by_category ? 1 : 0) : (by_category ? 2 : by_class ? 1 : 0);
    const std::tuple<bool, int, bool, bool> rank{!row.entity.empty(), place, row.kind.has_value(),
                                                 !row.provision.empty()};
    if (best != nullptr && rank < best_rank) continue;
    best = &row;
    best_rank = rank;
  }
  return best;
}

std::string_view AccountBook::policy_for(const AccountNeed& need) const {
  if (!need.asset_class) return {};
  const AccountsByLayer accounts = accounts_of(policies_, {std::string(need.entity), std::string(need.category),
                                                           classes_.at(*need.asset_class).code, need.reclassified});
  switch (need.role) {
    case AccountRole::cost:
    case AccountRole::fair_value:
      return accounts[0];
    case AccountRole::accumulated:
      return accounts[1];
    case AccountRole::provision:
      return accounts[2];
    default:
      return {};
  }
}

// Whether the account may be used; where a row lists it, that row.
bool AccountBook::listed(std::string_view entity, std::string_view account, const StatedAccount** row) const {
  bool any = false;
  for (const StatedAccount& one : stated_) {
    if (one.role || (!one.entity.empty() && one.entity != entity)) continue;
    any = true;
    if (one.account != account) continue;
    *row = &one;
    return true;
  }
  return !any;
}

Account AccountBook::find(const rules::BookRegime& regime, const AccountNeed& need) const {
  Account result;
  result.role = need.role;
  const AccountChart* chart = chart_of(regime.code);
  const AccountUse* use =
      chart == nullptr ? nullptr
                       : chart->find({need.role, need.asset_class, need.kind, need.provision}, need.date, law_as_of_);
  if (use != nullptr) {
    const rules::ChartAccount& account = chart->accounts[use->account];
    result.code = account.code;
    result.name = account.name;
    result.type = account.type;
    result.technical = account.technical;
    result.detail = use->detail;
  }
  if (const std::string_view policy = policy_for(need); !policy.empty()) {
    result.code = policy;
    result.technical = false;
  }
  if (const StatedAccount* stated = stated_for(need)) {
    result.code = stated->account;
    result.technical = false;
    if (!stated->name.empty()) result.name = {stated->name, stated->name};
    if (!stated->name.empty()) result.detail = {};
  }
  const StatedAccount* row = nullptr;
  if (!result.technical && listed(need.entity, result.code, &row) && row != nullptr && !row->name.empty()) {
    result.name = {row->name, row->name};
  }
  return result;
}

Account AccountBook::require(const rules::BookRegime& regime, const AccountNeed& need) {
  Account account = find(regime, need);
  const StatedAccount* row = nullptr;
  if (!account.found()) {
    miss(need, {});
  } else if (!account.technical && !listed(need.entity, account.code, &row)) {
    miss(need, account.code);
  }
  const AccountChart* chart = chart_of(regime.code);
  if (chart == nullptr || account.technical) return account;
  const AccountUse* use = chart->find({need.role, need.asset_class, need.kind, need.provision}, need.date, law_as_of_);
  if (use != nullptr && chart->accounts[use->account].code == account.code && use->verified != "two texts") {
    weak_.emplace(chart->regime + "/accounts#" + account.code, use);
  }
  return account;
}

void AccountBook::miss(const AccountNeed& need, std::string account) {
  MissingAccount missing;
  missing.entity = need.entity;
  missing.category = need.category;
  if (need.asset_class) missing.asset_class = classes_.at(*need.asset_class).code;
  missing.provision = need.provision;
  missing.account = std::move(account);
  missing.role = need.role;
  missing.kind = need.kind;
  missing.date = need.date;
  const auto found = std::find_if(missing_.begin(), missing_.end(),
                                  [&](const MissingAccount& one) { return one.key() == missing.key(); });
  if (found == missing_.end()) {
    missing_.push_back(std::move(missing));
  } else {
    found->date = std::min(found->date, missing.date);
  }
}

}  // namespace tieout
