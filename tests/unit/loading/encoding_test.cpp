#include "loading/encoding.hpp"

#include <gmock/gmock.h>

#include <string>

#include "unit/loading/sheet_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::load_bytes;
using fixture::Rows;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using namespace std::string_literals;

const std::string gb_heading = "\xD7\xCA\xB2\xFA\xB1\xE0\xBA\xC5,\xD4\xAD\xD6\xB5\n";  // 资产编号,原值

TEST(Encoding, Utf8IsTakenAsItIs) {
  const auto loaded = load_bytes("资产编号,原值\n");
  EXPECT_THAT(loaded.found(), IsEmpty());
  EXPECT_EQ(loaded.only().encoding, "UTF-8");
  EXPECT_EQ(loaded.rows(), (Rows{{"资产编号", "原值"}}));
}

TEST(Encoding, Gb18030IsFound) {
  const auto loaded = load_bytes(gb_heading);
  EXPECT_THAT(loaded.found(), IsEmpty());
  EXPECT_EQ(loaded.only().encoding, "GB18030");
  EXPECT_EQ(loaded.rows(), (Rows{{"资产编号", "原值"}}));
}

TEST(Encoding, Gb18030OfFourBytes) {
  EXPECT_EQ(load_bytes("\xD4\xAD\xD6\xB5,\x95\x34\xB2\x35\n").rows(), (Rows{{"原值", "𠮷"}}));
}

TEST(Encoding, Utf16ByItsMark) {
  const Rows expected{{"资", "𠮷"}};
  EXPECT_EQ(load_bytes("\xFF\xFE\x44\x8D\t\0\x42\xD8\xB7\xDF\n\0"s).rows(), expected);
  EXPECT_EQ(load_bytes("\xFE\xFF\x8D\x44\0\t\xD8\x42\xDF\xB7\0\n"s).rows(), expected);
  EXPECT_EQ(load_bytes("\xFF\xFE\x44\x8D\n\0"s).only().encoding, "UTF-16");
}

TEST(Encoding, Utf16WithoutMarkMustBeNamed) {
  const std::string text = "a\0,\0b\0\n\0"s;
  EXPECT_EQ(load_bytes(text, "a.csv", "utf-16").rows(), (Rows{{"a", "b"}}));
  EXPECT_THAT(load_bytes(text).found(), ElementsAre("ENCODING-NUL"));
}

TEST(Encoding, Utf16BrokenPairs) {
  EXPECT_THAT(load_bytes("\xFF\xFE\x42\xD8\x41\0"s).found(), ElementsAre("ENCODING-INVALID"));
  EXPECT_THAT(load_bytes("\xFF\xFE\xB7\xDF"s).found(), ElementsAre("ENCODING-INVALID"));
  EXPECT_THAT(load_bytes("\xFF\xFE\x41\0\x42"s).found(), ElementsAre("ENCODING-INVALID")) << "half a unit";
}

TEST(Encoding, ForcedEncodingIsObeyed) {
  EXPECT_EQ(load_bytes(gb_heading, "a.csv", "GBK").rows(), (Rows{{"资产编号", "原值"}}));
  const auto loaded = load_bytes("a\n" + gb_heading, "a.csv", "utf-8");
  ASSERT_THAT(loaded.found(), ElementsAre("ENCODING-INVALID"));
  EXPECT_EQ(loaded.first().span.line, 2U);
  EXPECT_THAT(loaded.first().message.en, HasSubstr("byte 0xD7 at offset 2"));
  EXPECT_FALSE(loaded.first().help.zh.empty());
}

TEST(Encoding, UnknownName) {
  EXPECT_THAT(load_bytes("a\n", "a.csv", "big5").found(), ElementsAre("ENCODING-UNKNOWN"));
}

TEST(Encoding, NeitherOfTheTwo) {
  const auto loaded = load_bytes("a\nb\n\xFF\n");
  ASSERT_THAT(loaded.found(), ElementsAre("ENCODING-INVALID"));
  EXPECT_EQ(loaded.first().span.line, 3U);
  EXPECT_THAT(loaded.first().message.en, HasSubstr("offset 4"));
}

TEST(Encoding, DamagedUtf8IsNotReadAsGb18030) {
  // One byte lost from a character: what remains is valid GB18030, and would be garbage.
  const std::string damaged = "固定资产,固定资产\n\xE5\x8E,x\n";
  EXPECT_EQ(load_bytes(damaged, "a.csv", "gb18030").sheets.size(), 1U) << "it is valid GB18030";
  const auto loaded = load_bytes(damaged);
  ASSERT_THAT(loaded.found(), ElementsAre("ENCODING-INVALID"));
  EXPECT_EQ(loaded.first().span.line, 2U);
}

TEST(Encoding, CharactersThatAreBothAreAnnounced) {
  const auto loaded = load_bytes("\xC4\xA7,1\n");  // 魔 in GB18030, ħ in UTF-8
  EXPECT_THAT(loaded.found(), ElementsAre("ENCODING-AMBIGUOUS"));
  EXPECT_EQ(loaded.first().severity, Severity::warning);
  EXPECT_EQ(loaded.only().encoding, "UTF-8");
  EXPECT_THAT(load_bytes("\xC4\xA7,1\n", "a.csv", "utf-8").found(), IsEmpty());
}

TEST(Encoding, NulIsRefused) {
  const auto loaded = load_bytes("a,b\n1,\0002\n"s);
  ASSERT_THAT(loaded.found(), ElementsAre("ENCODING-NUL"));
  EXPECT_EQ(loaded.first().span.line, 2U);
}

TEST(Encoding, Utf8IsStrict) {
  const auto valid = [](std::string_view text) { return scan_utf8(text).valid_bytes == text.size(); };
  EXPECT_TRUE(
      valid("\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF"));
  for (const char* bad : {"\x80", "\xC0\xAF", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFE", "\xE4\xB8", "\xC2", "\xC2\x41"}) {
    EXPECT_FALSE(valid(bad)) << ::testing::PrintToString(std::string(bad));
    EXPECT_FALSE(valid("0123456789abcdef" + std::string(bad)));
  }
  EXPECT_EQ(scan_utf8("abcdefghij资\xFF").valid_bytes, 13U);
}

}  // namespace
}  // namespace tieout::loading
