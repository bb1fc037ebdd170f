#include "cli/html_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "cli/adjustment_note.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/report_contents.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/filing/profit_bridge.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "writing/html_explanation.hpp"
#include "writing/html_page.hpp"

namespace tieout::cli {

namespace {

std::string asset_key(const ReconciliationRow& row) { return row.entity + '\x1f' + row.asset; }

// A row of the table of assets: what recurs (entity, class, reason) is named by number.
std::string row_json(const AssetYear& year, const rules::ClassTable& classes, writing::PageStrings& strings) {
  thread_local std::vector<Cell> cells;
  reconciliation_cells(year.row, classes, cells);
  const TableSchema schema = reconciliation_schema();
  std::string out = "[";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    const std::string& key = schema.columns[i].key;
    if (key == "entity" || key == "class" || key == "adj_reason") {
      out += std::to_string(strings.index_of(cells[i].text));
    } else {
      writing::append_page_cell(out, cells[i]);
    }
  }
  return out + "]";
}

std::string list_json(const std::vector<std::string>& items) { return fmt::format("[{}]", fmt::join(items, ",\n")); }

// Labels of the classes, and of the reasons that occur, by their codes: {"machinery":"…","life":"…"}.
std::string words_json(const Session& session, const std::vector<AssetYear>& years) {
  const Language language = session.options().language;
  std::vector<std::pair<std::string, std::string>> words;
  const auto add = [&](std::string code, std::string label) {
    const bool known = std::any_of(words.begin(), words.end(), [&](const auto& word) { return word.first == code; });
    if (!code.empty() && !known) words.emplace_back(std::move(code), std::move(label));
  };
  for (const rules::AssetClass& asset_class : session.rules().classes.all()) {
    words.emplace_back(asset_class.code, in(language, asset_class.label));
  }
  for (const AssetYear& year : years) {
    add(std::string(year.row.adj_reason.text()), reason_words(year.row.adj_reason, language));
  }
  std::sort(words.begin(), words.end());
  std::vector<std::string> members;
  for (const auto& [code, label] : words) {
    members.push_back(writing::page_string(code) + ":" + writing::page_string(label));
  }
  return fmt::format("{{{}}}", fmt::join(members, ","));
}

std::string cover_json(const Cover& cover) {
  std::vector<std::string> rows;
  for (const auto& [label, value] : cover.facts()) {
    rows.push_back("[" + writing::page_string(label) + "," + writing::page_string(value) + "]");
  }
  return list_json(rows);
}

class HtmlReport {
 public:
  explicit HtmlReport(const Options& options) : options_(options), session_(options) {}

  int run() {
    if (!session_.open_rules() || !session_.open_register()) return session_.exit_code();
    writing::OutFile file(options_.out);
    if (file.failure()) return output_trouble(*file.failure(), options_);
    contents_.emplace(session_);
    if (!collect()) return session_.exit_code();
    if (years_.size() > kMostPageAssets) return too_many();
    choose_explained();
    detail();
    detail_lines();
    if (session_.report_errors()) return session_.exit_code();
    contents_->forms().prove();
    writing::write_html_page(page(), file);
    const int verdict = session_.finish();
    if (auto failure = file.commit()) return output_trouble(*failure, options_);
    tell_totals(session_, contents_->totals());
    tell_adjustments(contents_->lines(), session_, Month::of(year(), through()));
    return verdict;
  }

 private:
  int year() const { return *options_.year; }
  int through() const { return contents_->through(); }

  int too_many() const {
    fmt::print(stderr, "tieout: {}\n",
               session_.say({fmt::format("{} 项资产；HTML 报告最多 {} 项，请用 --entity 分开，或用 --format xlsx",
                                         years_.size(), kMostPageAssets),
                             fmt::format("{} assets: an HTML report holds up to {}; use --entity, or --format xlsx",
                                         years_.size(), kMostPageAssets)}));
    return kUsage;
  }

  // ---- first pass: rows and schedules beside what every report holds -----------------------------------------------

