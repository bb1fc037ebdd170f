// The register against the accounts: what the cards of each account of the policies add up to at a month's end,
// beside the balance of that account. What does not agree stands on top. Where the trial balance states opening
// balances, those are compared with the openings of the year likewise.
//
// Amounts have the natural sign of their layer: cost is positive on the debit side, accumulated charges and
// provisions on the credit side. An account that holds several layers (long-term prepaid expenses are kept net of
// their amortization) is compared net, debit positive.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/ledger/roll_forward.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

// Cards that the policies treat alike.
struct CardGroup {
  std::string entity, category;
  std::string asset_class;    // code of the class at the end of the period
  bool reclassified = false;  // a transfer moved them there from the class of their category

  friend auto operator<=>(const CardGroup&, const CardGroup&) = default;
};

// Closing and opening balances of the book ledger by group of cards; made while rows pass by. The order of the rows
// does not matter. Throws MoneyOverflow.
class RegisterBalances {
 public:
  void add(const CardGroup& group, const ReconciliationRow& row);
  // What the group held when the year began: of an asset that moved in the year, another than that of its closing.
  void add_opening(const CardGroup& group, const Layers& open) { openings_[group] += open; }

  // Under the fair-value model the account of the cost holds the fair value, so the layer fair_value belongs to it.
  const std::map<CardGroup, Layers>& by_group() const { return by_group_; }
  // The openings alone, in the place of the closings.
  RegisterBalances at_opening() const {
    RegisterBalances result;
    result.by_group_ = openings_;
    return result;
  }

 private:
  std::map<CardGroup, Layers> by_group_, openings_;
};

// Accounts of a category, or of a class (by its code), as a policy states them; an empty cell is not stated. An empty
// entity is every entity. The most specific row wins, cell by cell: category before class, and for each the row of the
// entity before the general one. For a card that was transferred to another class the class comes first.
struct CategoryAccounts {
  std::string entity, category, cost, accumulated, provision;
  std::string asset_class = {};  // code of the class that a category maps to
};

// The accounts of cost, accumulated charges and provision of the group; empty where none is stated.
std::array<std::string, 3> accounts_of_group(const std::vector<CategoryAccounts>& accounts, const CardGroup& group);

// What amounts without a card come to at the end of the period, of one entity, class and account.
struct TieAdjustment {
  std::string entity, account;  // account: as stated, or empty for the accounts of the class
  std::string asset_class;      // code
  Layers close;                 // of the books
  Layers open = {};             // at the start of the year
};

// A class whose charges stand outside the form of charges by a position that the entity takes.
struct OutsideForm {
  std::string entity, asset_class, form, position;
};

// A card that the computation leaves out: its cost is known, its other layers are not.
struct SetAsideCost {
  std::string entity, asset, name, category, reason;
  Money cost;
};

// Closing balance of an account, and its balance when the year began; a credit balance is negative.
struct AccountBalance {
  std::string entity, account, name;
  Money debit;
  Money open = {};  // where the file states openings at all
};

// "1601.01" and "160101" belong to "1601": the code goes on behind a separator, or in digits behind the four or more
// of a numbered account.
bool is_sub_account(std::string_view account, std::string_view of);

enum class TieLayer : std::uint8_t { cost, accumulated, provision, net };

// What there is to say about a line; a set of bits.
enum class TieRemark : std::uint16_t {
  unmapped = 1,  // no policy names an account for the category
  not_in_trial_balance = 2,
  not_in_register = 4,
  opposite_side = 8,            // the balance agrees but for its sign
  set_aside = 16,               // the cost of cards set aside is part of the balance
  set_aside_not_computed = 32,  // accumulated charges or provisions of cards set aside are part of the balance, too
  reclassified = 64,            // holds cards of another class by now, for which no policy names accounts
  sub_accounts = 128,           // the balance is the sum of sub-accounts
  adjusted = 256,               // amounts without a card are part of it
};

// One account of one entity, or the cards of a category that no policy maps (`account` is empty, `name` is the
// category).
struct TieLine {
  std::string entity, account, name;
  TieLayer layer = TieLayer::cost;
  Money in_register;
  Money set_aside;               // cost of the cards set aside
  Money adjustments;             // amounts without a card
  std::optional<Money> balance;  // nothing: the trial balance has no such account
  std::uint16_t remarks = 0;
  bool opening = false;  // of the balances at the start of the year; all amounts are those of that day
  std::string outside;   // "A105080: right-of-use-form", where all its cards stand outside a form by position

  Money known() const { return in_register + set_aside + adjustments; }
  Money difference() const { return balance.value_or(Money{}) - known(); }
  bool has(TieRemark remark) const { return (remarks & static_cast<std::uint16_t>(remark)) != 0; }
};

// All amounts as debits: cost less accumulated charges less provisions, the carrying amount.
struct TieTotals {
  Money in_register, set_aside, adjustments, balance;

  Money difference() const { return balance - in_register - set_aside - adjustments; }
};

struct TieOut {
  // Differences first, the largest on top; then by entity and account. Of openings only those that differ.
  std::vector<TieLine> lines;
  TieTotals totals;  // of the closing balances
  std::int32_t tied = 0;
  std::int32_t differing = 0;
  std::int32_t openings_tied = 0;
  std::int32_t openings_differing = 0;
  std::int32_t ignored = 0;  // accounts of the trial balance that no policy names
};

struct TieInput {
  const RegisterBalances& cards;
  const std::vector<CategoryAccounts>& accounts;
  const std::vector<SetAsideCost>& set_aside;
  const std::vector<AccountBalance>& balances;  // an account at most once per entity
  std::vector<TieAdjustment> adjustments = {};
  std::vector<OutsideForm> outside = {};
  bool with_openings = false;  // the balances state those of the start of the year
};

// Throws MoneyOverflow.
TieOut tie_out(const TieInput& input);

// Layers and remarks as stable codes ("accumulated", "not-in-trial-balance") or in words.
enum class TieWording : std::uint8_t { codes, words };

Table tie_out_table(const TieOut& result, Month end, TieWording wording, Language language);

// The cards set aside, one a row; empty where there are none.
Table set_aside_table(const std::vector<SetAsideCost>& cards);

}  // namespace tieout
