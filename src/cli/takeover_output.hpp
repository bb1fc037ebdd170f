// The files of a take-over: the review to standard output, and beside it answers to edit, openings, amounts without a
// card; all of them or none.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "tieout/filing/takeover_tables.hpp"

namespace tieout::cli {

struct TakeoverResult {
  const Takeover& takeover;
  const std::vector<TakeoverReview>& reviews;
  std::vector<TakeoverFinding> findings;
  Date opening_date;
};

// Returns the exit code of the command.
int write_takeover(const TakeoverResult& result, const Options& options, Session& session);

}  // namespace tieout::cli