  bool collect() {
    return contents_->collect(
        [](const AssetYear& row, bool shown, BatchResult& result) {
          if (!row.disposals.empty()) result.disposed.push_back(row);
          if (shown) result.years.push_back(row);
        },
        [](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          if (!reconciler.open(entry)) return;
          result.pieces.push_back(writing::packed_table(schedule_table(reconciler, entry, false)));
        },
        [&](BatchResult& result) {
          for (AssetYear& each : result.disposed) disposed_.push_back(std::move(each));
          const bool room = years_.size() <= kMostPageAssets;
          for (AssetYear& each : result.years) {
            if (room) years_.push_back(std::move(each));
          }
          for (std::string& piece : result.pieces) {
            if (room) schedules_.push_back(std::move(piece));
          }
        });
  }

  // ---- second pass: the cells of the forms by asset, explanations ---------------------------------------------------

  void choose_explained() {
    std::vector<std::size_t> order(years_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    const auto size = [&](std::size_t i) {
      const Money total = years_[i].row.adj_total;
      return total < Money{} ? -total : total;
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return size(a) > size(b); });
    std::size_t used = years_.size() * kBytesOfAsset;
    for (const std::string& schedule : schedules_) used += schedule.size();
    const std::size_t fit = used < kPageBytes ? (kPageBytes - used) / kBytesOfDerivations : 0;
    order.resize(std::min(order.size(), std::max(fit, kLeastExplained)));
    for (const std::size_t i : order) explained_.insert(asset_key(years_[i].row));
  }

  void detail() {
    const writing::ExplanationOptions how = explanation_options(session_);
    std::size_t next = 0;
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          if (!reconciler.open(entry)) return;
          const AssetYear* row = reconciler.run_year(year(), through());
          if (row == nullptr || (!options_.entity.empty() && row->row.entity != options_.entity)) return;
          result.pieces.push_back(contents_->forms().shares(reconciler, entry, *row, result));
          const bool wanted = explained_.contains(asset_key(row->row));
          std::optional<Explanation>& explanation = result.explanations.emplace_back();
          if (!wanted) return;
          Explainer explainer(reconciler);
          if (explainer.open(entry)) explanation = explainer.explain(year(), through());
        },
        [&](BatchResult& result) {
          if (contents_->forms().any()) contents_->forms().merge_listed(result.forms);
          for (std::size_t i = 0; i < result.pieces.size(); ++i, ++next) {
            shares_.push_back(std::move(result.pieces[i]));
            if (!result.explanations[i]) continue;
            explanations_.push_back(
                fmt::format("\"{}\":{}", next, writing::page_explanation(*result.explanations[i], how, strings_)));
          }
        });
  }

  // Behind the shares of the assets those of amounts without a card, in the order of their table.
  void detail_lines() {
    BatchResult result;
    for (const AdjustmentLine& line : contents_->lines()) {
      line_shares_.push_back(contents_->forms().line_shares(line, result));
    }
    if (contents_->forms().any()) contents_->forms().merge_listed(result.forms);
  }

  // ---- the page -----------------------------------------------------------------------------------------------------

  std::vector<std::string> rows() {
    std::vector<std::string> rows;
    for (const AssetYear& each : years_) rows.push_back(row_json(each, session_.rules().classes, strings_));
    return rows;
  }

  writing::HtmlPage page() {
    const Language language = options_.language;
    const rules::ClassTable& classes = session_.rules().classes;
    const auto table = [&](const Table& each) { return writing::page_table(each, language); };
    Table assets;
    assets.schema = reconciliation_schema();
    assets.totals = reconciliation_totals(contents_->total_of_assets());
    Table total;
    total.schema = reconciliation_schema();
    total.totals = reconciliation_totals(contents_->totals().total());
    std::vector<std::string> lines;
    for (const Table& each : contents_->line_tables()) lines.push_back(table(each));
    Table disposals;
    disposals.schema = disposals_schema();
    for (const AssetYear& each : disposed_) {
      for (const DisposalLine& line : each.disposals) {
        if (options_.entity.empty() || each.entity_of(line.holder) == options_.entity) {
          disposal_cells(each, line, classes, disposals.rows.emplace_back());
        }
      }
    }
    writing::HtmlPage page;
    page.language = language;
    page.title = session_.say(
        {fmt::format("{} 年度账税差异纳税调整报告", year()), fmt::format("Book-tax adjustment report, {}", year())});
    page.parts = {{"mode", "\"report\""},
                  {"lang", language == Language::zh ? "\"zh\"" : "\"en\""},
                  {"year", std::to_string(year())},
                  {"cover", cover_json(contents_->cover())},
                  {"nature", table(contents_->totals().by_nature(classes, language))},
                  {"bridge", table(profit_bridge_table(contents_->totals().total(), language))},
                  {"summary", table(contents_->totals().table(classes, language, year()))},
                  {"forecast", table(contents_->proofs().forecast_table(0))},
                  {"proof", table(contents_->proofs().total_table())},
                  {"atDisposal", table(contents_->at_disposal())},
                  {"disposals", table(disposals)},
                  {"positions", table(contents_->positions().summary(language))},
                  {"law", table(law_table(session_))},
                  {"findings", table(contents_->findings())},
                  {"remedies", table(contents_->remedies())},
                  {"words", words_json(session_, years_)},
                  {"assets", table(assets)},
                  {"total", table(total)},
                  {"lines", list_json(lines)},
                  {"lineShares", list_json(line_shares_)},
                  {"rows", list_json(rows())},
                  {"scheduleColumns", writing::page_columns(schedule_schema(), language)},
                  {"schedules", list_json(schedules_)},
                  {"forms", contents_->forms().any() ? contents_->forms().forms_json() : "[]"},
                  {"checks", contents_->forms().any() ? table(contents_->forms().checks_table()) : "null"},
                  {"shares", list_json(shares_)},
                  {"explanations", fmt::format("{{{}}}", fmt::join(explanations_, ",\n"))},
                  {"explained", std::to_string(explanations_.size())},
                  {"strings", strings_.json()}};
    return page;
  }

  Options options_;
  Session session_;
  std::optional<ReportContents> contents_;
  std::vector<AssetYear> years_, disposed_;
  std::vector<std::string> schedules_, shares_, line_shares_, explanations_;
  std::unordered_set<std::string> explained_;
  writing::PageStrings strings_;
};

}  // namespace

