// A transfer inside a group takes the asset out of one entity's report and into the other's, with its history.
#include <algorithm>

#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

namespace {

bool changes_hands(const TimelineItem& item) {
  const auto* transfer = std::get_if<Transfer>(&item.event->detail);
  return transfer && !transfer->to_entity.empty();
}

}  // namespace

void AssetReconciler::find_holders() {
  result_.holders.clear();
  for (const TimelineItem& item : timeline_.items()) {
    if (!changes_hands(item)) continue;
    if (result_.holders.empty()) result_.holders.push_back(entry_->asset.entity);
    result_.holders.push_back(std::get<Transfer>(item.event->detail).to_entity);
  }
}

const std::string& AssetReconciler::entity_at(Month month) const {
  if (result_.holders.empty()) return entry_->asset.entity;
  const auto& items = timeline_.items();
  return result_
      .holders[static_cast<std::size_t>(std::count_if(items.begin(), items.end(), [&](const TimelineItem& item) {
        return changes_hands(item) && item.month() <= month;
      }))];
}

// A transfer comes after the charge of its month, except where the ledger stops the month before and a disposal of the
// month draws it in front (engine.md section 3, steps 3 to 5).
Holder AssetReconciler::holder_charged_in(Month month) const {
  const auto& items = timeline_.items();
  auto ahead = items.end();
  if (tax_.ledger().terms().stops == Stops::month_before) {
    for (auto item = items.begin(); item != items.end() && item->month() <= month; ++item) {
      if (item->month() == month && item->is_disposal()) ahead = item;
    }
  }
  Holder holder = 0;
  for (auto item = items.begin(); item != items.end() && item->month() <= month; ++item) {
    const bool before_charge = item->month() < month || (ahead != items.end() && item < ahead);
    if (before_charge && changes_hands(*item)) ++holder;
  }
  return holder;
}

// The facts of the entity that makes the charge of the month: extra deductions and rates are the holder's own.
const Entity& AssetReconciler::facts_in(Month month) const {
  static const Entity no_facts;
  const Entity& own = framework_.entity ? *framework_.entity : no_facts;
  const Holder holder = result_.holders.empty() ? 0 : holder_charged_in(month);
  if (holder == 0) return own;
  const std::string& id = result_.holders[holder];
  if (framework_.entities) {
    for (const Entity& entity : *framework_.entities) {
      if (entity.id == id) return entity;
    }
  }
  // Facts without a name are those of the whole group.
  return own.id.empty() ? own : no_facts;
}

}  // namespace tieout
