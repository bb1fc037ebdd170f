#include "tieout/filing/journal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "journal_context.hpp"
#include "journal_words.hpp"
#include "tieout/core/invariant.hpp"

namespace tieout {

using rules::AccountRole;

namespace {

constexpr std::array<std::string_view, 10> kKinds{"opening",  "addition",     "transfer", "charge",    "impairment",
                                                  "reversal", "value-change", "disposal", "provision", "deferred-tax"};

// The roles whose balances the ledgers know.
bool is_proven(AccountRole role) {
  using enum AccountRole;
  return role == cost || role == accumulated || role == provision || role == fair_value || role == deferred_tax_asset ||
         role == deferred_tax_liability;
}

Text with_detail(const Account& account) {
  if (account.detail.zh.empty()) return account.name;
  return {account.name.zh + "—" + account.detail.zh, account.name.en + ": " + account.detail.en};
}

bool is_zero(const Layers& layers) { return layers == Layers{}; }

}  // namespace

std::string_view name_of(VoucherKind kind) { return kKinds.at(static_cast<std::size_t>(kind)); }

Date JournalMaker::date_of(Month month, VoucherKind kind) const {
  if (kind == VoucherKind::charge && !period_.monthly) return last_day(period_.last);
  return last_day(month);
}

JournalMaker::Draft& JournalMaker::draft(std::string_view entity, Date date, VoucherKind kind, const std::string& key,
                                         bool gathered) {
  Draft& draft = drafts_[{std::string(entity), date, kind, key}];
  draft.gathered = gathered;
  return draft;
}

void JournalMaker::post(Draft& draft, std::string_view entity, const Account& account, Money amount,
                        const Text& summary) {
  if (amount.is_zero()) return;
  const std::pair<std::string, std::string> key{std::string(entity), account.code};
  JournalAccount& used = used_[key];
  // An account that several uses share is named by the first of them.
  if (!used.account.found() || account.role < used.account.role) used.account = account;
  used.balance += amount;
  used.proven = used.proven || is_proven(account.role);
  if (!is_proven(account.role)) counter_.insert(key);
  draft.technical = draft.technical || account.technical;
  const JournalLine line{account.code, with_detail(account), amount, summary};
  if (!draft.gathered) {
    draft.lines.push_back(line);
    return;
  }
  const auto [at, fresh] = draft.sums.emplace(std::pair(account.code, account.detail.zh), line);
  if (!fresh) at->second.amount += amount;
}

void JournalMaker::expect(std::string_view entity, const Account& account, Money amount) {
  JournalAccount& used = used_[{std::string(entity), account.code}];
  if (!used.account.found() || account.role < used.account.role) used.account = account;
  used.proven = true;
  used.expected += amount;
}

// Under the fair-value model the property stands at one amount: what was depreciated before is part of it.
Account JournalMaker::account(const Context& context, AccountRole role, const RollForwardLine& line, Model model,
                              Date date) {
  const bool into_cost =
      model == Model::fair_value && (role == AccountRole::accumulated || role == AccountRole::provision);
  AccountNeed need;
  need.role = into_cost ? AccountRole::cost : role;
  need.entity = context.entity_of(line);
  need.category = context.facts.asset->category;
  need.asset_class = line.asset_class;
  need.reclassified = !(line.asset_class == context.facts.asset->asset_class);
  need.date = date;
  return accounts_.require(*context.facts.regime, need);
}

void JournalMaker::post_layers(Draft& draft, const Context& context, const RollForwardLine& line, Model model,
                               const Layers& layers, Date date, const Text& summary) {
  const std::string& entity = context.entity_of(line);
  const auto one = [&](AccountRole role, Money amount) {
    if (!amount.is_zero()) post(draft, entity, account(context, role, line, model, date), amount, summary);
  };
  one(AccountRole::cost, layers.cost);
  one(AccountRole::fair_value, layers.fair_value);
  one(AccountRole::accumulated, -layers.accumulated);
  one(AccountRole::provision, -layers.provision);
}

// The property stands at one amount then: its layers are no lines of their own.
void JournalMaker::join_lines(Draft& draft, std::size_t from) {
  std::vector<JournalLine> joined(draft.lines.begin(), draft.lines.begin() + static_cast<std::ptrdiff_t>(from));
  for (std::size_t at = from; at < draft.lines.size(); ++at) {
    const JournalLine& line = draft.lines[at];
    const auto same = std::find_if(
        joined.begin() + static_cast<std::ptrdiff_t>(from), joined.end(),
        [&](const JournalLine& one) { return one.account == line.account && one.name.zh == line.name.zh; });
    if (same == joined.end()) {
      joined.push_back(line);
    } else {
      same->amount += line.amount;
    }
  }
  draft.lines = std::move(joined);
}

void JournalMaker::add(const AssetYear& month, const JournalAsset& facts) {
  const Context context{month, facts, Month::of(month.row.year, facts.month)};
  if (facts.first) open(context);
  transfer(context);
  for (const RollForwardLine& line : month.roll_forward) {
    const bool ours = line.basis == Basis::book && wanted(context.entity_of(line));
    if (ours) add_line(context, line, context.charging_model_of(line));
  }
  for (const DisposalLine& disposal : month.disposals) {
    if (wanted(month.entity_of(disposal.holder))) dispose(context, disposal);
  }
  if (facts.last) meet(context);
}

// What stood in equity before the month is what stands there now, less what came and plus what went.
void JournalMaker::open(const Context& context) {
  const RollForwardLine& line = context.month.roll_forward.front();
  const std::string& entity = context.entity_of(line);
  if (!wanted(entity) || is_zero(line.open)) return;
  const Date date = *make_date(context.in.year(), context.in.month(), 1);
  const Text summary{"期初余额", "Opening balances"};
  Draft& opening = draft(entity, date, VoucherKind::opening, {}, true);
  post_layers(opening, context, line, context.facts.model_before, line.open, date, summary);
  Money surplus = context.facts.equity_surplus;
  for (const RollForwardLine& one : context.month.roll_forward) {
    if (one.basis == Basis::book) surplus -= one.added.fair_value;
  }
  for (const DisposalLine& one : context.month.disposals) surplus += one.equity_surplus_released;
  if (!surplus.is_zero()) {
    post(opening, entity, account(context, AccountRole::equity_surplus, line, Model::cost, date), -surplus, summary);
  }
  post(opening, entity, account(context, AccountRole::opening, line, Model::cost, date), surplus - line.open.carrying(),
       summary);
}

void JournalMaker::add_line(const Context& context, const RollForwardLine& line, Model model) {
  const std::string& entity = context.entity_of(line);
  const auto pair = [&](VoucherKind kind, const std::string& key, bool gathered, AccountRole role, Money amount,
                        AccountRole counter, const Text& summary) {
    if (amount.is_zero()) return;
    const Date date = date_of(context.in, kind);
    Draft& entry = draft(entity, date, kind, key, gathered);
    if (!gathered) entry.asset = context.facts.asset->id;
    const bool debit = role == AccountRole::cost || role == AccountRole::fair_value;
    const Account first = account(context, role, line, model, date);
    const Account second = account(context, counter, line, Model::cost, date);
    post(entry, entity, debit ? first : second, amount, summary);
    post(entry, entity, debit ? second : first, -amount, summary);
  };
  const std::string& id = context.facts.asset->id;
  pair(VoucherKind::addition, {}, true, AccountRole::cost, line.added.cost, AccountRole::addition,
       {"资产增加", "Additions"});
  const Family family = classes_.at(line.asset_class).family;
  pair(VoucherKind::charge, std::string(name_of(family)), true, AccountRole::accumulated, line.charged.accumulated,
       AccountRole::charge, journal_words::charge(family, context.in, period_.monthly, period_.last));
  pair(VoucherKind::impairment, id, false, AccountRole::provision, line.charged.provision, AccountRole::impairment,
       context.named({"计提减值准备", "Impairment"}));
  pair(VoucherKind::reversal, id, false, AccountRole::provision, -line.reversed.provision, AccountRole::impairment,
       context.named({"转回减值准备", "Impairment reversed"}));
  pair(VoucherKind::value_change, id, false, AccountRole::fair_value, line.charged.fair_value,
       AccountRole::value_change, context.named({"公允价值变动", "Change of fair value"}));
}

// Moves between classes, entities and models. What leaves an entity is due from the one that takes it.
void JournalMaker::transfer(const Context& context) {
  std::map<std::string, std::pair<Money, const RollForwardLine*>> due;
  const Text summary = context.named({"资产转换", "Transfer"});
  for (const RollForwardLine& line : context.month.roll_forward) {
    const std::string& entity = context.entity_of(line);
    if (line.basis != Basis::book || !wanted(entity)) continue;
    const Model model = context.model_of(line);
    const bool converts = context.facts.model_before != model && !is_zero(line.open);
    Layers moved = line.moved_in;
    moved -= line.moved_out;
    if (is_zero(moved) && line.added.fair_value.is_zero() && !converts) continue;
    const Date date = date_of(context.in, VoucherKind::transfer);
    Draft& entry = draft(entity, date, VoucherKind::transfer, context.facts.asset->id, false);
    entry.asset = context.facts.asset->id;
    std::size_t first = entry.lines.size();
    if (converts) {  // what stood in the accounts of the old model
      const Layers held = context.held_before(line);
      Layers out;
      out -= held;
      post_layers(entry, context, line, context.facts.model_before, out, date, summary);
      first = entry.lines.size();
      post_layers(entry, context, line, model, held, date, summary);
    }
    post_layers(entry, context, line, model, moved, date, summary);
    if (!line.added.fair_value.is_zero()) {
      Layers surplus;
      surplus.fair_value = line.added.fair_value;
      post_layers(entry, context, line, model, surplus, date, summary);
      post(entry, entity, account(context, AccountRole::equity_surplus, line, Model::cost, date),
           -line.added.fair_value, summary);
    }
    if (model == Model::fair_value) join_lines(entry, first);
    due[entity].first += moved.carrying();
    due[entity].second = &line;
  }
  for (const auto& [entity, open] : due) settle_between_entities(context, *open.second, open.first, summary);
}

void JournalMaker::settle_between_entities(const Context& context, const RollForwardLine& line, Money due,
                                           const Text& summary) {
  if (due.is_zero()) return;
  const std::string& entity = context.entity_of(line);
  const Date date = date_of(context.in, VoucherKind::transfer);
  Draft& entry = draft(entity, date, VoucherKind::transfer, context.facts.asset->id, false);
  const AccountRole role = due > Money{} ? AccountRole::received : AccountRole::sent;
  post(entry, entity, account(context, role, line, Model::cost, date), -due, summary);
}

// The balances that the accounts must show at the end.
void JournalMaker::meet(const Context& context) {
  const Date date = last_day(context.in);
  for (const RollForwardLine& line : context.month.roll_forward) {
    const std::string& entity = context.entity_of(line);
    if (line.basis != Basis::book || !wanted(entity)) continue;
    const auto one = [&](AccountRole role, Money amount) {
      if (!amount.is_zero()) expect(entity, account(context, role, line, context.facts.model_after, date), amount);
    };
    one(AccountRole::cost, line.close.cost);
    one(AccountRole::fair_value, line.close.fair_value);
    one(AccountRole::accumulated, -line.close.accumulated);
    one(AccountRole::provision, -line.close.provision);
  }
}

void JournalMaker::add_deferred_tax(const DeferredTaxEntry& deferred, const rules::BookRegime& regime) {
  if (!wanted(deferred.entity)) return;
  const Date close = last_day(period_.last);
  const Date open = *make_date(period_.year, 1, 1);
  const auto named = [&](AccountRole role, Date date) {
    AccountNeed need;
    need.role = role;
    need.entity = deferred.entity;
    need.date = date;
    return accounts_.require(regime, need);
  };
  const auto side = [&](Money balance, Date date) {
    const bool liability = balance < Money{} && !deferred.limits;
    return named(liability ? AccountRole::deferred_tax_liability : AccountRole::deferred_tax_asset, date);
  };
  const Text opened{"期初余额", "Opening balances"};
  const Text moved{fmt::format("{} 年递延所得税", period_.year), fmt::format("Deferred tax {}", period_.year)};
  if (!deferred.open.is_zero() || !deferred.equity_open.is_zero()) {
    Draft& opening = draft(deferred.entity, open, VoucherKind::opening, {}, true);
    if (!deferred.open.is_zero()) {
      post(opening, deferred.entity, side(deferred.open, open), deferred.open, opened);
    }
    if (!deferred.equity_open.is_zero()) {
      post(opening, deferred.entity, named(AccountRole::equity_surplus, open), -deferred.equity_open, opened);
    }
    post(opening, deferred.entity, named(AccountRole::opening, open), deferred.equity_open - deferred.open, opened);
  }
  Draft& entry = draft(deferred.entity, close, VoucherKind::deferred_tax, {}, true);
  if (!deferred.open.is_zero()) post(entry, deferred.entity, side(deferred.open, close), -deferred.open, moved);
  if (!deferred.close.is_zero()) {
    const Account balance = side(deferred.close, close);
    post(entry, deferred.entity, balance, deferred.close, moved);
    expect(deferred.entity, balance, deferred.close);
  }
  const Money movement = deferred.close - deferred.open;
  const Money in_profit = movement - deferred.through_equity;
  if (!in_profit.is_zero()) post(entry, deferred.entity, named(AccountRole::deferred_tax, close), -in_profit, moved);
  if (!deferred.through_equity.is_zero()) {
    post(entry, deferred.entity, named(AccountRole::equity_surplus, close), -deferred.through_equity, moved);
  }
}

Journal JournalMaker::finish() {
  Journal journal;
  journal.accounts = used_;
  for (auto& [key, account] : journal.accounts) {
    if (counter_.contains(key)) account.proven = false;
  }
  for (auto& [key, entry] : drafts_) {
    Voucher voucher;
    std::tie(voucher.entity, voucher.date, voucher.kind, std::ignore) = key;
    voucher.asset = entry.asset;
    voucher.technical = entry.technical;
    voucher.lines = std::move(entry.lines);
    for (auto& [account, line] : entry.sums) voucher.lines.push_back(std::move(line));
    std::erase_if(voucher.lines, [](const JournalLine& line) { return line.amount.is_zero(); });
    if (entry.gathered) {  // debits first, as vouchers are written
      std::stable_partition(voucher.lines.begin(), voucher.lines.end(),
                            [](const JournalLine& line) { return line.amount > Money{}; });
    }
    if (!voucher.lines.empty()) journal.vouchers.push_back(std::move(voucher));
  }
  number(journal);
  prove(journal);
  return journal;
}

void JournalMaker::number(Journal& journal) const {
  std::map<std::pair<std::string, Month>, int> last;
  for (Voucher& voucher : journal.vouchers) {
    if (!voucher.technical) voucher.number = ++last[{voucher.entity, voucher.date.month()}];
  }
}

void JournalMaker::prove(const Journal& journal) {
  for (const Voucher& voucher : journal.vouchers) {
    Money sum;
    for (const JournalLine& line : voucher.lines) sum += line.amount;
    if (sum.is_zero()) continue;
    throw InvariantViolation(
        "voucher-balances", fmt::format("entity '{}' {} {} asset '{}': debits exceed credits by {}", voucher.entity,
                                        to_string(voucher.date), name_of(voucher.kind), voucher.asset, to_string(sum)));
  }
  for (const auto& [key, account] : journal.accounts) {
    if (!account.proven || account.balance == account.expected) continue;
    throw InvariantViolation("journal-equals-ledgers",
                             fmt::format("entity '{}' account '{}': {} against {}", key.first, key.second,
                                         to_string(account.balance), to_string(account.expected)));
  }
}

}  // namespace tieout
