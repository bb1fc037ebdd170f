// Leaving cards of sealed years out of an import.
#include <algorithm>

#include "archive/import_kind.hpp"

namespace tieout::archive {

void Import::leave_out(const std::set<std::pair<std::string, std::string>>& cards) {
  for (std::size_t at = 0; at < kinds_.size(); ++at) {
    kinds_[at]->leave_out(cards);
    counts_[at] = kinds_[at]->count();
  }
}

void Import::Kind::leave_out(const std::set<std::pair<std::string, std::string>>& cards) {
  if (all_added_) {
    steps_.clear();
    for (std::size_t at = 0; at < keys_.rows().size(); ++at) steps_.push_back({Action::added, at, {}, 0, {}, 0});
    all_added_ = false;
  }
  std::erase_if(steps_, [&](const Step& step) {
    const RecordChange change = change_of(step);
    if (change.asset.empty() || !cards.contains({change.entity, change.asset})) return false;
    std::size_t& count = step.action == Action::added     ? count_.added
                         : step.action == Action::changed ? count_.changed
                         : step.action == Action::removed ? count_.removed
                                                          : count_.moved;
    --count;
    return true;
  });
}

}  // namespace tieout::archive
