// The steps from what assets do to the books' profit to what they do to taxable income.
#include "tieout/filing/profit_bridge.hpp"

#include <gtest/gtest.h>

#include "tieout/core/invariant.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

// A charge of 100 in the books and 250 for tax, an impairment of 40 less 10 reversed, a sale at 30 and 55, a fair value
// that rose by 20, and 5 deducted for good.
ReconciliationRow sums() {
  ReconciliationRow row;
  row.book_charge = yuan(100);
  row.tax_charge = yuan(250);
  row.book_impairment = yuan(40);
  row.book_reversal = yuan(10);
  row.book_disposal_gain = yuan(30);
  row.tax_disposal_gain = yuan(55);
  row.adj_charge = yuan(-150);
  row.adj_impairment = yuan(30);
  row.adj_disposal = yuan(25);
  row.adj_fair_value = yuan(-20);
  row.adj_permanent = yuan(-5);
  return row;
}

TEST(ProfitBridge, LeadsFromTheBooksToTaxByTheParts) {
  const Table table = profit_bridge_table(sums(), Language::en);
  std::vector<std::int64_t> amounts, levels;
  for (const auto& row : table.rows) {
    amounts.push_back(row[2].number / 100);
    levels.push_back(row[3].number / 100);
  }
  // −100 − 40 + 10 + 30 + 20 in the books; −250 + 55 − 5 for tax.
  EXPECT_EQ(amounts, (std::vector<std::int64_t>{-80, -150, 30, 25, -20, -5, -200}));
  EXPECT_EQ(levels, (std::vector<std::int64_t>{-80, -230, -200, -175, -195, -200, -200}));
  EXPECT_EQ(table.rows.front()[0].text, "book");
  EXPECT_EQ(table.rows.back()[0].text, "tax");
}

TEST(ProfitBridge, RefusesPartsThatDoNotLeadThere) {
  ReconciliationRow row = sums();
  row.adj_disposal = yuan(24);
  EXPECT_THROW(profit_bridge_table(row, Language::zh), InvariantViolation);
}

}  // namespace
}  // namespace tieout
