// The take-over as tables: the comparison by row, what would explain it, the answers to be given, and what came of
// them.
#pragma once

#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/filing/takeover_candidates.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout {

// Computed, filed and difference of columns 3, 4 and 8 for each row of the form that has cards or filed amounts.
Table takeover_rows_table(const Takeover& takeover, Language language);

// The best fitting candidates of each row that differs; at most `most` a row, 0: all.
Table takeover_candidates_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews, std::size_t most,
                                Language language);

// Cards that fit together to the fen: one line a combination.
Table takeover_combinations_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews,
                                  Language language);

// All of them as one, for a single list: a line for each row, below it its candidates and combinations.
Table takeover_review_table(const Takeover& takeover, const std::vector<TakeoverReview>& reviews, Language language);

// The rows that differ, with the answers given so far: to be edited and given back.
Table takeover_answers_table(const Takeover& takeover, Language language);

// Of rows answered `computed`: what was deducted too little or too much, and until when it may be claimed.
struct TakeoverFinding {
  std::string entity, row;
  Money amount;          // filed less computed: below zero too little was deducted
  int claim_until = 0;   // the last year; 0: nothing to claim
  rules::Citation cite;  // of the term
  SourceSpan at;
};
std::vector<TakeoverFinding> takeover_findings(const Takeover& takeover, const Framework& framework);
Table takeover_findings_table(const std::vector<TakeoverFinding>& findings, Language language);
Diagnostic takeover_diagnostic(const TakeoverFinding& finding, int filed_year, const rules::RuleBook& rules);

// The opening file: columns as the register states them, one line a card.
Table takeover_openings_table(const Takeover& takeover, Date opening_date);

// Lines for the file of amounts without a card.
Table takeover_adjustments_table(const std::vector<UnallocatedLine>& lines, const rules::ClassTable& classes);

}  // namespace tieout
