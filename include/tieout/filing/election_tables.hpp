// The elections of a register as tables: for people one line an election with years as columns, for programs one line
// an election and year.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/filing/table.hpp"
#include "tieout/reconcile/election_survey.hpp"

namespace tieout {

// One asset with what may be elected for it.
struct SurveyedAsset {
  std::string entity, asset, name;
  std::vector<ElectionOption> options;
};

struct ElectionView {
  Language language = Language::zh;
  bool all = false;         // with those that are not open
  std::optional<int> year;  // first column; without it the first year of deduction among the assets
};

// Deductions by year, five years as columns with what is before and after them, each asset led by its general rule.
Table election_table(const std::vector<SurveyedAsset>& assets, const rules::RuleBook& rules, const ElectionView& view);

// asset, election, year, deduction, general, difference …; an election that is not open has one line without a year.
Table election_years_table(const std::vector<SurveyedAsset>& assets, const rules::RuleBook& rules,
                           const ElectionView& view);

// Assets for which an election is open and none was taken: the best first-year deduction that is so forgone.
struct ElectionsNotTaken {
  std::int32_t assets = 0;
  Money first_year_deduction;  // beyond the general rule's
  Money first_year_extra;      // of the same elections
};
ElectionsNotTaken elections_not_taken(const std::vector<SurveyedAsset>& assets);
Table not_taken_table(const ElectionsNotTaken& not_taken);

}  // namespace tieout
