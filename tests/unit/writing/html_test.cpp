// The data of an HTML report: escaping, exact figures, packed schedules, and the page around them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "writing/html_assets.hpp"
#include "writing/html_page.hpp"
#include "writing/html_values.hpp"

namespace tieout::writing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Table figures(const std::vector<std::vector<std::int64_t>>& rows) {
  Table table;
  for (std::size_t i = 0; i < rows.front().size(); ++i) {
    table.schema.columns.push_back({"c" + std::to_string(i), {}, CellKind::money});
  }
  for (const auto& row : rows) {
    std::vector<Cell>& cells = table.rows.emplace_back();
    for (const std::int64_t fen : row) cells.push_back(Cell::of(Money::from_fen(fen)));
  }
  return table;
}

TEST(HtmlValues, NoTextEndsTheScriptElement) {
  EXPECT_EQ(page_string("</script><!--\"\n"), R"("\u003c/script>\u003c!--\"\n")");
}

TEST(HtmlValues, AmountsBeyondAJavaScriptNumberAreStrings) {
  std::string out;
  append_page_number(out, (std::int64_t{1} << 53) - 1);
  append_page_number(out, std::int64_t{1} << 53);
  append_page_number(out, -(std::int64_t{1} << 53));
  EXPECT_EQ(out, R"(9007199254740991"9007199254740992""-9007199254740992")");
}

TEST(HtmlValues, CellsKeepTheirKind) {
  std::string out;
  for (const Cell& cell : {Cell{}, Cell::of(std::string_view("甲<")), Cell::of(Money::from_fen(-120)), Cell::of(7),
                           Cell::of(Date{2024, 3, 5})}) {
    append_page_cell(out, cell);
    out += ' ';
  }
  EXPECT_EQ(out, R"(null "甲\u003c" -120 7 "2024-03-05" )");
}

TEST(HtmlValues, ZeroAndRepeatedColumnsShrink) {
  // Second column zero, third as the first figure column (index 1 is zeros, so index 3 names 2).
  EXPECT_EQ(packed_table(figures({{1, 0, 5, 5}, {2, 0, 9, 9}})), "[2,[1,1],0,[5,4],2,[]]");
}

TEST(HtmlValues, EvenBalancesAreARunOfEqualSteps) {
  // 10, 20, …, 60: first value, first step, then no change of the step.
  EXPECT_EQ(packed_table(figures({{10}, {20}, {30}, {40}, {50}, {60}})), "[6,[10,10,[0,4]],[]]");
  // The first value is no step: 7, 7 starts with a step of 0.
  EXPECT_EQ(packed_table(figures({{7}, {7}, {8}})), "[3,[7,0,1],[]]");
}

TEST(HtmlValues, LargeFiguresStandAsTheyAre) {
  const std::int64_t large = std::int64_t{1} << 60;
  EXPECT_EQ(packed_table(figures({{large}, {1}})), "[2,{\"v\":[\"1152921504606846976\",1]},[]]");
}

TEST(HtmlValues, StringsAreNumberedOnce) {
  PageStrings strings;
  EXPECT_EQ(strings.index_of("a"), 0U);
  EXPECT_EQ(strings.index_of("b"), 1U);
  EXPECT_EQ(strings.index_of("a"), 0U);
  EXPECT_EQ(strings.json(), "[\"a\",\n\"b\"]");
}

TEST(HtmlPage, PolicyHashIsBase64OfTheDigest) {
  // SHA-256 of nothing.
  EXPECT_EQ(policy_hash("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

TEST(HtmlPage, HoldsItsOwnStyleAndScriptAndNothingElse) {
  StringSink out;
  write_html_page({Language::en, "A & <b>", {{"one", "1"}, {"two", "[2]"}}}, out);
  const std::string& page = out.text();
  EXPECT_THAT(page, HasSubstr("<title>A &amp; &lt;b&gt;</title>"));
  EXPECT_THAT(page, HasSubstr("\"one\":1,\n\"two\":[2]}"));
  EXPECT_THAT(page, HasSubstr("script-src '" + policy_hash(kReportScriptDigest) + "'"));
  EXPECT_THAT(page, HasSubstr("style-src '" + policy_hash(kReportStyleDigest) + "'"));
  EXPECT_THAT(page, HasSubstr(kReportScript));
  EXPECT_THAT(page, Not(HasSubstr("unsafe")));
  EXPECT_THAT(page, Not(HasSubstr(" src=")));
  EXPECT_THAT(page, Not(HasSubstr("url(")));
  EXPECT_THAT(page, Not(HasSubstr("@import")));
}

}  // namespace
}  // namespace tieout::writing
