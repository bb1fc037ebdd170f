// Properties of every history: what changes nothing, what sums to nothing, what one ledger must not feel of the other.
// They need no expected figures, so they catch what the model and the engine might have misread alike.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "histories.hpp"
#include "model.hpp"
#ifdef PROPERTIES_OF_THE_ENGINE
#include "engine_adapter.hpp"
#endif

namespace tieout::auditor {
namespace {

using Rows = std::vector<ReconciliationRow>;
using Amounts = std::vector<Money ReconciliationRow::*>;

// The rows of an accepted history.
using Runner = std::optional<Rows> (*)(const History&);

std::optional<Rows> run_model(const History& history) {
  std::string refusal;
  Rows rows = audit(history.entry, history.world, history.last_year, refusal);
  if (!refusal.empty()) return std::nullopt;
  return rows;
}

#ifdef PROPERTIES_OF_THE_ENGINE
std::optional<Rows> run_by_engine(const History& history) {
  std::string refusal;
  Rows rows;
  if (!run_engine(history.entry, history.world, history.last_year, rows, refusal)) return std::nullopt;
  return rows;
}
#endif

const Amounts& book_figures() {
  using Row = ReconciliationRow;
  static const Amounts figures{&Row::book_cost,          &Row::book_charge,        &Row::book_accumulated,
                               &Row::book_impairment,    &Row::book_reversal,      &Row::book_provision,
                               &Row::book_fair_value,    &Row::book_carrying_open, &Row::book_carrying_close,
                               &Row::book_disposal_gain, &Row::disposal_proceeds,  &Row::adj_fair_value};
  return figures;
}

const Amounts& tax_figures() {
  using Row = ReconciliationRow;
  static const Amounts figures{&Row::tax_cost,          &Row::tax_charge,     &Row::tax_accumulated,
                               &Row::tax_base_open,     &Row::tax_base_close, &Row::adj_permanent,
                               &Row::tax_disposal_gain, &Row::disposal_costs};
  return figures;
}

Amounts all_figures() {
  Amounts all = book_figures();
  all.insert(all.end(), tax_figures().begin(), tax_figures().end());
  using Row = ReconciliationRow;
  all.insert(all.end(), {&Row::tax_charge_general, &Row::tax_accumulated_general, &Row::adj_disposal_provision,
                         &Row::adj_disposal_charge, &Row::adj_disposal_cost, &Row::adj_disposal_fair_value,
                         &Row::adj_total, &Row::temp_diff_initial, &Row::temp_diff_equity});
  return all;
}

// Whether the first rows of both agree in the figures, as many as both have.
bool agree(const Rows& a, const Rows& b, const Amounts& figures) {
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (a[i].year != b[i].year) return false;
    for (const auto figure : figures) {
      if (a[i].*figure != b[i].*figure) return false;
    }
  }
  return true;
}

template <class Detail>
bool has(const History& history) {
  const auto& events = history.entry.events;
  return std::any_of(events.begin(), events.end(),
                     [](const Event& event) { return std::holds_alternative<Detail>(event.detail); });
}

// A first-share or one-time deduction, recorded figures and the like stay in: the properties hold for all.
struct Subject {
  const char* name;
  Runner run;
};

class Histories : public testing::TestWithParam<Subject> {
 protected:
  static constexpr std::uint64_t count = 6'000;
  static constexpr std::uint64_t seed = 20'260'101;

  static std::optional<Rows> run(const History& history) { return GetParam().run(history); }

  // Calls `check` for every accepted history with its rows; `check` says whether it could be tried on it.
  static void for_each(const std::function<bool(const History&, const Rows&)>& check) {
    std::uint64_t tried = 0;
    for (std::uint64_t i = 0; i < count && !HasFailure(); ++i) {
      const History history = random_history(seed + i);
      const std::optional<Rows> rows = run(history);
      if (!rows) continue;
      SCOPED_TRACE("history " + std::to_string(seed + i));
      if (check(history, *rows)) ++tried;
    }
    EXPECT_TRUE(HasFailure() || tried > 200) << "only " << tried << " histories";
  }

