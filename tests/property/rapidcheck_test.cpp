// Properties that rapidcheck tries and shrinks: rounding, segments, and events of one day.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <vector>

#include "engine_adapter.hpp"
#include "tieout/ledger/segment.hpp"

namespace tieout {
namespace {

Money fen(std::int64_t value) { return Money::from_fen(value); }

auditor::World plain_world() {
  auditor::World world;
  auditor::WorldClass machinery;
  machinery.code = "machinery";
  machinery.minimum_months = 120;
  world.classes.push_back(machinery);
  return world;
}

RegisterEntry machine(std::int64_t cost_fen, int life_months) {
  RegisterEntry entry;
  entry.asset.id = "m";
  entry.asset.in_service = Date{2015, 3, 10};
  entry.asset.cost = fen(cost_fen);
  entry.asset.book.life_months = life_months;
  return entry;
}

Event on_a_day(EventDetail detail) {
  Event event;
  event.date = Date{2017, 8, 20};
  event.detail = std::move(detail);
  return event;
}

std::vector<ReconciliationRow> rows_of(const RegisterEntry& entry) {
  std::vector<ReconciliationRow> rows;
  std::string refusal;
  RC_ASSERT(auditor::run_engine(entry, plain_world(), 2035, rows, refusal));
  return rows;
}

TEST(RapidCheck, PartsOfAnAmountSumToIt) {
  EXPECT_TRUE(rc::check([] {
    const auto cost = *rc::gen::inRange<std::int64_t>(0, 1'000'000'000'000);
    const int months = *rc::gen::inRange(1, 600);
    Money sum;
    for (int k = 1; k <= months; ++k) sum += scale(fen(cost), k, months) - scale(fen(cost), k - 1, months);
    RC_ASSERT(sum == fen(cost));
  }));
}

TEST(RapidCheck, ASegmentChargesTheSameHoweverItIsCut) {
  EXPECT_TRUE(rc::check([] {
    const Method method = *rc::gen::element(Method::straight_line, Method::double_declining, Method::sum_of_years);
    const int months = *rc::gen::inRange(1, 400);
    const SegmentStart start{fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000'000)),
                             fen(*rc::gen::inRange<std::int64_t>(0, 1'000'000)),
                             months,
                             0,
                             months,
                             january(2020)};
    const MethodRule& rule = rule_of(method);
    Segment whole, parts;
    rule.begin(whole, start, nullptr);
    rule.begin(parts, start, nullptr);
    ChargeSpan all;
    all.first = start.first;
    all.count = months;
    const Money at_once = rule.charge(whole, all);
    Money in_parts;
    for (int done = 0; done < months;) {
      ChargeSpan part;
      part.first = start.first + done;
      part.count = std::min(*rc::gen::inRange(1, 50), months - done);
      in_parts += rule.charge(parts, part);
      done += part.count;
    }
    RC_ASSERT(at_once == in_parts);
    RC_ASSERT(at_once == above_residual(start.carrying, start.residual));
  }));
}

// Whatever the order in which independent events of one day were entered, every year comes out the same.
TEST(RapidCheck, IndependentEventsOfADayMayStandInAnyOrder) {
  EXPECT_TRUE(rc::check([] {
    RegisterEntry entry = machine(*rc::gen::inRange<std::int64_t>(100'000, 100'000'000), *rc::gen::inRange(48, 240));
    Suspend suspend;
    suspend.basis = *rc::gen::element(BasisChoice::book, BasisChoice::both);
    Dispose third;
    third.fraction = Ratio::of(1, 3);
    entry.events = {on_a_day(Impair{fen(*rc::gen::inRange<std::int64_t>(0, 10'000)), {}}),
                    on_a_day(AdjustCost{fen(*rc::gen::inRange<std::int64_t>(0, 100'000)), {}}), on_a_day(suspend),
                    on_a_day(third)};
    const auto expected = rows_of(entry);
    std::rotate(entry.events.begin(), entry.events.begin() + *rc::gen::inRange<std::ptrdiff_t>(0, 4),
                entry.events.end());
    const auto got = rows_of(entry);
    RC_ASSERT(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
      RC_ASSERT(got[i].adj_total == expected[i].adj_total);
      RC_ASSERT(got[i].book_carrying_close == expected[i].book_carrying_close);
      RC_ASSERT(got[i].tax_base_close == expected[i].tax_base_close);
    }
  }));
}

}  // namespace
}  // namespace tieout
