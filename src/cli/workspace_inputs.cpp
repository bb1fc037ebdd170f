#include "cli/workspace_inputs.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "archive/documents.hpp"
#include "archive/provenance.hpp"
#include "archive/record_shape.hpp"
#include "archive/workspace_rows.hpp"
#include "cli/filing_run.hpp"
#include "cli/kept_document.hpp"
#include "writing/out_file.hpp"

namespace tieout::cli {

namespace fs = std::filesystem;

namespace {

// By RecordType.
constexpr const char* kTableFiles[loading::kRecordTypes] = {"assets",   "events",     "recorded", "policies",
                                                            "entities", "set-aside",  "accept",   "removed",
                                                            "openings", "adjustments"};

// A table without columns was never imported, and leaves no file.
bool write_table_file(archive::Database& database, loading::RecordType type, const std::string& path) {
  writing::OutFile file(path);
  if (file.failure()) return false;
  return !archive::write_canonical_csv(database, type, file) || !file.commit();
}

template <typename Write>
bool write_whole(const std::string& path, Write&& write) {
  writing::OutFile file(path);
  if (file.failure()) return false;
  write(file);
  return !file.commit();
}

bool write_kept(archive::Database& database, const char* kind, int year, const std::string& directory) {
  const auto document = archive::find_document(database, kind, std::to_string(year));
  return !document || !write_document(*document, fmt::format("{}/{}", directory, kInputs), kind).empty();
}

}  // namespace

bool write_kept_balances(archive::Database& database, int year, const std::string& directory) {
  return write_kept(database, archive::kTrialBalanceDocument, year, directory);
}

bool write_workspace_tables(archive::Database& database, int year, const std::string& directory) {
  const std::string inputs = fmt::format("{}/{}", directory, kInputs);
  std::error_code error;
  fs::create_directories(inputs, error);
  for (std::size_t type = 0; type < loading::kRecordTypes; ++type) {
    if (!archive::is_kept(static_cast<loading::RecordType>(type))) continue;
    const std::string path = fmt::format("{}/{}.csv", inputs, kTableFiles[type]);
    if (!write_table_file(database, static_cast<loading::RecordType>(type), path)) return false;
  }
  return write_kept_balances(database, year, directory);
}

bool write_workspace_inputs(const std::shared_ptr<archive::Database>& database, int year,
                            const std::string& directory) {
  return write_workspace_tables(*database, year, directory) &&
         write_kept(*database, archive::kReturnDocument, year, directory) &&
         write_whole(directory + "/provenance.csv",
                     [&](writing::ByteSink& out) { archive::write_provenance(database, out); }) &&
         write_whole(directory + "/sources.csv",
                     [&](writing::ByteSink& out) { archive::write_sources(*database, year, out); });
}

}  // namespace tieout::cli
