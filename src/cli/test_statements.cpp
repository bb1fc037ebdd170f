#include "cli/test_statements.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "cli/missing_accounts.hpp"
#include "tieout/filing/deferred_tax_lines.hpp"
#include "tieout/filing/journal_months.hpp"
#include "tieout/filing/provision_statement.hpp"

namespace tieout::cli {

namespace {

using Complaints = std::vector<std::string>;

// The text of the cell below a column; nothing where the table has none such.
std::optional<std::string> cell_text(const TableSchema& schema, const std::vector<Cell>& row, std::string_view key) {
  for (std::size_t i = 0; i < schema.columns.size(); ++i) {
    if (schema.columns[i].key != key) continue;
    switch (row[i].kind) {
      case CellKind::money:
        return to_string(Money::from_fen(row[i].number));
      case CellKind::text:
        return std::string(row[i].text);
      default:
        return "";
    }
  }
  return {};
}

void compare_cells(const loading::Expectation& expectation, const TableSchema& schema, const std::vector<Cell>& row,
                   Complaints& complaints) {
  for (const auto& [key, expected] : expectation.figures) {
    const auto got = cell_text(schema, row, key);
    if (!got) complaints.push_back(fmt::format("{} has no {}", schema.name, key));
    if (got && *got != expected) complaints.push_back(fmt::format("{} expected {} got {}", key, expected, *got));
  }
}

// What vouchers debit and credit, by account.
struct Postings {
  std::map<std::string, Money> debit, credit;

  void add(const JournalLine& line) {
    if (line.amount > Money{}) debit[line.account] += line.amount;
    if (line.amount < Money{}) credit[line.account] -= line.amount;
  }
};

void compare_postings(const char* side, const std::map<std::string, std::string>& expected,
                      const std::map<std::string, Money>& got, Complaints& complaints) {
  for (const auto& [account, amount] : expected) {
    const auto found = got.find(account);
    const std::string text = found == got.end() ? "nothing" : to_string(found->second);
    if (text != amount) complaints.push_back(fmt::format("{} {} expected {} got {}", side, account, amount, text));
  }
  for (const auto& [account, amount] : got) {
    if (!expected.contains(account)) {
      complaints.push_back(fmt::format("{} {} got {} and none was expected", side, account, to_string(amount)));
    }
  }
}

}  // namespace

bool asks_for_statement(const loading::Expectation& expectation) {
  return !expectation.provision.empty() || !expectation.deferred_tax.empty() || !expectation.voucher.empty();
}

bool has_statements(const loading::CaseFile& file) {
  return !file.stated.provisions.empty() || !file.stated.valued.empty() ||
         std::any_of(file.expectations.begin(), file.expectations.end(), asks_for_statement);
}

class CaseStatementRun::Impl {
 public:
  Impl(const loading::CaseFile& file, const Framework& framework, const StatementRules& rules)
      : file_(file), framework_(framework), rules_(rules) {}

  void make(Diagnostics& diagnostics) {
    for (const int year : years()) make_year(year, diagnostics);
  }

  Complaints check(const loading::Expectation& expectation) const {
    Complaints complaints;
    const std::optional<int> named = year_of(expectation);
    const auto found = named ? years_.find(*named) : years_.end();
    if (found == years_.end()) return {"no year"};
    const StatementYear& year = found->second;
    if (!expectation.voucher.empty()) {
      check_vouchers(expectation, year, complaints);
    } else if (!expectation.provision.empty()) {
      check_provision(expectation, year, complaints);
    } else {
      check_deferred_tax(expectation, *named, year, complaints);
    }
    return complaints;
  }

 private:
  // What stands at the end of one year.
  struct StatementYear {
    CardProvisions cards;
    ProvisionStatement provisions;
    Table provision_table;
    std::vector<DeferredTaxRow> rows;
    DeferredTaxTotals totals;
    std::optional<Journal> journal;
  };

  static std::optional<int> year_of(const loading::Expectation& expectation) {
    if (expectation.year) return *expectation.year;
    if (expectation.date) return expectation.date->year();
    return {};
  }

  std::set<int> years() const {
    std::set<int> result;
    for (const StatedProvision& row : file_.stated.provisions) result.insert(row.year);
    for (const ValuedItem& item : file_.stated.valued) result.insert(item.year);
    for (const loading::Expectation& expectation : file_.expectations) {
      if (const auto year = year_of(expectation); year && asks_for_statement(expectation)) result.insert(*year);
    }
    return result;
  }

  bool expects(int year, bool (*holds)(const loading::Expectation&)) const {
    return std::any_of(file_.expectations.begin(), file_.expectations.end(),
                       [&](const loading::Expectation& one) { return year_of(one) == year && holds(one); });
  }

  // Deferred tax is asked for by its own expectations and where any voucher is one of it.
  bool measures(int year) const {
    return expects(year, [](const loading::Expectation& one) {
      return !one.deferred_tax.empty() || one.voucher == name_of(VoucherKind::deferred_tax) ||
             (!one.provision.empty() && std::any_of(one.figures.begin(), one.figures.end(), [](const auto& figure) {
               return figure.first.starts_with("deferred_tax_");
             }));
    });
  }

