#include "writing/workbook.hpp"

#include <gmock/gmock.h>

#include <cstdlib>

#include "tieout/core/invariant.hpp"
#include "unit/writing/sample_tables.hpp"
#include "unit/writing/unpacked.hpp"
#include "writing/formats.hpp"
#include "writing/sheet_values.hpp"

namespace tieout::writing {
namespace {

using testing::has;
using testing::part;

void expect_written(Workbook& book) {
  auto failure = book.close();
  EXPECT_FALSE(failure) << failure->message.en;
}

std::string workbook_of(const Table& table, const SheetLayout& layout = {}, const WorkbookOptions& options = {}) {
  StringSink out;
  Workbook book(out, options);
  write_table(table, book.add_sheet(layout));
  expect_written(book);
  return out.text();
}

std::string sheet_of(const Table& table, const SheetLayout& layout = {}) {
  return part(workbook_of(table, layout), "xl/worksheets/sheet1.xml");
}

TEST(Workbook, TheSameTablesGiveTheSameBytes) {
  EXPECT_EQ(workbook_of(testing::small_reconciliation()), workbook_of(testing::small_reconciliation()));
}

TEST(Workbook, RowsStandBelowTitleGroupsAndHeadings) {
  std::string sheet = sheet_of(testing::small_reconciliation());
  EXPECT_TRUE(has(sheet, R"(<c r="A1" s="1" t="inlineStr"><is><t>纳税调整明细 2003</t></is></c>)")) << sheet;
  EXPECT_TRUE(has(sheet, R"(<mergeCell ref="E2:F2"/>)"));
  EXPECT_TRUE(has(sheet, "<t>资产编号</t>"));
  EXPECT_TRUE(has(sheet, R"(<v>180000</v>)"));
  EXPECT_TRUE(has(sheet, R"(<v>-0.05</v>)"));
  EXPECT_TRUE(has(sheet, R"(topLeftCell="E4")"));  // frozen below the headings, right of the keys
  EXPECT_TRUE(has(sheet, R"(<autoFilter ref="A3:H5"/>)"));
  EXPECT_TRUE(has(sheet, R"(fitToHeight="0")"));
  EXPECT_TRUE(has(sheet, R"(orientation="landscape")"));
}

TEST(Workbook, LongHeadingsHaveRoom) {
  Table table = testing::small_reconciliation();
  table.schema.columns[7].label.zh = "累计折旧、摊销的纳税调整金额";  // 28 wide: three lines of at most 12
  std::string sheet = sheet_of(table);
  EXPECT_TRUE(has(sheet, R"(<row r="3" ht="45" customHeight="1">)")) << sheet;
  EXPECT_TRUE(has(sheet, R"(<pageSetup paperSize="9")"));
}

TEST(Workbook, TotalsAreLiveSumsWithTheTablesValue) {
  std::string sheet = sheet_of(testing::small_reconciliation());
  EXPECT_TRUE(has(sheet, "<f>SUM(E4:E5)</f><v>180000.01</v>")) << sheet;
  EXPECT_TRUE(has(sheet, "<f>SUM(H4:H5)</f><v>-1199.95</v>"));
  EXPECT_TRUE(has(sheet, "<t>合计</t>"));
}

TEST(Workbook, ATotalThatIsNoSumIsAValue) {
  Table table = testing::small_reconciliation();
  table.totals[4] = Cell::of(Money::from_fen(99));
  std::string sheet = sheet_of(table);
  EXPECT_FALSE(has(sheet, "SUM(E4:E5)"));
  EXPECT_TRUE(has(sheet, "<v>0.99</v>"));
}

TEST(Workbook, DifferencesMayBeFormulas) {
  SheetLayout layout;
  layout.formulas = {{"adj_charge", "={book_charge}-{tax_charge}"}};
  std::string sheet = sheet_of(testing::small_reconciliation(), layout);
  EXPECT_TRUE(has(sheet, "<f>F4-G4</f><v>-1200</v>")) << sheet;
  EXPECT_TRUE(has(sheet, "<f>F5-G5</f><v>0.05</v>"));
  layout.formulas = {{"adj_charge", "={no_such}"}};
  StringSink out;
  Workbook book(out, {});
  EXPECT_THROW(book.add_sheet(layout).begin(testing::small_reconciliation().schema), InvariantViolation);
}

TEST(Workbook, TextIsNeverAFormulaOrALink) {
  Table table = testing::small_reconciliation();
  table.totals.clear();
  table.rows[0][1] = Cell::of(std::string_view("http://example.org"));
  table.rows[1][1] = Cell::of(std::string_view("=HYPERLINK(\"http://x\")"));
  std::string sheet = sheet_of(table);
  EXPECT_FALSE(has(sheet, "<f>"));
  EXPECT_FALSE(has(sheet, "<hyperlink"));
  EXPECT_TRUE(has(sheet, "<t>=HYPERLINK("));
}

TEST(Workbook, AmountsBeyondTheDigitsOfADoubleAreText) {
  Table table = testing::small_reconciliation();
  table.rows[0][4] = Cell::of(Money::from_fen(999'999'999'999'999));
  table.rows[1][4] = Cell::of(Money::from_fen(1));
  table.totals[4] = Cell::of(Money::from_fen(1'000'000'000'000'000));
  std::string sheet = sheet_of(table);
  EXPECT_TRUE(has(sheet, "<v>9999999999999.99</v>")) << sheet;
  EXPECT_TRUE(has(sheet, "<t>10,000,000,000,000.00</t>"));
  EXPECT_FALSE(has(sheet, "SUM(E4:E5)"));
  EXPECT_TRUE(has(sheet, "以文本列示"));
}

TEST(Workbook, ColumnsBesideATextAmountSumOnlyWhatIsExact) {
  Table table = testing::small_reconciliation();
  table.rows[0][4] = Cell::of(Money::from_fen(1'000'000'000'000'000));
  table.rows[1][4] = Cell::of(Money::from_fen(-999'999'999'999'999));
  table.totals[4] = Cell::of(Money::from_fen(1));
  std::string sheet = sheet_of(table);
  EXPECT_FALSE(has(sheet, "SUM(E4:E5)"));  // it would miss the first
  EXPECT_TRUE(has(sheet, "<v>0.01</v>"));
}

TEST(Workbook, DatesAreDatesExceptWhereSpreadsheetsDisagree) {
  Table table = testing::small_reconciliation();
  table.rows[1][3] = Cell::of(Date{1900, 2, 1});
  std::string sheet = sheet_of(table);
  EXPECT_TRUE(has(sheet, "<v>36906</v>")) << sheet;  // 2001-01-15
  EXPECT_TRUE(has(sheet, "<t>1900-02-01</t>"));
}

TEST(Workbook, AnEmptyTableIsStillASheet) {
  Table table = testing::small_reconciliation();
  table.rows.clear();
  for (Cell& total : table.totals) total = total.kind == CellKind::money ? Cell::of(Money{}) : Cell{};
  std::string sheet = sheet_of(table);
  EXPECT_FALSE(has(sheet, "SUM("));
  EXPECT_TRUE(has(sheet, "<t>资产编号</t>"));
}

TEST(Workbook, SheetNamesAreValidAndUnique) {
  StringSink out;
  Workbook book(out, {Language::en});
  SheetLayout layout;
  layout.name = {"名", "Books: A/B [2024] and a rather long tail"};
  Table table = testing::small_reconciliation();
  for (int i = 0; i < 2; ++i) write_table(table, book.add_sheet(layout));
  write_table(table, book.add_sheet());
  expect_written(book);
  std::string names = part(out.text(), "xl/workbook.xml");
  EXPECT_TRUE(has(names, R"(name="Books_ A_B _2024_ and a rather ")")) << names;
  EXPECT_TRUE(has(names, R"(name="Books_ A_B _2024_ and a rathe 2")"));
  EXPECT_TRUE(has(names, R"(name="reconciliation")"));
}

TEST(Workbook, PropertiesAreGivenAndNoClockIsRead) {
  WorkbookOptions options;
  options.title = "2003 年纳税调整";
  options.company = "甲公司";
  options.created = {2003, 12, 31};
  std::string core = part(workbook_of(testing::small_reconciliation(), {}, options), "docProps/core.xml");
  EXPECT_TRUE(has(core, "2003 年纳税调整"));
  EXPECT_TRUE(has(core, "2003-12-31T00:00:00Z</dcterms:created>")) << core;
  EXPECT_TRUE(has(core, "2003-12-31T00:00:00Z</dcterms:modified>"));
}

TEST(Workbook, TooManyRowsAreADiagnostic) {
  StringSink out;
  Workbook book(out, {});
  TableSink& sheet = book.add_sheet();
  sheet.begin({"numbers", {"数", "Numbers"}, {{"n", {"数", "n"}, CellKind::integer}}});
  std::vector<Cell> row = {Cell::of(1)};
  for (std::uint32_t i = 0; i < kSheetRows; ++i) sheet.row(row);
  sheet.end();
  auto failure = book.close();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, "OUTPUT-FAILED");
  EXPECT_TRUE(has(failure->message.en, "1,048,576"));
  EXPECT_EQ(out.text(), "");
}

TEST(Workbook, NoPlaceForTemporaryFilesIsADiagnostic) {
  const char* set = std::getenv("TMPDIR");
  std::string before = set == nullptr ? "" : set;
  ::setenv("TMPDIR", "/proc", 1);  // a directory where nobody can make a file
  StringSink out;
  Workbook book(out, {});
  write_table(testing::small_reconciliation(), book.add_sheet());
  auto failure = book.close();
  before.empty() ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", before.c_str(), 1);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, "OUTPUT-FAILED");
  EXPECT_EQ(failure->message.en, "cannot write the workbook: a temporary file cannot be written");
  EXPECT_EQ(out.text(), "");
}

TEST(SheetValues, EveryAmountBelowTheLimitPrintsBackAsItself) {
  std::uint64_t random = 1;
  for (int i = 0; i < 200000; ++i) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    auto fen = static_cast<std::int64_t>(random >> 14) % 1'000'000'000'000'000;
    std::array<char, 40> text;
    std::snprintf(text.data(), text.size(), "%.15g", yuan(fen));
    std::array<char, 40> exact;
    std::snprintf(exact.data(), exact.size(), "%.2f", std::strtod(text.data(), nullptr));
    ASSERT_EQ(std::string(exact.data()), to_string(Money::from_fen(fen)));
  }
}

TEST(SheetValues, LongTextIsCutToACell) {
  std::string at_limit(32767, 'x');
  EXPECT_EQ(sheet_text(at_limit), at_limit);
  EXPECT_EQ(sheet_text(at_limit + "x"), std::string(32766, 'x') + "…");
  std::string chinese;
  for (int i = 0; i < 32767; ++i) chinese += "资";
  EXPECT_EQ(sheet_text(chinese), chinese);
  EXPECT_EQ(sheet_text("a\x01"
                       "b"),
            "a\uFFFD"
            "b");
}

TEST(SheetValues, NamesOfSheets) {
  EXPECT_EQ(sheet_name("资产折旧税会差异台账"), "资产折旧税会差异台账");
  EXPECT_EQ(sheet_name("a[b]:*?/\\'c"), "a_b_______c");
  EXPECT_EQ(sheet_name(""), "Sheet");
  EXPECT_EQ(sheet_name("资产折旧", 2), "资产");
}

}  // namespace
}  // namespace tieout::writing
