#include "loading/field.hpp"

#include <gmock/gmock.h>

#include <set>

namespace tieout::loading {
namespace {

using ::testing::ElementsAre;

TEST(Field, IsFoundByItsCanonicalName) {
  EXPECT_EQ(find_field(RecordType::asset, "book_life_months"), index_of(AssetField::book_life_months));
  EXPECT_EQ(find_field(RecordType::asset, "currency"), index_of(AssetField::currency));
  EXPECT_EQ(find_field(RecordType::event, "class"), index_of(EventField::asset_class));
  EXPECT_EQ(find_field(RecordType::event, "currency"), index_of(EventField::currency));
  EXPECT_EQ(find_field(RecordType::recorded, "tax_accumulated"), index_of(RecordedField::tax_accumulated));
  EXPECT_EQ(find_field(RecordType::policy, "from"), index_of(PolicyField::from));
  EXPECT_EQ(find_field(RecordType::entity, "enacted"), index_of(EntityField::enacted));
  EXPECT_EQ(find_field(RecordType::set_aside, "reason"), index_of(SetAsideField::reason));
  EXPECT_FALSE(find_field(RecordType::asset, "Cost"));
  EXPECT_FALSE(find_field(RecordType::event, "cost"));
}

TEST(Field, TablesListEachNameOnceAndFitTheBitSetsOfTheReaders) {
  for (std::size_t type = 0; type < kRecordTypes; ++type) {
    std::set<std::string_view> names;
    const auto& fields = fields_of(static_cast<RecordType>(type));
    for (const FieldSpec& field : fields) EXPECT_TRUE(names.insert(field.name).second) << field.name;
    EXPECT_LE(fields.size(), 64U);
  }
  EXPECT_LE(fields_of(RecordType::event).size(), 32U);
}

TEST(Field, EditDistanceCountsLettersNotBytes) {
  EXPECT_EQ(edit_distance("cost", "cost", 3), 0U);
  EXPECT_EQ(edit_distance("cost", "csot", 3), 1U) << "neighbours swapped";
  EXPECT_EQ(edit_distance("in_service", "in_servise", 3), 1U);
  EXPECT_EQ(edit_distance("资产编马", "资产编码", 3), 1U);
  EXPECT_EQ(edit_distance("", "abc", 5), 3U);
  EXPECT_EQ(edit_distance("kitten", "sitting", 5), 3U);
  EXPECT_EQ(edit_distance("abc", "xyzuvw", 2), 3U) << "stops above the limit";
}

TEST(Field, NearestPrefersTheClosest) {
  const std::vector<std::string> names{"cost", "costs", "class"};
  EXPECT_EQ(nearest("cots", names, 2), "cost");
  EXPECT_EQ(nearest("quantity", names, 2), "");
}

TEST(Field, LettersAreCodePoints) { EXPECT_THAT(letters_of("a原值"), ElementsAre("a", "原", "值")); }

}  // namespace
}  // namespace tieout::loading
