#include "tieout/ledger/recorded_cause.hpp"

#include <gtest/gtest.h>

namespace tieout {
namespace {

RecordedYear differing(int year, std::int64_t fen, std::int64_t so_far, std::vector<Month> months = {}) {
  static const Recorded row;
  return {year, Money::from_fen(fen), Money::from_fen(so_far), std::move(months), &row};
}

TEST(RecordedCause, GoesOnOnlyInTheNextYearAndTheSameDirection) {
  RecordedCause cause;
  EXPECT_FALSE(cause.continues_with(2021, Money::from_fen(100)));
  cause.add(differing(2021, 100, 100));
  EXPECT_TRUE(cause.continues_with(2022, Money::from_fen(1)));
  EXPECT_FALSE(cause.continues_with(2022, Money::from_fen(-1)));
  EXPECT_FALSE(cause.continues_with(2023, Money::from_fen(1)));
}

TEST(RecordedCause, NamesTheMonthsThatDiffer) {
  RecordedCause cause;
  cause.add(differing(2023, -20099, -20099, {Month::of(2023, 7), Month::of(2023, 8)}));
  const Text text = cause.sentence("book");
  EXPECT_EQ(text.en,
            "the book_charge recorded for 2023-07, 2023-08 differs from the computed one, by -200.99 in 2023, -200.99 "
            "so far");
  EXPECT_EQ(text.zh, "2023-07, 2023-08 记录的 book_charge 与计算不符，2023 年合计相差 -200.99，至此累计 -200.99");
}

TEST(RecordedCause, GroupsTheYearsThatFollowUnderTheFirst) {
  RecordedCause cause;
  cause.add(differing(2021, 100000, 100000));
  cause.add(differing(2022, 11111, 111111, {Month::of(2022, 12)}));
  EXPECT_EQ(cause.sentence("tax").en,
            "the tax_charge recorded differs from the computed one since 2021, in the later years from the same cause: "
            "2021 by 1000.00, 1000.00 so far; 2022 (2022-12) by 111.11, 1111.11 so far");
}

}  // namespace
}  // namespace tieout