  // The changed history is accepted and gives the same figures.
  static void expect_same(const History& changed, const Rows& rows, const Amounts& figures) {
    const std::optional<Rows> after = run(changed);
    ASSERT_TRUE(after);
    EXPECT_EQ(after->size(), rows.size());
    EXPECT_TRUE(agree(*after, rows, figures));
  }
};

TEST_P(Histories, YearsToComeDoNotChangeYearsGone) {
  for_each([](const History& history, const Rows& rows) {
    History longer = history;
    longer.last_year += 3;
    const auto after = run(longer);
    EXPECT_TRUE(after && after->size() >= rows.size() && agree(*after, rows, all_figures()));
    return true;
  });
}

TEST_P(Histories, EachYearOpensWhereTheLastClosed) {
  for_each([](const History&, const Rows& rows) {
    for (std::size_t i = 1; i < rows.size(); ++i) {
      EXPECT_EQ(rows[i].book_carrying_open, rows[i - 1].book_carrying_close);
      EXPECT_EQ(rows[i].tax_base_open, rows[i - 1].tax_base_close);
      EXPECT_EQ(rows[i].temp_diff_open, rows[i - 1].temp_diff_close);
    }
    return rows.size() > 1;
  });
}

TEST_P(Histories, AfterDisposalTheTemporaryAdjustmentsSumToWhatArose) {
  for_each([](const History&, const Rows& rows) {
    const ReconciliationRow& last = rows.back();
    if (!last.book_cost.is_zero() || !last.tax_cost.is_zero() || last.disposal_proceeds.is_zero()) return false;
    if (!last.book_fair_value.is_zero()) return false;
    Money sum = rows.front().temp_diff_open;
    for (const ReconciliationRow& row : rows) {
      sum += row.adj_total - row.adj_permanent + row.temp_diff_initial + row.temp_diff_equity;
    }
    EXPECT_TRUE(sum.is_zero()) << to_string(sum);
    EXPECT_TRUE(last.temp_diff_close.is_zero());
    return true;
  });
}

TEST_P(Histories, SurplusThatWentToEquityComesBackAtMostOnce) {
  for_each([](const History& history, const Rows& rows) {
    if (!has<Transfer>(history)) return false;
    Money in_equity;
    for (const ReconciliationRow& row : rows) in_equity -= row.temp_diff_equity;
    EXPECT_GE(in_equity, Money{});
    return true;
  });
}

TEST_P(Histories, RecordingWhatIsComputedChangesNothing) {
  for_each([](const History& history, const Rows& rows) {
    History recorded = history;
    recorded.entry.recorded.clear();
    const auto computed = run(recorded);
    if (!computed) return false;
    for (const ReconciliationRow& row : *computed) {
      Recorded facts;
      facts.year = row.year;
      facts.book_charge = row.book_charge;
      facts.tax_charge = row.tax_charge;
      recorded.entry.recorded.push_back(facts);
    }
    expect_same(recorded, *computed, all_figures());
    return !rows.empty();
  });
}

TEST_P(Histories, OrderOfEntryDoesNotMatterBetweenDays) {
  for_each([](const History& history, const Rows& rows) {
    History sorted = history;
    auto& events = sorted.entry.events;
    if (events.size() < 2) return false;
    // Days in reverse, the order within a day as it was.
    std::stable_sort(events.begin(), events.end(), [](const Event& a, const Event& b) { return a.date > b.date; });
    std::reverse(sorted.entry.recorded.begin(), sorted.entry.recorded.end());
    expect_same(sorted, rows, all_figures());
    return true;
  });
}

TEST_P(Histories, TaxDoesNotFeelImpairment) {
  for_each([](const History& history, const Rows& rows) {
    if (!has<Impair>(history) && !has<tieout::Test>(history)) return false;
    History without = history;
    auto& events = without.entry.events;
    const auto touches_provision = [](const Event& event) {
      return std::holds_alternative<Impair>(event.detail) || std::holds_alternative<tieout::Test>(event.detail) ||
             std::holds_alternative<Reverse>(event.detail);
    };
    // A re-estimate with an impairment changes the book life that later estimates and the tax life start from.
    const bool re_estimates = std::any_of(events.begin(), events.end(), [](const Event& event) {
      const auto* impair = std::get_if<Impair>(&event.detail);
      const auto* test = std::get_if<tieout::Test>(&event.detail);
      return (impair != nullptr && !impair->estimate.empty()) || (test != nullptr && !test->estimate.empty());
    });
    if (re_estimates) return false;
    events.erase(std::remove_if(events.begin(), events.end(), touches_provision), events.end());
    const auto after = run(without);
    if (!after) return false;
    EXPECT_TRUE(agree(*after, rows, tax_figures()));
    return true;
  });
}

TEST_P(Histories, BooksDoNotFeelTheTaxMethod) {
  for_each([](const History& history, const Rows& rows) {
    if (history.entry.asset.tax_treatment == TaxTreatment::on_disposal) return false;
    History other = history;
    other.entry.asset.tax_override = "another method";
    other.entry.asset.tax_election.clear();
    other.entry.asset.tax.method = Method::sum_of_years;
    other.entry.asset.tax.life_months = 400;
    const auto after = run(other);
    if (!after) return false;
    EXPECT_TRUE(agree(*after, rows, book_figures()));
    return true;
  });
}

TEST_P(Histories, SuspendingAndResumingOnOneDayChangesNothing) {
  for_each([](const History& history, const Rows& rows) {
    if (has<Suspend>(history) || has<Resume>(history) || history.entry.events.empty()) return false;
    History paused = history;
    const Date day = history.entry.events.front().date;
    paused.entry.events.insert(paused.entry.events.begin(), Event{day, Resume{}, "", {}});
    paused.entry.events.insert(paused.entry.events.begin(), Event{day, Suspend{}, "", {}});
    expect_same(paused, rows, all_figures());
    return true;
  });
}

TEST_P(Histories, AFullLifeChargesAllAboveTheResidual) {
  for_each([](const History& history, const Rows&) {
    const Asset& asset = history.entry.asset;
    const Method book = asset.book.method.value_or(Method::straight_line);
    if (book == Method::none || book == Method::units_of_production || asset.book_model == Model::fair_value)
      return false;
    if (asset.opening || asset.tax_treatment != TaxTreatment::depreciable || asset.total_units) return false;
    History alone = history;
    alone.entry.events.clear();
    alone.entry.recorded.clear();
    alone.last_year = asset.in_service.year() + 60;
    const auto rows = run(alone);
    if (!rows) return false;
    Money book_charges;
    Money tax_charges;
    for (const ReconciliationRow& row : *rows) {
      EXPECT_GE(row.book_charge, Money{});
      EXPECT_GE(row.tax_charge, Money{});
      book_charges += row.book_charge;
      tax_charges += row.tax_charge;
    }
    const Money residual =
        asset.book.residual.value_or(asset.book.residual_rate ? scale(asset.cost, *asset.book.residual_rate) : Money{});
    EXPECT_EQ(book_charges, asset.cost - residual);
    const bool one_time = asset.tax.method == Method::one_time || !asset.tax_election.empty();
    const Money tax_cost = asset.tax_cost.value_or(asset.cost);
    const Money tax_residual = asset.tax.residual.value_or(
        asset.tax.residual_rate ? scale(tax_cost, *asset.tax.residual_rate) : (one_time ? Money{} : residual));
    EXPECT_EQ(tax_charges, tax_cost - tax_residual);
    return true;
  });
}

TEST_P(Histories, GeneralFiguresAreTheTaxFiguresWhereNothingIsElected) {
  for_each([](const History& history, const Rows& rows) {
    if (!history.entry.asset.tax_election.empty()) return false;
    for (const ReconciliationRow& row : rows) {
      EXPECT_EQ(row.tax_charge_general, row.tax_charge);
      EXPECT_EQ(row.tax_accumulated_general, row.tax_accumulated);
    }
    return true;
  });
}

const std::vector<Subject> subjects{
    {"model", run_model},
#ifdef PROPERTIES_OF_THE_ENGINE
    {"engine", run_by_engine},
#endif
};

INSTANTIATE_TEST_SUITE_P(Of, Histories, testing::ValuesIn(subjects),
                         [](const testing::TestParamInfo<Subject>& info) { return std::string(info.param.name); });

}  // namespace
}  // namespace tieout::auditor
