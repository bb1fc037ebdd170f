#include "loading/csv.hpp"

#include <gmock/gmock.h>

#include <random>
#include <string>

#include "unit/loading/sheet_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::load_bytes;
using fixture::Rows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Rows read(const std::string& text) {
  const auto loaded = load_bytes(text);
  EXPECT_THAT(loaded.found(), IsEmpty()) << text;
  return loaded.rows();
}

TEST(Csv, SplitsRowsAndCells) {
  EXPECT_EQ(read("asset,cost\nA-1,100\nA-2,\n"), (Rows{{"asset", "cost"}, {"A-1", "100"}, {"A-2", ""}}));
}

TEST(Csv, LastLineNeedsNoLineEnd) { EXPECT_EQ(read("a,b\n1,2"), (Rows{{"a", "b"}, {"1", "2"}})); }

TEST(Csv, TakesEveryLineEnd) {
  const Rows expected{{"a", "b"}, {"1", "2"}};
  EXPECT_EQ(read("a,b\r\n1,2\r\n"), expected);
  EXPECT_EQ(read("a,b\r1,2\r"), expected);
  EXPECT_EQ(read("a,b\r\r\n1,2\r\r\n"), expected) << "a line end translated twice";
}

TEST(Csv, ByteOrderMarkIsNoText) {
  EXPECT_EQ(read("\xEF\xBB\xBF"
                 "a,b\n"),
            (Rows{{"a", "b"}}));
}

TEST(Csv, BlankLinesAreRowsWithoutCells) {
  EXPECT_EQ(read("a\n\n\r\nb\n"), (Rows{{"a"}, {}, {}, {"b"}}));
  EXPECT_EQ(read("a,b\n,\n"), (Rows{{"a", "b"}, {"", ""}}));
}

TEST(Csv, QuotedCells) {
  EXPECT_EQ(read("\"a,1\",\"say \"\"so\"\"\",\"\"\n"), (Rows{{"a,1", "say \"so\"", ""}}));
  EXPECT_EQ(read("\"\"\"\",\"x\"\"\"\r\n"), (Rows{{"\"", "x\""}}));
  EXPECT_EQ(read("x,\"y\","), (Rows{{"x", "y", ""}}));
}

TEST(Csv, QuotedLineBreaksMoveLineNumbers) {
  const auto loaded = load_bytes("h\n\"one\ntwo\r\nthree\"\nx\n\"p\nq\"\ny\n");
  EXPECT_EQ(loaded.rows(), (Rows{{"h"}, {"one\ntwo\r\nthree"}, {"x"}, {"p\nq"}, {"y"}}));
  const Sheet& sheet = loaded.only();
  std::vector<std::uint32_t> lines;
  for (std::size_t i = 0; i < sheet.row_count(); ++i) lines.push_back(sheet.line_of(i));
  EXPECT_THAT(lines, ElementsAre(1, 2, 5, 6, 8));
}

TEST(Csv, LongRowsSplitAtEveryOffset) {
  // Every length of the first cells, so that separators fall on each place of the eight-byte steps.
  for (std::size_t length = 0; length < 20; ++length) {
    const std::string cell(length, 'x');
    EXPECT_EQ(read(cell + "," + cell + ",z\n"), (Rows{{cell, cell, "z"}}));
  }
  EXPECT_EQ(read(",,,,,,,,,,,,,,,,\n").at(0).size(), 17U);
}

TEST(Csv, BytesBesideTheSeparatorAreNotTakenForIt) {
  // '-' and '+' differ from ',' in one bit, and ',' with the high bit set is part of Chinese characters.
  EXPECT_EQ(read("-+-+-+-+-,\xE4\xAC\xAC\n"), (Rows{{"-+-+-+-+-", "\xE4\xAC\xAC"}}));
}

