// How the filings of a workspace stand to one another: in force or superseded, and on what a later year rests.
#pragma once

#include <string>
#include <vector>

#include "archive/filing_store.hpp"
#include "tieout/filing/table.hpp"

namespace tieout::cli {

// Whether no later version of the year and entity is sealed.
bool is_newest(const std::vector<archive::StoredFiling>& filings, const archive::StoredFiling& filing);

// That the filing, itself or through the years before it, stands on a version which is no longer the newest, or on a
// year that is open to be amended; empty where it does not.
Text superseded_opening(archive::FilingStore& store, const std::vector<archive::StoredFiling>& filings,
                        const archive::FilingHead& head);

// All of it: "in force; it stands on version 1 of 2022, which has been superseded".
Text standing_of(archive::FilingStore& store, const std::vector<archive::StoredFiling>& filings,
                 const archive::StoredFiling& filing);

// The sealed years that a claim for the year `from`, made in `to`, bears on, and what becomes of each: they are told,
// never computed again. `entities` are those of the amended assets.
Table sealed_years_of_claim(archive::FilingStore& store, int from, int to, const std::vector<std::string>& entities,
                            Language language);

}  // namespace tieout::cli
