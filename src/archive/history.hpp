// What became of a card's records, import by import.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "archive/database.hpp"
#include "archive/import.hpp"

namespace tieout::archive {

struct HistoryEntry {
  std::int64_t import = 0;
  std::string at, user, file, sha256;
  RecordChange change;
};

// Of every card with this id, or of that of the entity; in the order of imports. Found by index, however many cards
// there are.
std::vector<HistoryEntry> history_of(Database& database, const std::string& asset, const std::string& entity);

}  // namespace tieout::archive
