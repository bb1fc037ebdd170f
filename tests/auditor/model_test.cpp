// The published worked cases, with their figures typed in by hand.
#include "model.hpp"

#include <gtest/gtest.h>

#include "test_support.hpp"

namespace tieout::auditor {
namespace {

TEST(WorkedCase, PatentImpairedThenSold) {
  TestCase patent("patent", day(2001, 1, 1), yuan(180'000));
  patent.asset().book.life_months = 120;
  patent.asset().tax.life_months = 120;
  patent.on(day(2001, 12, 31), impairment(yuan(10'800))).on(day(2003, 1, 15), sale(yuan(160'000), yuan(8'800)));
  const auto rows = patent.rows(2005);
  ASSERT_EQ(rows.size(), 3U);

  EXPECT_YUAN(rows[0].book_charge, 18'000);
  EXPECT_YUAN(rows[0].tax_charge, 18'000);
  EXPECT_YUAN(rows[0].book_impairment, 10'800);
  EXPECT_YUAN(rows[0].book_carrying_close, 151'200);
  EXPECT_YUAN(rows[0].tax_base_close, 162'000);
  EXPECT_YUAN(rows[0].adj_charge, 0);
  EXPECT_YUAN(rows[0].adj_impairment, 10'800);
  EXPECT_YUAN(rows[0].adj_total, 10'800);
  EXPECT_YUAN(rows[0].temp_diff_close, 10'800);

  EXPECT_YUAN(rows[1].book_charge, 16'800);
  EXPECT_YUAN(rows[1].tax_charge, 18'000);
  EXPECT_YUAN(rows[1].book_carrying_close, 134'400);
  EXPECT_YUAN(rows[1].tax_base_close, 144'000);
  EXPECT_YUAN(rows[1].adj_charge, -1'200);
  EXPECT_YUAN(rows[1].adj_total, -1'200);
  EXPECT_YUAN(rows[1].temp_diff_close, 9'600);

  EXPECT_YUAN(rows[2].book_charge, 0);
  EXPECT_YUAN(rows[2].tax_charge, 0);
  EXPECT_YUAN(rows[2].book_disposal_gain, 16'800);
  EXPECT_YUAN(rows[2].tax_disposal_gain, 7'200);
  EXPECT_YUAN(rows[2].adj_disposal_provision, -10'800);
  EXPECT_YUAN(rows[2].adj_disposal_charge, 1'200);
  EXPECT_YUAN(rows[2].adj_disposal, -9'600);
  EXPECT_YUAN(rows[2].adj_total, -9'600);
  EXPECT_YUAN(rows[2].temp_diff_close, 0);
}

TEST(WorkedCase, IntangibleWithoutReversal) {
  TestCase right("other-intangible", day(2011, 1, 2), yuan(1'800'000));
  right.asset().contract_months = 72;
  right.asset().book.life_months = 72;
  right.asset().tax.life_months = 72;
  right.on(day(2012, 12, 31), test_at(yuan(700'000)));
  right.on(day(2014, 12, 31), test_at(yuan(500'000)));
  right.on(day(2016, 1, 5), sale(yuan(300'000), yuan(15'000)));
  const auto rows = right.rows(2016);

  EXPECT_YUAN(row_of(rows, 2012).book_charge, 300'000);
  EXPECT_YUAN(row_of(rows, 2012).book_impairment, 500'000);
  EXPECT_YUAN(row_of(rows, 2012).book_carrying_close, 700'000);
  EXPECT_YUAN(row_of(rows, 2012).adj_total, 500'000);
  EXPECT_YUAN(row_of(rows, 2013).book_charge, 175'000);
  EXPECT_YUAN(row_of(rows, 2013).tax_charge, 300'000);
  EXPECT_YUAN(row_of(rows, 2014).book_reversal, 0);
  EXPECT_YUAN(row_of(rows, 2014).book_carrying_close, 350'000);
  EXPECT_YUAN(row_of(rows, 2015).book_carrying_close, 175'000);
  EXPECT_YUAN(row_of(rows, 2015).book_accumulated, 1'125'000);
  EXPECT_YUAN(row_of(rows, 2015).book_provision, 500'000);
  EXPECT_YUAN(row_of(rows, 2015).adj_total, -125'000);
  EXPECT_YUAN(row_of(rows, 2016).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2016).book_disposal_gain, 110'000);
  EXPECT_YUAN(row_of(rows, 2016).tax_disposal_gain, -15'000);
  EXPECT_YUAN(row_of(rows, 2016).adj_disposal_provision, -500'000);
  EXPECT_YUAN(row_of(rows, 2016).adj_disposal_charge, 375'000);
  EXPECT_YUAN(row_of(rows, 2016).adj_total, -125'000);
  EXPECT_YUAN(row_of(rows, 2016).temp_diff_close, 0);
}

TEST(WorkedCase, IntangibleWrittenOff) {
  TestCase patent("patent", day(2010, 1, 1), yuan(120'000));
  patent.asset().book.life_months = 120;
  patent.asset().tax.life_months = 120;
  Opening opening;
  opening.date = day(2015, 1, 1);
  opening.book_accumulated = yuan(60'000);
  opening.tax_accumulated = yuan(60'000);
  opening.provision = yuan(50'000);
  patent.asset().opening = opening;
  patent.on(day(2015, 1, 20), Dispose{});
  const auto rows = patent.rows(2015);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_YUAN(rows[0].temp_diff_open, 50'000);
  EXPECT_YUAN(rows[0].book_disposal_gain, -10'000);
  EXPECT_YUAN(rows[0].tax_disposal_gain, -60'000);
  EXPECT_YUAN(rows[0].adj_disposal_provision, -50'000);
  EXPECT_YUAN(rows[0].adj_total, -50'000);
  EXPECT_YUAN(rows[0].temp_diff_close, 0);
}

TEST(WorkedCase, InvestmentPropertyUnderTheCostModel) {
  TestCase block("investment-property", day(2000, 12, 31), yuan(60'000'000));
  block.asset().book.life_months = 360;
  block.asset().tax.life_months = 360;
  Opening opening;
  opening.date = day(2011, 1, 1);
  opening.book_accumulated = yuan(20'000'000);
  opening.tax_accumulated = yuan(20'000'000);
  block.asset().opening = opening;
  block.on(day(2013, 12, 31), test_at(yuan(31'960'000)));
  const auto rows = block.rows(2030);
  EXPECT_YUAN(row_of(rows, 2011).book_charge, 2'000'000);
  EXPECT_YUAN(row_of(rows, 2011).adj_total, 0);
  EXPECT_YUAN(row_of(rows, 2013).book_impairment, 2'040'000);
  EXPECT_YUAN(row_of(rows, 2013).book_carrying_close, 31'960'000);
  EXPECT_YUAN(row_of(rows, 2013).adj_total, 2'040'000);
  EXPECT_YUAN(row_of(rows, 2014).book_charge, 1'880'000);
  EXPECT_YUAN(row_of(rows, 2014).tax_charge, 2'000'000);
  EXPECT_YUAN(row_of(rows, 2014).adj_total, -120'000);
  EXPECT_YUAN(row_of(rows, 2030).book_carrying_close, 0);
  EXPECT_YUAN(row_of(rows, 2030).temp_diff_close, 0);
}

TestCase twice_impaired_machine() {
  TestCase machine("machinery", day(2012, 12, 15), yuan(1'040'000));
  machine.asset().book.life_months = 60;
  machine.asset().book.residual = yuan(40'000);
  machine.on(day(2014, 12, 31), test_at(yuan(520'000)));
  return machine;
}

TEST(WorkedCase, MachineImpairedTwice) {
  TestCase machine = twice_impaired_machine();
  machine.asset().tax.life_months = 60;
  machine.asset().tax.residual = yuan(40'000);
  machine.asset().tax_override = "as the books";
  machine.on(day(2015, 12, 31), test_at(yuan(300'000)));
  const auto rows = machine.rows(2018);
  EXPECT_YUAN(row_of(rows, 2012).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2012).adj_total, 0);
  EXPECT_YUAN(row_of(rows, 2013).book_charge, 200'000);
  EXPECT_YUAN(row_of(rows, 2013).tax_charge, 200'000);
  EXPECT_YUAN(row_of(rows, 2014).book_impairment, 120'000);
  EXPECT_YUAN(row_of(rows, 2014).book_carrying_close, 520'000);
  EXPECT_YUAN(row_of(rows, 2014).adj_total, 120'000);
  EXPECT_YUAN(row_of(rows, 2015).book_charge, 160'000);
  EXPECT_YUAN(row_of(rows, 2015).book_impairment, 60'000);
  EXPECT_YUAN(row_of(rows, 2015).book_carrying_close, 300'000);
  EXPECT_YUAN(row_of(rows, 2015).adj_charge, -40'000);
  EXPECT_YUAN(row_of(rows, 2015).adj_total, 20'000);
  EXPECT_YUAN(row_of(rows, 2016).book_charge, 130'000);
  EXPECT_YUAN(row_of(rows, 2016).adj_total, -70'000);
  EXPECT_YUAN(row_of(rows, 2017).book_carrying_close, 40'000);
  EXPECT_YUAN(row_of(rows, 2017).tax_base_close, 40'000);
  EXPECT_YUAN(row_of(rows, 2017).adj_total, -70'000);
  EXPECT_YUAN(row_of(rows, 2017).temp_diff_close, 0);
}

TEST(WorkedCase, MachineWithAShortBookLife) {
  const auto rows = twice_impaired_machine().rows(2024);
  EXPECT_YUAN(row_of(rows, 2013).book_charge, 200'000);
  EXPECT_YUAN(row_of(rows, 2013).tax_charge, 100'000);
  EXPECT_YUAN(row_of(rows, 2013).adj_total, 100'000);
  EXPECT_YUAN(row_of(rows, 2014).adj_impairment, 120'000);
  EXPECT_YUAN(row_of(rows, 2014).adj_total, 220'000);
  EXPECT_YUAN(row_of(rows, 2015).book_charge, 160'000);
  EXPECT_YUAN(row_of(rows, 2015).adj_total, 60'000);
  EXPECT_YUAN(row_of(rows, 2018).book_charge, 0);
  EXPECT_YUAN(row_of(rows, 2018).tax_charge, 100'000);
  EXPECT_YUAN(row_of(rows, 2018).adj_total, -100'000);
  EXPECT_YUAN(row_of(rows, 2022).tax_charge, 100'000);
  EXPECT_YUAN(row_of(rows, 2022).temp_diff_close, 0);
  EXPECT_YUAN(row_of(rows, 2023).tax_charge, 0);
}

TEST(WorkedCase, ReversalUnderThe2001System) {
  TestCase patent("patent", day(2002, 1, 1), yuan(1'800'000));
  patent.world.book = "cn/eas-2001";
  patent.asset().contract_months = 108;
  patent.asset().book.life_months = 108;
  patent.asset().tax.life_months = 108;
  patent.on(day(2005, 12, 31), test_at(yuan(800'000))).on(day(2007, 12, 31), test_at(yuan(600'000)));
  const auto rows = patent.rows(2010);
  EXPECT_YUAN(row_of(rows, 2004).book_charge, 200'000);
  EXPECT_YUAN(row_of(rows, 2004).adj_total, 0);
  EXPECT_YUAN(row_of(rows, 2005).book_impairment, 200'000);
  EXPECT_YUAN(row_of(rows, 2005).book_carrying_close, 800'000);
  EXPECT_YUAN(row_of(rows, 2006).book_charge, 160'000);
  EXPECT_YUAN(row_of(rows, 2006).adj_total, -40'000);
  EXPECT_YUAN(row_of(rows, 2007).book_reversal, 120'000);
  EXPECT_YUAN(row_of(rows, 2007).book_carrying_close, 600'000);
  EXPECT_YUAN(row_of(rows, 2007).book_provision, 80'000);
  EXPECT_YUAN(row_of(rows, 2007).adj_charge, -40'000);
  EXPECT_YUAN(row_of(rows, 2007).adj_impairment, -120'000);
  EXPECT_YUAN(row_of(rows, 2007).adj_total, -160'000);
  EXPECT_YUAN(row_of(rows, 2007).temp_diff_close, 0);
  EXPECT_YUAN(row_of(rows, 2010).book_charge, 200'000);
  EXPECT_YUAN(row_of(rows, 2010).book_carrying_close, 0);
  EXPECT_YUAN(row_of(rows, 2010).book_accumulated, 1'720'000);
  EXPECT_YUAN(row_of(rows, 2010).book_provision, 80'000);
  EXPECT_YUAN(row_of(rows, 2010).adj_total, 0);
}

}  // namespace
}  // namespace tieout::auditor
