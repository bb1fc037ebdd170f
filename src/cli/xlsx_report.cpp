#include "cli/xlsx_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/adjustment_note.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/report_contents.hpp"
#include "cli/workbook_forms.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/filing/profit_bridge.hpp"
#include "writing/formats.hpp"

namespace tieout::cli {

namespace {

using Formulas = std::vector<writing::ColumnFormula>;

Money size_of(Money amount) { return amount < Money{} ? -amount : amount; }

Formulas row_formulas() {
  return {
      {"adj_impairment", "={book_impairment}-{book_reversal}"},
      {"adj_charge", "={book_charge}-{tax_charge}"},
      {"adj_disposal", "={adj_disposal_provision}+{adj_disposal_charge}+{adj_disposal_cost}+{adj_disposal_fair_value}"},
      {"adj_total", "={adj_impairment}+{adj_charge}+{adj_disposal}+{adj_fair_value}+{adj_permanent}"},
      {"temp_diff_open", "={tax_base_open}-{book_carrying_open}"},
      {"temp_diff_close", "={tax_base_close}-{book_carrying_close}"}};
}

Formulas ledger_formulas() {
  return {{"tax_charge", "={tax_charge_general}+{tax_charge_accelerated}"},
          {"difference_open", "={book_accumulated_open}-{tax_accumulated_open}"},
          {"adj_charge", "={book_charge}-{tax_charge}"},
          {"difference_close", "={difference_open}+{adj_charge}+{difference_disposed}"}};
}

Formulas year_formulas(const TwoYears& years) {
  Formulas formulas;
  for (int year = years.from; year <= years.to; ++year) {
    formulas.push_back(
        {fmt::format("adj_charge_{}", year), fmt::format("={{book_charge_{0}}}-{{tax_charge_{0}}}", year)});
  }
  return formulas;
}

TableSchema input_schema() {
  TableSchema schema{"inputs", {"各资产的来源与条件", "Where each asset comes from, and on what terms"}, {}};
  const Text book{"账面", "Book"}, tax{"税收", "Tax"};
  schema.columns = {{"entity", {"核算主体", "Entity"}},   {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},       {"class", {"资产类别", "Class"}},
                    {"place", {"卡片位置", "Card at"}},   {"in_service", {"开始使用", "In service"}, CellKind::date},
                    {"recorded", {"数字依据", "Figures"}}};
  for (const auto& [key, group] : {std::pair{"book", book}, std::pair{"tax", tax}}) {
    const std::string prefix = key;
    schema.columns.push_back({prefix + "_method", {"方法", "Method"}, CellKind::text, group});
    schema.columns.push_back({prefix + "_life_months", {"月数", "Months"}, CellKind::integer, group});
    schema.columns.push_back({prefix + "_residual", {"净残值", "Residual"}, CellKind::money, group});
    schema.columns.push_back({prefix + "_starts", {"首个计提月", "First month"}, CellKind::text, group});
  }
  schema.columns.push_back({"tax_law", {"法规依据", "Article"}, CellKind::text, tax});
  return schema;
}

// The articles that the terms of the tax ledger rest on: the life of the class, and the election.
std::string tax_law_of(const AssetReconciler& reconciler, const RegisterEntry& entry, ClassId held_as,
                       Language language) {
  const AssetTerms& terms = reconciler.terms();
  std::string text;
  const auto add = [&](const rules::Citation& cite) {
    if (cite.source.empty()) return;
    if (!text.empty()) text += "; ";
    text += terms.rules->describe(cite, language);
  };
  const auto minimum = terms.tax_regime->minimum_life(held_as, entry.asset.in_service, terms.law_as_of);
  if (minimum && terms.tax.method != Method::none) add(minimum->cite);
  if (terms.election_treatment != nullptr) add(terms.election_treatment->cite);
  return text;
}

TableSchema derivation_schema() {
  TableSchema schema{"derivations", {"各数字的推导与依据", "How the figures came about, and by which law"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}}, {"asset", {"资产编号", "Asset"}}};
  const Table one = writing::explanation_table(Explanation{}, {});
  schema.columns.insert(schema.columns.end(), one.schema.columns.begin(), one.schema.columns.end());
  return schema;
}

class XlsxReport {
 public:
  explicit XlsxReport(const Options& options)
      : options_(options), session_(options), years_{*options.year, *options.year} {
    if (options.from) years_.from = std::min(years_.from, *options.from);
    if (options.to) years_.to = std::max(years_.to, *options.to);
  }

