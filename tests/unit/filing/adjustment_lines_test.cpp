#include "tieout/filing/adjustment_lines.hpp"

#include <gmock/gmock.h>

#include "tieout/filing/adjustment_keys.hpp"

namespace tieout {
namespace {

Adjustment row(int year, const char* key, std::int64_t yuan, int month = 12) {
  Adjustment adjustment;
  adjustment.entity = "E";
  adjustment.year = year;
  adjustment.month = month;
  adjustment.account = "1602";
  adjustment.key = key;
  adjustment.amount = Money::from_fen(yuan * 100);
  adjustment.reason = "why";
  return adjustment;
}

std::vector<AdjustmentLine> lines_of(const std::vector<Adjustment>& rows, int year, int through = 12) {
  return adjustment_lines(rows, january(year), Month::of(year, through));
}

TEST(AdjustmentLines, StandUntilARowTakesThemBack) {
  const std::vector<Adjustment> rows{row(2024, "book_charge", 100), row(2026, "book_charge", -100)};
  EXPECT_TRUE(lines_of(rows, 2023).empty());
  EXPECT_EQ(to_string(lines_of(rows, 2024)[0].row().adj_total), "100.00");
  EXPECT_EQ(to_string(lines_of(rows, 2025)[0].row().adj_total), "0.00");
  EXPECT_EQ(to_string(lines_of(rows, 2025)[0].row().book_accumulated), "100.00");
  EXPECT_EQ(to_string(lines_of(rows, 2026)[0].row().temp_diff_open), "100.00");
  EXPECT_EQ(to_string(lines_of(rows, 2026)[0].row().temp_diff_close), "0.00");
  EXPECT_TRUE(lines_of(rows, 2027).empty());
}

TEST(AdjustmentLines, AreEnteredInTheirMonth) {
  const std::vector<Adjustment> rows{row(2024, "tax_charge", 100), row(2024, "tax_charge", 10, 3)};
  EXPECT_EQ(to_string(lines_of(rows, 2024, 6)[0].row().tax_charge), "10.00");
  EXPECT_TRUE(adjustments_after(rows, "E", Month::of(2024, 6)));
  EXPECT_FALSE(adjustments_after(rows, "E", december(2024)));
}

TEST(AdjustmentLines, AnOpeningRunsOff) {
  const std::vector<Adjustment> rows{row(2024, "tax_accumulated_open", 100, 1), row(2024, "tax_charge", -60),
                                     row(2025, "tax_charge", -40)};
  const auto first = lines_of(rows, 2024);
  EXPECT_EQ(to_string(first[0].row().temp_diff_open), "-100.00");
  EXPECT_EQ(to_string(first[0].row().temp_diff_initial), "0.00");
  EXPECT_EQ(to_string(first[0].row().adj_total), "60.00");
  EXPECT_EQ(to_string(lines_of(rows, 2025)[0].row().temp_diff_close), "0.00");
  EXPECT_TRUE(lines_of(rows, 2026).empty());
}

// Every key, of either sign, holds the two-way proof and closes its roll-forward: a breach throws.
TEST(AdjustmentLines, EveryKeyIsProven) {
  for (const std::string& key : adjustment_key_names()) {
    for (const int month : {1, 7, 12}) {
      const std::vector<Adjustment> rows{row(2024, key.c_str(), 700, month), row(2025, key.c_str(), -300, month)};
      for (const int year : {2024, 2025, 2026}) {
        for (const AdjustmentLine& line : lines_of(rows, year)) {
          for (const RollForwardLine& roll : line.year.roll_forward) {
            Layers sum = roll.open;
            sum += roll.added;
            sum += roll.charged;
            sum -= roll.reversed;
            sum -= roll.disposed;
            EXPECT_EQ(sum, roll.close) << key;
          }
        }
      }
    }
  }
}

TEST(AdjustmentKeys, TotalsAreNoKeys) {
  EXPECT_EQ(find_adjustment_key("adj_total"), nullptr);
  EXPECT_EQ(find_adjustment_key("asset"), nullptr);
  EXPECT_EQ(find_adjustment_key("账面折旧摊销额")->key, "book_charge");
}

}  // namespace
}  // namespace tieout
