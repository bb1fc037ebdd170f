// tieout deferred-tax --year Y: deferred tax by asset and entity.
#include <fmt/format.h>

#include <memory>
#include <mutex>
#include <utility>

#include "cli/adjustment_note.hpp"
#include "cli/commands.hpp"
#include "cli/deferred_tax_measurement.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/provision_inputs.hpp"
#include "cli/session.hpp"
#include "tieout/filing/deferred_tax_lines.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using writing::Format;

// The rows are laid out as they pass by; the totals come last.
class DeferredTaxReport {
 public:
  DeferredTaxReport(const Session& session, writing::OutFile& file, int year)
      : session_(session),
        file_(file),
        csv_(file),
        json_(file, {year_member(year), law_as_of_member(session)}),
        text_(file, text_options(session.options())) {
    if (format() == Format::csv) rows_ = &csv_;
    if (format() == Format::json) rows_ = &json_;
    if (format() == Format::xlsx) rows_ = &begin_book(year);
    rows_->begin(deferred_tax_schema());
  }

  void take(const std::vector<DeferredTaxRow>& rows) {
    for (const DeferredTaxRow& row : rows) {
      deferred_tax_cells(row, cells_);
      rows_->row(cells_);
    }
  }

  std::optional<Diagnostic> finish(const DeferredTaxTotals& totals, const std::vector<DeferredTaxLimit>& limits,
                                   int year) {
    const Table by_entity = totals.table(limits, year);
    const Table natures = totals.nature_table(session_.options().language);
    const Table proof = totals.proof_table(limits, year, [&](const std::string& id) -> std::optional<Ratio> {
      const Entity* entity = find_entity(session_, id);
      return entity == nullptr ? std::nullopt : rate_in(entity->rates, year, year);
    });
    if (format() == Format::json) {
      json_.append({"totals", writing::json_rows(by_entity)});
      json_.append({"natures", writing::json_rows(natures)});
      json_.append({"proof", writing::json_rows(proof)});
      json_.append(unverified_member(session_));
    }
    if (format() == Format::table || format() == Format::xlsx) rows_->totals(totals.row_totals());
    rows_->end();
    if (format() == Format::csv) tell_law(session_);
    if (format() == Format::table) {
      for (const Table* table : {&by_entity, &natures, &proof}) {
        file_.write("\n");
        writing::TextTableSink sink(file_, text_options(session_.options()));
        writing::write_table(*table, sink);
      }
      write_law_note(session_, file_);
    }
    if (format() != Format::xlsx) return {};
    writing::write_table(by_entity, book_->add_sheet({{"各主体合计", "By entity"},
                                                      {},
                                                      {{"net_open", "={assets_open}-{liabilities_open}"},
                                                       {"net", "={assets}-{liabilities}"},
                                                       {"movement", "={net}-{net_open}"}}}));
    writing::write_table(natures, book_->add_sheet({{"按性质", "By nature"}}));
    writing::write_table(
        proof, book_->add_sheet(
                   {{"所得税费用的验证", "Proof of tax"}, {}, {{"tax_expense", "={current_tax}+{deferred_tax}"}}}));
    writing::write_table(law_table(session_), book_->add_sheet({{"法规依据", "Law"}}));
    return book_->close();
  }

 private:
  Format format() const { return session_.options().format; }

  TableSink& begin_book(int year) {
    writing::WorkbookOptions options;
    options.language = session_.options().language;
    options.title = session_.say({fmt::format("{} 年递延所得税", year), fmt::format("Deferred tax {}", year)});
    book_ = std::make_unique<writing::Workbook>(file_, options);
    return book_->add_sheet(
        {{"递延所得税", "Deferred tax"}, {}, {{"deferred_tax_movement", "={deferred_tax_close}-{deferred_tax_open}"}}});
  }

  const Session& session_;
  writing::OutFile& file_;
  writing::CsvSink csv_;
  writing::JsonSink json_;
  writing::TextTableSink text_;
  std::unique_ptr<writing::Workbook> book_;
  TableSink* rows_ = &text_;
  std::vector<Cell> cells_;
};

// In the workers.
class Measurement {
 public:
  Measurement(const Session& session, const ProvisionFiles& provisions, int year)
      : session_(session), provisions_(provisions), year_(year) {}

