#include "loading/related_cards.hpp"

#include <algorithm>

#include "tieout/ledger/family.hpp"

namespace tieout::loading {

bool measured_by_whole(const rules::RuleBook& rules, ClassId asset_class) {
  return std::any_of(rules.tax_regimes.begin(), rules.tax_regimes.end(), [&](const rules::TaxRegime& regime) {
    return regime.major_repair.parameter != nullptr && regime.major_repair.by_class[asset_class.index];
  });
}

WholeAsset whole_of(const Asset& parent) {
  WholeAsset whole;
  whole.tax_cost = parent.tax_cost.value_or(parent.cost);
  whole.has_life = parent.book.life_months.value_or(0) > 0;
  whole.life_ends = parent.in_service.month() + 1 + parent.book.life_months.value_or(0);
  return whole;
}

Successor successor_of(const Asset& built) {
  Successor successor;
  successor.asset = built.id;
  if (built.tax_cost) successor.joined = *built.tax_cost - built.cost;
  return successor;
}

void relate_cards(const rules::RuleBook& rules, std::vector<RegisterEntry>& cards) {
  for (RegisterEntry& card : cards) {
    for (const RegisterEntry& other : cards) {
      if (&other == &card || other.asset.entity != card.asset.entity) continue;
      const bool measured = card.asset.parent == other.asset.id && measured_by_whole(rules, card.asset.asset_class);
      if (measured) card.whole = whole_of(other.asset);
      if (other.asset.predecessor == card.asset.id) card.successor = successor_of(other.asset);
    }
  }
}

Problems settle_all_families(std::vector<RegisterEntry>& cards) {
  Problems problems;
  for (RegisterEntry& whole : cards) {
    std::vector<RegisterEntry*> components;
    for (RegisterEntry& card : cards) {
      if (card.asset.parent == whole.asset.id && card.asset.entity == whole.asset.entity) components.push_back(&card);
    }
    std::sort(components.begin(), components.end(),
              [](const RegisterEntry* a, const RegisterEntry* b) { return a->asset.id < b->asset.id; });
    if (!components.empty()) {
      settle_family(whole, components, problems);
    } else if (takes_components(whole.events)) {
      problems.push_back(no_components(whole));
    }
  }
  return problems;
}

}  // namespace tieout::loading
