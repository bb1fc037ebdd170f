#include "tieout/explain/expression.hpp"

#include <gmock/gmock.h>

#include "tieout/core/invariant.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t yuan) { return Money::from_fen(yuan * 100); }
Expression of(std::int64_t whole) { return amount(yuan(whole), {"数", "figure"}); }
Money none(const std::string& key) { throw InvariantViolation("explanation", key); }

TEST(Expression, AYearOfStraightLineIsTheDifferenceOfTwoRoundedFigures) {
  const auto base = [] { return sum({of(120000), minus(of(6000))}); };
  Expression year = sum({product(base(), 14, 120), minus(product(base(), 2, 120))});
  EXPECT_EQ(evaluate(year, none), yuan(11400));
  EXPECT_EQ(in_numbers(year), "round((120,000.00 − 6,000.00) × 14/120) − round((120,000.00 − 6,000.00) × 2/120)");
}

TEST(Expression, RoundsHalfAwayFromZeroAndOnlyProducts) {
  Expression half = product(amount(Money::from_fen(1), {}), 1, 2);
  EXPECT_EQ(evaluate(half, none), Money::from_fen(1));
  Expression negative = product(amount(Money::from_fen(-1), {}), 1, 2);
  EXPECT_EQ(evaluate(negative, none), Money::from_fen(-1));
}

TEST(Expression, ASumOfNothingIsZero) {
  Expression nothing = sum({});
  EXPECT_EQ(evaluate(nothing, none), Money{});
  EXPECT_EQ(in_numbers(nothing), "0.00");
}

TEST(Expression, LeastAndGreatest) {
  Expression least_of = least({of(3), of(2), of(5)});
  EXPECT_EQ(evaluate(least_of, none), yuan(2));
  Expression greatest_of = greatest({sum({of(2), minus(of(5))}), sum({})});
  EXPECT_EQ(evaluate(greatest_of, none), Money{});
  EXPECT_EQ(in_numbers(greatest_of), "max(2.00 − 5.00; 0.00)");
  Expression empty = least({});
  EXPECT_THROW(evaluate(empty, none), InvariantViolation);
}

TEST(Expression, ReferencesTakeTheValueTheyAreGiven) {
  Expression both = sum({reference("a"), minus(reference("b"))});
  EXPECT_EQ(evaluate(both, [](const std::string& key) { return key == "a" ? yuan(-1) : yuan(2); }), yuan(-3));
  EXPECT_EQ(in_numbers(both), "(-1.00) − 2.00");
}

TEST(Expression, ASubtractedSumStandsInBrackets) {
  Expression nested = sum({of(10), minus(sum({of(3), minus(of(1))}))});
  EXPECT_EQ(evaluate(nested, none), yuan(8));
  EXPECT_EQ(in_numbers(nested), "10.00 − (3.00 − 1.00)");
}

TEST(Expression, ASharePastSixtyFourBitsIsExact) {
  ExactShare third{"100000000000000000000", "300000000000000000000"};
  Expression part = product(of(100), third);
  EXPECT_EQ(evaluate(part, none), Money::from_fen(3333));
}

}  // namespace
}  // namespace tieout
