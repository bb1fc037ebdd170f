#include "writing/display_width.hpp"

#include <gmock/gmock.h>

#include "writing/utf8.hpp"

namespace tieout::writing {
namespace {

using ::testing::ElementsAre;

TEST(DisplayWidth, ChineseTakesTwoColumns) {
  EXPECT_EQ(display_width("资产"), 4);
  EXPECT_EQ(display_width("（１）"), 6);
  EXPECT_EQ(display_width("ｱ"), 1);  // half-width katakana
  EXPECT_EQ(display_width("𠀀"), 2);
  EXPECT_EQ(display_width("한"), 2);
  EXPECT_EQ(display_width("A-1é…─"), 6);
}

TEST(DisplayWidth, CombiningAndInvisibleCharactersTakeNone) {
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("a\u200Bb\uFEFF"), 2);
  EXPECT_EQ(display_width("\u1112\u1161\u11AB"), 2);  // conjoining Hangul
}

TEST(DisplayWidth, BrokenTextCountsWhatIsShown) { EXPECT_EQ(display_width("\xFF\xE4"), 2); }

TEST(Shorten, CutsWholeCharactersAndKeepsTheMarks) {
  EXPECT_EQ(shorten("资产名称", 8), "资产名称");
  EXPECT_EQ(shorten("资产名称", 7), "资产名…");
  EXPECT_EQ(shorten("资产名称", 6), "资产…");
  EXPECT_EQ(shorten("Lathe no. 4", 7), "Lathe…");
  EXPECT_EQ(shorten("e\u0301e\u0301e\u0301", 2), "e\u0301…");
  EXPECT_EQ(shorten("abc", 1), "…");
  EXPECT_EQ(shorten("abc", 0), "");
}

TEST(Wrap, BreaksAtSpacesAndBetweenChineseCharacters) {
  EXPECT_THAT(wrap("Tax accumulated, general rule", 14), ElementsAre("Tax", "accumulated,", "general rule"));
  EXPECT_THAT(wrap("期末计税基础", 8), ElementsAre("期末计税", "基础"));
  EXPECT_THAT(wrap("减值准备（期末）", 8), ElementsAre("减值准备", "（期末）"));
  EXPECT_THAT(wrap("", 8), ElementsAre(""));
}

TEST(Wrap, BreaksAWordOnlyWhereItFitsNoLine) {
  EXPECT_THAT(wrap("an incomprehensible word", 8), ElementsAre("an", "incompre", "hensible", "word"));
  EXPECT_THAT(wrap("折", 1), ElementsAre("折"));
}

TEST(Wrap, EvenLinesWhereTheyAreAsMany) {
  EXPECT_THAT(wrap_evenly("折旧摊销纳税调整", 14), ElementsAre("折旧摊销", "纳税调整"));
  EXPECT_THAT(wrap_evenly("期末计税基础", 14), ElementsAre("期末计税基础"));
  EXPECT_THAT(wrap_evenly("Adjustment: charge", 14), ElementsAre("Adjustment:", "charge"));
  EXPECT_THAT(wrap_evenly("", 14), ElementsAre(""));
}

TEST(OneLine, KeepsTheTerminalSafe) {
  EXPECT_EQ(one_line("a\nb\tc\r"), "a b c ");
  EXPECT_EQ(one_line("\x1b[31mred"), "\uFFFD[31mred");
  EXPECT_EQ(one_line("\u009B5n"), "\uFFFD5n");
  EXPECT_EQ(one_line("名\xFF"), "名\uFFFD");
}

TEST(XmlText, HoldsWhatXmlTakes) {
  EXPECT_EQ(xml_text("a\nb\tc\r\x02"), "a\nb\tc\uFFFD\uFFFD");
  EXPECT_EQ(xml_text("\uFFFE\uFFFF名"), "\uFFFD\uFFFD名");
}

}  // namespace
}  // namespace tieout::writing
