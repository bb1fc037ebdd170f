#include "tieout/filing/tie_out.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "category_accounts.hpp"

namespace tieout {

namespace {

using EntityAccount = std::pair<std::string, std::string>;

constexpr std::size_t kLayers = kAccountLayers;

struct LayerAmounts {
  std::array<Money, kLayers> of;
};

LayerAmounts amounts_of(const Layers& layers) {
  return {{layers.cost + layers.fair_value, layers.accumulated, layers.provision}};
}

bool names_class(const std::vector<CategoryAccounts>& rows, const CardGroup& group) {
  return std::any_of(rows.begin(), rows.end(), [&](const CategoryAccounts& row) {
    return row.category == group.asset_class && (row.entity.empty() || row.entity == group.entity);
  });
}

// What is gathered for an account before it becomes a line.
struct AccountSums {
  std::array<bool, kLayers> holds{};  // layers that the policies keep in it
  LayerAmounts in_register;
  Money set_aside;
  bool set_aside_layers = false;  // it holds layers of set-aside cards that nobody computed
  std::optional<Money> debit;
  bool from_sub_accounts = false;
  bool reclassified = false;
  Money adjustments;  // debit
  bool adjusted = false;
  std::set<std::string> outside;  // what "A105080: right-of-use-form" cards stand outside of
  bool inside = false;            // it holds other cards, too
  std::string name;
  std::set<std::string> categories;
};

Money sum_of(const AccountSums& account, TieLayer layer) {
  const auto& [cost, accumulated, provision] = account.in_register.of;
  switch (layer) {
    case TieLayer::cost:
      return cost;
    case TieLayer::accumulated:
      return accumulated;
    case TieLayer::provision:
      return provision;
    case TieLayer::net:
      break;
  }
  return cost - accumulated - provision;
}

TieLayer layer_of(const AccountSums& account) {
  const auto& [cost, accumulated, provision] = account.holds;
  if (static_cast<int>(cost) + static_cast<int>(accumulated) + static_cast<int>(provision) > 1) return TieLayer::net;
  if (accumulated) return TieLayer::accumulated;
  return provision ? TieLayer::provision : TieLayer::cost;
}

bool is_credit(TieLayer layer) { return layer == TieLayer::accumulated || layer == TieLayer::provision; }

Money as_debit(Money amount, TieLayer layer) { return is_credit(layer) ? -amount : amount; }

void remark(TieLine& line, TieRemark remark) {
  line.remarks = static_cast<std::uint16_t>(line.remarks | static_cast<std::uint16_t>(remark));
}

class TieMaker {
 public:
  explicit TieMaker(const TieInput& input) : input_(input) {}

  TieOut make() {
    open_accounts();
    place_cards();
    place_set_aside();
    place_adjustments();
    place_balances();
    sum_sub_accounts();
    for (auto& [key, account] : accounts_) add_line(key, account);
    for (auto& [key, line] : unmapped_) count(std::move(line));
    return std::move(result_);
  }

 private:
  // Every account that the policies name for an entity that occurs anywhere.
  void open_accounts() {
    std::set<std::string> entities;
    for (const auto& [group, layers] : input_.cards.by_group()) entities.insert(group.entity);
    for (const SetAsideCost& card : input_.set_aside) entities.insert(card.entity);
    for (const TieAdjustment& line : input_.adjustments) entities.insert(line.entity);
    for (const AccountBalance& balance : input_.balances) entities.insert(balance.entity);
    for (const std::string& entity : entities) {
      for (const CategoryAccounts& row : input_.accounts) {
        if (!row.entity.empty() && row.entity != entity) continue;
        const AccountsByLayer named = by_layer(row);
        for (std::size_t layer = 0; layer < kLayers; ++layer) {
          if (named[layer].empty()) continue;
          AccountSums& account = accounts_[{entity, std::string(named[layer])}];
          account.holds[layer] = true;
          if (!row.category.empty()) account.categories.insert(row.category);
        }
      }
    }
  }

  TieLine& unmapped(const std::string& entity, const std::string& category, std::size_t layer) {
    TieLine& line = unmapped_[{entity, category, layer}];
    line.entity = entity;
    line.name = category;
    line.layer = static_cast<TieLayer>(layer);
    remark(line, TieRemark::unmapped);
    return line;
  }

