// tieout prove: lifetime closure of every asset and the reversal forecast.
#include <fmt/format.h>

#include <memory>
#include <utility>

#include "cli/commands.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/filing/proof_tables.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using writing::Format;

// The rows by asset are laid out as they pass by; the totals come last.
class ProofReport {
 public:
  ProofReport(const Session& session, writing::OutFile& file, int year)
      : session_(session), file_(file), year_(year), csv_(file), rows_(file, text_options(session.options())) {
    TableSchema full = proof_schema(year);
    add_treatment_columns(full);
    if (format() == Format::csv) csv_.begin(full);
    if (format() == Format::table) rows_.begin(proof_schema(year));
    if (format() == Format::json) keys_ = writing::JsonKeys(full);
    if (format() == Format::xlsx) {
      writing::WorkbookOptions options;
      options.language = session.options().language;
      book_ = std::make_unique<writing::Workbook>(file, options);
      sheet_ = &book_->add_sheet();
      sheet_->begin(proof_schema(year));
    }
  }

  void take(const ProvenAsset& asset) {
    proof_cells(asset, cells_);
    const bool for_programs = format() == Format::csv || format() == Format::json;
    if (for_programs) add_treatment_cells(asset, session_.options().language, texts_, cells_);
    if (format() == Format::csv) csv_.row(cells_);
    if (format() == Format::table) rows_.row(cells_);
    if (format() == Format::xlsx) sheet_->row(cells_);
    if (format() == Format::json) writing::append_json_row(json_rows_, keys_, cells_);
  }

  std::optional<Diagnostic> finish(const ProofTotals& totals) {
    Table total = totals.total_table();
    Table open = proof_table("open", {"未闭合", "Not closed"}, totals.open(), year_);
    Table at_disposal =
        proof_table("open-at-disposal", {"处置时才转回", "Open until disposal"}, totals.open_at_disposal(), year_);
    Table treatments = treatment_table(totals.treated(), session_.options().language);
    Table forecast = totals.forecast_table(year_);
    switch (format()) {
      case Format::html:  // refused before
      case Format::pdf:
        break;
      case Format::csv:
        csv_.end();
        tell_law(session_);
        break;
      case Format::json:
        finish_json(totals, open, at_disposal, forecast);
        break;
      case Format::xlsx:
        sheet_->end();
        for (const Table* table : {&total, &open, &treatments, &at_disposal, &forecast}) {
          writing::write_table(*table, book_->add_sheet());
        }
        writing::write_table(law_table(session_), book_->add_sheet({{"法规依据", "Law"}}));
        return book_->close();
      case Format::table:
        rows_.end();
        for (const Table* table : {&total, &open, &treatments, &at_disposal, &forecast}) {
          file_.write("\n");
          writing::TextTableSink sink(file_, text_options(session_.options()));
          writing::write_table(*table, sink);
        }
        write_law_note(session_, file_);
        break;
    }
    return {};
  }

 private:
  Format format() const { return session_.options().format; }

  void finish_json(const ProofTotals& totals, const Table& open, const Table& at_disposal, const Table& forecast) {
    std::string rows = json_rows_.empty() ? "" : json_rows_.substr(1);  // each row brings the comma before it
    file_.write(fmt::format(
        "{{\"schema\":\"tieout/proof/1\",\n\"closed\":{},\n\"assets\":{},\n\"year\":{},\n"
        "\"adjustments\":\"{}\",\n\"permanent\":\"{}\",\n\"law_as_of\":{},\n\"unverified_rules\":{},\n\"open\":{},"
        "\n\"open_at_disposal\":{},\n"
        "\"forecast\":{},\n\"rows\":[{}]}}\n",
        totals.closed(), totals.assets(), year_, to_string(totals.total().adjustments),
        to_string(totals.total().permanent), law_as_of_member(session_).value, unverified_member(session_).value,
        writing::json_rows(open), writing::json_rows(at_disposal), writing::json_rows(forecast), rows));
  }

  const Session& session_;
  writing::OutFile& file_;
  int year_;
  writing::CsvSink csv_;
  writing::TextTableSink rows_;
  writing::JsonKeys keys_;
  std::string json_rows_;
  std::unique_ptr<writing::Workbook> book_;
  TableSink* sheet_ = nullptr;
  std::vector<Cell> cells_;
  Table texts_;  // of the row being written
};

}  // namespace

static int run_prove(const Options& options) {
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  const int year = options.year.value_or(0);
  ProofReport report(session, file, year);
  ProofTotals totals;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        // With the entity that holds it at the end of the year asked for, or in the end.
        const std::string& entity = reconciler.entity_at(december(year > 0 ? year : kLastCalendarYear));
        if (!options.entity.empty() && entity != options.entity) return;
        LifetimeProof proof = prove_lifetime(reconciler, year, result.proofs.forecast());
        reconciler.finish();
        if (proof.end == LifetimeEnd::refused) return;
        ProvenAsset asset{entity, entry.asset.id, entry.asset.name, proof};
        result.proven.push_back(asset);
        result.proofs.add(std::move(asset));
      },
      [&](BatchResult& result) {
        for (const ProvenAsset& asset : result.proven) report.take(asset);
        totals.merge(std::move(result.proofs));
      });
  if (session.report_errors()) return session.exit_code();
  if (auto failure = report.finish(totals)) return output_trouble(*failure, options);
  int verdict = session.finish();
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("{} 项资产，{} 项未闭合，{} 项差异在处置时转回", totals.assets(),
                                        totals.open().size(), totals.open_at_disposal().size()),
                            fmt::format("{} assets, {} not closed, {} open until disposal", totals.assets(),
                                        totals.open().size(), totals.open_at_disposal().size())}));
  }
  return totals.closed() ? verdict : kNegative;
}

const Command kProveCommand{"prove",
                            run_prove,
                            {"--assets 文件 …", "--assets F …"},
                            {"全生命周期验证与转回预测", "lifetime closure and the reversal forecast"},
                            {R"(tieout prove [--year 起始年度] --assets 文件 …

把每项资产推算到处置或两边年限届满：纳税调整合计、永久性差异、初始差异应当闭合；列出处置时才转回的差异，
以及逐年转回预测。不得扣除、处置时扣除、加计扣除、账面原值与计税基础不同（含净额法补助）的资产，另按各自的
算式验证并列出金额。有任何一项不闭合时退出码为 1。

示例
  tieout prove --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
                             R"(tieout prove [--year FROM] --assets F …

Projects every asset to its disposal or to the end of both lives: adjustments, permanent and initial differences must
close. Lists what stays open until disposal, and the reversal forecast by year. Assets that are non-deductible, deducted
on disposal, deducted more than once over, or of different cost in the two ledgers (grants by the net method) are proven
by the sum stated for that, with its figures. Exit code 1 where anything does not close.

Example
  tieout prove --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
