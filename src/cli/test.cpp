// tieout test PATH…: worked cases (contract, section 5).
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "cli/commands.hpp"
#include "cli/session.hpp"
#include "cli/test_impairment.hpp"
#include "cli/test_statements.hpp"
#include "loading/case_file.hpp"
#include "loading/rule_accounts.hpp"
#include "loading/rule_files.hpp"
#include "loading/rule_provisions.hpp"
#include "tieout/core/invariant.hpp"
#include "tieout/filing/deferred_tax.hpp"
#include "tieout/filing/findings.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout::cli {

namespace {

namespace fs = std::filesystem;

// All *.toml below the paths, in byte order.
std::vector<std::string> case_paths(const std::vector<std::string>& paths) {
  std::vector<std::string> found;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      found.push_back(path);
      continue;
    }
    std::vector<std::string> inside;
    for (const auto& item : fs::recursive_directory_iterator(path)) {
      if (item.is_regular_file() && item.path().extension() == ".toml") inside.push_back(item.path().string());
    }
    std::sort(inside.begin(), inside.end());
    found.insert(found.end(), inside.begin(), inside.end());
  }
  return found;
}

// Reasons may be given in any order and with any separator.
std::set<std::string> words_of(std::string_view text) {
  std::set<std::string> words;
  std::string word;
  for (char c : text) {
    if (c >= 'a' && c <= 'z') {
      word += c;
    } else if (!word.empty()) {
      words.insert(word);
      word.clear();
    }
  }
  if (!word.empty()) words.insert(word);
  return words;
}

class CaseRun {
 public:
  CaseRun(const loading::CaseFile& file, const Framework& framework, const rules::FindingCatalogue& catalogue,
          const StatementRules& statements, Diagnostics loaded)
      : file_(file),
        framework_(framework),
        catalogue_(catalogue),
        statements_(file, framework, statements),
        diagnostics_(std::move(loaded)) {}

  void run(std::size_t& passed, std::size_t& failed) {
    project_all();
    make_statements();
    for (const loading::Expectation& expectation : file_.expectations) check(expectation, passed, failed);
    if (file_.expectations.empty()) {
      fmt::print("{}: no [[expect]]\n", file_.path);
      ++failed;
    }
  }

 private:
  struct LedgerFinding {
    std::string asset, code;
  };
  struct YearRow {
    std::string asset, entity;
    ReconciliationRow row;
  };

  // Every year that an expectation names, in ascending order, for every asset; nothing where any error was found.
  void project_all() {
    if (diagnostics_.has_errors()) return;
    for (const Diagnostic& noticed : diagnostics_.all()) ledger_findings_.push_back({"", noticed.code});
    std::set<int> years;
    for (const loading::Expectation& expectation : file_.expectations) {
      if (expectation.year) years.insert(*expectation.year);
      if (expectation.year && asks_for_finding(expectation)) finding_years_.insert(*expectation.year);
    }
    AssetReconciler reconciler(framework_);
    for (const RegisterEntry& entry : file_.entries) {
      reconciler.set_entity(file_.facts_of(entry.asset.entity));
      try {
        if (reconciler.open(entry)) {
          for (int year : years) {
            if (const AssetYear* result = reconciler.run_year(year)) {
              rows_.push_back({entry.asset.id, result->row.entity, result->row});
            }
          }
          reconciler.finish();
          for (const Problem& finding : reconciler.findings())
            ledger_findings_.push_back({entry.asset.id, finding.diagnostic.code});
        }
        if (reconciler.problems().empty()) {
          for (int year : finding_years_) examine(reconciler, entry, year);
        }
      } catch (const InvariantViolation& violation) {
        internal(violation);
      }
      for (const Problem& problem : reconciler.problems()) {
        Diagnostic diagnostic = problem.diagnostic;
        diagnostic.span = loading::case_span(file_, problem.origin, problem.field);
        diagnostics_.add(std::move(diagnostic));
      }
    }
  }