  void place_cards() {
    for (const auto& [group, layers] : input_.cards.by_group()) {
      const AccountsByLayer accounts = accounts_of(input_.accounts, group);
      const LayerAmounts amounts = amounts_of(layers);
      const bool astray = group.reclassified && !names_class(input_.accounts, group);
      for (std::size_t layer = 0; layer < kLayers; ++layer) {
        if (!accounts[layer].empty()) {
          AccountSums& account = accounts_[{group.entity, std::string(accounts[layer])}];
          account.in_register.of[layer] += amounts.of[layer];
          account.reclassified = account.reclassified || (astray && !amounts.of[layer].is_zero());
          if (!amounts.of[layer].is_zero()) note_form(group, account);
        } else if (!amounts.of[layer].is_zero()) {
          const std::string& name = group.category.empty() ? group.asset_class : group.category;
          unmapped(group.entity, name, layer).in_register += amounts.of[layer];
        }
      }
    }
  }

  void note_form(const CardGroup& group, AccountSums& account) const {
    const auto found = std::find_if(input_.outside.begin(), input_.outside.end(), [&](const OutsideForm& each) {
      return each.entity == group.entity && each.asset_class == group.asset_class;
    });
    if (found == input_.outside.end()) {
      account.inside = true;
    } else {
      account.outside.insert(found->form + ": " + found->position);
    }
  }

  // An amount without a card belongs to the account it names, or to the one of the policies above that; else to the
  // accounts of its class.
  void place_adjustments() {
    for (const TieAdjustment& line : input_.adjustments) {
      const LayerAmounts amounts = amounts_of(line.close);
      if (const auto named = named_account(line)) {
        adjust(*named, amounts.of[0] - amounts.of[1] - amounts.of[2]);
        continue;
      }
      const AccountsByLayer accounts = accounts_of(input_.accounts, {line.entity, {}, line.asset_class, false});
      for (std::size_t layer = 0; layer < kLayers; ++layer) {
        if (amounts.of[layer].is_zero()) continue;
        const Money debit = layer == 0 ? amounts.of[layer] : -amounts.of[layer];
        const std::string of_class(accounts[layer].empty() ? only_account(line, layer) : accounts[layer]);
        if (!of_class.empty()) {
          adjust({line.entity, of_class}, debit);
        } else if (!line.account.empty()) {
          accounts_[{line.entity, line.account}].holds[layer] = true;
          adjust({line.entity, line.account}, debit);
        } else {
          TieLine& astray = unmapped(line.entity, line.asset_class, layer);
          astray.adjustments += amounts.of[layer];
          remark(astray, TieRemark::adjusted);
        }
      }
    }
  }

  // Where all categories of the class stand in one account.
  std::string_view only_account(const TieAdjustment& line, std::size_t layer) const {
    std::string_view found;
    for (const CategoryAccounts& row : input_.accounts) {
      const std::string_view account = by_layer(row)[layer];
      if (row.asset_class != line.asset_class || account.empty()) continue;
      if (!row.entity.empty() && row.entity != line.entity) continue;
      if (!found.empty() && found != account) return {};
      found = account;
    }
    return found;
  }

  std::optional<EntityAccount> named_account(const TieAdjustment& line) const {
    for (std::size_t size = line.account.size(); size > 0; --size) {
      const std::string above = line.account.substr(0, size);
      if (size < line.account.size() && !is_sub_account(line.account, above)) continue;
      if (accounts_.contains({line.entity, above})) return EntityAccount{line.entity, above};
    }
    return std::nullopt;
  }

  void adjust(const EntityAccount& key, Money debit) {
    AccountSums& account = accounts_[key];
    account.adjustments += debit;
    account.adjusted = true;
  }

  void place_set_aside() {
    for (const SetAsideCost& card : input_.set_aside) {
      const AccountsByLayer accounts = accounts_of(input_.accounts, {card.entity, card.category, {}, false});
      if (accounts[0].empty()) {
        TieLine& line = unmapped(card.entity, card.category, 0);
        line.set_aside += card.cost;
        remark(line, TieRemark::set_aside);
        continue;
      }
      accounts_[{card.entity, std::string(accounts[0])}].set_aside += card.cost;
      for (std::size_t layer = 1; layer < kLayers; ++layer) {
        if (!accounts[layer].empty()) accounts_[{card.entity, std::string(accounts[layer])}].set_aside_layers = true;
      }
    }
  }

