// Charts of accounts as data: which account an entry of a kind is booked to under a standard, from which date. Read
// from rules/<standard>/accounts.toml; here it is data and look-up only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

// What an account is for. A use that a chart lacks is a way of booking that its standard does not have: without
// `clearing` a disposal is booked at once, without `disposal_income` its gain stands in one line.
enum class AccountRole : std::uint8_t {
  cost,
  accumulated,
  provision,
  fair_value,      // change of value of an asset under the fair-value model
  addition,        // counter-account of what is added to the cost
  charge,          // expense of depreciation and amortization
  impairment,      // loss, and its reversal
  clearing,        // through which a disposal runs
  proceeds,        // received for the asset
  compensation,    // from insurers and those at fault
  disposal_costs,  // paid for the disposal
  disposal_gain,
  disposal_loss,
  disposal_income,   // gross presentation: what was received …
  disposal_expense,  // … and what was given up
  recycled_value,    // earlier changes of value that a disposal realises
  value_change,      // change of fair value in profit
  equity_surplus,    // in other comprehensive income
  sent,              // to another entity of the group
  received,          // from another entity of the group
  deferred_tax_asset,
  deferred_tax_liability,
  deferred_tax,  // expense
  allowance,     // provisions for assets that have no card
  allowance_loss,
  allowance_counter,  // what is written off
  allowance_cash,     // what is recovered
  allowance_sold,     // cost or income of what is sold, which the provision relieves
  opening,            // against which balances are brought in
};
constexpr std::size_t kAccountRoles = static_cast<std::size_t>(AccountRole::opening) + 1;

// "disposal-gain"
std::string_view name_of(AccountRole);
std::optional<AccountRole> parse_account_role(std::string_view text);

enum class AccountType : std::uint8_t { asset, liability, equity, income, expense };
std::optional<AccountType> parse_account_type(std::string_view text);

struct ChartAccount {
  std::string code;
  Text name;
  AccountType type = AccountType::asset;
  bool technical = false;  // ours: no account of the standard, and no entry with it is one for the books
  Citation cite;
  std::string verified;
  std::uint32_t line = 0;
};

// Lists that are not empty must match; of several uses that do, those that name more hold, then the latest.
struct AccountUse {
  AccountRole role = AccountRole::cost;
  std::vector<ClassId> classes;
  std::vector<DisposalKind> kinds;
  std::vector<std::string> provisions;  // kinds of provision
  std::size_t account = 0;              // index into AccountChart::accounts
  Text detail;                          // of the account, where the standard asks for one: "extraordinary loss"
  Date from, published;
  Citation cite;
  std::string verified;
  std::uint32_t line = 0;
};

// What is to be booked; what is not stated matches uses that do not name it.
struct AccountQuery {
  AccountRole role = AccountRole::cost;
  std::optional<ClassId> asset_class = {};
  std::optional<DisposalKind> kind = {};
  std::string_view provision = {};
};

struct AccountChart {
  std::string regime;  // "cn/cas"
  Text title;
  Date from;
  std::vector<ChartAccount> accounts;
  std::vector<AccountUse> uses;
  std::string file;

  // Null where the chart has no account for it on the date among what was published by `as_of`. Before the chart's
  // first day its first accounts stand.
  const AccountUse* find(const AccountQuery& query, Date date, std::optional<Date> as_of = {}) const;
  const ChartAccount* find_account(std::string_view code) const;
};

}  // namespace tieout::rules
