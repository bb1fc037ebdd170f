// The list of working papers of a review: a row states a paper; further rows of the same paper add notes.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/working_papers.hpp"
#include "tieout/rules/finding.hpp"

namespace tieout::loading {

// Columns paper, title, codes, entity, preparer, reviewer, date, note, note_by, note_date, cleared (a note with
// anything there is no longer open); only `paper` is needed.
std::vector<WorkingPaper> read_working_papers(const std::string& path, const std::string& encoding,
                                              const rules::FindingCatalogue& catalogue, Diagnostics& diagnostics);

}  // namespace tieout::loading
