#include "loading/trial_balance.hpp"

#include <gmock/gmock.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <string>

#include "source_dir.hpp"
#include "unit/loading/sheet_fixture.hpp"
#include "unit/loading/xlsx_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::codes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kHeadings = std::string(kSourceDir) + "/data/trial-balance-headings.toml";

class ReadTrialBalance : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = ::testing::TempDir() + "tieout-trial-balance-" + std::to_string(::getpid()) + ".csv";
  }
  void TearDown() override { std::remove(path_.c_str()); }

  // Rows as "entity account name balance".
  std::vector<std::string> read(const std::string& content) {
    std::ofstream(path_, std::ios::binary | std::ios::trunc) << content;
    diagnostics_ = {};
    balances_ = read_trial_balance(path_, "", kHeadings, diagnostics_);
    std::vector<std::string> rows;
    for (const AccountBalance& row : balances_.rows) {
      rows.push_back(row.entity + "|" + row.account + "|" + row.name + "|" + to_string(row.debit));
    }
    return rows;
  }
  std::vector<std::string> found() const { return codes(diagnostics_); }
  const Diagnostic& first() const { return diagnostics_.all().at(0); }
  // "account opening", of a file that states openings.
  std::vector<std::string> openings() const {
    std::vector<std::string> rows;
    for (const AccountBalance& row : balances_.rows) {
      if (balances_.states_openings) rows.push_back(row.account + " " + to_string(row.open));
    }
    return rows;
  }

  std::string path_;
  TrialBalance balances_;
  Diagnostics diagnostics_;
};

