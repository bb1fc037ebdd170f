#include "tieout/rules/classes.hpp"

#include <utility>

namespace tieout::rules {

ClassTable::ClassTable(std::vector<AssetClass> classes) : classes_(std::move(classes)) {
  for (std::uint16_t index = 0; index < classes_.size(); ++index) {
    const AssetClass& entry = classes_[index];
    by_text_.emplace(entry.code, index);
    by_text_.emplace(entry.label.zh, index);
    by_text_.emplace(entry.label.en, index);
    for (const std::string& alias : entry.aliases) by_text_.emplace(alias, index);
  }
}

std::optional<ClassId> ClassTable::find(std::string_view text) const {
  const auto found = by_text_.find(std::string(text));
  if (found == by_text_.end()) return std::nullopt;
  return ClassId{found->second};
}

}  // namespace tieout::rules
