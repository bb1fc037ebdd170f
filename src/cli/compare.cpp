// tieout compare: what moved between two years by asset and class, or both schedules over a range of years.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/html_compare.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "tieout/reconcile/row_columns.hpp"
#include "writing/formats.hpp"
#include "writing/html_values.hpp"

namespace tieout::cli {

namespace {

using writing::Format;

constexpr int kMostYears = 200;

int wrong_usage(const Options& options, const Text& text) {
  fmt::print(stderr, "tieout: {}\n", in(options.language, text));
  return kUsage;
}

// The row of a year where the asset has one with the entity asked for.
std::optional<ReconciliationRow> row_of(AssetReconciler& reconciler, int year, const std::string& entity) {
  const AssetYear* row = reconciler.run_year(year);
  if (row == nullptr || (!entity.empty() && row->row.entity != entity)) return {};
  return row->row;
}

// Rows kept until all is well, with their texts.
class Rows {
 public:
  explicit Rows(TableSchema schema) { table.schema = std::move(schema); }
  void add(std::vector<Cell> cells) {
    for (Cell& cell : cells) {
      if (cell.kind == CellKind::text) cell.text = table.keep(std::string(cell.text));
    }
    table.rows.push_back(std::move(cells));
  }
  Table table;
};

std::vector<writing::ColumnFormula> moved_formulas() {
  std::vector<writing::ColumnFormula> formulas;
  for (const auto& [moved, to, from] : comparison_differences()) {
    formulas.push_back({moved, fmt::format("={{{}}}-{{{}}}", to, from)});
  }
  return formulas;
}

struct Sheet {
  const Table* table = nullptr;
  std::vector<writing::ColumnFormula> formulas;
};

int write_book(const std::vector<Sheet>& sheets, const Session& session, writing::OutFile& file) {
  const Options& options = session.options();
  writing::WorkbookOptions book_options;
  book_options.language = options.language;
  book_options.title = session.say(sheets.front().table->schema.title);
  writing::Workbook book(file, book_options);
  for (const Sheet& sheet : sheets) {
    writing::SheetLayout layout;
    layout.formulas = sheet.formulas;
    writing::write_table(*sheet.table, book.add_sheet(std::move(layout)));
  }
  writing::write_table(law_table(session), book.add_sheet({{"法规依据", "Law"}}));
  if (auto failure = book.close()) return output_trouble(*failure, options);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

// For a page: the asset's whole schedule, which a row of it opens.
void add_schedule(AssetReconciler& reconciler, const RegisterEntry& entry, const Options& options,
                  BatchResult& result) {
  if (options.format != Format::html || !reconciler.open(entry)) return;
  result.pieces.push_back(writing::packed_table(schedule_table(reconciler, entry, false)));
}

// ---- two years -----------------------------------------------------------------------------------------------------

int compare_two(Session& session, const TwoYears& years) {
  const Options& options = session.options();
  const rules::ClassTable& classes = session.rules().classes;
  Rows rows(comparison_schema(years));
  ComparisonPage page{years.from, years.to, &rows.table, nullptr, {}, {}};
  ComparedClasses sums;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        ComparedAsset asset;
        asset.from = row_of(reconciler, years.from, options.entity);
        asset.to = row_of(reconciler, years.to, options.entity);
        reconciler.finish();
        if (!asset.from && !asset.to) return;
        result.compared_classes.add(asset);
        result.compared.push_back(std::move(asset));
        add_schedule(reconciler, entry, options, result);
      },
      [&](BatchResult& result) {
        std::vector<Cell> cells;
        sums.merge(result.compared_classes);
        for (const ComparedAsset& asset : result.compared) {
          comparison_cells(asset, classes, cells);
          page.schedule_at.push_back(page.schedule_at.size());
          rows.add(cells);
        }
        for (std::string& piece : result.pieces) page.schedules.push_back(std::move(piece));
      });
  if (session.report_errors()) return session.exit_code();
  rows.table.totals = sums.asset_totals();
  const Table by_class = sums.table(years, classes, options.language);
  page.classes = &by_class;
  if (options.format == Format::html) return write_html_comparison(session, page);
  if (options.format == Format::xlsx) {
    writing::OutFile file(options.out);
    if (file.failure()) return output_trouble(*file.failure(), options);
    return write_book({{&by_class, moved_formulas()}, {&rows.table, moved_formulas()}}, session, file);
  }
  std::vector<writing::JsonMember> members{{"from", std::to_string(years.from)},
                                           {"to", std::to_string(years.to)},
                                           {"classes", writing::json_rows(by_class)}};
  const bool for_programs = options.format == Format::csv || options.format == Format::json;
  if (for_programs) return write_report({&rows.table}, session, std::move(members));
  return write_report({&by_class, &rows.table}, session);
}

// ---- a range -------------------------------------------------------------------------------------------------------

int compare_range(Session& session, const TwoYears& years) {
  const Options& options = session.options();
  const rules::ClassTable& classes = session.rules().classes;
  Rows rows(range_schema());
  ComparisonPage page{years.from, years.to, &rows.table, nullptr, {}, {}};
  std::size_t asset = 0;
  ReconciliationRow sum;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
        if (!reconciler.open(entry)) return;
        std::vector<std::optional<ReconciliationRow>>& found = result.by_year.emplace_back();
        for (int year = years.from; year <= years.to; ++year) {
          found.push_back(row_of(reconciler, year, options.entity));
        }
        reconciler.finish();
        if (std::none_of(found.begin(), found.end(), [](const auto& row) { return row.has_value(); })) {
          result.by_year.pop_back();
          return;
        }
        add_schedule(reconciler, entry, options, result);
      },
      [&](BatchResult& result) {
        std::vector<Cell> cells;
        for (const auto& found : result.by_year) {
          for (const std::optional<ReconciliationRow>& row : found) {
            if (!row) continue;
            range_cells(*row, classes, cells);
            rows.add(cells);
            add_amounts(sum, *row);
            page.schedule_at.push_back(asset);
          }
          ++asset;
        }
        for (std::string& piece : result.pieces) page.schedules.push_back(std::move(piece));
      });
  if (session.report_errors()) return session.exit_code();
  rows.table.totals = range_totals(sum);
  if (options.format == Format::html) return write_html_comparison(session, page);
  if (options.format == Format::xlsx) {
    writing::OutFile file(options.out);
    if (file.failure()) return output_trouble(*file.failure(), options);
    return write_book({{&rows.table,
                        {{"adj_charge", "={book_charge}-{tax_charge}"},
                         {"temp_diff_close", "={tax_base_close}-{book_carrying_close}"}}}},
                      session, file);
  }
  return write_report({&rows.table}, session, {{"from", std::to_string(years.from)}, {"to", std::to_string(years.to)}});
}