  void take(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
    if (!reconciler.open(entry)) return;
    DeferredTaxRow row;
    const AssetYear* found = reconciler.run_year(year_);
    if (found) note_provisions(*found, reconciler.framework().book->code);
    const bool listed = found && (session_.options().entity.empty() || found->row.entity == session_.options().entity);
    if (listed) row.take(found->row, reconciler.book_ledger().equity_surplus());
    reconciler.finish();
    if (!listed || !reconciler.problems().empty()) return;
    if (reconciler.framework().book->no_deferred_tax) {
      result.deferred_tax_gaps.no_deferred_tax.emplace(row.entity, reconciler.framework().book);
      return;
    }
    if (!measure_deferred_tax(session_, reconciler.framework(), entry, year_, row, result)) return;
    result.deferred_tax_totals.add(row);
    result.deferred_tax.push_back(std::move(row));
  }

  // After the assets.
  void measure(const std::vector<AdjustmentLine>& lines, std::vector<DeferredTaxRow>& rows,
               DeferredTaxGaps& gaps) const {
    for (const AdjustmentLine& line : lines) {
      add(deferred_tax_of(line, rates_of(line.row().entity), year_), rows, gaps);
    }
  }

  // Likewise: provisions that no card holds.
  void measure(const ProvisionStatement& statement, std::vector<DeferredTaxRow>& rows, DeferredTaxGaps& gaps) const {
    for (const ProvisionLine& line : statement.lines) {
      if (line.from_register) continue;
      const rules::BookRegime& regime = book_regime_of(session_, line.entity);
      if (regime.no_deferred_tax) {
        gaps.no_deferred_tax.emplace(line.entity, &regime);
      } else {
        add(deferred_tax_of(line, rates_of(line.entity), year_, session_.options().language), rows, gaps);
      }
    }
  }

  const CardProvisions& cards() const { return cards_; }

 private:
  const std::vector<TaxRate>& rates_of(const std::string& entity) const {
    static const std::vector<TaxRate> kNone;
    const Entity* holder = find_entity(session_, entity);
    return holder ? holder->rates : kNone;
  }

  static void add(DeferredTaxRow row, std::vector<DeferredTaxRow>& rows, DeferredTaxGaps& gaps) {
    if (row.tax.missing) gaps.add(row.entity, *row.tax.missing);
    rows.push_back(std::move(row));
  }

  // So that a provision stated beside the cards that hold it is not measured twice.
  void note_provisions(const AssetYear& year, const std::string& regime) {
    const rules::ProvisionRules* rules = provisions_.rules_of(regime);
    if (rules == nullptr) return;
    std::lock_guard lock(mutex_);
    cards_.add(year, *rules);
  }

  const Session& session_;
  const ProvisionFiles& provisions_;
  int year_;
  std::mutex mutex_;
  CardProvisions cards_;
};

}  // namespace

static int run_deferred_tax(const Options& options) {
  if (!options.year) {
    fmt::print(stderr, "tieout: {}\n", in(options.language, {"缺少 --year（年度）", "--year is missing"}));
    return kUsage;
  }
  if (options.through && options.through->month() != 12) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {"递延所得税按年末计量，不接受 --through",
                                     "deferred tax is measured at the year's end: --through has no place here"}));
    return kUsage;
  }
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  const std::vector<DeferredTaxLimit> limits = read_limits(session);
  check_limits(limits, session);
  ProvisionFiles provisions;
  if (!read_provision_files(session, provisions)) return kOutputTrouble;
  writing::OutFile file(options.out);
  if (file.failure()) return output_trouble(*file.failure(), options);
  DeferredTaxReport report(session, file, *options.year);
  DeferredTaxTotals totals;
  DeferredTaxGaps gaps;
  Measurement measurement(session, provisions, *options.year);
  session.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                  BatchResult& result) { measurement.take(reconciler, entry, result); },
              [&](BatchResult& result) {
                report.take(result.deferred_tax);
                totals.merge(result.deferred_tax_totals);
                gaps.merge(result.deferred_tax_gaps);
              });
  const std::vector<AdjustmentLine> lines = adjustment_lines_of(session, *options.year, 12);
  std::vector<DeferredTaxRow> without_card;
  measurement.measure(lines, without_card, gaps);
  // The provisions of one asset alone are its own.
  if (options.asset.empty() && !provisions.stated.empty()) {
    measurement.measure(provision_statement(session, provisions, measurement.cards()), without_card, gaps);
  }
  for (const DeferredTaxRow& row : without_card) totals.add(row);
  report.take(without_card);
  add_deferred_tax_gaps(gaps, session);
  if (session.report_errors()) return session.exit_code();
  if (auto failure = report.finish(totals, limits, *options.year)) return output_trouble(*failure, options);
  const int verdict = session.finish();
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  tell_adjustments(lines, session, december(*options.year));
  return verdict;
}

