// The register of assets as files hold it, streamed in batches in the order entity, asset (byte order). A card
// that is transferred inside the group stands with the entity that holds it (InputFiles::held_in).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/adjustment.hpp"
#include "tieout/asset/entity.hpp"
#include "tieout/asset/register.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/acceptance.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

class StoredRows;

struct InputFiles {
  std::string assets;  // CSV, XLSX or TOML; an XLSX may hold the other tables as sheets of their names
  std::string events;
  std::string recorded;
  std::string policies;
  std::string entities;
  std::string set_aside;    // asset, reason
  std::string accept;       // accepted findings
  std::string removed;      // cards that left since the last list; only read beside a list of cards
  std::string openings;     // take-over balances beside the register, as `tieout takeover` writes them
  std::string adjustments;  // amounts without a card
  std::string encoding;     // "" = detect
  std::string headings;     // path of headings.toml (names, Chinese equivalents)
  std::string mapping;      // the user's own heading mapping, or empty
  // The register is ordered by the entity that holds a card at the end of this month; without one, after all transfers.
  std::optional<Month> held_in;
  // Where the tables come from that no file is given for; null: from nowhere.
  std::shared_ptr<const StoredRows> stored;
  // An empty list of assets is no mistake (a workspace that is being filled).
  bool assets_may_follow = false;
  // For a take-over: balances on cards that the file does not date stood at the start of this day.
  std::optional<Date> openings_undated_on;
};

// A card left out of the computation by --set-aside: a line of every tie-out.
struct SetAsideCard {
  std::string entity, asset, name, category, reason;
  Money cost;
};

// Accounts that a category maps to (columns account_* of the policies).
struct AccountMapping {
  std::string entity, category, cost, accumulated, provision;
  std::string asset_class;  // its code
};

class RegisterReader {
 public:
  virtual ~RegisterReader() = default;

  // Cards that take part (set-aside cards are not among them).
  virtual std::size_t size() const = 0;

  // Replaces `batch` by the entries [first, first + count) of the ordered register; entries are reused, so
  // that a warmed-up batch allocates nothing. What is wrong with a row goes to `diagnostics` and its entry is
  // left out. Thread-safe for distinct batches.
  virtual void read(std::size_t first, std::size_t count, std::vector<RegisterEntry>& batch,
                    Diagnostics& diagnostics) const = 0;

  // The place of a field ("amount", "tax_life_months") of the row at `origin`, for findings made later.
  virtual SourceSpan span(Origin origin, std::string_view field) const = 0;

  virtual const std::vector<Entity>& entities() const = 0;
  virtual const std::vector<SetAsideCard>& set_aside() const = 0;
  virtual const std::vector<AccountMapping>& accounts() const = 0;
  virtual const std::vector<Acceptance>& acceptances() const = 0;
  // In the order of the file.
  virtual const std::vector<Adjustment>& adjustments() const = 0;
  // Input files in the order given, for sorting diagnostics.
  virtual std::vector<std::string> files() const = 0;
};

// Opens all files, finds headings, indexes the keys (duplicates, unknown assets, order) and reports every
// problem found so far. Returns null only when the assets cannot be read at all.
std::unique_ptr<RegisterReader> open_register(const InputFiles& files, const rules::RuleBook& rules,
                                              Diagnostics& diagnostics);

}  // namespace tieout::loading
