// Files that a workspace keeps whole, such as the trial balance of a year. A newer one takes the place of the last,
// which stays beside it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "archive/database.hpp"

namespace tieout::archive {

inline constexpr const char* kTrialBalanceDocument = "trial-balance";
inline constexpr const char* kReturnDocument = "accepted-return";

struct StoredDocument {
  std::string file, sha256, content;
};

// What an import did to the records that a document holds.
struct DocumentCounts {
  std::size_t rows = 0, added = 0, changed = 0, removed = 0;
};

// The one in force, nothing where it was withdrawn (empty); `period` is "2024", or "2024-03" for a month's end. Throws
// Trouble.
std::optional<StoredDocument> find_document(Database& database, const std::string& kind, const std::string& period);

// Keeps it and enters it among the files of the import. In a transaction of the caller.
void keep_document(Database& database, const std::string& kind, const std::string& period,
                   const StoredDocument& document, const DocumentCounts& counts, std::int64_t import);

}  // namespace tieout::archive