  void make_statements() {
    if (!has_statements(file_) || diagnostics_.has_errors()) return;
    try {
      statements_.make(diagnostics_);
    } catch (const InvariantViolation& violation) {
      internal(violation);
    }
  }

  void internal(const InvariantViolation& violation) {
    Diagnostic diagnostic;
    diagnostic.code = "INTERNAL";
    diagnostic.message = {violation.what(), violation.what()};
    diagnostics_.add(diagnostic);
  }

  static bool asks_for_finding(const loading::Expectation& expectation) {
    return !expectation.finding.empty() || !expectation.no_finding.empty();
  }

  void examine(AssetReconciler& reconciler, const RegisterEntry& entry, int year) {
    std::vector<Finding> found;
    FindingMaker(catalogue_, year).examine(reconciler, entry, found);
    for (Finding& finding : found) findings_.push_back({year, std::move(finding)});
  }

  // Without a year: what the ledgers found, whenever, and what reading the cards together showed, which names no asset.
  void check_ledger_findings(const loading::Expectation& expectation, std::vector<std::string>& complaints) const {
    auto found = [&](const std::string& code) {
      return std::any_of(ledger_findings_.begin(), ledger_findings_.end(), [&](const LedgerFinding& finding) {
        return finding.code == code && (expectation.asset.empty() || finding.asset == expectation.asset);
      });
    };
    if (!expectation.finding.empty() && !found(expectation.finding)) {
      complaints.push_back(fmt::format("finding {} expected", expectation.finding));
    }
    if (!expectation.no_finding.empty() && found(expectation.no_finding)) {
      complaints.push_back(fmt::format("finding {} not expected", expectation.no_finding));
    }
  }

  void check_findings(const loading::Expectation& expectation, std::vector<std::string>& complaints) const {
    if (!expectation.year) return check_ledger_findings(expectation, complaints);
    std::string amounts;
    bool made = false, unwanted = false;
    for (const auto& [year, finding] : findings_) {
      const bool same = year == *expectation.year && finding.asset == expectation.asset &&
                        (expectation.entity.empty() || finding.entity == expectation.entity);
      if (same && finding.code == expectation.no_finding) unwanted = true;
      if (!same || finding.code != expectation.finding) continue;
      const std::string amount = to_string(finding.amount);
      made = made || expectation.amount.empty() || amount == expectation.amount;
      amounts += " " + amount;
    }
    if (unwanted) complaints.push_back(fmt::format("no_finding {} but it was found", expectation.no_finding));
    if (expectation.finding.empty() || made) return;
    complaints.push_back(fmt::format("finding {}{} expected got{}", expectation.finding,
                                     expectation.amount.empty() ? "" : " " + expectation.amount,
                                     amounts.empty() ? " none" : amounts));
  }

  void check(const loading::Expectation& expectation, std::size_t& passed, std::size_t& failed) {
    std::vector<std::string> complaints;
    if (!expectation.error.empty()) {
      check_error(expectation, complaints);
    } else if (!expectation.rule.empty()) {
      check_rule(expectation, complaints);
    } else if (diagnostics_.has_errors()) {
      complaints.push_back(first_error());
    } else if (asks_for_statement(expectation)) {
      complaints = statements_.check(expectation);
    } else if (asks_for_finding(expectation)) {
      check_findings(expectation, complaints);
      if (!expectation.figures.empty()) check_figures(expectation, complaints);
    } else {
      check_figures(expectation, complaints);
    }
    ++(complaints.empty() ? passed : failed);
    for (const std::string& complaint : complaints) {
      const std::string& what = expectation.asset.empty() ? expectation.provision : expectation.asset;
      fmt::print("{}:{}: {} {}: {}\n", file_.path, expectation.line, what,
                 expectation.year ? std::to_string(*expectation.year) : "-", complaint);
    }
  }

