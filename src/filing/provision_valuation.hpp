// The lower of cost and value of the items behind a provision. Inside filing/ only.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "tieout/filing/provision_statement.hpp"

namespace tieout {

// Items of one entity, kind and year. Within a group a gain on one item makes up for the loss on another: every item is
// a group of its own, or every category, or all that is compared in total.
struct ValuedItems {
  std::map<std::pair<rules::ValuationBasis, std::string>, Money> shortfall;  // cost less value, by group
  Origin origin;                                                             // of the first
  bool used = false;
  int items = 0;

  void add(const ValuedItem& item) {
    if (items == 0) origin = item.origin;
    std::string group;
    if (item.basis == rules::ValuationBasis::item) group = std::to_string(items);
    if (item.basis == rules::ValuationBasis::category) group = item.category;
    shortfall[{item.basis, group}] += item.cost - item.value;
    ++items;
  }

  Money required() const {
    Money sum;
    for (const auto& [group, amount] : shortfall) {
      if (amount > Money{}) sum += amount;
    }
    return sum;
  }
};

}  // namespace tieout
