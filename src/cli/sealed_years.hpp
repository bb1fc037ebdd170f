// What a workspace's sealed years mean for those who work in it: cards whose sealed figures an import would change, and
// the opening that a year takes from the one sealed before it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "archive/database.hpp"
#include "cli/opening.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

struct SealedCard {
  int year = 0;
  std::string entity, asset, key;  // the first figure that would change
  std::string sealed, now;
};

// Cards whose figures of a sealed year, computed from the workspace as it stands in the transaction at work and under
// the rules sealed with the year, are no longer those sealed. Names are no figures; years that are open to be amended
// are left out.
std::vector<SealedCard> sealed_cards_changed(archive::Database& database, const Options& options);

// Of the year asked for: assets that do not open as last year was sealed.
SealedOpenings workspace_openings(const std::shared_ptr<archive::Database>& database, const Options& options);

}  // namespace tieout::cli
