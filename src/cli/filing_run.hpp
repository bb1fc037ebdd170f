// Everything that a filing says of its year, computed in a directory from the inputs and rules that stand in it, by the
// same commands that a user runs. Sealing stores what comes out; verifying computes it again and compares.
#pragma once

#include <string>
#include <vector>

#include "archive/filing_head.hpp"
#include "cli/options.hpp"

namespace tieout::cli {

// Where the parts of a filing stand below its directory.
inline constexpr const char* kInputs = "inputs";
inline constexpr const char* kRules = "rules";
inline constexpr const char* kHeadings = "data/headings.toml";
inline constexpr const char* kResults = "results";

// Makes a directory the working directory while it lives: places in findings are then the same wherever it stands.
class WorkingDirectory {
 public:
  explicit WorkingDirectory(const std::string& path);
  ~WorkingDirectory();
  WorkingDirectory(const WorkingDirectory&) = delete;
  WorkingDirectory& operator=(const WorkingDirectory&) = delete;

 private:
  std::string before_;
};

struct FilingResults {
  int exit_code = kDone;  // of the command that failed; its own words are on stderr
  std::vector<Text> refusals;  // what keeps the year from being sealed
};

// The options of a run on the filing in the working directory.
Options filing_options(const archive::FilingHead& head, const Options& asked);

// Fills `results/` of the working directory.
FilingResults compute_results(const archive::FilingHead& head, const Options& asked);

// The same for the adjustment rows, roll-forward, disposals and positions alone, as files below `directory`.
int compute_rows(const Options& options, const std::string& directory);

}  // namespace tieout::cli
