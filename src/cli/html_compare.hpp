// The HTML page of tieout compare: two years, or a range, beside each other; each asset opens both of its schedules.
#pragma once

#include <string>
#include <vector>

#include "cli/session.hpp"

namespace tieout::cli {

struct ComparisonPage {
  int from = 0, to = 0;
  const Table* rows = nullptr;           // the table of assets, with its totals
  const Table* classes = nullptr;        // null: a range has none
  std::vector<std::string> schedules;    // packed, an asset each
  std::vector<std::size_t> schedule_at;  // of each row
};

// Returns an exit code.
int write_html_comparison(const Session& session, const ComparisonPage& page);

}  // namespace tieout::cli