TEST(Csv, SeparatorOfTheFirstLines) {
  EXPECT_EQ(read("a;b\n1;2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a\tb\n1\t2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("cards, 2024\na\tb\n1\t2\n"), (Rows{{"cards, 2024"}, {"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(read("a,b\n1\t,2\n"), (Rows{{"a", "b"}, {"1\t", "2"}})) << "a tab that keeps a code text in Excel";
  EXPECT_EQ(read("\"a;b;c\nd;e\",x\n"), (Rows{{"a;b;c\nd;e", "x"}})) << "separators inside quotes do not count";
  EXPECT_EQ(read("alone\n"), (Rows{{"alone"}}));
}

TEST(Csv, UnterminatedQuoteIsReportedWhereItOpens) {
  const auto loaded = load_bytes("a,b\n\"x\ny\",1\n资产,\"open\nrest,2\n");
  EXPECT_THAT(loaded.sheets, IsEmpty());
  ASSERT_THAT(loaded.found(), ElementsAre("CSV-QUOTE"));
  EXPECT_EQ(loaded.first().span.line, 4U);
  EXPECT_EQ(loaded.first().span.column, 4U) << "columns count characters, not bytes";
  EXPECT_EQ(loaded.first().span.excerpt, "资产,\"open");
}

TEST(Csv, TextAfterAClosingQuote) {
  const auto loaded = load_bytes("a,b\n\"x\"y,1\n\"u\nv\"w,\"z\" \n");
  ASSERT_THAT(loaded.found(), ElementsAre("CSV-QUOTE", "CSV-QUOTE", "CSV-QUOTE"));
  const auto& all = loaded.diagnostics.all();
  EXPECT_EQ(all[0].span.line, 2U);
  EXPECT_EQ(all[0].span.column, 4U);
  EXPECT_EQ(all[1].span.line, 4U);
  EXPECT_EQ(all[1].span.column, 3U);
  EXPECT_EQ(all[2].span.line, 4U);
  EXPECT_EQ(all[2].span.column, 8U);
}

TEST(Csv, BlanksBeforeAQuoteAreNotGuessedAt) {
  const auto loaded = load_bytes("a, \"b,c\"\n");
  ASSERT_THAT(loaded.found(), ElementsAre("CSV-QUOTE"));
  EXPECT_EQ(loaded.first().span.column, 4U);
}

TEST(Csv, InchMarkIsKeptWithOneWarning) {
  const auto loaded = load_bytes("name,cost\n14\" screen,1\n24\" screen,2\n");
  EXPECT_THAT(loaded.found(), ElementsAre("CSV-STRAY-QUOTE"));
  EXPECT_EQ(loaded.first().severity, Severity::warning);
  EXPECT_EQ(loaded.first().span.line, 2U);
  EXPECT_EQ(loaded.first().span.column, 3U);
  EXPECT_THAT(loaded.first().message.en, ::testing::HasSubstr("2 in all"));
  EXPECT_EQ(loaded.rows(), (Rows{{"name", "cost"}, {"14\" screen", "1"}, {"24\" screen", "2"}}));
}

TEST(Csv, ManyFaultsAreCounted) {
  std::string text;
  for (int i = 0; i < 30; ++i) text += "\"x\"y\n";
  const auto loaded = load_bytes(text);
  EXPECT_EQ(loaded.diagnostics.all().size(), 21U);
  EXPECT_THAT(loaded.diagnostics.all().back().message.en, ::testing::StartsWith("10 more"));
}

// Any table written with quotes as RFC 4180 has it reads back the same, with any line end.
TEST(Csv, RandomTablesComeBack) {
  std::mt19937 random(20240315);
  const std::vector<std::string> pieces = {
      "a", "资", "\"", ",", "\n", "\r\n", " ", ";", "\t", "1,234.50", "0123456789abcdef"};
  auto below = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
  for (int round = 0; round < 400; ++round) {
    const std::string line_end = below(2) == 0 ? "\n" : "\r\n";
    // A first row of plain cells settles the separator.
    std::string text = "h1,h2,h3" + line_end;
    Rows expected{{"h1", "h2", "h3"}};
    for (std::size_t r = below(12); r > 0; --r) {
      expected.emplace_back();
      for (std::size_t c = 0; c <= below(9); ++c) {
        std::string cell;
        for (std::size_t p = below(6); p > 0; --p) cell += pieces[below(pieces.size())];
        if (c > 0) text += ',';
        const bool bare =
            cell.find_first_of("\",\r\n") == std::string::npos && (!cell.empty() || c > 0) && below(3) != 0;
        std::string doubled;
        for (const char ch : cell) doubled += ch == '"' ? "\"\"" : std::string(1, ch);
        text += bare ? cell : "\"" + doubled + "\"";
        expected.back().push_back(cell);
      }
      if (r > 1 || below(2) == 0) text += line_end;
    }
    const auto loaded = load_bytes(text);
    ASSERT_THAT(loaded.found(), IsEmpty()) << text;
    ASSERT_EQ(loaded.rows(), expected) << text;
  }
}

}  // namespace
}  // namespace tieout::loading
