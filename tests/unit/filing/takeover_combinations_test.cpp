// Cards that come to the difference of a row together.
#include <gtest/gtest.h>

#include "tieout/filing/takeover_candidates.hpp"

namespace tieout {
namespace {

TakeoverRow row_of(std::int64_t accumulated, std::int64_t cost = 0) {
  TakeoverRow row;
  row.tax_cost.filed = Money::from_fen(cost);
  row.tax_accumulated.filed = Money::from_fen(accumulated);
  return row;
}

TakeoverCandidate candidate(std::size_t card, std::int64_t accumulated,
                            TakeoverExplanation kind = TakeoverExplanation::one_time, std::int64_t cost = 0) {
  TakeoverCandidate one;
  one.kind = kind;
  one.card = card;
  one.tax_cost = Money::from_fen(cost);
  one.tax_accumulated = Money::from_fen(accumulated);
  return one;
}

std::vector<std::size_t> cards_of(const TakeoverCombination& combination,
                                  const std::vector<TakeoverCandidate>& candidates) {
  std::vector<std::size_t> cards;
  for (const std::size_t index : combination.candidates) cards.push_back(candidates[index].card);
  return cards;
}

TEST(TakeoverCombinations, FindsTwoThreeAndFourCards) {
  const std::vector<TakeoverCandidate> candidates{candidate(0, 10'000'01), candidate(1, 20'000'02),
                                                  candidate(2, 40'000'05), candidate(3, 80'000'11),
                                                  candidate(4, 160'000'23)};
  for (const auto& cards : {std::vector<std::size_t>{1, 3}, {0, 2, 4}, {0, 1, 2, 3}, {0, 1, 2, 3, 4}}) {
    std::int64_t wanted = 0;
    for (const std::size_t card : cards) wanted += candidates[card].tax_accumulated.fen();
    const auto found = find_combinations(row_of(wanted), candidates);
    ASSERT_EQ(found.size(), 1U) << cards.size();
    EXPECT_EQ(cards_of(found.front(), candidates), cards);
  }
  EXPECT_TRUE(find_combinations(row_of(10'000'02), candidates).empty()) << "a fen off is no fit";
}

TEST(TakeoverCombinations, NeverTakesACardTwice) {
  const std::vector<TakeoverCandidate> candidates{candidate(0, 500), candidate(0, 700), candidate(1, 900)};
  EXPECT_TRUE(find_combinations(row_of(1200), candidates).empty());
  EXPECT_EQ(find_combinations(row_of(1600), candidates).size(), 1U);
}

TEST(TakeoverCombinations, CostMustFitToo) {
  const std::vector<TakeoverCandidate> candidates{candidate(0, -500, TakeoverExplanation::not_in_form, -1000),
                                                  candidate(1, -700, TakeoverExplanation::not_in_form, -2000)};
  EXPECT_EQ(find_combinations(row_of(-1200, -3000), candidates).size(), 1U);
  EXPECT_TRUE(find_combinations(row_of(-1200, 0), candidates).empty());
}

TEST(TakeoverCombinations, SeesAPolicyThatNoCardFollowed) {
  std::vector<TakeoverCandidate> candidates;
  std::int64_t whole = 0;
  for (std::size_t card = 0; card < 200; ++card) {
    const auto amount = static_cast<std::int64_t>(1000 + card * card);
    candidates.push_back(candidate(card, amount, TakeoverExplanation::residual));
    whole += amount;
  }
  const auto found = find_combinations(row_of(whole), candidates);
  ASSERT_FALSE(found.empty());
  EXPECT_TRUE(found.front().whole_row);
  EXPECT_EQ(found.front().candidates.size(), 200U);
}

}  // namespace
}  // namespace tieout
