// The three results of a year as CSV files: the rows as `reconcile --format csv` gives them, the roll-forward and the
// disposals, and the positions they rest on.
#include "cli/filing_run.hpp"
#include "cli/output.hpp"
#include "cli/position_note.hpp"
#include "cli/session.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

constexpr int kMonths = 12;

class RowFiles {
 public:
  RowFiles(const Session& session, const std::string& directory)
      : session_(session),
        files_{writing::OutFile(directory + "/rows.csv"), writing::OutFile(directory + "/roll-forward.csv"),
               writing::OutFile(directory + "/disposals.csv"), writing::OutFile(directory + "/positions.csv")},
        rows_(files_[0]),
        roll_forward_(files_[1]),
        disposals_(files_[2]) {
    rows_.begin(reconciliation_schema());
    roll_forward_.begin(roll_forward_schema());
    disposals_.begin(disposals_schema());
  }

  // In the worker. The three texts travel as pieces of the batch.
  void render(const AssetYear& year, bool with_row, BatchResult& result) const {
    thread_local std::vector<Cell> cells;
    const rules::ClassTable& classes = session_.rules().classes;
    result.pieces.resize(2);
    if (with_row) {
      reconciliation_cells(year.row, classes, cells);
      writing::append_csv_row(result.rendered, cells);
    }
    for (const RollForwardLine& line : year.roll_forward) {
      if (!of_entity(year.entity_of(line.holder))) continue;
      roll_forward_cells(year, line, classes, cells);
      writing::append_csv_row(result.pieces[0], cells);
    }
    for (const DisposalLine& line : year.disposals) {
      if (!of_entity(year.entity_of(line.holder))) continue;
      disposal_cells(year, line, classes, cells);
      writing::append_csv_row(result.pieces[1], cells);
    }
  }

  bool of_entity(const std::string& entity) const {
    const std::string& asked = session_.options().entity;
    return asked.empty() || asked == entity;
  }

  void take(const BatchResult& result) {
    rows_.rendered_rows(result.rendered);
    if (result.pieces.empty()) return;
    roll_forward_.rendered_rows(result.pieces[0]);
    disposals_.rendered_rows(result.pieces[1]);
  }

  Diagnostics finish(const PositionTotals& positions) {
    for (writing::CsvSink* sink : {&rows_, &roll_forward_, &disposals_}) sink->end();
    writing::CsvSink sink(files_[3]);
    writing::write_table(positions.table(), sink);
    writing::OutFile* const files[] = {&files_[0], &files_[1], &files_[2], &files_[3]};
    return writing::commit_all(files);
  }

 private:
  const Session& session_;
  writing::OutFile files_[4];
  writing::CsvSink rows_, roll_forward_, disposals_;
};

}  // namespace

int compute_rows(const Options& options, const std::string& directory) {
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  RowFiles files(session, directory);
  PositionTotals positions;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        const AssetYear* year = reconciler.run_year(*options.year);
        const bool with_row = year && files.of_entity(year->row.entity);
        if (year && (with_row || year->held_by(options.entity))) files.render(*year, with_row, result);
        if (with_row) add_positions(reconciler, entry, *year, kMonths, result);
        reconciler.finish();
      },
      [&](BatchResult& result) {
        positions.merge(result.positions);
        files.take(result);
      });
  if (session.report_errors()) return session.exit_code();
  const Diagnostics failures = files.finish(positions);
  for (const Diagnostic& failure : failures.all()) print_diagnostic(failure, options.language);
  return failures.empty() ? kDone : kOutputTrouble;
}

}  // namespace tieout::cli
