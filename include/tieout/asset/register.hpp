// The register's unit: an asset with everything that happened to it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/asset/asset.hpp"
#include "tieout/asset/event.hpp"
#include "tieout/asset/recorded.hpp"

namespace tieout {

// The asset that a card names as `parent`: what a repair of it is measured by.
struct WholeAsset {
  Money tax_cost;   // at acquisition
  Month life_ends;  // the month after its last by the life on the card
  bool has_life = false;
};

// The card that names this one as its `predecessor`: built in its place.
struct Successor {
  std::string asset;
  std::optional<Money> joined;  // stated tax cost above its cost: what it takes over; empty where none is stated
};

// `events` and `recorded` stand in order of entry (the order of their files' rows).
struct RegisterEntry {
  Asset asset;
  std::vector<Event> events;
  std::vector<Recorded> recorded;
  std::optional<WholeAsset> whole;
  std::optional<Successor> successor;
};

}  // namespace tieout
