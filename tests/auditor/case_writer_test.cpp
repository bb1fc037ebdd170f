#include "case_writer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "test_support.hpp"

namespace tieout::auditor {
namespace {

TEST(CaseWriter, WritesWhatIsStatedAndTheFiguresOfTheModel) {
  TestCase machine("machinery", day(2012, 12, 15), yuan(1'040'000));
  machine.asset().book.life_months = 60;
  machine.asset().book.residual = yuan(40'000);
  machine.on(day(2014, 12, 31), test_at(yuan(520'000)));
  const History history{machine.entry, machine.world, 2013};
  EXPECT_THAT(case_text("A machine", "by hand", history, machine.rows(2013), ""),
              testing::StartsWith(R"(title = "A machine"
source = "by hand"

[rules]
book = "cn/cas"
tax = "cn/cit"

[[asset]]
id = "asset"
class = "machinery"
in_service = 2012-12-15
cost = "1040000.00"
book = { life_months = 60, residual = "40000.00" }

[[event]]
asset = "asset"
date = 2014-12-31
type = "test"
recoverable = "520000.00"

[[expect]]
asset = "asset"
year = 2012
book_cost = "1040000.00"
)"));
}

TEST(CaseWriter, ExpectsAnErrorWhereTheModelRefuses) {
  TestCase machine("machinery", day(2012, 12, 15), yuan(1));
  const History history{machine.entry, machine.world, 2013};
  EXPECT_THAT(case_text("A machine", "by hand", history, {}, machine.refusal(2013)),
              testing::EndsWith("\n# the model refuses it: BOOK-LIFE-MISSING\n[[expect]]\nerror = \"any\"\n"));
}

TEST(CaseWriter, NamesEveryAmountOfTheRow) { EXPECT_EQ(row_amounts().size(), 35U); }

}  // namespace
}  // namespace tieout::auditor
