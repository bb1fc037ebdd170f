#include "loading/register_index.hpp"

#include <gmock/gmock.h>

#include <map>

namespace tieout::loading {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> keys(const RegisterIndex& index) {
  std::vector<std::string> result;
  for (std::size_t at = 0; at < index.size(); ++at)
    result.push_back(std::string(index.entity(at)) + "/" + std::string(index.id(at)));
  return result;
}

TEST(RegisterIndex, OrdersByEntityThenIdInByteOrder) {
  RegisterIndex index;
  index.add("E2", "A1", 0);
  index.add("E1", "a", 1);
  index.add("E1", "Z", 2);
  index.add("E10", "机", 3);
  index.sort([](std::uint32_t, std::uint32_t) { FAIL(); });
  EXPECT_THAT(keys(index), ElementsAre("E1/Z", "E1/a", "E10/机", "E2/A1"));
  EXPECT_EQ(index.row(3), 0U);
}

TEST(RegisterIndex, KeepsTheFirstOfRepeatedKeys) {
  RegisterIndex index;
  index.add("E", "B", 0);
  index.add("E", "A", 1);
  index.add("E", "B", 2);
  index.add("F", "B", 3);
  index.add("E", "B", 4);
  std::map<std::uint32_t, std::uint32_t> repeated;
  index.sort([&](std::uint32_t first, std::uint32_t again) { repeated[again] = first; });
  EXPECT_THAT(keys(index), ElementsAre("E/A", "E/B", "F/B"));
  EXPECT_THAT(repeated, ElementsAre(std::pair(2U, 0U), std::pair(4U, 0U)));
}

TEST(RegisterIndex, FindsByEntityAndIdOrByAnUniqueId) {
  RegisterIndex index;
  index.add("E", "A", 0);
  index.add("E", "B", 1);
  index.add("F", "B", 2);
  index.sort([](std::uint32_t, std::uint32_t) { FAIL(); });
  index.build_lookup();
  EXPECT_EQ(index.find("F", "B").position, 2U);
  EXPECT_EQ(index.find("", "A").position, 0U);
  EXPECT_TRUE(index.find("", "B").ambiguous);
  EXPECT_EQ(index.find("F", "A").position, RegisterIndex::kNone);
  EXPECT_EQ(index.find("", "C").position, RegisterIndex::kNone);
}

TEST(RegisterIndex, FindsEachOfManyUnsortedKeys) {
  RegisterIndex index;
  constexpr std::uint32_t kMany = 20000;
  for (std::uint32_t i = 0; i < kMany; ++i) index.add("E", "K" + std::to_string(i * 7919U % kMany), i);
  index.sort([](std::uint32_t, std::uint32_t) { FAIL(); });
  index.build_lookup();
  for (std::uint32_t i = 0; i < kMany; ++i) {
    const auto found = index.find("E", "K" + std::to_string(i * 7919U % kMany));
    ASSERT_NE(found.position, RegisterIndex::kNone);
    ASSERT_EQ(index.row(found.position), i);
  }
}

TEST(RegisterIndex, RemovesPositions) {
  RegisterIndex index;
  for (const char* id : {"A", "B", "C", "D"}) index.add("", id, 0);
  index.sort([](std::uint32_t, std::uint32_t) { FAIL(); });
  index.remove({1, 3});
  EXPECT_THAT(keys(index), ElementsAre("/A", "/C"));
}

TEST(RegisterIndex, RefusesIdsThatDoNotFit) {
  RegisterIndex index;
  EXPECT_TRUE(index.add("", std::string(RegisterIndex::kIdBytesMax, 'x'), 0));
  EXPECT_FALSE(index.add("", std::string(RegisterIndex::kIdBytesMax + 1, 'x'), 1));
}

TEST(RegisterIndex, GroupsRowsByCardInOrderOfEntry) {
  RowsByCard rows;
  rows.build(3, {2, 0, 2, 2}, {10, 11, 12, 13});
  EXPECT_THAT(rows.of(0), ElementsAre(11U));
  EXPECT_THAT(rows.of(1), IsEmpty());
  EXPECT_THAT(rows.of(2), ElementsAre(10U, 12U, 13U));
  EXPECT_THAT(RowsByCard().of(7), IsEmpty());
}

}  // namespace
}  // namespace tieout::loading
