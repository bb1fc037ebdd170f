#include "archive/canonical.hpp"

#include <gtest/gtest.h>

#include "archive/filing_head.hpp"
#include "archive/manifest.hpp"
#include "small_filing.hpp"

namespace tieout::archive {
namespace {

TEST(Canonical, WritesOneTextAndReadsNoOther) {
  const CanonicalObject object{{"b", std::string("甲\"\\\n")}, {"a", std::int64_t{-12}}};
  const std::string text = canonical_text(object);
  EXPECT_EQ(text, "{\"a\":-12,\"b\":\"甲\\\"\\\\\\u000a\"}\n");
  EXPECT_EQ(parse_canonical(text), object);
  for (const char* other : {"{\"b\":1,\"a\":2}\n", "{\"a\": 1}\n", "{\"a\":01}\n", "{\"a\":1}", "{\"a\":1}\n\n",
                            "{\"a\":\"\\u0041\"}\n", "{\"a\":1.5}\n", "{\"a\":1,\"a\":2}\n", ""}) {
    EXPECT_FALSE(parse_canonical(other)) << other;
  }
}

TEST(Canonical, HeadComesBackWhole) {
  FilingHead head = small_head();
  head.entity = "1001";
  head.version = 2;
  head.countersign = true;
  const auto again = parse_head(head.text());
  ASSERT_TRUE(again);
  EXPECT_EQ(again->text(), head.text());
  EXPECT_TRUE(again->countersign);
  EXPECT_EQ(again->version, 2);
}

TEST(Canonical, HeadOfALaterProgramWithMoreKeysIsStillRead) {
  std::string text = small_head().text();
  text.insert(text.size() - 2, ",\"zone\":\"later\"");
  const auto head = parse_head(text);
  ASSERT_TRUE(head);
  EXPECT_EQ(head->year, 2023);
}

TEST(Manifest, NamesThatLeaveTheDirectoryAreRefused) {
  const std::string hash(64, 'a');
  EXPECT_TRUE(parse_manifest(hash + "  results/rows.csv\n"));
  for (const char* name : {"../x", "/x", "a//b", "a/./b", "a/..", "", "x/", "a\\b"}) {
    EXPECT_FALSE(parse_manifest(hash + "  " + name + "\n")) << name;
  }
}

TEST(Manifest, OrderAndFormAreFixed) {
  const std::string hash(64, 'a');
  EXPECT_FALSE(parse_manifest(hash + "  b\n" + hash + "  a\n"));
  EXPECT_FALSE(parse_manifest(hash + "  a\n" + hash + "  a\n"));
  EXPECT_FALSE(parse_manifest(hash + "  a"));
  EXPECT_FALSE(parse_manifest(std::string(64, 'A') + "  a\n"));
}

}  // namespace
}  // namespace tieout::archive
