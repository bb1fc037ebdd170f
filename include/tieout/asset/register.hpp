// The register's unit: an asset with everything that happened to it.
#pragma once

#include <vector>

#include "tieout/asset/asset.hpp"
#include "tieout/asset/event.hpp"
#include "tieout/asset/recorded.hpp"

namespace tieout {

// `events` and `recorded` stand in order of entry (the order of their files' rows).
struct RegisterEntry {
  Asset asset;
  std::vector<Event> events;
  std::vector<Recorded> recorded;
};

}  // namespace tieout