int run_html_report(const Options& options) { return HtmlReport(options).run(); }

int write_html_asset(const Session& session, const Table& schedule, const AssetYear& year,
                     const Explanation& explanation) {
  const Options& options = session.options();
  const Language language = options.language;
  writing::PageStrings strings;
  Cover cover(session);
  if (!year.row.entity.empty()) cover.add_entity(year.row.entity);
  cover.add_frame();
  const std::string row = row_json(year, session.rules().classes, strings);
  Table assets;
  assets.schema = reconciliation_schema();
  writing::HtmlPage page;
  page.language = language;
  const std::string who = year.row.asset + (year.row.name.empty() ? "" : " " + year.row.name);
  page.title = session.say({fmt::format("{}：{} 年度各数字的来历", who, year.row.year),
                            fmt::format("{}: how the figures of {} came about", who, year.row.year)});
  const std::string derived = writing::page_explanation(explanation, explanation_options(session), strings);
  page.parts = {{"mode", "\"asset\""},
                {"lang", language == Language::zh ? "\"zh\"" : "\"en\""},
                {"year", std::to_string(year.row.year)},
                {"open", writing::page_string(options.key)},
                {"cover", cover_json(cover)},
                {"law", writing::page_table(law_table(session), language)},
                {"words", words_json(session, {year})},
                {"assets", writing::page_table(assets, language)},
                {"rows", list_json({row})},
                {"scheduleColumns", writing::page_columns(schedule_schema(), language)},
                {"schedules", list_json({writing::packed_table(schedule)})},
                {"forms", "[]"},
                {"shares", "[[]]"},
                {"explanations", "{\"0\":" + derived + "}"},
                {"explained", "1"},
                {"strings", strings.json()}};
  writing::OutFile file(options.out);
  writing::write_html_page(page, file);
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace tieout::cli
