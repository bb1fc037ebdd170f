// The events of an asset in the order of engine.md §3: by date, then by order of entry, a disposal after
// everything else of its day.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "tieout/asset/register.hpp"

namespace tieout {

struct TimelineItem {
  const Event* event = nullptr;
  std::uint32_t index = 0;  // into RegisterEntry::events

  Month month() const { return event->date.month(); }
  bool is_disposal() const { return std::holds_alternative<Dispose>(event->detail); }
  // Takes effect before the month's charge (step 2), not after it (step 5).
  bool before_charge() const {
    return std::holds_alternative<Estimate>(event->detail) || std::holds_alternative<Resume>(event->detail) ||
           std::holds_alternative<Usage>(event->detail);
  }
};

// What the book ledger found out about an event and the tax ledgers need: they run after it.
struct EventFacts {
  Ratio fraction;              // of a disposal, exact; 1 = everything
  std::int32_t book_life = 0;  // the book life that an estimate set; 0: it changed none
};

class Timeline {
 public:
  // Points into `entry`, which must outlive the timeline. Keeps its storage from asset to asset.
  void assign(const RegisterEntry& entry);

  const std::vector<TimelineItem>& items() const { return items_; }
  const std::vector<const Recorded*>& recorded() const { return recorded_; }  // by year and month
  EventFacts& facts(std::uint32_t event) { return facts_[event]; }
  const EventFacts& facts(std::uint32_t event) const { return facts_[event]; }

  // The last month that holds an event, if any.
  std::optional<Month> last_month() const;

 private:
  std::vector<TimelineItem> items_;
  std::vector<const Recorded*> recorded_;
  std::vector<EventFacts> facts_;
};

}  // namespace tieout
