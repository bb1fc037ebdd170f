// Small worlds: an asset of seven fen and every sequence of up to three events over its first eight months. What can
// go wrong with a calendar, a rounding or an order of events mostly goes wrong with seven fen already.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "histories.hpp"

namespace tieout::auditor {

class SmallWorld {
 public:
  // `base`: the asset without events; `alphabet`: the events that may happen, each in any of the eight months.
  SmallWorld(std::string name, History base, std::vector<EventDetail> alphabet);

  const std::string& name() const { return name_; }
  // The number of its histories.
  std::uint64_t size() const { return size_; }
  // The history number `index`, below size(). Events of one month stand on successive days.
  History at(std::uint64_t index) const;

 private:
  std::string name_;
  History base_;
  std::vector<EventDetail> alphabet_;
  std::vector<std::vector<int>> month_sequences_;  // non-decreasing, at most three
  std::uint64_t size_ = 0;
};

std::vector<SmallWorld> small_worlds();

}  // namespace tieout::auditor