  void place_balances() {
    for (const AccountBalance& balance : input_.balances) {
      auto found = accounts_.find({balance.entity, balance.account});
      if (found == accounts_.end()) {
        others_[{balance.entity, balance.account}] = &balance;
        continue;
      }
      found->second.debit = balance.debit;
      found->second.name = balance.name;
    }
    result_.ignored = static_cast<std::int32_t>(others_.size());
  }

  // The account of the policies to which a sub-account belongs: the one nearest above it.
  bool belongs_to(const EntityAccount& sub, const std::string& account) const {
    for (std::size_t size = sub.second.size() - 1; size > account.size(); --size) {
      const std::string above = sub.second.substr(0, size);
      if (is_sub_account(sub.second, above) && accounts_.contains({sub.first, above})) return false;
    }
    return is_sub_account(sub.second, account);
  }

  // A ledger may keep an account in sub-accounts that the policies do not name. The uppermost are summed: what
  // stands below them is part of them.
  void sum_sub_accounts() {
    for (auto& [key, account] : accounts_) {
      if (account.debit) continue;
      std::string_view last;
      for (auto it = others_.lower_bound(key); it != others_.end() && it->first.first == key.first; ++it) {
        const std::string& code = it->first.second;
        if (!std::string_view(code).starts_with(key.second)) break;
        if (!belongs_to(it->first, key.second) || (!last.empty() && is_sub_account(code, last))) continue;
        account.debit = account.debit.value_or(Money{}) + it->second->debit;
        account.from_sub_accounts = true;
        last = code;
        --result_.ignored;
      }
    }
  }

  void add_line(const EntityAccount& key, AccountSums& account) {
    TieLine line;
    line.entity = key.first;
    line.account = key.second;
    line.layer = layer_of(account);
    line.in_register = sum_of(account, line.layer);
    line.set_aside = account.set_aside;
    line.adjustments = as_debit(account.adjustments, line.layer);
    if (account.outside.size() == 1 && !account.inside) line.outside = *account.outside.begin();
    if (account.debit) line.balance = as_debit(*account.debit, line.layer);
    const bool nothing = line.in_register.is_zero() && line.set_aside.is_zero() && line.adjustments.is_zero();
    if (!line.balance && nothing) return;
    line.name = account.name.empty() ? categories(account) : std::move(account.name);
    add_remarks(line, account);
    count(std::move(line));
  }

  static std::string categories(const AccountSums& account) {
    std::string text;
    for (const std::string& category : account.categories) text += (text.empty() ? "" : ", ") + category;
    return text;
  }

  static void add_remarks(TieLine& line, const AccountSums& account) {
    const Money known = line.known();
    const bool differs = !line.difference().is_zero();
    if (!line.balance) remark(line, TieRemark::not_in_trial_balance);
    if (differs && line.balance && known.is_zero() && !account.set_aside_layers)
      remark(line, TieRemark::not_in_register);
    if (differs && line.balance && *line.balance == -known) remark(line, TieRemark::opposite_side);
    if (!line.set_aside.is_zero()) remark(line, TieRemark::set_aside);
    if (differs && account.set_aside_layers) remark(line, TieRemark::set_aside_not_computed);
    if (differs && account.reclassified) remark(line, TieRemark::reclassified);
    if (account.from_sub_accounts) remark(line, TieRemark::sub_accounts);
    if (account.adjusted) remark(line, TieRemark::adjusted);
  }

  void count(TieLine line) {
    ++(line.difference().is_zero() ? result_.tied : result_.differing);
    result_.totals.in_register += as_debit(line.in_register, line.layer);
    result_.totals.set_aside += as_debit(line.set_aside, line.layer);
    result_.totals.adjustments += as_debit(line.adjustments, line.layer);
    if (line.balance) result_.totals.balance += as_debit(*line.balance, line.layer);
    result_.lines.push_back(std::move(line));
  }

