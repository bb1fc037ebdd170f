// The lower of cost and value of the items behind a provision. Inside filing/ only.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tieout/filing/provision_statement.hpp"

namespace tieout {

// Items of one entity, kind and year, and which row of provisions took them.
class ValuedItems {
 public:
  void add(const ValuedItem& item) { items_.push_back({&item, false}); }

  // What the items of a row ask for; nothing where it has none. A row that names no item takes all that `others` (the
  // names of the other rows) leave. Within a group a gain on one item makes up for the loss on another: every item is a
  // group of its own, or every category, or all that is compared in total.
  std::optional<Money> required(const std::string& row_item, const std::vector<std::string>& others) {
    std::map<std::pair<rules::ValuationBasis, std::string>, Money> shortfall;  // cost less value, by group
    for (std::size_t at = 0; at < items_.size(); ++at) {
      const ValuedItem& item = *items_[at].item;
      if (!takes(row_item, others, item)) continue;
      items_[at].used = true;
      std::string group;
      if (item.basis == rules::ValuationBasis::item) group = std::to_string(at);
      if (item.basis == rules::ValuationBasis::category) group = item.category;
      shortfall[{item.basis, group}] += item.cost - item.value;
    }
    if (shortfall.empty()) return std::nullopt;
    Money sum;
    for (const auto& [group, amount] : shortfall) {
      if (amount > Money{}) sum += amount;
    }
    return sum;
  }

  // The first that no row took, or null.
  const ValuedItem* unused() const {
    for (const Entry& entry : items_) {
      if (!entry.used) return entry.item;
    }
    return nullptr;
  }

 private:
  struct Entry {
    const ValuedItem* item;
    bool used;
  };

  // What is compared as a whole is not divided among rows.
  static bool by_item(const std::string& row_item, const ValuedItem& item) {
    return item.basis == rules::ValuationBasis::item && !item.item.empty() && item.item == row_item;
  }
  static bool by_category(const std::string& row_item, const ValuedItem& item) {
    return item.basis != rules::ValuationBasis::total && !item.category.empty() && item.category == row_item;
  }

  // The row of its name first, then that of its category, then the one that names no item: one row and no other.
  static bool takes(const std::string& row_item, const std::vector<std::string>& others, const ValuedItem& item) {
    const auto other = [&](bool (*concerns)(const std::string&, const ValuedItem&)) {
      return std::any_of(others.begin(), others.end(),
                         [&](const std::string& each) { return each != row_item && concerns(each, item); });
    };
    if (by_item(row_item, item)) return true;
    if (other(by_item)) return false;
    return by_category(row_item, item) || (row_item.empty() && !other(by_category));
  }

  std::vector<Entry> items_;
};

}  // namespace tieout
