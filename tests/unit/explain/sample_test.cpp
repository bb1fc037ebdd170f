// Every figure of every asset and year of the sample and of the worked cases is derived; a derivation that does not
// come to the row's figure throws.
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>

#include "loading/case_file.hpp"
#include "loading/register_reader.hpp"
#include "loading/rule_files.hpp"
#include "source_dir.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/filing/profit_bridge.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout {
namespace {

namespace fs = std::filesystem;
const std::string kSource = kSourceDir;

const rules::RuleBook& rule_book() {
  static const rules::RuleBook book = [] {
    Diagnostics diagnostics;
    return loading::load_rules(kSource + "/rules", diagnostics);
  }();
  return book;
}

// Explains the asset from its first year until nothing happens any more; the number of years.
int explain_life(Explainer& explainer, AssetReconciler& reconciler, const RegisterEntry& entry) {
  if (!explainer.open(entry)) return 0;
  int years = 0;
  for (int year = reconciler.first_year(); year < reconciler.first_year() + kLongestLifeYears; ++year) {
    const auto explanation = explainer.explain(year);
    if (!explanation) break;
    ++years;
    EXPECT_EQ(explanation->figures.size(), kAmountColumns.size() + 2);
    for (std::size_t i = 0; i < kAmountColumns.size(); ++i) {
      EXPECT_EQ(explanation->figures[i].value, explainer.row().*kAmountColumns[i].amount) << kAmountColumns[i].key;
    }
    // The steps from the books' profit to taxable income end at what the tax ledgers say, for every row there is.
    EXPECT_NO_THROW(profit_bridge_table(explainer.row(), Language::en));
    if (reconciler.at_rest(year)) break;
  }
  return years;
}

TEST(Explanation, OfTheWholeSample) {
  loading::InputFiles files;
  const std::string sample = kSource + "/data/sample/";
  files.assets = sample + "assets.xlsx";
  files.events = sample + "events.csv";
  files.recorded = sample + "recorded.csv";
  files.policies = sample + "policies.csv";
  files.entities = sample + "entities.csv";
  files.set_aside = sample + "set-aside.csv";
  files.headings = kSource + "/data/headings.toml";
  Diagnostics diagnostics;
  const auto reader = loading::open_register(files, rule_book(), diagnostics);
  ASSERT_TRUE(reader);
  std::vector<RegisterEntry> entries;
  reader->read(0, reader->size(), entries, diagnostics);
  ASSERT_FALSE(diagnostics.has_errors());
  Framework framework;
  framework.rules = &rule_book();
  framework.book = rule_book().find_book_regime("cn/cas");
  framework.tax = rule_book().find_tax_regime("cn/cit");
  framework.entities = &reader->entities();
  int years = 0;
  for (const RegisterEntry& entry : entries) {
    AssetReconciler reconciler(framework);
    for (const Entity& entity : reader->entities()) {
      if (entity.id == entry.asset.entity) reconciler.set_entity(&entity);
    }
    Explainer explainer(reconciler);
    SCOPED_TRACE(entry.asset.id);
    years += explain_life(explainer, reconciler, entry);
  }
  EXPECT_GT(years, 1000);
}

TEST(Explanation, OfTheWorkedCases) {
  std::vector<std::string> paths;
  for (const auto& item : fs::recursive_directory_iterator(kSource + "/tests/cases")) {
    if (item.path().extension() == ".toml") paths.push_back(item.path().string());
  }
  std::sort(paths.begin(), paths.end());
  int years = 0;
  for (std::size_t at = 0; at < paths.size(); at += TIEOUT_CASE_STEP) {
    const std::string& path = paths[at];
    Diagnostics diagnostics;
    const loading::CaseFile file = loading::load_case(path, rule_book(), diagnostics);
    Framework framework;
    framework.rules = &rule_book();
    framework.book = rule_book().find_book_regime(file.book);
    framework.tax = rule_book().find_tax_regime(file.tax);
    framework.entities = &file.entities;
    if (file.opening) framework.opening_policy = *file.opening;
    if (diagnostics.has_errors() || !framework.book || !framework.tax) continue;  // cases of refused input
    AssetReconciler reconciler(framework);
    Explainer explainer(reconciler);
    SCOPED_TRACE(path);
    for (const RegisterEntry& entry : file.entries) {
      reconciler.set_entity(file.facts_of(entry.asset.entity));
      years += explain_life(explainer, reconciler, entry);
    }
  }
  EXPECT_GT(years, 1000 / TIEOUT_CASE_STEP);
}

}  // namespace
}  // namespace tieout