  void check_error(const loading::Expectation& expectation, std::vector<std::string>& complaints) const {
    std::string codes;
    for (const Diagnostic& diagnostic : diagnostics_.all()) {
      if (diagnostic.severity != Severity::error || diagnostic.code == "INTERNAL") continue;
      if (expectation.error == "any" || diagnostic.code == expectation.error) return;
      codes += " " + diagnostic.code;
    }
    complaints.push_back(fmt::format("error expected {} got{}", expectation.error, codes.empty() ? " none" : codes));
  }

  // The row of a rule that holds on a day, as far as published by [rules] as_of.
  void check_rule(const loading::Expectation& expectation, std::vector<std::string>& complaints) const {
    const rules::Parameter* parameter = framework_.rules->find_parameter(expectation.rule);
    if (parameter == nullptr || !expectation.on) {
      complaints.push_back(parameter == nullptr ? fmt::format("no rule {}", expectation.rule) : "`on` is missing");
      return;
    }
    const rules::Value* value = rules::value_on(*parameter, *expectation.on, framework_.law_as_of);
    std::string got;
    if (value == nullptr) {
      got = "none";
    } else {
      for (const auto& [key, text] : value->fields) {
        if (key != "note") got += fmt::format("{}{} = {}", got.empty() ? "" : ", ", key, text);
      }
    }
    if (got == expectation.value) return;
    complaints.push_back(fmt::format("{} on {} expected {} got {}", expectation.rule, to_string(*expectation.on),
                                     expectation.value, got));
  }

  std::string first_error() const {
    for (const Diagnostic& diagnostic : diagnostics_.all()) {
      if (diagnostic.severity != Severity::error) continue;
      return fmt::format("error[{}] at line {}: {}", diagnostic.code, diagnostic.span.line, diagnostic.message.en);
    }
    return "error";
  }

  void check_figures(const loading::Expectation& expectation, std::vector<std::string>& complaints) const {
    if (!expectation.year) {
      complaints.emplace_back("no year");
      return;
    }
    bool known = std::any_of(file_.entries.begin(), file_.entries.end(),
                             [&](const RegisterEntry& entry) { return entry.asset.id == expectation.asset; });
    if (!known) {
      complaints.emplace_back("no such asset");
      return;
    }
    // A year without a row counts as zeros.
    ReconciliationRow zeros;
    const ReconciliationRow* row = &zeros;
    bool present = false;
    for (const YearRow& candidate : rows_) {
      bool entity_fits = expectation.entity.empty() || candidate.entity == expectation.entity;
      if (candidate.asset == expectation.asset && entity_fits && candidate.row.year == *expectation.year) {
        row = &candidate.row;
        present = true;
      }
    }
    for (const auto& [key, expected] : expectation.figures) {
      std::string got = key.starts_with("deferred_tax_") ? deferred_tax(expectation, key) : figure(*row, present, key);
      bool same = key == "adj_reason" ? words_of(got) == words_of(expected) : got == expected;
      if (!same) complaints.push_back(fmt::format("{} expected {} got {}", key, expected, got));
    }
  }

  // A rate is never assumed: without one there is no figure. The close needs no rate of earlier years.
  std::string deferred_tax(const loading::Expectation& expectation, const std::string& key) const {
    DeferredTaxMeasurer measurer(framework_);
    for (const RegisterEntry& entry : file_.entries) {
      if (entry.asset.id != expectation.asset) continue;
      if (!expectation.entity.empty() && entry.asset.entity != expectation.entity) continue;
      const Entity* facts = file_.facts_of(entry.asset.entity);
      if (!facts || facts->rates.empty()) return "no [[rate]] stated";
      measurer.set_entity(facts);
      const DeferredTaxYear year =
          measurer.measure(entry, *expectation.year, facts->rates, key != "deferred_tax_close");
      if (year.refused) return "refused";
      if (year.missing) {
        return fmt::format("no rate of {} known at the end of {}", year.missing->year, year.missing->known_in);
      }
      if (key == "deferred_tax_open") return to_string(year.open);
      if (key == "deferred_tax_close") return to_string(year.close);
      return to_string(key == "deferred_tax_movement" ? year.movement() : year.rate_effect);
    }
    return "no such asset";
  }