  const rules::ProvisionRules* provision_rules(std::string_view regime) const {
    for (const rules::ProvisionRules& one : rules_.provisions) {
      if (one.regime == regime) return &one;
    }
    return nullptr;
  }

  const rules::BookRegime& regime_of(const std::string& entity) const {
    const Entity* facts = file_.facts_of(entity);
    const bool own = facts != nullptr && !facts->regime.empty();
    return own ? *framework_.rules->find_book_regime(facts->regime) : *framework_.book;
  }

  const std::vector<TaxRate>& rates() const { return file_.entity.rates; }

  void make_year(int number, Diagnostics& diagnostics) {
    StatementYear& year = years_[number];
    AssetReconciler reconciler(framework_);
    for (const RegisterEntry& entry : file_.entries) {
      reconciler.set_entity(file_.facts_of(entry.asset.entity));
      if (!reconciler.open(entry)) continue;
      const rules::ProvisionRules* known = provision_rules(reconciler.framework().book->code);
      const AssetYear* found = reconciler.run_year(number);
      if (found != nullptr && known != nullptr) year.cards.add(*found, *known);
      if (found != nullptr && measures(number)) measure(reconciler, entry, *found, year, diagnostics);
      reconciler.finish();
    }
    make_provisions(number, year, diagnostics);
    if (measures(number)) measure_provisions(number, year, diagnostics);
    const bool books = expects(number, [](const loading::Expectation& one) { return !one.voucher.empty(); });
    if (books && !diagnostics.has_errors()) book(number, year, diagnostics);
  }

  void make_provisions(int number, StatementYear& year, Diagnostics& diagnostics) {
    std::map<std::string, const rules::ProvisionRules*> by_entity{{"", provision_rules(framework_.book->code)}};
    by_entity[file_.entity.id] = provision_rules(regime_of(file_.entity.id).code);
    for (const Entity& entity : file_.entities) by_entity[entity.id] = provision_rules(regime_of(entity.id).code);
    const ProvisionInput input{number, file_.stated.provisions, file_.stated.valued, year.cards, by_entity,
                               "",     framework_.law_as_of,    framework_.rules};
    year.provisions = make_provision_statement(input);
    for (const ProvisionProblem& problem : year.provisions.problems) {
      Diagnostic diagnostic = problem.diagnostic;
      diagnostic.span = loading::case_span(file_, problem.origin, problem.field);
      diagnostics.add(std::move(diagnostic));
    }
    year.provision_table = provision_table(year.provisions, Language::en);
  }

  void measure(AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& found, StatementYear& year,
               Diagnostics& diagnostics) {
    if (reconciler.framework().book->no_deferred_tax) return;
    DeferredTaxRow row;
    row.take(found.row, reconciler.book_ledger().equity_surplus());
    DeferredTaxMeasurer measurer(framework_);
    measurer.set_entity(file_.facts_of(entry.asset.entity));
    row.tax = measurer.measure(entry, found.row.year, rates());
    const int number = found.row.year;
    if (!row.tax.missing && !row.tax.refused) part_equity(row.tax, row.surplus_open, row.surplus, rates(), number);
    keep(std::move(row), year, diagnostics);
  }

  void measure_provisions(int number, StatementYear& year, Diagnostics& diagnostics) {
    for (const ProvisionLine& line : year.provisions.lines) {
      if (line.from_register || regime_of(line.entity).no_deferred_tax) continue;
      keep(deferred_tax_of(line, rates(), number, Language::en), year, diagnostics);
    }
  }

  void keep(DeferredTaxRow row, StatementYear& year, Diagnostics& diagnostics) {
    if (row.tax.missing) {
      Diagnostic diagnostic;
      diagnostic.code = "DEFERRED-TAX-RATE-MISSING";
      diagnostic.span.file = file_.path;
      diagnostic.message = {
          fmt::format("没有 {} 年度的税率", row.tax.missing->year),
          fmt::format("no rate of {} is known at the end of {}", row.tax.missing->year, row.tax.missing->known_in)};
      diagnostics.add(std::move(diagnostic));
    }
    year.totals.add(row);
    year.rows.push_back(std::move(row));
  }

  void book(int number, StatementYear& year, Diagnostics& diagnostics) {
    AccountBook accounts(rules_.charts, framework_.rules->classes, file_.stated.accounts, {}, framework_.law_as_of);
    const JournalPeriod period{number, december(number), false, ""};
    JournalMaker maker(accounts, framework_.rules->classes, period);
    AssetReconciler reconciler(framework_);
    for (const RegisterEntry& entry : file_.entries) {
      reconciler.set_entity(file_.facts_of(entry.asset.entity));
      if (!reconciler.open(entry)) continue;
      book_months(reconciler, entry, period,
                  [&](const AssetYear& month, const JournalAsset& facts) { maker.add(month, facts); });
      reconciler.finish();
    }
    for (const ProvisionLine& line : year.provisions.lines) maker.add_provision(line, regime_of(line.entity));
    for (const DeferredTaxRow& row : year.rows) {
      maker.add_deferred_tax({row.entity, row.tax.open, row.tax.close, row.tax.equity_movement(), row.tax.equity_open},
                             regime_of(row.entity));
    }
    for (const std::string& entity : year.totals.entities()) {
      const DeferredTaxCut cut = year.totals.cut(entity, file_.stated.limits, number);
      if (cut.assets.is_zero() && cut.assets_open.is_zero()) continue;
      maker.add_deferred_tax({entity, -cut.assets_open, -cut.assets, {}, {}, true}, regime_of(entity));
    }
    add_missing_accounts(accounts, file_.path, diagnostics);
    if (accounts.missing().empty()) year.journal = maker.finish();
  }

