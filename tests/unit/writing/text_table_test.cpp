#include "writing/text_table.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "unit/writing/sample_tables.hpp"
#include "writing/display_width.hpp"
#include "writing/formats.hpp"

namespace tieout::writing {
namespace {

std::string shown(const Table& table, TextTableOptions options) {
  StringSink out;
  TextTableSink sink(out, options);
  write_table(table, sink);
  return out.text();
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

TEST(TextTable, AlignsChineseTextAndGroupsFigures) {
  EXPECT_EQ("\n" + shown(testing::small_reconciliation(), {Language::zh, 0, false}), R"(
纳税调整明细 2003

                                        ────── 账载金额 ──────   税收金额
资产编号  资产名称  年度  开始使用日期        原值  折旧、摊销  折旧、摊销   调整金额
────────  ────────  ────  ────────────  ──────────  ──────────  ──────────  ─────────
0001      专利权甲  2003  2001-01-15    180,000.00   16,800.00   18,000.00  -1,200.00
0002      =1+2      2003                      0.01        0.00       -0.05       0.05
────────  ────────  ────  ────────────  ──────────  ──────────  ──────────  ─────────
合计                                    180,000.01   16,800.00   17,999.95  -1,199.95
)");
}

TEST(TextTable, SpeaksEnglish) {
  std::string text = shown(testing::small_reconciliation(), {Language::en, 0, false});
  EXPECT_EQ(lines_of(text)[0], "Adjustment report 2003");
  EXPECT_EQ(count(text, "\nTotal "), 1u);
  EXPECT_EQ(count(text, "Book"), 1u);
}

TEST(TextTable, NeverExceedsTheWidthNorEndsInBlanks) {
  for (int width = 20; width < 100; ++width) {
    for (Language language : {Language::zh, Language::en}) {
      for (const std::string& line : lines_of(shown(testing::small_reconciliation(), {language, width, false}))) {
        if (line.find("2003") == 0 || line.find("Adjustment") == 0 || line.find("纳税") == 0) continue;
        EXPECT_LE(display_width(line), width) << line;
        EXPECT_TRUE(line.empty() || line.back() != ' ') << line;
      }
    }
  }
}

TEST(TextTable, GoesOnBelowWhereItIsTooWideAndRepeatsTheKeys) {
  std::string text = shown(testing::small_reconciliation(), {Language::zh, 60, false});
  EXPECT_EQ("\n" + text, R"(
纳税调整明细 2003（1/2）

                                         账载金额
资产编号  资产名称  年度  开始使用日期        原值
────────  ────────  ────  ────────────  ──────────
0001      专利权甲  2003  2001-01-15    180,000.00
0002      =1+2      2003                      0.01
────────  ────────  ────  ────────────  ──────────
合计                                    180,000.01

纳税调整明细 2003（2/2）

                     账载金额    税收金额
资产编号  资产名称  折旧、摊销  折旧、摊销   调整金额
────────  ────────  ──────────  ──────────  ─────────
0001      专利权甲   16,800.00   18,000.00  -1,200.00
0002      =1+2            0.00       -0.05       0.05
────────  ────────  ──────────  ──────────  ─────────
合计                 16,800.00   17,999.95  -1,199.95
)");
}

TEST(TextTable, FiguresAreWholeAtEveryWidth) {
  std::string whole = shown(testing::small_reconciliation(), {Language::zh, 0, false});
  for (int width = 1; width < 100; ++width) {
    std::string text = shown(testing::small_reconciliation(), {Language::zh, width, false});
    for (std::string_view figure : {"180,000.00", "16,800.00", "18,000.00", "-1,200.00", "180,000.01", "-1,199.95"}) {
      EXPECT_EQ(count(text, figure), count(whole, figure)) << "width " << width << "\n" << text;
    }
  }
}

TEST(TextTable, ShortensTextBeforeItSplits) {
  Table table = testing::small_reconciliation();
  std::string name = "数控车床（第二分厂加工车间）";
  table.rows[1][1] = Cell::of(std::string_view(name));
  std::string whole = shown(table, {Language::zh, 0, false});
  EXPECT_EQ(count(whole, name), 1u);
  std::string narrow = shown(table, {Language::zh, 86, false});
  EXPECT_EQ(count(narrow, "（1/"), 0u) << narrow;
  EXPECT_EQ(count(narrow, "数控车床…"), 1u) << narrow;
}

TEST(TextTable, ColoursNegativeAmountsOnly) {
  std::string text = shown(testing::small_reconciliation(), {Language::zh, 0, true});
  EXPECT_EQ(count(text, "\x1b[31m"), 3u);
  EXPECT_EQ(count(text, "\x1b[31m-1,200.00\x1b[0m\n"), 1u);
  EXPECT_EQ(count(shown(testing::small_reconciliation(), {Language::zh, 0, false}), "\x1b"), 0u);
}

TEST(TextTable, TextCannotDriveTheTerminal) {
  Table table = testing::small_reconciliation();
  table.rows[0][1] = Cell::of(std::string_view("\x1b[2Jx\ny"));
  std::string text = shown(table, {Language::zh, 0, false});
  EXPECT_EQ(count(text, "\x1b"), 0u);
  EXPECT_EQ(count(text, "\uFFFD[2Jx y"), 1u);
}

TEST(TextTable, SaysThatThereAreNoRows) {
  Table table = testing::small_reconciliation();
  table.rows.clear();
  table.totals.clear();
  EXPECT_EQ(lines_of(shown(table, {Language::en, 0, false})).back(), "(none)");
}

TEST(TextLayout, KeysTakeAtMostAThirdOfTheWidth) {
  std::vector<ColumnWidths> columns = {{8, 8, true}, {8, 8, true}, {20, 20, false}, {20, 20, false}, {20, 20, false}};
  auto blocks = arrange(columns, 45);
  ASSERT_EQ(blocks.size(), 3u);
  EXPECT_EQ(blocks[0].size(), 3u);
  ASSERT_EQ(blocks[1].size(), 2u);  // one key of 8: two would take 18 of 45
  EXPECT_EQ(blocks[1][0].column, 0u);
  EXPECT_EQ(blocks[1][1].column, 3u);
}

TEST(TextLayout, AFigureWiderThanTheTerminalStandsAlone) {
  std::vector<ColumnWidths> columns = {{4, 4, true}, {30, 30, false}, {30, 30, false}};
  auto blocks = arrange(columns, 20);
  ASSERT_EQ(blocks.size(), 3u);
  for (std::size_t i = 0; i < 3; ++i) {
    ASSERT_EQ(blocks[i].size(), 1u);
    EXPECT_EQ(blocks[i][0].column, i);
  }
}

}  // namespace
}  // namespace tieout::writing
