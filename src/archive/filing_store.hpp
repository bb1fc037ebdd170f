// Sealed filings in a workspace: stored whole from a directory, taken out into one, listed, and checked as a chain.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "archive/database.hpp"
#include "archive/filing_files.hpp"

namespace tieout::archive {

inline constexpr std::string_view kRowsSection = "results/rows.csv";

struct StoredFiling {
  std::int64_t sequence = 0;
  int year = 0;
  std::string entity;
  int version = 0;
  std::string hash;
  std::string manifest;
  std::vector<Signature> signatures;
};

struct Amendment {
  std::int64_t id = 0;
  int year = 0;
  std::string entity, reason;
};

// All throw Trouble where the file fails.
class FilingStore {
 public:
  explicit FilingStore(Database& database) : database_(database) {}

  // In the order in which they were sealed.
  std::vector<StoredFiling> list();
  // The newest version of the year whose entity is the one given; nothing where the year is not sealed for it.
  std::optional<StoredFiling> newest(int year, const std::string& entity);
  // By the beginning of its hash (at least 4 digits) or its number in the sequence.
  std::optional<StoredFiling> find(const std::string& name);

  // Stores the sealed filing of the directory under the sequence number of its head. In a transaction of the caller.
  void add(const std::string& directory);
  // In a transaction of the caller.
  void sign(std::int64_t sequence, const Signature& signature);

  // Takes the filing out into the directory, with MANIFEST and SEAL. What cannot be unpacked goes to `faults`, with the
  // place of the piece in its section, and is written as far as it goes. False where the directory cannot be written.
  bool extract(const StoredFiling& filing, const std::string& directory, std::vector<Fault>& faults);

  // One section; nothing where it is damaged or missing.
  std::optional<std::string> section(const StoredFiling& filing, std::string_view name);
  std::optional<FilingHead> head(const StoredFiling& filing);

  // The sealed rows of an asset, as CSV text, in the order of their entities; the heading first where there is any.
  // `entity` empty: of every entity of the filing.
  std::vector<std::string> asset_rows(const StoredFiling& filing, const std::string& entity, const std::string& asset);

  // What of the chain does not hold: a number that is missing, a hash that does not follow, a version that supersedes
  // what is not there, a column that is not what the head says. By the sequence number of the filing.
  std::vector<std::pair<std::int64_t, Fault>> check_chain(const std::vector<StoredFiling>& filings);

  void open_amendment(int year, const std::string& entity, const std::string& reason, const std::string& at,
                      const std::string& user);
  std::optional<Amendment> open_amendment_of(int year, const std::string& entity);
  void close_amendments(int year, const std::string& entity, std::int64_t filing);

 private:
  void add_section(std::int64_t filing, std::size_t number, const std::string& path, bool keyed);

  Database& database_;
};

}  // namespace tieout::archive