  std::string figure(const ReconciliationRow& row, bool present, const std::string& key) const {
    for (const AmountColumn& column : kAmountColumns) {
      if (column.key == key) return to_string(row.*column.amount);
    }
    if (key == "adj_reason") return std::string(row.adj_reason.text());
    if (!present) return "no row";
    if (key == "class") return framework_.rules->classes.at(row.asset_class).code;
    if (key == "name") return row.name;
    if (key == "entity") return row.entity;
    return "no such figure";
  }

  const loading::CaseFile& file_;
  const Framework& framework_;
  const rules::FindingCatalogue& catalogue_;
  CaseStatementRun statements_;
  Diagnostics diagnostics_;
  std::vector<YearRow> rows_;
  std::vector<LedgerFinding> ledger_findings_;
  std::set<int> finding_years_;
  std::vector<std::pair<int, Finding>> findings_;  // with the year examined
};

}  // namespace

static int run_test(const Options& options) {
  if (options.arguments.empty()) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"请给出案例文件或目录", "name case files or folders"}));
    return kUsage;
  }
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  const rules::FindingCatalogue catalogue(session.rules().parameters);
  const std::string rules_at = rules_directory(options);
  const StatementRules statements{loading::load_provision_rules(rules_at, session.rules(), session.diagnostics()),
                                  loading::load_account_charts(rules_at, session.rules(), session.diagnostics())};
  if (session.report_errors()) return kOutputTrouble;
  std::size_t passed = 0, failed = 0;
  for (const std::string& path : case_paths(options.arguments)) {
    if (is_impairment_case(path)) {
      run_impairment_case(path, options.book, session.rules(), passed, failed);
      continue;
    }
    Diagnostics loaded;
    loading::CaseFile file = loading::load_case(path, session.rules(), loaded);
    Framework framework = session.framework();
    framework.book = session.rules().find_book_regime(file.book);
    framework.tax = session.rules().find_tax_regime(file.tax);
    framework.entities = &file.entities;
    if (file.opening) framework.opening_policy = *file.opening;
    if (file.law_as_of) framework.law_as_of = file.law_as_of;
    if (file.expectations.empty() || !framework.book || !framework.tax) {
      for (const Diagnostic& diagnostic : loaded.all()) print_diagnostic(diagnostic, options.language);
      fmt::print("{}: {}\n", path, file.expectations.empty() ? "no [[expect]]" : "unknown [rules]");
      ++failed;
      continue;
    }
    CaseRun(file, framework, catalogue, statements, std::move(loaded)).run(passed, failed);
  }
  fmt::print("{} passed, {} failed\n", passed, failed);
  return failed == 0 ? kDone : kNegative;
}

const Command kTestCommand{"test",
                           run_test,
                           {"案例 …", "PATH …"},
                           {"运行案例文件", "run worked cases"},
                           {R"(tieout test 文件或目录 …

运行案例（TOML）：资产、事项与期望值写在一个文件里，逐分比较；期望值可以是对照行、减值准备、凭证、递延所得税、减值测试、
检查发现或诊断（格式见 tests/cases/README.md）。最后一行是 N passed, M failed；有不符时退出码为 1。

示例
  tieout test tests/cases
)",
                            R"(tieout test PATH …

Runs worked cases (TOML): assets, events and expected figures in one file, compared to the fen. What is expected may be
rows, provisions, vouchers, deferred tax, an impairment test, findings or diagnostics (tests/cases/README.md describes the
form). The last line is N passed, M failed; exit code 1 if any failed.

Example
  tieout test tests/cases
)"}};

}  // namespace tieout::cli
