// Importing the records of input files: what they would add, change and remove, and doing it in one transaction that
// records who, when, which file and which rows.
#pragma once

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "archive/database.hpp"
#include "loading/input_rows.hpp"

namespace tieout::archive {

struct Actor {
  std::string user;
  std::string at;       // "2026-03-01T08:00:00Z"
  std::string program;  // version
};

struct CellChange {
  std::string field, before, after;
};

// What happens to one record.
struct RecordChange {
  loading::RecordType type;
  std::string action;  // "added", "changed" or "removed"
  std::string entity, asset;
  std::string record;  // the rest of its key, for people: "2024-03-15 disposal"
  std::string file, sheet;
  std::uint32_t line = 0;         // where it stands, or stood
  std::vector<CellChange> cells;  // of a changed record
};

struct KindCount {
  loading::RecordType type;
  std::string file, sheet, sha256;
  std::size_t bytes = 0;
  std::size_t rows = 0, added = 0, changed = 0, removed = 0;
  std::size_t moved = 0;   // the same in another place, or spelled otherwise
  bool same_file = false;  // as imported last
};

struct CardKey {
  std::string entity, asset;
};
// Cards that an import touches; `all` where it changes what holds for every card (policies, entities).
struct TouchedCards {
  bool all = false;
  std::vector<CardKey> cards;
};

// Enters a new import, which is never taken out again, and returns its number. In a transaction of the caller.
std::int64_t enter_import(Database& database, const Actor& actor);

struct ImportMode {
  bool partial = false;      // records that the files do not name stay; without, those of the entities they name go
  bool keep_places = false;  // records that do not change still stand where they were read from
};

class Import {
 public:
  // Compares the files with the workspace; diagnostics are of rows that are no records and of repeated keys.
  Import(std::shared_ptr<Database> database, const loading::InputRows& rows, ImportMode mode, Diagnostics& diagnostics);
  ~Import();

  const std::vector<KindCount>& counts() const;
  bool changes_nothing() const;
  // Whether stored records of a kind stay beside those of its file, so that files alone do not tell the outcome.
  bool mixes() const;
  // Every change, kind by kind, in the order of keys, while `take` asks for more by returning true.
  void each_change(const std::function<bool(const RecordChange&)>& take) const;
  TouchedCards touched() const;

  // The records of these cards (entity, asset) stay as they are in the workspace.
  void leave_out(const std::set<std::pair<std::string, std::string>>& cards);

  // Writes within the transaction at work, as the import of this number. `remarks`: what the reader noted about the
  // files.
  void write(std::int64_t number, const Diagnostics& remarks);

 private:
  class Kind;
  std::shared_ptr<Database> database_;
  std::vector<std::unique_ptr<Kind>> kinds_;
  std::vector<KindCount> counts_;
};

// The SHA-256 of a file and its size; throws Trouble where it cannot be read.
std::string file_sha256(const std::string& path, std::size_t& bytes);

}  // namespace tieout::archive