  static void check_vouchers(const loading::Expectation& expectation, const StatementYear& year,
                             Complaints& complaints) {
    if (!year.journal) return complaints.emplace_back("no journal was made"), void();
    Postings got;
    bool any = false;
    for (const Voucher& voucher : year.journal->vouchers) {
      const bool meant = name_of(voucher.kind) == expectation.voucher &&
                         (expectation.asset.empty() || voucher.asset == expectation.asset) &&
                         (expectation.entity.empty() || voucher.entity == expectation.entity) &&
                         (!expectation.date || voucher.date == *expectation.date);
      if (!meant) continue;
      any = true;
      for (const JournalLine& line : voucher.lines) got.add(line);
    }
    if (!any && !(expectation.debit.empty() && expectation.credit.empty())) {
      complaints.push_back(fmt::format("no voucher {}", expectation.voucher));
      return;
    }
    compare_postings("debit", expectation.debit, got.debit, complaints);
    compare_postings("credit", expectation.credit, got.credit, complaints);
  }

  void check_provision(const loading::Expectation& expectation, const StatementYear& year,
                       Complaints& complaints) const {
    loading::Expectation of_line = expectation, of_tax = expectation;
    const auto deferred = [](const auto& figure) { return figure.first.starts_with("deferred_tax_"); };
    std::erase_if(of_line.figures, deferred);
    std::erase_if(of_tax.figures, [&](const auto& figure) { return !deferred(figure); });
    for (std::size_t i = 0; i < year.provisions.lines.size(); ++i) {
      const ProvisionLine& line = year.provisions.lines[i];
      const bool meant = line.kind->code == expectation.provision && line.item == expectation.item &&
                         (expectation.entity.empty() || line.entity == expectation.entity);
      if (!meant) continue;
      compare_cells(of_line, year.provision_table.schema, year.provision_table.rows[i], complaints);
      if (!of_tax.figures.empty()) check_provision_tax(of_tax, line, year, complaints);
      return;
    }
    complaints.push_back(fmt::format("no provision {} {}", expectation.provision, expectation.item));
  }

  static void check_provision_tax(const loading::Expectation& expectation, const ProvisionLine& line,
                                  const StatementYear& year, Complaints& complaints) {
    std::string name = line.kind->label.en;
    if (!line.item.empty()) name += " " + line.item;
    std::vector<Cell> cells;
    for (const DeferredTaxRow& row : year.rows) {
      if (row.provision != line.kind || row.entity != line.entity || row.name != name) continue;
      deferred_tax_cells(row, cells);
      return compare_cells(expectation, deferred_tax_schema(), cells, complaints);
    }
    complaints.push_back(fmt::format("no deferred tax of provision {}", expectation.provision));
  }

  void check_deferred_tax(const loading::Expectation& expectation, int number, const StatementYear& year,
                          Complaints& complaints) const {
    const bool proof = expectation.deferred_tax == "proof", totals = expectation.deferred_tax == "totals";
    const auto rate_of = [&](const std::string&) { return rate_in(rates(), number, number); };
    const Table table = proof    ? year.totals.proof_table(file_.stated.limits, number, rate_of)
                        : totals ? year.totals.table(file_.stated.limits, number)
                                 : year.totals.nature_table(Language::en);
    for (const std::vector<Cell>& row : table.rows) {
      const bool meant = (expectation.entity.empty() || cell_text(table.schema, row, "entity") == expectation.entity) &&
                         (proof || totals || cell_text(table.schema, row, "nature") == expectation.deferred_tax);
      if (meant) return compare_cells(expectation, table.schema, row, complaints);
    }
    complaints.push_back(fmt::format("no deferred tax of {}", expectation.deferred_tax));
  }

  const loading::CaseFile& file_;
  const Framework& framework_;
  const StatementRules& rules_;
  std::map<int, StatementYear> years_;
};

CaseStatementRun::CaseStatementRun(const loading::CaseFile& file, const Framework& framework,
                                   const StatementRules& rules)
    : impl_(std::make_unique<Impl>(file, framework, rules)) {}
CaseStatementRun::~CaseStatementRun() = default;

void CaseStatementRun::make(Diagnostics& diagnostics) { impl_->make(diagnostics); }

std::vector<std::string> CaseStatementRun::check(const loading::Expectation& expectation) const {
  return impl_->check(expectation);
}

}  // namespace tieout::cli
