#include "tieout/reconcile/results.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace tieout {

namespace {

constexpr std::array<std::string_view, 5> kReasonWords{"life", "method", "basis", "impairment", "recorded"};

std::array<std::string, 32> all_texts() {
  std::array<std::string, 32> texts;
  for (std::size_t bits = 0; bits < texts.size(); ++bits) {
    for (std::size_t bit = 0; bit < kReasonWords.size(); ++bit) {
      if ((bits >> bit & 1) == 0) continue;
      if (!texts[bits].empty()) texts[bits] += ';';
      texts[bits] += kReasonWords[bit];
    }
  }
  return texts;
}

}  // namespace

bool AssetYear::held_by(std::string_view entity) const {
  return row.entity == entity ||
         std::any_of(roll_forward.begin(), roll_forward.end(),
                     [&](const RollForwardLine& line) { return entity_of(line.holder) == entity; });
}

std::string_view AdjustmentReasons::text() const {
  static const std::array<std::string, 32> texts = all_texts();
  return texts[bits_];
}

}  // namespace tieout
