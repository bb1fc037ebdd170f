#include "category_accounts.hpp"

#include <string>

namespace tieout {

namespace {

// Adds what the rows of one category or class state, where nothing more specific did.
void complete(AccountsByLayer& accounts, const std::vector<CategoryAccounts>& rows, std::string_view entity,
              std::string_view category) {
  for (std::size_t layer = 0; layer < kAccountLayers; ++layer) {
    std::string_view general;
    std::string_view specific;
    for (const CategoryAccounts& row : rows) {
      if (row.category != category || by_layer(row)[layer].empty()) continue;
      // Of several rows alike the last one holds, as for dated policies.
      if (row.entity.empty()) general = by_layer(row)[layer];
      if (!row.entity.empty() && row.entity == entity) specific = by_layer(row)[layer];
    }
    if (accounts[layer].empty()) accounts[layer] = specific.empty() ? general : specific;
  }
}

}  // namespace

AccountsByLayer by_layer(const CategoryAccounts& row) { return {row.cost, row.accumulated, row.provision}; }

AccountsByLayer accounts_of(const std::vector<CategoryAccounts>& rows, const CardGroup& group) {
  AccountsByLayer accounts;
  const bool class_first = group.reclassified || group.category.empty();
  for (const std::string& key :
       {class_first ? group.asset_class : group.category, class_first ? group.category : group.asset_class}) {
    if (!key.empty()) complete(accounts, rows, group.entity, key);
  }
  return accounts;
}

}  // namespace tieout
