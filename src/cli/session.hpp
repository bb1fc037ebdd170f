// What every command that reads a register shares: finding the rules, opening the files, running the assets in
// batches over threads with the same output as one thread, and reporting what was wrong.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/opening.hpp"
#include "cli/options.hpp"
#include "loading/register_reader.hpp"
#include "tieout/explain/explanation.hpp"
#include "tieout/filing/comparison_tables.hpp"
#include "tieout/filing/deferred_tax_tables.hpp"
#include "tieout/filing/election_tables.hpp"
#include "tieout/filing/findings.hpp"
#include "tieout/filing/form_bridge.hpp"
#include "tieout/filing/form_tables.hpp"
#include "tieout/filing/position_tables.hpp"
#include "tieout/filing/proof_tables.hpp"
#include "tieout/filing/reconciliation_tables.hpp"
#include "tieout/reconcile/reconcile.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::cli {

// What keeps deferred tax from being measured, once for each entity and year.
struct DeferredTaxGaps {
  std::map<std::pair<std::string, int>, int> missing_rates;  // entity and year, to the year by which it must be known
  std::map<std::string, const rules::BookRegime*> no_deferred_tax;  // entities whose standard has none

  void add(const std::string& entity, const MissingRate& missing);
  void merge(const DeferredTaxGaps& other);
};

// What one asset adds to a row of a form, by column.
struct FormPart {
  std::string entity, asset, name;
  ClassId asset_class;
  std::size_t form = 0, row = 0;
  std::vector<Money> amounts;
};

// What one batch of assets yields; batches are handed on in the order of the register.
struct BatchResult {
  std::string rendered;             // lines of CSV or rows of JSON
  std::vector<AssetYear> years;     // kept only where the format needs them
  std::vector<AssetYear> disposed;  // of a page: those with disposals, of former holders too
  ClassTotals totals;
  std::vector<ProvenAsset> proven;  // of tieout prove
  ProofTotals proofs;
  std::vector<SurveyedAsset> surveyed;  // of tieout elections
  PositionTotals positions;
  std::unique_ptr<PositionComparison> comparison;  // made where an asset of the batch raises a position
  std::vector<DeferredTaxRow> deferred_tax;        // of tieout deferred-tax
  DeferredTaxTotals deferred_tax_totals;
  DeferredTaxGaps deferred_tax_gaps;
  std::unique_ptr<DeferredTaxMeasurer> measurer;
  std::vector<EntityForms> forms;  // of tieout forms
  std::vector<FormBridge> bridges;
  std::vector<RoutedDisposal> routed;
  std::vector<FormShare> shares;
  std::vector<FormPart> parts;          // of a workbook
  std::vector<ComparedAsset> compared;  // of tieout compare
  ComparedClasses compared_classes;
  std::vector<std::vector<std::optional<ReconciliationRow>>> by_year;  // of a workbook: an asset's years
  std::vector<Finding> findings;                                       // of tieout check
  std::vector<std::string> pieces;                                     // of a page: what was laid out of each asset
  std::vector<std::optional<Explanation>> explanations;                // likewise
  std::size_t selected = 0;                                            // assets that --entity and --asset let through
  Diagnostics diagnostics;
};

class Session {
 public:
  explicit Session(const Options& options) : options_(options) {}

  // Loads rules and opens the inputs. False: see exit_code(); diagnostics were printed.
  bool open_rules();
  bool open_register();
  // The same with stored rows for the tables that no file is given for; an empty list of assets may be no mistake.
  bool open_register(std::shared_ptr<const loading::StoredRows> stored, bool assets_may_follow);

  using PerAsset = std::function<void(AssetReconciler&, const RegisterEntry&, BatchResult&)>;
  using InOrder = std::function<void(BatchResult&)>;
  // Runs every asset that --entity and --asset let through. What is wrong is collected in diagnostics().
  void run(const PerAsset& per_asset, const InOrder& in_order);

  // Sorts and prints all errors; true where there are any.
  bool report_errors();
  // After success: counts of warnings and notes on stderr, and whether --fail-on is met.
  int finish();

  int exit_code() const { return exit_code_; }
  const Options& options() const { return options_; }
  const rules::RuleBook& rules() const { return rules_; }
  const loading::RegisterReader& reader() const { return *reader_; }
  bool has_register() const { return reader_ != nullptr; }
  Diagnostics& diagnostics() { return diagnostics_; }
  const Diagnostics& diagnostics() const { return diagnostics_; }
  Framework framework() const;
  // What the runs so far used on weak evidence.
  const rules::UnverifiedRules& unverified() const { return unverified_; }
  // For a command that reads no register and looks rules up itself.
  rules::UnverifiedRules& unverified() { return unverified_; }

  // `zh` or `en` by the language asked for.
  const std::string& say(const Text& text) const { return in(options_.language, text); }

 private:
  void process(std::size_t batch, AssetReconciler& reconciler, std::vector<RegisterEntry>& entries,
               const PerAsset& per_asset, BatchResult& result) const;
  bool law_known();
  void run_alone(const PerAsset& per_asset, const InOrder& in_order);
  void run_threads(unsigned threads, const PerAsset& per_asset, const InOrder& in_order);
  void refuse_empty_selection();
  void hand_on(BatchResult& result, const InOrder& in_order);
  void show_progress(std::size_t done, std::size_t all);
  bool selected(const RegisterEntry& entry) const;
  const Entity* entity_of(const Asset& asset) const;

  const Options& options_;
  rules::RuleBook rules_;
  std::unique_ptr<loading::RegisterReader> reader_;
  SealedOpenings openings_;
  Diagnostics diagnostics_;
  rules::UnverifiedRules unverified_;
  std::size_t selected_ = 0;
  int exit_code_ = kDone;
  bool progress_shown_ = false;
};

// Turns the problems of an asset into diagnostics with their places.
void add_problems(const Problems& problems, const loading::RegisterReader& reader, Diagnostics& diagnostics);

// The directory of data files (rules, headings.toml): given, or found beside the program.
std::string rules_directory(const Options& options);
std::string headings_file(const Options& options);

void print_diagnostic(const Diagnostic& diagnostic, Language language);
// Whether stderr or stdout is a terminal, and how wide.
bool is_terminal(int descriptor);
int terminal_width();

}  // namespace tieout::cli
