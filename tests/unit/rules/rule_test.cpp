#include "tieout/rules/rule.hpp"

#include <gtest/gtest.h>

namespace tieout::rules {
namespace {

Date day(int year, int month, int number) { return *make_date(year, month, number); }

Value row(Date from, Date published, bool ends = false) {
  Value value;
  value.from = from;
  value.published = published;
  value.ends = ends;
  return value;
}

// A rule of 2018 for three years, prolonged in March 2021 for three more.
Parameter prolonged() {
  Parameter parameter;
  parameter.values = {row(day(2018, 1, 1), day(2018, 5, 7)), row(day(2021, 1, 1), day(2018, 5, 7), true),
                      row(day(2021, 1, 1), day(2021, 3, 15)), row(day(2024, 1, 1), day(2021, 3, 15), true)};
  return parameter;
}

TEST(ValueOn, BeginsOnTheDayInForce) {
  const Parameter parameter = prolonged();
  EXPECT_EQ(value_on(parameter, day(2017, 12, 31)), nullptr);
  EXPECT_EQ(value_on(parameter, day(2018, 1, 1)), &parameter.values[0]);
}

TEST(ValueOn, LaterPublishedRowOverrulesTheLapseItProlongs) {
  const Parameter parameter = prolonged();
  EXPECT_EQ(value_on(parameter, day(2020, 12, 31)), &parameter.values[0]);
  EXPECT_EQ(value_on(parameter, day(2021, 1, 1)), &parameter.values[2]);
  EXPECT_EQ(value_on(parameter, day(2024, 1, 1)), nullptr);
}

TEST(ValueOn, AsOfLeavesOutWhatWasPublishedLater) {
  const Parameter parameter = prolonged();
  EXPECT_EQ(value_on(parameter, day(2018, 2, 1), day(2018, 5, 6)), nullptr);
  EXPECT_EQ(value_on(parameter, day(2018, 2, 1), day(2018, 5, 7)), &parameter.values[0]);
  EXPECT_EQ(value_on(parameter, day(2021, 2, 1), day(2021, 3, 14)), nullptr);
  EXPECT_EQ(value_on(parameter, day(2021, 2, 1), day(2021, 3, 15)), &parameter.values[2]);
}

TEST(Evidence, RowOverrulesFile) {
  Parameter parameter = prolonged();
  parameter.verified = "two texts";
  parameter.values[0].verified = "memory";
  EXPECT_EQ(evidence(parameter, parameter.values[0]), "memory");
  EXPECT_EQ(evidence(parameter, parameter.values[2]), "two texts");
}

TEST(Value, FieldIsEmptyWhereAbsent) {
  Value value = row(day(2018, 1, 1), day(2018, 1, 1));
  value.fields["months"] = "120";
  EXPECT_EQ(value.field("months"), "120");
  EXPECT_EQ(value.field("years"), "");
}

// Evidence of the file, and of a row where it differs.
TEST(UnverifiedRules, KeepsWeakRowsOnceAndInOrder) {
  Parameter weak = prolonged();
  weak.id = "b";
  weak.verified = "memory";
  weak.values[1].verified = "two texts";
  Parameter sound = prolonged();
  sound.id = "a";
  sound.verified = "two texts";
  sound.values[3].verified = "one text";
  UnverifiedRules first, second;
  first.note(&weak, &weak.values[2]);
  first.note(&weak, &weak.values[0]);
  first.note(&weak, &weak.values[1]);
  first.note(&weak, nullptr);
  second.note(&weak, &weak.values[2]);
  second.note(&sound, &sound.values[3]);
  second.note(&sound, &sound.values[0]);
  first.merge(second);
  const std::vector<RuleUse> expected = {
      {&sound, &sound.values[3]}, {&weak, &weak.values[0]}, {&weak, &weak.values[2]}};
  EXPECT_EQ(first.sorted(), expected);
}

}  // namespace
}  // namespace tieout::rules
