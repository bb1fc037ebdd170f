// The statements that a worked case expects: provisions, deferred tax of an entity, vouchers.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "loading/case_file.hpp"
#include "tieout/reconcile/reconcile.hpp"
#include "tieout/rules/account_chart.hpp"
#include "tieout/rules/provision_kind.hpp"

namespace tieout::cli {

// Rules that only statements need.
struct StatementRules {
  std::vector<rules::ProvisionRules> provisions;
  std::vector<rules::AccountChart> charts;
};

// Whether the expectation is about a statement and not a row.
bool asks_for_statement(const loading::Expectation& expectation);
// Whether the case has provisions of its own or expects a statement.
bool has_statements(const loading::CaseFile& file);

class CaseStatementRun {
 public:
  // All of them must outlive the run.
  CaseStatementRun(const loading::CaseFile& file, const Framework& framework, const StatementRules& rules);
  ~CaseStatementRun();

  // Makes the statements of every year that a provision or an expectation names. What is wrong with the provisions, the
  // rates or the accounts goes to `diagnostics`. Throws InvariantViolation.
  void make(Diagnostics& diagnostics);

  // What differs from the expectation.
  std::vector<std::string> check(const loading::Expectation& expectation) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace tieout::cli
