// tieout reconcile --year Y: the adjustment report.
#include <fmt/format.h>

#include <memory>

#include "cli/adjustment_note.hpp"
#include "cli/commands.hpp"
#include "cli/html_report.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/pdf_report.hpp"
#include "cli/position_note.hpp"
#include "cli/session.hpp"
#include "cli/xlsx_report.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using writing::Format;

// Lays the report out in one format, batch by batch.
class Report {
 public:
  virtual ~Report() = default;
  // In the worker that made the row.
  virtual void render(const AssetYear& year, BatchResult& result) = 0;
  // In order.
  virtual void take(BatchResult& result) = 0;
  // Amounts without a card, after all assets: rows without an asset.
  void take_lines(const std::vector<AdjustmentLine>& lines, const ReconciliationRow& assets) {
    lines_ = &lines;
    assets_ = assets;
    BatchResult result;
    for (const AdjustmentLine& line : lines) render(line.year, result);
    take(result);
  }
  virtual std::optional<Diagnostic> finish(const ClassTotals& totals, const PositionTotals& positions) = 0;

 protected:
  const std::vector<AdjustmentLine>* lines_ = nullptr;
  ReconciliationRow assets_;  // totals without the lines
};

class CsvReport : public Report {
 public:
  CsvReport(writing::OutFile& file, const Session& session)
      : session_(session), sink_(file), classes_(session.rules().classes) {
    sink_.begin(reconciliation_schema());
  }
  void render(const AssetYear& year, BatchResult& result) override {
    thread_local std::vector<Cell> cells;
    reconciliation_cells(year.row, classes_, cells);
    writing::append_csv_row(result.rendered, cells);
  }
  void take(BatchResult& result) override { sink_.rendered_rows(result.rendered); }
  std::optional<Diagnostic> finish(const ClassTotals&, const PositionTotals& positions) override {
    sink_.end();
    tell_positions(positions, session_);
    tell_law(session_);
    return {};
  }

 private:
  const Session& session_;
  writing::CsvSink sink_;
  const rules::ClassTable& classes_;
};

class JsonReport : public Report {
 public:
  JsonReport(writing::OutFile& file, const Session& session, int year)
      : session_(session),
        sink_(file, {year_member(year), law_as_of_member(session)}),
        schema_(reconciliation_schema()),
        keys_(schema_),
        classes_(session.rules().classes) {
    sink_.begin(schema_);
  }
  void render(const AssetYear& year, BatchResult& result) override {
    thread_local std::vector<Cell> cells;
    reconciliation_cells(year.row, classes_, cells);
    writing::append_json_row(result.rendered, keys_, cells);
  }
  void take(BatchResult& result) override { sink_.rendered_rows(result.rendered); }
  std::optional<Diagnostic> finish(const ClassTotals& totals, const PositionTotals& positions) override {
    sink_.totals(reconciliation_totals(totals.total()));
    if (!lines_->empty()) {
      sink_.append(adjustments_member(*lines_, session_));
      const Table both = totals_with_lines(assets_, *lines_, session_.options().language, false);
      sink_.append({"totals_with_and_without", writing::json_rows(both)});
    }
    sink_.append(positions_member(positions));
    sink_.append(unverified_member(session_));
    sink_.end();
    return {};
  }

 private:
  const Session& session_;
  writing::JsonSink sink_;
  TableSchema schema_;
  writing::JsonKeys keys_;
  const rules::ClassTable& classes_;
};

// Where take-over balances came from is told in every year, not in the first alone.
void write_opening_note(const RecordedCount& count, const Session& session, writing::ByteSink& out) {
  if (count.computed_openings + count.allocated_openings == 0) return;
  out.write(session.say({fmt::format("\n期初余额（opening_status）：{} 项推算，{} 项分摊\n", count.computed_openings,
                                     count.allocated_openings),
                         fmt::format("\nOpening balances (opening_status): {} computed, {} allocated\n",
                                     count.computed_openings, count.allocated_openings)}));
}

class TextReport : public Report {
 public:
  TextReport(writing::OutFile& file, const Session& session, int year)
      : file_(file), session_(session), rows_(file, text_options(session.options())), year_(year) {
    rows_.begin(adjustment_schema());
  }
  void render(const AssetYear& year, BatchResult& result) override { result.years.push_back(year); }
  void take(BatchResult& result) override {
    for (const AssetYear& year : result.years) {
      adjustment_cells(year.row, session_.rules().classes, session_.options().language, cells_);
      rows_.row(cells_);
    }
  }
  std::optional<Diagnostic> finish(const ClassTotals& totals, const PositionTotals& positions) override {
    rows_.totals(adjustment_totals(totals.total()));
    rows_.end();
    file_.write("\n");
    writing::TextTableSink summary(file_, text_options(session_.options()));
    writing::write_table(totals.table(session_.rules().classes, session_.options().language, year_), summary);
    if (!lines_->empty()) {
      file_.write("\n");
      writing::TextTableSink rows(file_, text_options(session_.options()));
      writing::write_table(adjustment_rows(*lines_, session_), rows);
      file_.write("\n");
      writing::TextTableSink both(file_, text_options(session_.options()));
      writing::write_table(totals_with_lines(assets_, *lines_, session_.options().language, true), both);
    }
    write_opening_note(totals.recorded(), session_, file_);
    write_position_note(positions, session_, file_);
    write_law_note(session_, file_);
    return {};
  }

