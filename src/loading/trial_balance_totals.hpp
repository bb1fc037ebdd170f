// Subtotals and totals of a trial balance against its rows. Inside loading/ only.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "tieout/core/money.hpp"

namespace tieout::loading {

enum class ControlKind : std::uint8_t { none, subtotal, total };

// The amounts of a row as the file states them; empty cells are nothing. A file with one column of balances has
// them as debits, credit balances negative.
struct BalanceAmounts {
  std::optional<Money> debit, credit;

  Money net() const { return debit.value_or(Money{}) - credit.value_or(Money{}); }
};

// Takes the rows in order of the file. A list may hold accounts together with their sub-accounts, whose amounts are
// then in it twice: a total agrees when it is the sum of all rows, of the uppermost accounts or of the lowest ones. A
// subtotal covers the rows since the subtotal before it, a total those since the total before it or all.
class ControlTotals {
 public:
  void add(const std::string& entity, const std::string& account, const BalanceAmounts& amounts);

  // Nothing where the stated total agrees (or states nothing), else what it should be.
  std::optional<BalanceAmounts> check(ControlKind kind, const BalanceAmounts& stated);

  // Entities that hold accounts of every kind, `kinds` naming the beginnings of each, and whose debits less credits
  // are not zero in any of the three sums.
  std::map<std::string, Money> unbalanced(const std::vector<std::vector<std::string>>& kinds) const;

 private:
  struct Row {
    std::string entity, account;
    BalanceAmounts amounts;
  };
  struct Sum {
    Money debit, credit;
  };
  // Of all rows, of the uppermost accounts, of the lowest accounts among rows [first, last).
  static std::vector<Sum> sums(const std::vector<Row>& rows, std::size_t first);

  std::vector<Row> rows_;
  std::size_t after_subtotal_ = 0;
  std::size_t after_total_ = 0;
};

}  // namespace tieout::loading
