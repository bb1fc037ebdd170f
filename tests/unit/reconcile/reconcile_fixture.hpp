// One machine on the rules of the repository, for tests of what the reconciler yields.
#pragma once

#include <gmock/gmock.h>

#include <string>
#include <utility>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"
#include "tieout/reconcile/lifetime.hpp"

namespace tieout::fixture {

inline Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

inline const rules::RuleBook& rule_book() {
  static const rules::RuleBook book = [] {
    Diagnostics diagnostics;
    return loading::load_rules(std::string(kSourceDir) + "/rules", diagnostics);
  }();
  return book;
}

// 120,000.00 in service since December 2019, book life 60 months, tax life 120.
class OneMachine : public ::testing::Test {
 protected:
  OneMachine() {
    framework.rules = &rule_book();
    framework.book = rule_book().find_book_regime("cn/cas");
    framework.tax = rule_book().find_tax_regime("cn/cit");
    entry.asset.entity = "A";
    entry.asset.id = "press";
    entry.asset.asset_class = rule_book().classes.find("machinery").value();
    entry.asset.in_service = *make_date(2019, 12, 10);
    entry.asset.cost = yuan(120000);
    entry.asset.book.life_months = 60;
  }

  void happens(int year, int month, int day, EventDetail detail) {
    Event event;
    event.date = *make_date(year, month, day);
    event.detail = std::move(detail);
    entry.events.push_back(event);
  }

  LifetimeProof prove() {
    AssetReconciler reconciler(framework);
    EXPECT_TRUE(reconciler.open(entry));
    ReversalForecast forecast;
    return prove_lifetime(reconciler, 0, forecast);
  }

  Framework framework;
  RegisterEntry entry;
};

}  // namespace tieout::fixture