 private:
  writing::OutFile& file_;
  const Session& session_;
  writing::TextTableSink rows_;
  std::vector<Cell> cells_;
  int year_;
};

std::unique_ptr<Report> make_report(const Session& session, writing::OutFile& file, int year) {
  switch (session.options().format) {
    case Format::csv:
      return std::make_unique<CsvReport>(file, session);
    case Format::json:
      return std::make_unique<JsonReport>(file, session, year);
    case Format::table:
    case Format::xlsx:  // runs of their own
    case Format::html:
    case Format::pdf:
      break;
  }
  return std::make_unique<TextReport>(file, session, year);
}

}  // namespace

static int run_reconcile(const Options& options) {
  if (!options.year) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"缺少 --year（年度）", "--year is missing"}));
    return kUsage;
  }
  if (options.format == Format::html) return run_html_report(options);
  if (options.format == Format::pdf) return run_pdf_report(options);
  if (options.format == Format::xlsx) return run_xlsx_report(options);
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  const int year = *options.year;
  const int through = options.through ? options.through->month() : 12;

  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  auto report = make_report(session, file, year);
  ClassTotals totals;
  PositionTotals positions;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        const AssetYear* row = reconciler.run_year(year, through);
        if (row && (options.entity.empty() || row->row.entity == options.entity)) {
          report->render(*row, result);
          result.totals.add(*row);
          add_positions(reconciler, entry, *row, through, result);
        }
        reconciler.finish();
      },
      [&](BatchResult& result) {
        totals.merge(result.totals);
        positions.merge(result.positions);
        if (!session.diagnostics().has_errors()) report->take(result);
      });
  const std::vector<AdjustmentLine> lines = adjustment_lines_of(session, year, through);
  const ReconciliationRow of_assets = totals.total();
  for (const AdjustmentLine& line : lines) totals.add(line.year);
  if (session.report_errors()) return session.exit_code();
  report->take_lines(lines, of_assets);
  if (auto failure = report->finish(totals, positions)) return output_trouble(*failure, options);
  int verdict = session.finish();
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  tell_totals(session, totals);
  tell_adjustments(lines, session, Month::of(year, through));
  return verdict;
}

const Command kReconcileCommand{
    "reconcile",
    run_reconcile,
    {"--year 年度 --assets 文件 …", "--year Y --assets F …"},
    {"纳税调整明细与汇总", "the adjustment report"},
    {R"(tieout reconcile --year 年度 [--through YYYY-MM] --assets 文件 [--events …] [--recorded …] [--policies …]

按资产列出账面与税收折旧、减值、处置的差异和纳税调整（正数调增，负数调减），逐项以收益口径和资产负债口径两向验证。
屏幕显示常用列、按类别汇总，以及所用立场和另一选项下的金额；csv、json、xlsx 给出全部列。xlsx 另含 资产折旧税会差异台账、资产变动表、资产处置明细。
pdf 是可以装订的全套：封面、立场、汇总、申报表、资产明细、处置、检查事项，逐页编号（需要一种中文字体）。
html 是一个不联网的网页文件：图、可筛选排序的资产明细、每项资产的两套折旧和各数字的来历、可展开到资产的申报表、检查事项。

无卡片金额（--adjustments：entity, year, class, account, key, amount, reason, source；审计调整等）列在各资产之后，不记到任何资产；
html、pdf、xlsx 中自成一表，并列示含与不含的合计，申报表计入其类别的行。其余额结转到以后年度，直到以相反符号转回。

示例
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format xlsx --out 调整.xlsx
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format html --out 报告.html
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format pdf --out 报告.pdf
  tieout reconcile --through 2023-06 --assets 卡片.xlsx      截至六月末的累计数
)",
     R"(tieout reconcile --year Y [--through YYYY-MM] --assets F [--events …] [--recorded …] [--policies …]

Lists, asset by asset, how book and tax charges, impairment and disposals differ and what that adjusts (positive adds to
taxable income). Each row is proven from the income side and the balance side. The terminal shows the usual columns,
sums by class, and the positions used with the amount under the other option; csv, json and xlsx hold all columns. The workbook also holds the ledger of depreciation differences
(资产折旧税会差异台账), the roll-forward and the disposals. html is one file for a browser, without network: charts, the
assets to filter and sort, both schedules of each and how its figures came about, forms that open to their assets, findings.
pdf is the set to be bound: cover, positions, summary, forms, assets, disposals, findings, with numbered pages (it needs
a font with Chinese characters).

Amounts without a card (--adjustments: entity, year, class, account, key, amount, reason, source; audit entries and the
like) stand after the assets and are never an asset's; html, pdf and xlsx have a table of them and the totals with and
without them, and the forms hold them in the row of their class. What they do to a balance is carried forward until a row of the
opposite sign takes it back.

Examples
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format xlsx --out report.xlsx
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format html --out report.html
  tieout reconcile --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --format pdf --out report.pdf
  tieout reconcile --through 2023-06 --assets cards.xlsx     year to date at the end of June
)"},
    true,
    true};

}  // namespace tieout::cli