const Command kDeferredTaxCommand{
    "deferred-tax",
    run_deferred_tax,
    {"--year 年度 --assets 文件 --entities 文件 …", "--year Y --assets F --entities F …"},
    {"逐项资产和各项准备的递延所得税", "deferred tax by asset, provision and entity"},
    {R"(tieout deferred-tax --year 年度 --assets 文件 --entities 文件 [--events …] [--recorded …] [--policies …]
                    [--provisions 文件 [--valuation 文件]] [--limits 文件]

逐项资产列出期初、期末暂时性差异和递延所得税、本年变动及其中税率变动的影响（正数为递延所得税资产，负数为负债），并按主体列出
资产、负债（均以正数列示）和净额。按《企业会计准则第18号》（与 IAS 12 一致）：以差异转回年度适用、且年末以前已公布的税率计量；
初始确认产生的差异不确认。税率取自 --entities 的 rate、from、enacted；所需年度没有税率时报错，不作假定。
变动分为产生、转回和税率变动；转入公允价值模式时计入其他综合收益的部分单列。期末差异按性质列示（折旧摊销、减值准备、公允价值
变动、成本）。最后按主体验证所得税费用：资产对会计利润的影响 × 税率，经永久性差异、不确认的差异、税率变动等，等于当期所得税与
递延所得税费用之和。--limits（列 entity、year、limit）给出某主体某年末可以利用的可抵扣差异上限，超过部分不确认并单列。
年内在主体之间调拨的资产，整年列在年末持有它的主体，按该主体的税率计量。csv 只有逐项明细；json、xlsx 各表都有。

--provisions（格式见 tieout help provisions）加入没有卡片的准备（坏账、存货、投资……）：每项准备一行，期末准备和已核销尚未扣除的
损失为可抵扣差异，按下一年度的税率计量，并入各主体的合计、上限、抵销和验证，在按性质列示中逐种列出。

不做的：不自行判断将来有无足够的应纳税所得额（上限由您给出）；不涉及资产和准备以外的差异和亏损。

示例
  tieout deferred-tax --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)",
     R"(tieout deferred-tax --year Y --assets F --entities F [--events …] [--recorded …] [--policies …]
                    [--provisions F [--valuation F]] [--limits F]

Lists, asset by asset, the temporary difference and the deferred tax at the opening and the close, the movement and how
much of it is a change of rate (positive is a deferred tax asset, negative a liability); then the assets, the liabilities
(both positive) and the net of each entity. As CAS 18 and IAS 12 have it: at the rates of the years of reversal that were
enacted by the year's end, and none on a difference from initial recognition. Rates are rate, from and enacted of
--entities; where a year that is needed has none, that is an error and nothing is assumed. An asset transferred between
entities stands for the whole year with the one that holds it at the end, at its rates. csv has the rows alone, json and
xlsx have every table.

The movement is parted into origination, reversal and change of rate; what a change to the fair-value model put into
other comprehensive income stands apart. The closing difference is shown by nature (charges, provisions, fair value,
cost). The tax expense is proven by entity: the book profit of the assets at the rate, by way of permanent and
unrecognised differences, changes of rate and so on, is current and deferred tax together. --limits (columns entity,
year, limit) says how much of its deductible differences an entity can use; what is beyond is not recognised and listed.

--provisions (columns: tieout help provisions) adds the provisions without cards (bad debts, inventories, investments …),
a row each: the closing provision and what was written off and is not yet deducted are a deductible difference, at the
rate of the year after. They are in the totals, the limit, the netting and the proof, and by kind among the natures.

What it does not do: it does not judge by itself whether taxable income will suffice (you state the limit), and it knows
no differences or losses but those of assets and provisions.

Example
  tieout deferred-tax --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv --entities data/sample/entities.csv
)"}};

}  // namespace tieout::cli
