#include "loading/trial_balance_totals.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "tieout/filing/tie_out.hpp"

namespace tieout::loading {

namespace {

bool agrees(const std::optional<Money>& stated, Money sum) { return !stated || *stated == sum; }

}  // namespace

void ControlTotals::add(const std::string& entity, const std::string& account, const BalanceAmounts& amounts) {
  rows_.push_back({entity, account, amounts});
}

std::vector<ControlTotals::Sum> ControlTotals::sums(const std::vector<Row>& rows, std::size_t first) {
  std::set<std::pair<std::string, std::string>> present;
  for (std::size_t i = first; i < rows.size(); ++i) present.insert({rows[i].entity, rows[i].account});
  std::set<std::pair<std::string, std::string>> with_sub_accounts;
  std::vector<bool> uppermost;
  for (std::size_t i = first; i < rows.size(); ++i) {
    bool above = false;
    for (std::size_t size = 1; size < rows[i].account.size(); ++size) {
      const std::pair<std::string, std::string> key{rows[i].entity, rows[i].account.substr(0, size)};
      if (!is_sub_account(rows[i].account, key.second) || !present.contains(key)) continue;
      with_sub_accounts.insert(key);
      above = true;
    }
    uppermost.push_back(!above);
  }
  std::vector<Sum> result(3);
  for (std::size_t i = first; i < rows.size(); ++i) {
    const bool lowest = !with_sub_accounts.contains({rows[i].entity, rows[i].account});
    const std::pair<Sum*, bool> parts[] = {
        {result.data(), true}, {&result[1], uppermost[i - first]}, {&result[2], lowest}};
    for (const auto& [sum, counts] : parts) {
      if (!counts) continue;
      sum->debit += rows[i].amounts.debit.value_or(Money{});
      sum->credit += rows[i].amounts.credit.value_or(Money{});
    }
  }
  return result;
}

std::optional<BalanceAmounts> ControlTotals::check(ControlKind kind, const BalanceAmounts& stated) {
  std::vector<std::size_t> starts;
  if (kind == ControlKind::subtotal) {
    starts = {std::max(after_subtotal_, after_total_)};
    after_subtotal_ = rows_.size();
  } else {
    starts = {after_total_, 0};
    after_total_ = rows_.size();
  }
  if (!stated.debit && !stated.credit) return std::nullopt;
  std::optional<Sum> expected;
  for (const std::size_t start : starts) {
    for (const Sum& sum : sums(rows_, start)) {
      if (agrees(stated.debit, sum.debit) && agrees(stated.credit, sum.credit)) return std::nullopt;
      if (!expected) expected = sum;
    }
  }
  BalanceAmounts should;
  if (stated.debit) should.debit = expected->debit;
  if (stated.credit) should.credit = expected->credit;
  return should;
}

std::map<std::string, Money> ControlTotals::unbalanced(const std::vector<std::vector<std::string>>& kinds) const {
  std::map<std::string, std::vector<Row>> by_entity;
  for (const Row& row : rows_) by_entity[row.entity].push_back(row);
  std::map<std::string, Money> result;
  for (const auto& [entity, rows] : by_entity) {
    const bool whole =
        !kinds.empty() && std::all_of(kinds.begin(), kinds.end(), [&rows = rows](const auto& beginnings) {
          return std::any_of(rows.begin(), rows.end(), [&](const Row& row) {
            return std::any_of(beginnings.begin(), beginnings.end(),
                               [&](const std::string& beginning) { return row.account.starts_with(beginning); });
          });
        });
    if (!whole) continue;
    const std::vector<Sum> found = sums(rows, 0);
    const bool balanced =
        std::any_of(found.begin(), found.end(), [](const Sum& sum) { return sum.debit == sum.credit; });
    if (!balanced) result[entity] = found[1].debit - found[1].credit;
  }
  return result;
}

}  // namespace tieout::loading
