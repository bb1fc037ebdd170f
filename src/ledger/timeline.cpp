#include "tieout/ledger/timeline.hpp"

#include <algorithm>
#include <tuple>

namespace tieout {

void Timeline::assign(const RegisterEntry& entry) {
  items_.clear();
  recorded_.clear();
  facts_.assign(entry.events.size(), {});
  for (std::uint32_t i = 0; i < entry.events.size(); ++i) items_.push_back({&entry.events[i], i});
  auto key = [](const TimelineItem& item) { return std::tuple(item.event->date, item.is_disposal(), item.index); };
  std::sort(items_.begin(), items_.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
  for (const Recorded& row : entry.recorded) recorded_.push_back(&row);
  std::stable_sort(recorded_.begin(), recorded_.end(), [](const Recorded* a, const Recorded* b) {
    return std::tuple(a->year, a->month) < std::tuple(b->year, b->month);
  });
}

std::optional<Month> Timeline::last_month() const {
  if (items_.empty()) return {};
  return items_.back().month();
}

}  // namespace tieout
