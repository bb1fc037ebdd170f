// The auditor's own food: reproducible, mostly valid, and wide enough to be worth eating.
#include "histories.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

#include "case_writer.hpp"
#include "shrink.hpp"
#include "small_worlds.hpp"

namespace tieout::auditor {
namespace {

constexpr std::uint64_t sample = 5'000;

std::string refusal_of(const History& history) {
  std::string refusal;
  audit(history.entry, history.world, history.last_year, refusal);
  return refusal;
}

std::string text_of(const History& history) { return case_text("t", "s", history, {}, ""); }

TEST(Histories, OneSeedOneHistory) {
  for (std::uint64_t seed = 0; seed < 50; ++seed) {
    EXPECT_EQ(text_of(random_history(seed)), text_of(random_history(seed)));
  }
}

TEST(Histories, MostAreValid) {
  std::uint64_t valid = 0;
  std::map<std::string, int> refusals;
  for (std::uint64_t seed = 0; seed < sample; ++seed) {
    const std::string refusal = refusal_of(random_history(seed));
    if (refusal.empty()) ++valid;
    ++refusals[refusal];
  }
  for (const auto& [code, count] : refusals) std::cout << count << " " << code << '\n';
  EXPECT_GT(valid, sample * 78 / 100);
  EXPECT_LT(valid, sample * 92 / 100);
  EXPECT_GT(refusals.size(), 15U);
}

TEST(Histories, EveryKindOfEventAndMethodOccurs) {
  std::set<std::string_view> types;
  std::set<Method> methods;
  std::uint64_t openings = 0;
  std::uint64_t recorded = 0;
  std::uint64_t elected = 0;
  for (std::uint64_t seed = 0; seed < sample; ++seed) {
    const History history = random_history(seed);
    for (const Event& event : history.entry.events) types.insert(type_name(event.detail));
    if (history.entry.asset.tax.method) methods.insert(*history.entry.asset.tax.method);
    if (history.entry.asset.book.method) methods.insert(*history.entry.asset.book.method);
    openings += history.entry.asset.opening ? 1U : 0U;
    recorded += history.entry.recorded.empty() ? 0U : 1U;
    elected += history.entry.asset.tax_election.empty() ? 0U : 1U;
  }
  EXPECT_EQ(types.size(), 12U);
  EXPECT_EQ(methods.size(), 7U);
  EXPECT_GT(openings, sample / 20);
  EXPECT_GT(recorded, sample / 20);
  EXPECT_GT(elected, sample / 200);
}

TEST(SmallWorlds, EnumerateEverySequenceOnce) {
  for (const SmallWorld& world : small_worlds()) {
    ASSERT_GT(world.size(), 50'000U) << world.name();
    std::set<std::string> seen;
    for (std::uint64_t i = 0; i < 3'000; ++i) seen.insert(text_of(world.at(i)));
    EXPECT_EQ(seen.size(), 3'000U) << world.name();
    EXPECT_EQ(world.at(world.size() - 1).entry.events.size(), 3U);
  }
}

TEST(SmallWorlds, ManyAreValid) {
  for (const SmallWorld& world : small_worlds()) {
    std::uint64_t valid = 0;
    for (std::uint64_t i = 0; i < world.size(); i += 97) valid += refusal_of(world.at(i)).empty() ? 1U : 0U;
    EXPECT_GT(valid, world.size() / 97 / 10) << world.name();
  }
}

TEST(Shrink, KeepsTheFailureAndLittleElse) {
  // "Fails" whenever a suspension is among the events.
  const auto fails = [](const History& history) {
    for (const Event& event : history.entry.events) {
      if (std::holds_alternative<Suspend>(event.detail)) return true;
    }
    return false;
  };
  int shrunk = 0;
  for (std::uint64_t seed = 0; seed < 300 && shrunk < 10; ++seed) {
    const History history = random_history(seed);
    if (!fails(history)) continue;
    const History small = shrink(history, fails);
    EXPECT_EQ(small.entry.events.size(), 1U);
    EXPECT_TRUE(small.entry.recorded.empty());
    EXPECT_LT(small.entry.asset.cost.fen(), 20);
    EXPECT_FALSE(small.entry.asset.opening);
    ++shrunk;
  }
  EXPECT_EQ(shrunk, 10);
}

}  // namespace
}  // namespace tieout::auditor
