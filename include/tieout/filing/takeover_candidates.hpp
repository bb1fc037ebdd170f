// What would explain that a row of last year's form differs from its cards: each card's balances under other terms
// (deducted at once, another life, another residual …), and combinations of a few cards that fit to the fen. They are
// questions for whoever knows the cards, never answers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tieout/filing/takeover.hpp"

namespace tieout {

// In the order in which equally good fits are listed.
enum class TakeoverExplanation : std::uint8_t {
  one_time,      // an election for which the card is in the window and under the ceiling
  general_rule,  // the election that the card names was not taken
  book_life,     // deducted as booked
  life,          // another whole number of years, or the statutory minimum
  residual,
  start,        // a month earlier or later
  rounding,     // by the month
  uncharged,    // the form held the card although neither ledger charges it any more
  not_in_form,  // the form did not hold the card
};
std::string_view name_of(TakeoverExplanation);

// One card under other terms: by how much the row would differ from what was computed.
struct TakeoverCandidate {
  TakeoverExplanation kind = TakeoverExplanation::one_time;
  std::size_t card = 0;
  std::string detail;  // code of the election, months of the life, residual
  Text what;
  Money tax_cost, tax_accumulated;
  std::string habit;     // what the same policy on other cards has in common with it
  bool specific = true;  // may stand in a combination; false: one life of many that were tried
};

// A few cards that explain the difference of a row together, to the fen.
struct TakeoverCombination {
  std::vector<std::size_t> candidates;  // indices
  bool whole_row = false;               // every card of the row, under the same other terms
};

struct TakeoverReview {
  std::size_t row = 0;  // index into Takeover::rows()
  std::vector<TakeoverCandidate> candidates;
  std::vector<std::size_t> best;  // that bring the row nearer to the return, best fit first
  std::vector<TakeoverCombination> combinations;

  // What the candidate would leave of the difference.
  static Money left(const TakeoverRow& row, const TakeoverCandidate& candidate);
};

// The asset of card `index` under other terms. `entry` is the asset as it was run, without the take-over; `rates` are
// residual rates found on other cards of the row.
void find_candidates(const Takeover& takeover, const TakeoverRow& row, std::size_t index, const RegisterEntry& entry,
                     const Framework& framework, const std::vector<Ratio>& rates,
                     std::vector<TakeoverCandidate>& candidates);

// Ranks the candidates of a row and looks for combinations. `candidates` in the order of the cards.
TakeoverReview review_row(const Takeover& takeover, std::size_t row, std::vector<TakeoverCandidate> candidates);

// Combinations of the review's candidates that come to exactly the row's difference, fewest cards first.
std::vector<TakeoverCombination> find_combinations(const TakeoverRow& row,
                                                   const std::vector<TakeoverCandidate>& candidates);

}  // namespace tieout