  int run() {
    if (!session_.open_rules() || !session_.open_register()) return session_.exit_code();
    writing::OutFile file(options_.out);
    if (file.failure()) return output_trouble(*file.failure(), options_);
    contents_.emplace(session_);
    if (!collect()) return session_.exit_code();
    writing::Workbook book(file, book_options());
    book_ = &book;
    if (contents_->forms().any()) forms_.emplace(contents_->forms(), session_);
    write_front();
    begin_rows();
    stream();
    take_lines();
    if (session_.report_errors()) return session_.exit_code();
    end_rows();
    write_back();
    if (auto failure = book.close()) return output_trouble(*failure, options_);
    const int verdict = session_.finish();
    if (auto failure = file.commit()) return output_trouble(*failure, options_);
    tell_totals(session_, contents_->totals());
    tell_adjustments(contents_->lines(), session_, Month::of(year(), contents_->through()));
    return verdict;
  }

 private:
  int year() const { return *options_.year; }

  writing::WorkbookOptions book_options() const {
    writing::WorkbookOptions options;
    options.language = options_.language;
    options.title = session_.say(title());
    return options;
  }
  Text title() const {
    return {fmt::format("{} 年度资产账税差异纳税调整", year()), fmt::format("Book-tax asset adjustments {}", year())};
  }

  // First pass: what every report holds, and how large the adjustments are.
  bool collect() {
    const bool good = contents_->collect(
        [](const AssetYear& row, bool shown, BatchResult& result) {
          if (shown) result.shares.push_back({{}, {}, {}, {}, size_of(row.row.adj_total)});
        },
        {},
        [&](BatchResult& result) {
          for (const FormShare& share : result.shares) sizes_.push_back(share.amount);
        });
    if (sizes_.size() > kMostDerived) {
      std::nth_element(sizes_.begin(), sizes_.begin() + kMostDerived - 1, sizes_.end(), std::greater<>());
      least_derived_ = sizes_[kMostDerived - 1];
    }
    return good;
  }

  // ---- sheets ------------------------------------------------------------------------------------------------------

  void add(const Table& table, writing::SheetLayout layout) {
    writing::write_table(table, book_->add_sheet(std::move(layout)));
  }
  TableSink* begin(const TableSchema& schema, writing::SheetLayout layout) {
    TableSink& sink = book_->add_sheet(std::move(layout));
    sink.begin(schema);
    return &sink;
  }

  void write_front() {
    const Language language = options_.language;
    const rules::ClassTable& classes = session_.rules().classes;
    Cover cover = contents_->cover();
    cover.add_rows({"全生命周期验证合计", "Lifetime proof, in total"}, contents_->proofs().total_table());
    cover.add_rows({"立场", "Position"}, contents_->positions().summary(language));
    Table front = cover.table();
    front.schema.title = title();
    writing::SheetLayout page{{"封面", "Cover"}};
    page.text_width = 110;
    add(front, std::move(page));
    add(contents_->totals().table(classes, language, year()),
        {{"汇总", "Summary"}, {}, {{"adj_charge", "={book_charge}-{tax_charge}"}}});
    add(contents_->totals().by_nature(classes, language),
        {{"按性质", "By nature"},
         {},
         {{"adj_total", "={adj_charge}+{adj_impairment}+{adj_disposal}+{adj_fair_value}+{adj_permanent}"}}});
    if (!forms_) return;
    forms_->add_forms(*book_);
    add(contents_->forms().checks_table(), {{"表内与表间关系", "Checks"}});
    const Table elsewhere = form_pointers_table(contents_->forms().set(), contents_->forms().filled(), language);
    if (!elsewhere.rows.empty()) add(elsewhere, {{"另填他表", "Other forms"}});
  }

  void begin_rows() {
    rows_ = begin(reconciliation_schema(), {{"纳税调整明细", "Adjustments"}, {}, row_formulas()});
    by_year_ = begin(years_schema(years_), {{"账税对照", "Comparison"}, {}, year_formulas(years_)});
    differences_ =
        begin(temporary_difference_schema(),
              {{"暂时性差异变动表", "Temporary differences"},
               {},
               {{"temp_diff_close", "={temp_diff_open}+{temp_diff_adjusted}+{temp_diff_initial}+{temp_diff_equity}"}}});
    ledger_ =
        begin(difference_ledger_schema(), {{"资产折旧税会差异台账", "资产折旧税会差异台账"}, {}, ledger_formulas()});
    roll_forward_ = begin(roll_forward_schema(), {{"资产变动表", "Roll-forward"}});
    disposals_ = begin(disposals_schema(), {{"资产处置明细", "Disposals"}});
    impairments_ =
        begin(impairments_schema(),
              {{"资产减值明细", "Impairment"}, {}, {{"adj_impairment", "={book_impairment}-{book_reversal}"}}});
    if (forms_) forms_->begin_parts(*book_);
    inputs_ = begin(input_schema(), {{"来源", "Inputs"}});
    writing::SheetLayout derived{{"推导", "Derivations"}};
    derived.text_width = 44;
    if (sizes_.size() > kMostDerived) {
      derived.notes.push_back(
          {fmt::format("按调整额列出最大的 {} 项资产；其余用 tieout explain。", kMostDerived),
           fmt::format("The {} assets with the largest adjustments; for the others: tieout explain.", kMostDerived)});
    }
    derivations_ = begin(derivation_schema(), std::move(derived));
  }

