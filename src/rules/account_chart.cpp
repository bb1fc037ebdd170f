#include "tieout/rules/account_chart.hpp"

#include <algorithm>

namespace tieout::rules {

namespace {

constexpr std::array<std::string_view, kAccountRoles> kRoles{"cost",
                                                             "accumulated",
                                                             "provision",
                                                             "fair-value",
                                                             "addition",
                                                             "charge",
                                                             "impairment",
                                                             "clearing",
                                                             "proceeds",
                                                             "compensation",
                                                             "disposal-costs",
                                                             "disposal-gain",
                                                             "disposal-loss",
                                                             "disposal-income",
                                                             "disposal-expense",
                                                             "recycled-value",
                                                             "value-change",
                                                             "equity-surplus",
                                                             "sent",
                                                             "received",
                                                             "deferred-tax-asset",
                                                             "deferred-tax-liability",
                                                             "deferred-tax",
                                                             "allowance",
                                                             "allowance-loss",
                                                             "allowance-counter",
                                                             "allowance-cash",
                                                             "allowance-sold",
                                                             "opening"};
constexpr std::array<std::string_view, 5> kTypes{"asset", "liability", "equity", "income", "expense"};

template <typename Enum, std::size_t size>
std::optional<Enum> parse(const std::array<std::string_view, size>& words, std::string_view text) {
  const auto found = std::find(words.begin(), words.end(), text);
  if (found == words.end()) return {};
  return static_cast<Enum>(found - words.begin());
}

template <typename Item, typename Wanted>
bool holds(const std::vector<Item>& list, const Wanted& wanted) {
  return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool matches(const AccountUse& use, const AccountQuery& query) {
  if (use.role != query.role) return false;
  if (!use.classes.empty() && !(query.asset_class && holds(use.classes, *query.asset_class))) return false;
  if (!use.kinds.empty() && !(query.kind && holds(use.kinds, *query.kind))) return false;
  return use.provisions.empty() || holds(use.provisions, query.provision);
}

int narrowness(const AccountUse& use) {
  return (use.classes.empty() ? 0 : 4) + (use.kinds.empty() ? 0 : 2) + (use.provisions.empty() ? 0 : 1);
}

}  // namespace

std::string_view name_of(AccountRole role) { return kRoles.at(static_cast<std::size_t>(role)); }
std::optional<AccountRole> parse_account_role(std::string_view text) { return parse<AccountRole>(kRoles, text); }
std::optional<AccountType> parse_account_type(std::string_view text) { return parse<AccountType>(kTypes, text); }

const AccountUse* AccountChart::find(const AccountQuery& query, Date date, std::optional<Date> as_of) const {
  const AccountUse* best = nullptr;
  for (const AccountUse& use : uses) {
    const bool in_force = use.from <= std::max(date, from) && (!as_of || use.from == from || use.published <= *as_of);
    if (!in_force || !matches(use, query)) continue;
    const bool better = best == nullptr || narrowness(use) > narrowness(*best) ||
                        (narrowness(use) == narrowness(*best) && use.from >= best->from);
    if (better) best = &use;
  }
  return best;
}

const ChartAccount* AccountChart::find_account(std::string_view code) const {
  const auto found =
      std::find_if(accounts.begin(), accounts.end(), [&](const ChartAccount& one) { return one.code == code; });
  return found == accounts.end() ? nullptr : &*found;
}

}  // namespace tieout::rules
