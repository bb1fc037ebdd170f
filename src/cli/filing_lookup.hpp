// Filings by the name a user gives: an exported filing by its path, one of a workspace by year (with --entity), by year
// and version ("2023v1") or by the beginning of its hash. Taken out into a directory to be read.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "archive/filing_store.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// A filing as a directory, removed again where it was taken out of a workspace or a zip file.
struct TakenOut {
  std::unique_ptr<archive::WorkDirectory> work;
  std::string directory;
  std::string place;  // to be shown
  std::vector<archive::Fault> faults;
};

class FilingLookup {
 public:
  // Opens the workspace of --db where one is named. Throws Trouble.
  explicit FilingLookup(const Options& options);
  ~FilingLookup();

  bool has_workspace() const { return database_ != nullptr; }
  archive::FilingStore& store() { return *store_; }

  // The filing of the workspace that `name` means; empty: the newest of --year and --entity. Nothing: said on stderr.
  std::optional<archive::StoredFiling> stored(const std::string& name);
  // Nothing: said on stderr.
  std::unique_ptr<TakenOut> take_out(const archive::StoredFiling& filing);
  // The same for a path or a name.
  std::unique_ptr<TakenOut> take_out(const std::string& name);

 private:
  std::unique_ptr<TakenOut> take_out_path(const std::string& path);

  const Options& options_;
  std::unique_ptr<archive::Database> database_;
  std::unique_ptr<archive::FilingStore> store_;
};

}  // namespace tieout::cli
