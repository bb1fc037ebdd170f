// Every figure of the row is derived, and the derivation's arithmetic, evaluated apart from the engine, gives the
// engine's figure: on random histories, year by year. (A difference throws inside the explainer.)
#include <gmock/gmock.h>

#include <algorithm>

#include "engine_adapter.hpp"
#include "histories.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout {
namespace {

constexpr std::uint64_t kHistories = TIEOUT_HISTORIES;
constexpr std::uint64_t kSeed = 4711;

struct Tally {
  std::size_t years = 0, figures = 0, steps = 0;
};

// The same row with and without a trace, and each figure once, in the order of the row.
void check(const Explanation& explanation, const ReconciliationRow& traced, const ReconciliationRow& plain) {
  ASSERT_EQ(explanation.figures.size(), kAmountColumns.size() + 2);
  for (std::size_t i = 0; i < kAmountColumns.size(); ++i) {
    const AmountColumn& column = kAmountColumns[i];
    ASSERT_EQ(explanation.figures[i].key, column.key);
    ASSERT_EQ(explanation.figures[i].value, traced.*column.amount) << column.key;
    ASSERT_EQ(plain.*column.amount, traced.*column.amount) << column.key;
    ASSERT_FALSE(explanation.figures[i].formula.zh.empty()) << column.key;
    ASSERT_FALSE(explanation.figures[i].formula.en.empty()) << column.key;
  }
  ASSERT_EQ(plain.adj_reason.text(), traced.adj_reason.text());
}

void explain_history(const auditor::History& history, Tally& tally) {
  std::vector<ReconciliationRow> plain;
  std::string refusal;
  if (!auditor::run_engine(history.entry, history.world, history.last_year, plain, refusal)) return;
  rules::RuleBook book;
  auditor::fill_rules(history.world, book);
  Framework framework;
  framework.rules = &book;
  framework.book = &book.book_regimes.front();
  framework.tax = &book.tax_regimes.front();
  AssetReconciler reconciler(framework);
  Explainer explainer(reconciler);
  ASSERT_TRUE(explainer.open(history.entry));
  for (const ReconciliationRow& row : plain) {
    const auto explanation = explainer.explain(row.year);
    ASSERT_TRUE(explanation);
    check(*explanation, explainer.row(), row);
    ++tally.years;
    tally.figures += explanation->figures.size();
    tally.steps += explanation->steps.size();
  }
}

TEST(Explanation, EveryFigureOfRandomHistoriesIsDerived) {
  Tally tally;
  for (std::uint64_t i = 0; i < kHistories; ++i) {
    const auditor::History history = auditor::random_history(auditor::Random(kSeed + i).next());
    SCOPED_TRACE(i);
    ASSERT_NO_THROW(explain_history(history, tally)) << "history " << i;
    if (HasFatalFailure()) return;
  }
  EXPECT_GT(tally.years, kHistories * 3);
  EXPECT_GT(tally.steps, tally.years);
}

// A year asked for alone is explained as after all the years before it.
TEST(Explanation, ALaterYearAloneIsTheSame) {
  for (std::uint64_t i = 0; i < 300; ++i) {
    const auditor::History history = auditor::random_history(auditor::Random(kSeed + i).next());
    std::vector<ReconciliationRow> plain;
    std::string refusal;
    if (!auditor::run_engine(history.entry, history.world, history.last_year, plain, refusal) || plain.empty())
      continue;
    rules::RuleBook book;
    auditor::fill_rules(history.world, book);
    Framework framework;
    framework.rules = &book;
    framework.book = &book.book_regimes.front();
    framework.tax = &book.tax_regimes.front();
    AssetReconciler reconciler(framework);
    Explainer explainer(reconciler);
    ASSERT_TRUE(explainer.open(history.entry));
    const auto explanation = explainer.explain(plain.back().year);
    ASSERT_TRUE(explanation) << i;
    for (std::size_t column = 0; column < kAmountColumns.size(); ++column) {
      ASSERT_EQ(explanation->figures[column].value, plain.back().*kAmountColumns[column].amount) << i;
    }
  }
}

}  // namespace
}  // namespace tieout