  void end_rows() {
    const ReconciliationRow& total = contents_->total_of_assets();
    rows_->totals(reconciliation_totals(total));
    differences_->totals(temporary_difference_totals(total));
    for (TableSink* sheet :
         {rows_, by_year_, differences_, ledger_, roll_forward_, disposals_, impairments_, inputs_, derivations_}) {
      sheet->end();
    }
    if (!forms_) return;
    forms_->end_parts();
    contents_->forms().prove();
  }

  // Amounts without a card: in the parts of the forms, and on sheets of their own.
  void take_lines() {
    if (!forms_) return;
    BatchResult result;
    for (const AdjustmentLine& line : contents_->lines()) contents_->forms().line_parts(line, result);
    for (const FormPart& part : result.parts) forms_->add_part(part);
    contents_->forms().merge_listed(result.forms);
  }

  void write_lines() {
    static const Text kNames[] = {{"无卡片金额", "Without a card"},
                                  {"含与不含无卡片金额", "With and without"},
                                  {"无卡片金额来源", "Without a card, rows"}};
    const Text* name = kNames;
    for (const Table& table : contents_->line_tables()) add(table, {*name++});
  }

  void write_back() {
    const Language language = options_.language;
    write_lines();
    add(contents_->findings(), {{"检查结果", "Findings"}});
    add(contents_->remedies(), {{"依据与处理", "Remedies"}});
    add(contents_->positions().summary(language), {{"立场", "Positions"}});
    add(contents_->proofs().total_table(), {{"生命周期验证", "Lifetime proof"}});
    add(contents_->proofs().forecast_table(0), {{"转回预测", "Forecast"}});
    add(contents_->at_disposal(), {{"处置时才转回", "Open until disposal"}});
    add(profit_bridge_table(contents_->totals().total(), language), {{"利润到所得", "Profit to income"}});
    add(law_table(session_), {{"法规依据", "Law"}});
  }

  // ---- second pass -------------------------------------------------------------------------------------------------