int run_compare(const Options& given) {
  Options options = given;
  if (options.asset.empty() && options.arguments.size() == 1) options.asset = options.arguments.front();
  if (options.through) {
    return wrong_usage(options, {"--through 与 compare 不能合用：比较的是整年",
                                 "--through does not go with compare, which compares whole years"});
  }
  const bool is_range = options.from || options.to;
  if (is_range ? !options.from || !options.to || !options.years.empty() : options.years.size() != 2) {
    return wrong_usage(options, {"请给出两个年度：--year 年 --year 年，或 --from 年 --to 年",
                                 "name two years: --year Y --year Y, or --from Y --to Y"});
  }
  TwoYears years;
  years.from = is_range ? *options.from : std::min(options.years[0], options.years[1]);
  years.to = is_range ? *options.to : std::max(options.years[0], options.years[1]);
  if (years.from == years.to && !is_range) {
    return wrong_usage(options, {"两个 --year 相同", "both --year are the same"});
  }
  if (years.to - years.from >= kMostYears) {
    return wrong_usage(options,
                       {fmt::format("最多比较 {} 年", kMostYears), fmt::format("at most {} years", kMostYears)});
  }
  options.year = years.to;
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  const int status = is_range || !options.asset.empty() ? compare_range(session, years) : compare_two(session, years);
  return status == kDone ? session.finish() : status;
}

}  // namespace

const Command kCompareCommand{
    "compare",
    run_compare,
    {"--year 年度 --year 年度 --assets 文件 …", "--year Y --year Y --assets F …"},
    {"两个年度之间的变动，或一段年度的账税对照", "what moved between two years, or both schedules over a range"},
    {R"(tieout compare --year 年度 --year 年度 --assets 文件 …
tieout compare [--asset 资产编号] --from 年度 --to 年度 --assets 文件 …

两个年度：按类别、按资产列出折旧、调整和暂时性差异各是多少、变动多少（new 新增，gone 退出，moved 有变动，same 不变）。
一段年度（或与 --asset 合用的两个年度）：账面与税收逐年对照，每项资产每年一行。csv、json 给出逐项资产；json 另含按类别的行；
html 为单个网页，可查找、排序，点资产编号看两套折旧。

示例
  tieout compare --year 2022 --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
  tieout compare --asset JX-0007 --from 2020 --to 2023 --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout compare --year Y --year Y --assets F …
tieout compare [--asset A] --from Y --to Y --assets F …

Two years: by class and by asset, the charges, adjustments and temporary difference of both and by how much they moved
(new, gone, moved, same). A range of years (or two years with --asset): book and tax side by side, a row an asset and
year. csv and json list the assets; json has the rows by class as well; html is one page for a browser
that searches and sorts, and in which an asset opens both of its schedules.

Examples
  tieout compare --year 2022 --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
  tieout compare --asset JX-0007 --from 2020 --to 2023 --assets data/sample/assets.xlsx \
      --events data/sample/events.csv --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"},
    true,
    true};

}  // namespace tieout::cli
