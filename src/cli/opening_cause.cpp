// Why the opening of an asset is not last year's closing.
#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <set>

#include "archive/filing_files.hpp"
#include "cli/csv_rows.hpp"
#include "cli/filing_run.hpp"
#include "cli/opening.hpp"

namespace tieout::cli {

namespace {

using TextByAsset = std::map<std::string, std::string>;

// What is dated in the year or later bears on no earlier closing.
bool is_before(const CsvRows& rows, int year) {
  const std::string stated = rows.cell("year");
  const std::string day = rows.cell("date");
  const std::string of_year = stated.empty() ? day.substr(0, 4) : stated;
  return of_year.empty() || of_year < std::to_string(year);
}

// The records of these assets up to the year, table by table.
TextByAsset records_of(const std::set<std::string>& assets, int year, const std::string& directory) {
  TextByAsset texts;
  for (const char* table : {"assets", "events", "recorded"}) {
    for (CsvRows rows(fmt::format("{}/{}/{}.csv", directory, kInputs, table)); rows.there; rows.next()) {
      const std::string asset = rows.cell("asset");
      if (!assets.contains(asset) || !is_before(rows, year)) continue;
      for (std::size_t at = 0; at < rows.columns.size() && at < rows.cells.size(); ++at) {
        if (!rows.cells[at].empty() && rows.columns[at] != "name") {
          texts[asset] += fmt::format("{}.{}={}\n", table, rows.columns[at], rows.cells[at]);
        }
      }
    }
  }
  return texts;
}

std::string hashes_below(const std::string& directory) {
  const auto manifest = archive::make_manifest(directory);
  return manifest ? manifest->text() : "";
}

std::string program_of(const std::string& directory) {
  const auto text = archive::read_file(directory + "/" + std::string(archive::kHeadSection));
  const auto head = text ? archive::parse_head(*text) : std::nullopt;
  return head ? head->program : "";
}

}  // namespace

void find_causes(SealedOpenings& openings, int year, const std::string& now, const std::string& last) {
  std::set<std::string> assets;
  for (const auto& [key, each] : openings) assets.insert(key.second);
  TextByAsset before = records_of(assets, year, last), after = records_of(assets, year, now);
  const bool rules = hashes_below(now + "/" + kRules) != hashes_below(last + "/" + kRules);
  const bool program = program_of(last) != TIEOUT_VERSION;
  for (auto& [key, each] : openings) {
    const bool input = before[key.second] != after[key.second];
    // Nothing of it changed: then what holds for many cards did, such as a policy.
    each.cause = input || (!rules && !program) ? "input-changed" : rules ? "rule-changed" : "program-changed";
  }
}

}  // namespace tieout::cli
