// Whether a filing is what was sealed: hashes, seal and signatures, and every figure computed again from its own inputs
// and rules.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "archive/filing_store.hpp"
#include "cli/options.hpp"
#include "tieout/filing/table.hpp"

namespace tieout::cli {

// One thing that is broken. Numbers are 0 where they say nothing.
struct BrokenPart {
  std::string section;
  std::uint64_t line = 0, offset = 0;
  std::string what;    // the row: "1001 JX-0007 2023"
  std::string column;  // the figure
  std::string sealed, now;
  Text message;
};

struct CheckedFiling {
  std::string place;  // the directory, or the hash in the workspace
  std::optional<archive::Filing> filing;
  std::vector<BrokenPart> broken;
};

// What is broken of the filing in the directory; `place` names it.
CheckedFiling check_filing(const std::string& directory, const std::string& place, const std::string& trusted,
                           const Options& options);

// The broken parts of all filings as a table, and what to say of each filing.
Table broken_table(const std::vector<CheckedFiling>& filings, Language language);
std::string verdict_text(const CheckedFiling& filing, Language language);

// "2023 1001 v1 (3f2a…)".
std::string filing_name(const archive::FilingHead& head, const std::string& hash);

}  // namespace tieout::cli
