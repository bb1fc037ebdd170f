// Findings: what an inspector or a reviewer would ask about an asset in a year. They are made from the results, the
// terms and the rules and compute no figure of their own beyond sums and differences of those.
//
//     const FindingMaker maker(catalogue, 2023);
//     maker.examine(reconciler, entry, findings);      // opens the asset and runs it through 2023
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/reconcile/reconcile.hpp"
#include "tieout/rules/finding.hpp"

namespace tieout {

struct Finding {
  std::string code;
  const rules::FindingRule* rule = nullptr;  // in the catalogue; null: found by a ledger and not in it
  Severity severity = Severity::note;
  std::string entity, asset, name;
  ClassId asset_class;
  std::int32_t year = 0;
  Money amount;  // what is at stake; the message says what it is
  Origin origin;
  std::string field;     // column of the row at `origin`
  Text message;          // with the numbers
  rules::Citation cite;  // the article
  Text article;          // the same in words where a ledger cited it; else empty
  Text remedy;           // the catalogue's, or one that names years and amounts
};

class FindingMaker {
 public:
  // `catalogue` must outlive the maker. Findings whose law was not in force in `year`, or that belong to other
  // regimes, are not made. One maker may serve any number of threads.
  FindingMaker(const rules::FindingCatalogue& catalogue, int year);

  // Opens the asset in `reconciler`, runs it through the year and all its events and adds what is found, in a fixed
  // order. What is wrong with the asset's facts stands in reconciler.problems(); then nothing is added.
  void examine(AssetReconciler& reconciler, const RegisterEntry& entry, std::vector<Finding>& findings) const;

 private:
  void take_engine_findings(const AssetReconciler& reconciler, const RegisterEntry& entry,
                            std::vector<Finding>& findings) const;
  bool take_claims(const AssetReconciler& reconciler, const RegisterEntry& entry, const Problem& problem,
                   std::vector<Finding>& findings) const;
  Finding from_problem(std::string_view code, const Problem& problem, const AssetReconciler& reconciler,
                       const RegisterEntry& entry) const;

  const rules::FindingCatalogue& catalogue_;
  int year_;
};

}  // namespace tieout
