// Short ways to write a history and to read a row in the auditor's own tests. Amounts are whole yuan unless a name
// says fen.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "histories.hpp"
#include "model.hpp"

namespace tieout::auditor {

inline Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }
inline Money cents(std::int64_t amount) { return Money::from_fen(amount); }
inline Date day(int year, int month, int day_of_month) { return *make_date(year, month, day_of_month); }

// An asset under construction with its world; `rows()` audits it.
struct TestCase {
  RegisterEntry entry;
  World world = real_world();

  TestCase(const std::string& class_code, Date in_service, Money cost) {
    entry.asset.id = "asset";
    entry.asset.asset_class = class_named(world, class_code);
    entry.asset.in_service = in_service;
    entry.asset.cost = cost;
  }
  Asset& asset() { return entry.asset; }
  TestCase& on(Date date, EventDetail detail) {
    entry.events.push_back(Event{date, std::move(detail), "", {}});
    return *this;
  }
  std::vector<ReconciliationRow> rows(int last_year) const {
    std::string refusal;
    auto result = audit(entry, world, last_year, refusal);
    EXPECT_EQ(refusal, "");
    return result;
  }
  std::string refusal(int last_year) const {
    std::string code;
    audit(entry, world, last_year, code);
    return code;
  }
};

// The row of `year`, or one of zeros after the asset's end.
inline ReconciliationRow row_of(const std::vector<ReconciliationRow>& rows, int year) {
  for (const ReconciliationRow& row : rows) {
    if (row.year == year) return row;
  }
  return {};
}

inline Impair impairment(Money amount) { return Impair{amount, {}}; }
inline Test test_at(Money recoverable) { return Test{recoverable, {}}; }
inline Dispose sale(Money proceeds, Money costs = {}) {
  Dispose dispose;
  dispose.proceeds = proceeds;
  dispose.costs = costs;
  return dispose;
}
inline Dispose part_sale(Ratio fraction) {
  Dispose dispose;
  dispose.fraction = fraction;
  return dispose;
}

}  // namespace tieout::auditor

#define EXPECT_FEN(expression, expected) EXPECT_EQ(to_string(expression), to_string(cents(expected)))
#define EXPECT_YUAN(expression, expected) EXPECT_EQ(to_string(expression), to_string(yuan(expected)))
