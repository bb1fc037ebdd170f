#include "tieout/rules/history.hpp"

#include <gtest/gtest.h>

namespace tieout::rules {
namespace {

Date day(int year, int month, int number) { return *make_date(year, month, number); }

Value row(Date from, Date published, std::string rate) {
  Value value;
  value.from = from;
  value.published = published;
  value.ends = rate.empty();
  if (!rate.empty()) value.fields["rate"] = std::move(rate);
  return value;
}

// A rate of 2018 for three years, prolonged in March 2021, raised from 2023 and ended in 2024.
RuleBook book() {
  RuleBook book;
  Parameter parameter;
  parameter.id = "test/rate";
  parameter.verified = "two texts";
  parameter.values = {row(day(2018, 1, 1), day(2018, 5, 7), "0.5"), row(day(2021, 1, 1), day(2018, 5, 7), ""),
                      row(day(2021, 1, 1), day(2021, 3, 15), "0.5"), row(day(2023, 1, 1), day(2023, 3, 26), "1"),
                      row(day(2024, 1, 1), day(2023, 3, 26), "")};
  parameter.values[1].verified = "memory";
  parameter.values[3].verified = "one text";
  book.parameters.push_back(std::move(parameter));
  return book;
}

TEST(RulesHistory, ChangesInForceBetweenYearEnds) {
  const RuleBook rules = book();
  const Parameter& rate = rules.parameters[0];
  EXPECT_TRUE(changes_in_force(rules, day(2021, 12, 31), day(2022, 12, 31)).empty());
  const auto raised = changes_in_force(rules, day(2022, 12, 31), day(2023, 12, 31));
  ASSERT_EQ(raised.size(), 1U);
  EXPECT_EQ(raised[0].date, day(2023, 1, 1));
  EXPECT_EQ(raised[0].before, &rate.values[2]);
  EXPECT_EQ(raised[0].after, &rate.values[3]);
  const auto both = changes_in_force(rules, day(2022, 12, 31), day(2024, 12, 31));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[1].after, nullptr);
}

TEST(RulesHistory, AsKnownThenTheRuleLapsed) {
  const RuleBook rules = book();
  const auto lapsed = changes_in_force(rules, day(2020, 12, 31), day(2021, 12, 31), day(2021, 3, 14));
  ASSERT_EQ(lapsed.size(), 1U);
  EXPECT_EQ(lapsed[0].after, nullptr);
  const auto prolonged = changes_in_force(rules, day(2020, 12, 31), day(2021, 12, 31), day(2021, 3, 15));
  ASSERT_EQ(prolonged.size(), 1U);
  EXPECT_EQ(prolonged[0].after, &rules.parameters[0].values[2]);
}

TEST(RulesHistory, ChangesPublishedBetweenTwoDays) {
  const RuleBook rules = book();
  EXPECT_TRUE(changes_published(rules, day(2018, 5, 7), day(2021, 3, 14)).empty());
  const auto prolonged = changes_published(rules, day(2021, 3, 14), day(2021, 3, 15));
  ASSERT_EQ(prolonged.size(), 1U);
  EXPECT_EQ(prolonged[0].date, day(2021, 1, 1));
  EXPECT_EQ(prolonged[0].before, nullptr);
  EXPECT_EQ(prolonged[0].after, &rules.parameters[0].values[2]);
}

TEST(RulesHistory, AHoleIsAGapUnlessANoteSaysWhy) {
  RuleBook rules = book();
  EXPECT_TRUE(gaps(rules).empty());
  rules.parameters[0].values.push_back(row(day(2025, 1, 1), day(2024, 12, 1), "1"));
  const auto found = gaps(rules);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].lapse->from, day(2024, 1, 1));
  EXPECT_EQ(found[0].next->from, day(2025, 1, 1));
  rules.parameters[0].values[4].fields["note"] = "Nothing was granted for 2024.";
  EXPECT_TRUE(gaps(rules).empty());
}

TEST(RulesHistory, CountsTheEvidence) {
  const RuleBook rules = book();
  const EvidenceCount count = count_evidence(rules);
  EXPECT_EQ(count.values, 5U);
  EXPECT_EQ(count.two_texts, 3U);
  EXPECT_EQ(count.one_text, 1U);
  EXPECT_EQ(count.memory, 1U);
  const auto weak = weak_values(rules);
  ASSERT_EQ(weak.size(), 2U);
  EXPECT_EQ(weak[0].value, &rules.parameters[0].values[1]);
}

}  // namespace
}  // namespace tieout::rules
