// What two filings of a year differ in, figure by figure, split by cause: the figures of the first are computed again
// with one thing of the second after the other (program, rules, law published later, inputs), and each step's share of
// a difference is that thing's.
#pragma once

#include <string>
#include <vector>

#include "archive/filing_files.hpp"
#include "cli/options.hpp"
#include "tieout/filing/table.hpp"

namespace tieout::cli {

enum class DifferenceCause : std::uint8_t { program_changed, rule_changed, law_published_later, input_changed };

// "input-changed" …, and words.
const char* code_of(DifferenceCause cause);
Text words_of(DifferenceCause cause);

struct FigureChange {
  std::string entity, asset, key;
  std::string before, after;  // amounts as decimal text; empty: the asset has no row
  std::string difference;     // of amounts
  DifferenceCause cause = DifferenceCause::input_changed;
};

struct FilingDifference {
  std::vector<FigureChange> changes;  // by entity, asset, key, cause
  int exit_code = kDone;              // of a run that failed; its words are on stderr
};

// Both are directories of filings whose heads were read.
FilingDifference difference_of(const std::string& before, const archive::Filing& first, const std::string& after,
                               const archive::Filing& second, const Options& options);

Table difference_table(const FilingDifference& difference, Language language);

}  // namespace tieout::cli
