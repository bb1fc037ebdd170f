// Writing what a comparison of lists proposes.
#pragma once

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "loading/card_list_file.hpp"
#include "tieout/filing/card_comparison.hpp"

namespace tieout::cli {

struct SnapshotProposals {
  const CardComparisonResult& result;
  const loading::CardListFile& file;
  const rules::ClassTable& classes;
  ListDay day;
};

// In the format asked for, or that of the name of --out. CSV holds the events; new cards, recorded rows and what has to
// be settled stand in files beside it. With --into nothing is proposed and the register is written instead (`session`
// read it). Returns an exit code.
int write_proposals(const SnapshotProposals& proposals, const Options& options, Session& session);

}  // namespace tieout::cli
