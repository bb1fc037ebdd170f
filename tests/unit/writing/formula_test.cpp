#include "writing/formula.hpp"

#include <gmock/gmock.h>

#include "tieout/core/invariant.hpp"
#include "unit/writing/sample_tables.hpp"

namespace tieout::writing {
namespace {

using ::testing::ElementsAre;

TEST(Formula, ColumnsHaveTheLettersOfASpreadsheet) {
  EXPECT_EQ(column_letters(0), "A");
  EXPECT_EQ(column_letters(25), "Z");
  EXPECT_EQ(column_letters(26), "AA");
  EXPECT_EQ(column_letters(701), "ZZ");
  EXPECT_EQ(column_letters(702), "AAA");
  EXPECT_EQ(cell_address(9, 4), "J5");
}

TEST(Formula, NamesBecomeAddresses) {
  TableSchema schema = testing::small_reconciliation().schema;
  RowFormula formula("=({book_charge}-{tax_charge})*1", schema);
  EXPECT_EQ(formula.at(4), "=(F5-G5)*1");
  EXPECT_THAT(formula.reads(), ElementsAre(5, 6));
  EXPECT_EQ(RowFormula("=1", schema).at(4), "=1");
}

TEST(Formula, AnUnknownNameIsOurMistake) {
  EXPECT_THROW(RowFormula("={nothing}", testing::small_reconciliation().schema), InvariantViolation);
}

}  // namespace
}  // namespace tieout::writing
