// An entity that begins or ends inside a calendar year has a year of its own: from its start, or up to its closure
// (中间开业、 终止经营). What it holds is charged for those months; nothing happens to it before or after.
#include <fmt/format.h>

#include <algorithm>

#include "entry_problem.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

// The facts stated of the entity; null: none.
const Entity* AssetReconciler::stated(const std::string& id) const {
  if (framework_.entity != nullptr && framework_.entity->id == id) return framework_.entity;
  if (framework_.entities == nullptr) return nullptr;
  const auto found = std::find_if(framework_.entities->begin(), framework_.entities->end(),
                                  [&](const Entity& entity) { return entity.id == id; });
  return found == framework_.entities->end() ? nullptr : &*found;
}

std::optional<Month> AssetReconciler::last_month_of_holder(Month month) const {
  const Entity* holder = stated(entity_at(month));
  if (holder == nullptr || !holder->closed) return std::nullopt;
  return holder->closed->month();
}

void AssetReconciler::check_short_years() {
  const Asset& asset = entry_->asset;
  if (const Entity* own = stated(asset.entity)) {
    if (own->started && asset.in_service < *own->started && !asset.opening) {
      problems_.push_back(entry_problem(
          *entry_, asset.origin, "in_service", "SERVICE-BEFORE-START",
          {fmt::format("开始使用日期 {} 早于主体 {} 的开业日期 {}", to_string(asset.in_service), own->id,
                       to_string(*own->started)),
           fmt::format("in_service {} is before entity {} started, {}", to_string(asset.in_service), own->id,
                       to_string(*own->started))},
          {"更正日期；接收他人已用资产的，写取得日以后的使用日期或期初余额",
           "Correct a date; of an asset taken over, state the day it was put to use here, or its opening"}));
    }
    if (own->closed && asset.in_service > *own->closed) refuse_after_closure(asset.origin, "in_service", *own);
  }
  for (const TimelineItem& item : timeline_.items()) {
    const Entity* holder = stated(entity_at(item.month()));
    if (holder == nullptr || !holder->closed || item.event->date <= *holder->closed) continue;
    refuse_after_closure(item.event->origin, "date", *holder);
  }
}

void AssetReconciler::refuse_after_closure(const Origin& origin, const char* field, const Entity& holder) {
  problems_.push_back(
      entry_problem(*entry_, origin, field, "EVENT-AFTER-CLOSURE",
                    {fmt::format("主体 {} 已于 {} 终止", holder.id, to_string(*holder.closed)),
                     fmt::format("entity {} closed on {}", holder.id, to_string(*holder.closed))},
                    {"更正日期，或更正主体清单的 closed", "Correct the date, or `closed` of the entity"}));
}

}  // namespace tieout