TEST_F(ReadTrialBalance, CanonicalColumns) {
  EXPECT_THAT(read("entity,account,name,debit,credit\nE,1601,Plant,\"1,200.50\",\nE,1602,Depreciation,,200\n"),
              ElementsAre("E|1601|Plant|1200.50", "E|1602|Depreciation|-200.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, OneColumnOfBalancesIsPositiveOnTheDebitSide) {
  EXPECT_THAT(read("account,balance\n1601,10\n1602,(3.00)\n"), ElementsAre("|1601||10.00", "|1602||-3.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, BalanceWithDirection) {
  EXPECT_THAT(
      read("科目编码,科目名称,方向,期末余额\n1601,固定资产,借,10\n1602,累计折旧,贷,3\n1603,准备,平,0\n1604,,,\n"),
      ElementsAre("|1601|固定资产|10.00", "|1602|累计折旧|-3.00", "|1603|准备|0.00", "|1604||0.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, DirectionThatIsNone) {
  read("科目编码,方向,期末余额\n1601,左,10\n1602,,3\n1603,平,4\n");
  EXPECT_THAT(found(), ElementsAre("BALANCE-DIRECTION", "BALANCE-DIRECTION", "BALANCE-DIRECTION"));
  EXPECT_EQ(first().span.line, 2U);
  EXPECT_EQ(first().span.column, 2U);
}

TEST_F(ReadTrialBalance, TitlesSubHeadingsAndOtherPeriodsArePassedOver) {
  EXPECT_THAT(
      read("科目余额表,,,,,,\n单位:元,,,,,,\n"
           "科目代码,科目名称,期初借方余额,期初贷方余额,本期借方发生额,本期贷方发生额,期末借方余额,期末贷方余额\n"
           "1601,固定资产,100,,50,20,130,\n1602,累计折旧,,10,,5,,15\n"),
      ElementsAre("|1601|固定资产|130.00", "|1602|累计折旧|-15.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, TwoTiersOfHeadings) {
  EXPECT_THAT(read("科目余额表\n科目编码,科目名称,期初余额,,本期发生额,,期末余额,\n,,借方,贷方,借方,贷方,借方,贷方\n"
                   "1601,固定资产,100,,50,20,130,\n1602,累计折旧,,10,,5,,15\n"),
              ElementsAre("|1601|固定资产|130.00", "|1602|累计折旧|-15.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, TwoTiersWithTheAccountInTheLowerOne) {
  EXPECT_THAT(
      read("公司,科目,,期初余额,,期末余额,\n,科目编码,科目名称,借方,贷方,借方,贷方\nE,1601,固定资产,100,,130,\n"),
      ElementsAre("E|1601|固定资产|130.00"));
}

TEST_F(ReadTrialBalance, ATitleAboveAColumnIsNoUpperTier) {
  EXPECT_THAT(read(",,,2023-12\n科目编码,科目名称,期末余额,方向\n1602,累计折旧,15,贷\n"),
              ElementsAre("|1602|累计折旧|-15.00"));
}

TEST_F(ReadTrialBalance, BareDebitAndCreditBesideAnotherPeriodAreTurnover) {
  EXPECT_THAT(read("科目编码,期初余额,借方,贷方,方向,期末余额\n1602,10,0,5,贷,15\n"), ElementsAre("|1602||-15.00"));
  EXPECT_THAT(read("科目编码,借方,贷方\n1602,0,5\n"), ElementsAre("|1602||-5.00"));
  EXPECT_THAT(read("科目编码,期初余额,借方,贷方\n1602,10,0,5\n"), IsEmpty());
  EXPECT_THAT(found(), ElementsAre("HEADING-MISSING"));
  EXPECT_THAT(first().message.en, HasSubstr("closing balances"));
  EXPECT_THAT(first().help.en, HasSubstr("`期初余额`"));
}

TEST_F(ReadTrialBalance, OfTwoDirectionsTheOneBesideTheBalanceCounts) {
  EXPECT_THAT(read("科目编码,方向,期初余额,借方,贷方,方向,期末余额\n1602,借,10,0,25,贷,15\n"),
              ElementsAre("|1602||-15.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, OpeningBalancesWhereTheFileStatesThem) {
  read("科目编码,期初借方余额,期初贷方余额,期末借方余额,期末贷方余额\n1601,100,,130,\n1602,,10,,15\n");
  EXPECT_THAT(openings(), ElementsAre("1601 100.00", "1602 -10.00"));
  read("科目编码,科目名称,年初余额,,期初余额,,期末余额,\n,,借方,贷方,借方,贷方,借方,贷方\n1602,折旧,,7,,10,,15\n");
  EXPECT_THAT(openings(), ElementsAre("1602 -7.00"));
  read("科目编码,方向,期初余额,借方,贷方,方向,期末余额\n1601,借,10,0,10,平,0\n1602,贷,4,0,25,贷,15\n");
  EXPECT_THAT(openings(), ElementsAre("1601 10.00", "1602 -4.00"));
  read("account,open_debit,open_credit,debit,credit\n1601,,,5,\n");
  EXPECT_THAT(openings(), IsEmpty());  // columns without a figure state nothing
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, TheOpeningOfAMonthIsNoneOfTheYear) {
  read("科目编码,期初余额,本期发生额,本年累计发生额,期末余额\n1601,10,5,25,15\n");
  EXPECT_THAT(openings(), IsEmpty());
  read("科目编码,年初余额,期初余额,本期发生额,本年累计发生额,期末余额\n1601,3,10,5,25,15\n");
  EXPECT_THAT(openings(), ElementsAre("1601 3.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, OpeningsThatCannotBeToldAreSaidAndNotCompared) {
  EXPECT_THAT(read("科目编码,期初余额,期初余额,期末余额\n1601,10,10,15\n"), ElementsAre("|1601||15.00"));
  EXPECT_THAT(openings(), IsEmpty());
  EXPECT_THAT(found(), ElementsAre("OPENING-BALANCE-AMBIGUOUS"));
  EXPECT_EQ(first().span.column, 3U);
  read("科目编码,期初余额,借方,贷方,方向,期末余额\n1601,10,0,10,平,0\n");
  EXPECT_THAT(openings(), IsEmpty());
  EXPECT_THAT(found(), ElementsAre("OPENING-BALANCE-AMBIGUOUS"));
}

TEST_F(ReadTrialBalance, ColumnsThatAreMissing) {
  read("科目名称,期末余额\n固定资产,10\n");
  EXPECT_THAT(found(), ElementsAre("HEADING-MISSING"));
  EXPECT_THAT(first().message.en, HasSubstr("`account`"));
  EXPECT_EQ(first().span.line, 1U);
  read("a,b\n1,2\n");
  EXPECT_THAT(found(), ElementsAre("HEADING-MISSING"));
  EXPECT_THAT(first().message.en, HasSubstr("`account` (科目编码) and closing balances"));
}

TEST_F(ReadTrialBalance, AColumnThatIsThereTwice) {
  read("科目编码,科目编码,期末余额\n1601,1601,10\n");
  EXPECT_THAT(found(), ElementsAre("HEADING-DUPLICATE"));
  EXPECT_EQ(first().span.column, 2U);
}

TEST_F(ReadTrialBalance, AmountsInThousandsAreRefused) {
  read("科目余额表,单位:万元\n科目编码,期末余额\n1601,10\n");
  EXPECT_THAT(found(), ElementsAre("AMOUNT-UNIT"));
  read("科目编码,期末余额(万元)\n1601,10\n");
  EXPECT_THAT(found(), ElementsAre("AMOUNT-UNIT"));
  read("编制单位:万元科技有限公司\n科目编码,期末余额\n1601,10\n");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, EveryUnreadableAmountIsReported) {
  read("account,debit,credit\n1601,abc,\n1602,,1.005\n1603,#REF!,\n");
  EXPECT_THAT(found(), ElementsAre("AMOUNT-UNREADABLE", "AMOUNT-DECIMALS", "CELL-ERROR"));
  EXPECT_EQ(first().span.line, 2U);
  EXPECT_EQ(first().span.column, 2U);
  EXPECT_EQ(first().span.excerpt, "abc");
}

TEST_F(ReadTrialBalance, BothSidesFilledAreNettedWithAWarning) {
  EXPECT_THAT(read("account,debit,credit\n1122,100,30\n1601,5,0\n"), ElementsAre("|1122||70.00", "|1601||5.00"));
  EXPECT_THAT(found(), ElementsAre("BALANCE-BOTH-SIDES"));
  EXPECT_EQ(first().severity, Severity::warning);
}

TEST_F(ReadTrialBalance, AnAccountTwiceForOneEntity) {
  read("entity,account,balance\nE,1601,1\nF,1601,2\nE,1601,3\n");
  EXPECT_THAT(found(), ElementsAre("ACCOUNT-DUPLICATE"));
  EXPECT_EQ(first().span.line, 4U);
  EXPECT_THAT(first().message.en, HasSubstr("row 2"));
}

TEST_F(ReadTrialBalance, ABalanceWithoutAccount) {
  read("account,name,balance\n,Plant,10\n");
  EXPECT_THAT(found(), ElementsAre("ACCOUNT-MISSING"));
}

TEST_F(ReadTrialBalance, RowsWithoutBalancesThatNameNoAccountAreSkipped) {
  EXPECT_THAT(
      read("科目编码,科目名称,期末余额\n资产类,,\n1601,固定资产,10\n科目编码,科目名称,期末余额\n\n制表:某人,,\n"),
      ElementsAre("|1601|固定资产|10.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, TotalsAgreeWithAllRowsOrWithOneLevelOfAccounts) {
  const std::string levels =
      "科目编码,科目名称,期末借方余额,期末贷方余额\n1601,固定资产,10,\n1601.01,房屋,4,\n1601.02,设备,6,\n";
  EXPECT_EQ(read(levels + "合计,,10,0\n").size(), 3U);
  EXPECT_THAT(found(), IsEmpty());
  read(levels + "合计,,20,0\n");
  EXPECT_THAT(found(), IsEmpty());
  read(levels + "合计,,11,0\n");
  EXPECT_THAT(found(), ElementsAre("CONTROL-TOTAL"));
  EXPECT_EQ(first().span.line, 5U);
  EXPECT_EQ(first().severity, Severity::error);
}

TEST_F(ReadTrialBalance, EveryTotalThatDisagreesIsReported) {
  read("account,balance\n1601,10\n小计,11\n1602,-3\n小计,-4\n");
  EXPECT_THAT(found(), ElementsAre("CONTROL-TOTAL", "CONTROL-TOTAL"));
}

TEST_F(ReadTrialBalance, TotalsAreNotCheckedWhereRowsCouldNotBeRead) {
  read("account,debit,credit\n1601,10,\n2202,x,\n4001,,10\n合计,10,10\n");
  EXPECT_THAT(found(), ElementsAre("AMOUNT-UNREADABLE"));
}

TEST_F(ReadTrialBalance, SubtotalsCoverTheRowsSinceTheOneBefore) {
  const std::string start = "科目编码,科目名称,期末余额\n1601,a,10\n1602,b,-3\n,资产小计,7\n2202,c,-4\n";
  read(start + ",负债小计,-4\n总计,,3\n");
  EXPECT_THAT(found(), IsEmpty());
  read(start + ",负债小计,-5\n总计,,3\n");
  EXPECT_THAT(found(), ElementsAre("CONTROL-TOTAL"));
}

TEST_F(ReadTrialBalance, TotalsByEntityAndOfAll) {
  read("核算主体,科目编码,期末借方余额,期末贷方余额\nE,1601,10,\nE合计,,10,\nF,1601,5,\nF合计,,5,\n总计,,15,\n");
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, AnAccountWhoseNameHoldsTheWordsOfATotalIsAnAccount) {
  EXPECT_THAT(read("科目编码,科目名称,期末余额\n2221.05,综合计税,-3\n"), ElementsAre("|2221.05|综合计税|-3.00"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, AWholeLedgerMustBalanceButAListOfAssetsNeedNot) {
  read("account,debit,credit\n1601,10,\n1602,,3\n");
  EXPECT_THAT(found(), IsEmpty());
  read("account,debit,credit\n1601,10,\n2202,,3\n4001,,7\n");
  EXPECT_THAT(found(), IsEmpty());
  read("entity,account,debit,credit\nE,1601,10,\nE,2202,,3\nE,4001,,6\n");
  EXPECT_THAT(found(), ElementsAre("TRIAL-BALANCE-UNBALANCED"));
  EXPECT_EQ(first().severity, Severity::error);
  EXPECT_THAT(first().message.en, HasSubstr("of E differ by 1.00"));
}

TEST_F(ReadTrialBalance, AnErrorInPlaceOfAnAccount) {
  read("account,balance\n#N/A,10\n");
  EXPECT_THAT(found(), ElementsAre("CELL-ERROR"));
}

std::string text_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

TEST_F(ReadTrialBalance, AWorkbookWithMergedHeadings) {
  fixture::Book book;
  book.rows = "<row r=\"1\">" + text_cell("A1", "科目编码") + text_cell("B1", "期初余额") +
              text_cell("D1", "期末余额") + "</row><row r=\"2\">" + text_cell("B2", "借方") + text_cell("C2", "贷方") +
              text_cell("D2", "借方") + text_cell("E2", "贷方") + "</row><row r=\"3\">" + text_cell("A3", "1601") +
              "<c r=\"B3\"><v>7</v></c><c r=\"D3\"><v>120.5</v></c></row>";
  book.after_rows =
      "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"B1:C1\"/><mergeCell ref=\"D1:E1\"/></mergeCells>";
  EXPECT_THAT(read(book.bytes()), ElementsAre("|1601||120.50"));
  EXPECT_THAT(found(), IsEmpty());
}

TEST_F(ReadTrialBalance, AccountCodesThatAreNumbersAreWarnedOf) {
  fixture::Book book;
  book.rows = "<row r=\"1\">" + text_cell("A1", "account") + text_cell("B1", "balance") +
              "</row><row r=\"2\"><c r=\"A2\"><v>1601</v></c><c r=\"B2\"><v>1</v></c></row>"
              "<row r=\"3\"><c r=\"A3\"><v>1601.1</v></c><c r=\"B3\"><v>2</v></c></row>";
  EXPECT_THAT(read(book.bytes()), ElementsAre("|1601||1.00", "|1601.1||2.00"));
  EXPECT_THAT(found(), ElementsAre("ACCOUNT-AS-NUMBER"));
  EXPECT_EQ(first().severity, Severity::warning);
  EXPECT_EQ(first().span.line, 3U);
}

std::string two_sheets(const std::string& second_name) {
  const std::string types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
  fixture::Book book;
  book.rows = "<row r=\"1\">" + text_cell("A1", "account") + text_cell("B1", "balance") + "</row><row r=\"2\">" +
              text_cell("A2", "1601") + "<c r=\"B2\"><v>1</v></c></row>";
  const std::string other = "<worksheet><sheetData><row r=\"1\">" + text_cell("A1", "account") +
                            text_cell("B1", "balance") + "</row><row r=\"2\">" + text_cell("A2", "1602") +
                            "<c r=\"B2\"><v>2</v></c></row></sheetData></worksheet>";
  book.others = {{"xl/workbook.xml",
                  "<workbook xmlns:r=\"r\"><sheets><sheet name=\"2022\" sheetId=\"1\" r:id=\"rId1\"/>"
                  "<sheet name=\"" +
                      second_name + "\" sheetId=\"2\" r:id=\"rId4\"/></sheets></workbook>"},
                 {"xl/_rels/workbook.xml.rels",
                  "<Relationships><Relationship Id=\"rId1\" Type=\"" + types +
                      "worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"rId4\" Type=\"" + types +
                      "worksheet\" Target=\"worksheets/sheet2.xml\"/></Relationships>"},
                 {"xl/worksheets/sheet2.xml", other}};
  return book.bytes();
}

TEST_F(ReadTrialBalance, OfSeveralWorksheetsTheOneNamedForItCounts) {
  EXPECT_THAT(read(two_sheets("科目余额表")), ElementsAre("|1602||2.00"));
  EXPECT_THAT(found(), IsEmpty());
  EXPECT_THAT(read(two_sheets("2023")), IsEmpty());
  EXPECT_THAT(found(), ElementsAre("SHEET-AMBIGUOUS"));
  EXPECT_THAT(first().message.en, HasSubstr("`2022`, `2023`"));
}

TEST_F(ReadTrialBalance, FileThatIsNotThere) {
  Diagnostics diagnostics;
  read_trial_balance("/nowhere/balances.csv", "", kHeadings, diagnostics);
  EXPECT_THAT(codes(diagnostics), ElementsAre("FILE-MISSING"));
}

TEST_F(ReadTrialBalance, TheSampleInGb18030) {
  Diagnostics diagnostics;
  const TrialBalance sample =
      read_trial_balance(std::string(kSourceDir) + "/data/sample/trial-balance-2023.csv", "", kHeadings, diagnostics);
  EXPECT_THAT(codes(diagnostics), IsEmpty());
  ASSERT_EQ(sample.rows.size(), 75U);
  EXPECT_EQ(sample.rows[6].name, "固定资产-房屋及建筑物");
  EXPECT_EQ(to_string(sample.rows[6].debit), "59335456.77");
}

TrialBalance of_entities(const std::vector<std::string>& entities) {
  TrialBalance balances;
  for (const std::string& entity : entities) balances.rows.push_back({entity, "1601", "", {}});
  return balances;
}

std::vector<std::string> entities_of(const TrialBalance& balances) {
  std::vector<std::string> entities;
  for (const AccountBalance& row : balances.rows) entities.push_back(row.entity);
  return entities;
}

TEST(AssignEntities, ByIdOrByName) {
  Entity named;
  named.id = "1001";
  named.name = "样例公司";
  Diagnostics diagnostics;
  TrialBalance balances = of_entities({"样例公司", "1002", "9999"});
  assign_entities(balances, {"1001", "1002"}, {named}, diagnostics);
  EXPECT_THAT(entities_of(balances), ElementsAre("1001", "1002", "9999"));
  EXPECT_TRUE(diagnostics.empty());
}

TEST(AssignEntities, AFileWithoutEntityBelongsToTheOnlyOne) {
  Diagnostics diagnostics;
  TrialBalance balances = of_entities({"", ""});
  assign_entities(balances, {"1001"}, {}, diagnostics);
  EXPECT_THAT(entities_of(balances), ElementsAre("1001", "1001"));
  TrialBalance named = of_entities({"1001"});
  assign_entities(named, {""}, {}, diagnostics);
  EXPECT_THAT(entities_of(named), ElementsAre(""));
  EXPECT_TRUE(diagnostics.empty());
}

TEST(AssignEntities, WhereItIsNotSettledItIsAnError) {
  Diagnostics diagnostics;
  TrialBalance nameless = of_entities({""});
  assign_entities(nameless, {"1001", "1002"}, {}, diagnostics);
  EXPECT_THAT(codes(diagnostics), ElementsAre("TRIAL-BALANCE-ENTITY"));
  TrialBalance strangers = of_entities({"7001", "7002"});
  assign_entities(strangers, {"1001", "1002"}, {}, diagnostics);
  EXPECT_THAT(codes(diagnostics), ElementsAre("TRIAL-BALANCE-ENTITY", "TRIAL-BALANCE-ENTITY"));
  EXPECT_THAT(diagnostics.all()[1].message.en, HasSubstr("7001"));
}

}  // namespace
}  // namespace tieout::loading
