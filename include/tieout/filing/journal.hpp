// Vouchers: the entries that book what a year's results say. They are made from the row, the roll-forward and the
// disposals and compute nothing else. Two things are proven of every journal: each voucher balances, and the balance
// of each account of cost, accumulated charges, provisions and deferred tax is that of the ledgers.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "tieout/filing/account_book.hpp"
#include "tieout/filing/provision_statement.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

// In the order in which vouchers of one day stand.
enum class VoucherKind : std::uint8_t {
  opening,   // balances at the start: only for a journal that is to show balances
  addition,  // cost recognised
  transfer,  // to another class, another entity, another model
  charge,    // depreciation, amortization
  impairment,
  reversal,
  value_change,
  disposal,
  provision,  // of assets that have no card
  deferred_tax,
};
std::string_view name_of(VoucherKind);

struct JournalLine {
  std::string account;  // code
  Text name;            // with the detail, where there is one
  Money amount;         // debit; a credit is negative
  Text summary;
};

struct Voucher {
  std::string entity;
  Date date;
  VoucherKind kind = VoucherKind::charge;
  std::string asset;  // empty: of many
  int number = 0;     // within entity and month, from 1; 0: technical
  // It has an account that is none of the books: an opening balance, an addition whose counter-account is not known.
  bool technical = false;
  std::vector<JournalLine> lines;  // none of 0
};

// An account of an entity and what the journal did to it.
struct JournalAccount {
  Account account;
  Money balance;   // debit
  Money expected;  // as the ledgers have it; only of accounts that `proven` says
  bool proven = false;
};

struct Journal {
  std::vector<Voucher> vouchers;                                           // by entity, date, kind, asset
  std::map<std::pair<std::string, std::string>, JournalAccount> accounts;  // by entity and code
};

// What the entries of an asset need beside its results.
struct JournalAsset {
  const Asset* asset = nullptr;
  const rules::BookRegime* regime = nullptr;
  Model model_before = Model::cost, model_after = Model::cost;  // of the month
  Money equity_surplus;                                         // that stands in equity at the end of the month
  int month = 12;                                               // 1..12
  bool first = false;                                           // first month of the journal: its balances are opened
  bool last = false;                                            // last month: its balances are to be met
};

struct JournalPeriod {
  int year = 0;
  Month last;            // through the end of this month
  bool monthly = false;  // charges by month, not for the whole period
  std::string entity;    // of this one alone; empty: all
};

// Not thread-safe; the order in which assets are added does not matter.
class JournalMaker {
 public:
  JournalMaker(AccountBook& accounts, const rules::ClassTable& classes, JournalPeriod period)
      : accounts_(accounts), classes_(classes), period_(std::move(period)) {}

  // One month of an asset; months ascend.
  void add(const AssetYear& month, const JournalAsset& facts);

  struct DeferredTaxEntry {
    std::string entity;
    Money open, close;     // positive = asset
    Money through_equity;  // part of the movement that belongs in other comprehensive income
    Money equity_open;     // part of the opening that stands there
    bool limits = false;   // what a limit takes off the assets, with a negative sign
  };
  void add_deferred_tax(const DeferredTaxEntry& entry, const rules::BookRegime& regime);

  // A provision for assets that have no card; those of cards are booked with them.
  void add_provision(const ProvisionLine& line, const rules::BookRegime& regime);

  // Orders and numbers the vouchers and proves them. Throws InvariantViolation.
  Journal finish();

 private:
  using Key = std::tuple<std::string, Date, VoucherKind, std::string>;  // entity, date, kind, asset and event
  struct Draft {
    std::string asset;
    bool gathered = false;  // lines of one account are summed
    std::vector<JournalLine> lines;
    std::map<std::pair<std::string, std::string>, JournalLine> sums;  // by account and detail
    bool technical = false;
  };
  struct Context;

  Date date_of(Month month, VoucherKind kind) const;
  Draft& draft(std::string_view entity, Date date, VoucherKind kind, const std::string& key, bool gathered);
  void post(Draft& draft, std::string_view entity, const Account& account, Money amount, const Text& summary);
  void expect(std::string_view entity, const Account& account, Money amount);
  Account account(const Context& context, rules::AccountRole role, const RollForwardLine& line, Model model, Date date);
  // Lines from `from` on that have the same account become one.
  static void join_lines(Draft& draft, std::size_t from);
  void post_layers(Draft& draft, const Context& context, const RollForwardLine& line, Model model, const Layers& layers,
                   Date date, const Text& summary);
  void open(const Context& context);
  void add_line(const Context& context, const RollForwardLine& line, Model model);
  void transfer(const Context& context);
  void settle_between_entities(const Context& context, const RollForwardLine& line, Money due, const Text& summary);
  void dispose(const Context& context, const DisposalLine& disposal);
  void meet(const Context& context);
  bool wanted(std::string_view entity) const { return period_.entity.empty() || period_.entity == entity; }
  void number(Journal& journal) const;
  static void prove(const Journal& journal);

  AccountBook& accounts_;
  const rules::ClassTable& classes_;
  JournalPeriod period_;
  std::map<Key, Draft> drafts_;
  std::map<std::pair<std::string, std::string>, JournalAccount> used_;
  std::set<std::pair<std::string, std::string>> counter_;  // accounts that other entries use as well
};

// A line a row, as the program's own table.
Table journal_table(const Journal& journal, bool complete, Language language);

// What ERPs import.
enum class ImportShape : std::uint8_t {
  debit_credit,  // 借方金额, 贷方金额
  side_amount,   // 方向, 金额, with the number of the entry
};
Table journal_import_table(const Journal& journal, ImportShape shape, bool complete, Language language);

}  // namespace tieout