  const TieInput& input_;
  std::map<EntityAccount, AccountSums> accounts_;
  std::map<std::tuple<std::string, std::string, std::size_t>, TieLine> unmapped_;
  std::map<EntityAccount, const AccountBalance*> others_;
  TieOut result_;
};

void sort_lines(std::vector<TieLine>& lines) {
  const auto size = [](const TieLine& line) { return std::max(line.difference(), -line.difference()); };
  std::sort(lines.begin(), lines.end(), [&](const TieLine& a, const TieLine& b) {
    const Money left = size(a), right = size(b);
    if (left != right) return left > right;
    return std::tie(a.entity, a.account, a.name, a.layer, b.opening) <
           std::tie(b.entity, b.account, b.name, b.layer, a.opening);
  });
}

// The same comparison on the first day of the year. Cards set aside stand in it with the cost that they have now.
TieOut tie_out_openings(const TieInput& input) {
  const RegisterBalances cards = input.cards.at_opening();
  std::vector<AccountBalance> balances = input.balances;
  for (AccountBalance& balance : balances) balance.debit = balance.open;
  std::vector<TieAdjustment> adjustments = input.adjustments;
  for (TieAdjustment& line : adjustments) line.close = line.open;
  return TieMaker({cards, input.accounts, input.set_aside, balances, std::move(adjustments), input.outside}).make();
}

struct LayerWord {
  std::string_view code, zh, en;
};
constexpr std::array<LayerWord, 4> kLayerWords{{{"cost", "原值", "cost"},
                                                {"accumulated", "累计折旧摊销", "accumulated"},
                                                {"provision", "减值准备", "provision"},
                                                {"net", "净额", "net"}}};

constexpr LayerWord kAtOpening{"opening", "期初", "opening"};
constexpr LayerWord kAtClosing{"closing", "期末", "closing"};

struct RemarkWord {
  TieRemark remark;
  std::string_view code, zh, en;
};
constexpr std::array<RemarkWord, 9> kRemarkWords{{
    {TieRemark::unmapped, "unmapped", "政策表未给该类别指定科目", "no policy names an account"},
    {TieRemark::not_in_trial_balance, "not-in-trial-balance", "余额表中没有", "not in the trial balance"},
    {TieRemark::not_in_register, "not-in-register", "卡片中没有", "not in the register"},
    {TieRemark::opposite_side, "opposite-side", "余额方向相反", "on the opposite side"},
    {TieRemark::set_aside, "set-aside", "含搁置卡片原值", "cost of set-aside cards"},
    {TieRemark::set_aside_not_computed, "set-aside-not-computed", "搁置卡片的折旧与准备未计算",
     "set-aside cards are not computed"},
    {TieRemark::reclassified, "reclassified", "含已转类卡片，政策表未给新类别指定科目",
     "holds cards moved to a class without accounts"},
    {TieRemark::sub_accounts, "sub-accounts", "按下级科目合计", "sum of sub-accounts"},
    {TieRemark::adjusted, "adjusted", "含无卡片金额", "amounts without a card"},
}};

std::string_view word_of(const auto& word, TieWording wording, Language language) {
  if (wording == TieWording::codes) return word.code;
  return language == Language::zh ? word.zh : word.en;
}

std::string remarks_of(const TieLine& line, TieWording wording, Language language) {
  const std::string_view between = wording == TieWording::codes ? ";" : language == Language::zh ? "、" : ", ";
  std::string text;
  for (const RemarkWord& word : kRemarkWords) {
    if (!line.has(word.remark)) continue;
    if (!text.empty()) text += between;
    text += word_of(word, wording, language);
  }
  if (line.outside.empty()) return text;
  if (!text.empty()) text += between;
  if (wording == TieWording::codes) return text + "outside-form";
  return text + (language == Language::zh ? "按立场不填入 " : "by position outside ") + line.outside;
}

Cell text_cell(const std::string& text) { return Cell::of(std::string_view(text)); }

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

void RegisterBalances::add(const CardGroup& group, const ReconciliationRow& row) {
  Layers closing;
  closing.cost = row.book_cost;
  closing.accumulated = row.book_accumulated;
  closing.provision = row.book_provision;
  closing.fair_value = row.book_fair_value;
  by_group_[group] += closing;
}

bool is_sub_account(std::string_view account, std::string_view of) {
  constexpr std::size_t kNumberedLength = 4;  // first level of the standard chart of accounts
  constexpr std::size_t kSubLevelLengthMin = 2;
  if (of.empty() || account.size() <= of.size() || !account.starts_with(of)) return false;
  const std::string_view rest = account.substr(of.size());
  if (std::string_view(".-_/\\").find(rest.front()) != std::string_view::npos) return rest.size() > 1;
  return of.size() >= kNumberedLength && rest.size() >= kSubLevelLengthMin && all_digits(account);
}

std::array<std::string, 3> accounts_of_group(const std::vector<CategoryAccounts>& accounts, const CardGroup& group) {
  const AccountsByLayer found = accounts_of(accounts, group);
  return {std::string(found[0]), std::string(found[1]), std::string(found[2])};
}

TieOut tie_out(const TieInput& input) {
  TieOut result = TieMaker(input).make();
  if (input.with_openings) {
    TieOut openings = tie_out_openings(input);
    result.openings_tied = openings.tied;
    result.openings_differing = openings.differing;
    for (TieLine& line : openings.lines) {
      if (line.difference().is_zero()) continue;
      line.opening = true;
      result.lines.push_back(std::move(line));
    }
  }
  sort_lines(result.lines);
  return result;
}

Table tie_out_table(const TieOut& result, Month end, TieWording wording, Language language) {
  Table table;
  table.schema = {
      "tie", {to_string(end) + " 资产卡片与科目余额核对", "Register against accounts, " + to_string(end)}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"account", {"科目", "Account"}},
                          {"name", {"科目名称", "Name"}},
                          {"layer", {"性质", "Layer"}},
                          {"at", {"时点", "At"}},
                          {"register", {"卡片", "Register"}, CellKind::money},
                          {"set_aside", {"搁置卡片", "Set aside"}, CellKind::money},
                          {"adjustments", {"无卡片金额", "Without a card"}, CellKind::money},
                          {"balance", {"科目余额", "Balance"}, CellKind::money},
                          {"difference", {"差额", "Difference"}, CellKind::money},
                          {"remark", {"说明", "Remark"}}};
  for (const TieLine& line : result.lines) {
    const LayerWord& layer = kLayerWords.at(static_cast<std::size_t>(line.layer));
    const LayerWord& at = line.opening ? kAtOpening : kAtClosing;
    table.rows.push_back({Cell::of(table.keep(line.entity)), Cell::of(table.keep(line.account)),
                          Cell::of(table.keep(line.name)), Cell::of(word_of(layer, wording, language)),
                          Cell::of(word_of(at, wording, language)), Cell::of(line.in_register),
                          Cell::of(line.set_aside), Cell::of(line.adjustments),
                          line.balance ? Cell::of(*line.balance) : Cell{}, Cell::of(line.difference()),
                          Cell::of(table.keep(remarks_of(line, wording, language)))});
  }
  const TieTotals& totals = result.totals;
  const std::string_view net = word_of(kLayerWords.back(), wording, language);
  table.totals = {Cell{},
                  Cell{},
                  Cell{},
                  Cell::of(net),
                  Cell{},
                  Cell::of(totals.in_register),
                  Cell::of(totals.set_aside),
                  Cell::of(totals.adjustments),
                  Cell::of(totals.balance),
                  Cell::of(totals.difference()),
                  Cell{}};
  return table;
}

Table set_aside_table(const std::vector<SetAsideCost>& cards) {
  Table table;
  table.schema = {"set-aside", {"搁置的卡片", "Cards set aside"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"name", {"资产名称", "Name"}},
                          {"category", {"资产类别", "Category"}},
                          {"cost", {"原值", "Cost"}, CellKind::money},
                          {"reason", {"原因", "Reason"}}};
  Money total;
  for (const SetAsideCost& card : cards) {
    table.rows.push_back({text_cell(card.entity), text_cell(card.asset), text_cell(card.name), text_cell(card.category),
                          Cell::of(card.cost), text_cell(card.reason)});
    total += card.cost;
  }
  if (!cards.empty()) table.totals = {Cell{}, Cell{}, Cell{}, Cell{}, Cell::of(total), Cell{}};
  return table;
}

}  // namespace tieout