  void stream() {
    // The first pass has told everything that is to be told.
    Diagnostics told = session_.diagnostics();
    session_.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                     BatchResult& result) { lay_out(reconciler, entry, result); },
                 [&](BatchResult& result) { take(result); });
    if (!session_.diagnostics().has_errors()) session_.diagnostics() = std::move(told);
  }

  void lay_out(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) const {
    if (!reconciler.open(entry)) return;
    std::vector<std::optional<ReconciliationRow>> rows;
    bool shown = false, any = false;
    Money size;
    for (int each = years_.from; each <= years_.to; ++each) {
      const AssetYear* row = reconciler.run_year(each, each == year() ? contents_->through() : 12);
      const bool mine = row != nullptr && of_entity(row->row.entity);
      rows.push_back(mine ? std::optional(row->row) : std::nullopt);
      any = any || mine;
      if (each != year() || row == nullptr) continue;
      if (mine || row->held_by(options_.entity)) result.years.push_back(*row);
      if (!mine) continue;
      shown = true;
      size = size_of(row->row.adj_total);
      contents_->forms().parts(reconciler, entry, *row, result);
      result.pieces.push_back(writing::place_text(session_.reader().span(entry.asset.origin, "asset")));
      result.pieces.push_back(tax_law_of(reconciler, entry, row->row.asset_class, options_.language));
    }
    if (any) result.by_year.push_back(std::move(rows));
    if (!shown) return;
    std::optional<Explanation>& explanation = result.explanations.emplace_back();
    if (size < least_derived_) return;
    Explainer explainer(reconciler);
    if (explainer.open(entry)) explanation = explainer.explain(year(), contents_->through());
  }

  bool of_entity(const std::string& entity) const { return options_.entity.empty() || options_.entity == entity; }

  void take(BatchResult& result) {
    const rules::ClassTable& classes = session_.rules().classes;
    auto piece = result.pieces.begin();  // place and law of each row
    for (const AssetYear& each : result.years) {
      take_movements(each);
      if (!of_entity(each.row.entity)) continue;
      const auto write = [&](TableSink* sheet, auto cells_of) {
        cells_of(each.row, classes, cells_);
        sheet->row(cells_);
      };
      write(rows_, reconciliation_cells);
      const auto write_in_words = [&](TableSink* sheet, auto cells_of) {
        cells_of(each.row, classes, cells_);
        name_class(kClassOfRow);
        sheet->row(cells_);
      };
      write_in_words(differences_, temporary_difference_cells);
      if (has_impairment(each.row)) write_in_words(impairments_, impairment_cells);
      difference_ledger_cells(each, classes, options_.language, scratch_, cells_);
      ledger_->row(cells_);
      take_input(each, piece[0], piece[1]);
      piece += 2;
    }
    for (const auto& rows : result.by_year) {
      years_cells(rows, classes, cells_);
      name_class(kClassOfRow);
      by_year_->row(cells_);
    }
    for (const FormPart& part : result.parts) forms_->add_part(part);
    if (forms_) contents_->forms().merge_listed(result.forms);
    take_derivations(result);
    scratch_.texts.clear();
  }

  // A reader of the workbook knows classes by their names; the sheet of the rows alone keeps the codes of the CSV.
  void name_class(std::size_t column) {
    const rules::ClassTable& classes = session_.rules().classes;
    const auto id = classes.find(cells_[column].text);
    if (id) cells_[column] = Cell::of(std::string_view(in(options_.language, classes.at(*id).label)));
  }

  // Of an asset that changed hands in the year, each entity has what moved while it held the asset.
  void take_movements(const AssetYear& year) {
    const rules::ClassTable& classes = session_.rules().classes;
    for (const RollForwardLine& line : year.roll_forward) {
      if (!of_entity(year.entity_of(line.holder))) continue;
      roll_forward_cells(year, line, classes, cells_);
      name_class(kClassOfLine);
      cells_[kBasisOfLine] = Cell::of(std::string_view(session_.say(line.basis == Basis::book ? kBook : kTax)));
      roll_forward_->row(cells_);
    }
    for (const DisposalLine& line : year.disposals) {
      if (!of_entity(year.entity_of(line.holder))) continue;
      disposal_cells(year, line, classes, cells_);
      name_class(kClassOfRow);
      disposals_->row(cells_);
    }
  }

  void take_input(const AssetYear& each, const std::string& place, const std::string& law) {
    const bool stated = each.recorded.book_stated || each.recorded.tax_stated;
    const std::string book_starts = to_string(each.book_terms.first_month);
    const std::string tax_starts = to_string(each.tax_terms.first_month);
    const auto word = [](std::string_view text) { return Cell::of(text); };
    cells_ = {word(each.row.entity),
              word(each.row.asset),
              word(each.row.name),
              word(in(options_.language, session_.rules().classes.at(each.row.asset_class).label)),
              word(place),
              Cell::of(each.in_service),
              word(session_.say(stated ? kRecorded : kComputed))};
    for (const auto& [terms, starts] : {std::pair{&each.book_terms, &book_starts}, {&each.tax_terms, &tax_starts}}) {
      cells_.push_back(word(name_of(terms->method)));
      cells_.push_back(Cell::of(terms->life_months));
      cells_.push_back(Cell::of(terms->residual));
      cells_.push_back(terms->method == Method::none ? Cell{} : word(*starts));
    }
    cells_.push_back(word(law));
    inputs_->row(cells_);
  }

  void take_derivations(BatchResult& result) {
    const writing::ExplanationOptions how = explanation_options(session_);
    for (const std::optional<Explanation>& explanation : result.explanations) {
      // Of assets with equal adjustments those that come first.
      if (!explanation || derived_ >= kMostDerived) continue;
      ++derived_;
      const Table table = writing::explanation_table(*explanation, how);
      for (const std::vector<Cell>& row : table.rows) {
        cells_ = {Cell::of(std::string_view(explanation->entity)), Cell::of(std::string_view(explanation->asset))};
        cells_.insert(cells_.end(), row.begin(), row.end());
        derivations_->row(cells_);
      }
    }
  }

  static constexpr std::size_t kClassOfRow = 3, kClassOfLine = 2, kBasisOfLine = 4;
  inline static const Text kBook{"账面", "book"}, kTax{"税收", "tax"};
  inline static const Text kRecorded{"按记录", "recorded"};
  inline static const Text kComputed{"按计算", "computed"};

  const Options options_;
  Session session_;
  TwoYears years_;
  std::optional<ReportContents> contents_;
  std::optional<WorkbookForms> forms_;
  writing::Workbook* book_ = nullptr;
  TableSink *rows_ = nullptr, *by_year_ = nullptr, *differences_ = nullptr, *ledger_ = nullptr, *inputs_ = nullptr;
  TableSink *roll_forward_ = nullptr, *disposals_ = nullptr, *impairments_ = nullptr, *derivations_ = nullptr;
  std::vector<Money> sizes_;
  Money least_derived_;
  std::size_t derived_ = 0;
  Table scratch_;
  std::vector<Cell> cells_;
};

}  // namespace

int run_xlsx_report(const Options& options) { return XlsxReport(options).run(); }

}  // namespace tieout::cli
