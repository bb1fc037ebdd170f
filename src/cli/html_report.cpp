#include "cli/html_report.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/page_forms.hpp"
#include "cli/position_note.hpp"
#include "tieout/explain/explainer.hpp"
#include "tieout/filing/finding_list.hpp"
#include "tieout/filing/profit_bridge.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "writing/html_explanation.hpp"
#include "writing/html_page.hpp"

namespace tieout::cli {

namespace {

constexpr int kLastYear = 2999;  // of the calendar

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

// Facts of the cover, label and value.
class Cover {
 public:
  explicit Cover(const Session& session) : session_(session) {}

  void add(const Text& label, const std::string& value) {
    rows_.push_back("[" + writing::page_string(session_.say(label)) + "," + writing::page_string(value) + "]");
  }

  void add_frame() {
    const Options& options = session_.options();
    const bool part = options.through && options.through->month() != 12;
    add({"年度", "Year"},
        part ? fmt::format("{}-01 – {}", *options.year, to_string(*options.through)) : std::to_string(*options.year));
    const Framework framework = session_.framework();
    add({"会计准则", "Book regime"}, session_.say(framework.book->title) + " (" + options.book + ")");
    add({"税收规则", "Tax regime"}, session_.say(framework.tax->title) + " (" + options.tax + ")");
    add({"依据此日以前公布的法规", "Law as published by"}, to_string(law_date(session_)));
    add({"程序", "Program"}, fmt::format("tieout {}", TIEOUT_VERSION));
    for (const std::string& file : session_.reader().files()) add({"输入文件", "Input file"}, file);
  }

  void add_entity(const std::string& id) {
    std::string text = id;
    for (const Entity& entity : session_.reader().entities()) {
      if (entity.id != id) continue;
      for (const std::string* part : {&entity.name, &entity.taxpayer_id}) {
        if (!part->empty()) text += " " + *part;
      }
    }
    add({"核算主体", "Entity"}, text);
  }

  std::string json() const { return list_json(rows_); }

 private:
  const Session& session_;
  std::vector<std::string> rows_;
};

class HtmlReport {
 public:
  explicit HtmlReport(const Options& options) : options_(options), session_(options) {}

  int run() {
    if (!session_.open_rules() || !session_.open_register()) return session_.exit_code();
    writing::OutFile file(options_.out);
    if (file.failure()) return output_trouble(*file.failure(), options_);
    forms_.emplace(session_);
    collect();
    if (session_.report_errors()) return session_.exit_code();
    if (years_.size() > kMostPageAssets) return too_many();
    if (forms_->any()) forms_->finish();
    choose_explained();
    detail();
    if (session_.report_errors()) return session_.exit_code();
    forms_->prove();
    writing::write_html_page(page(), file);
    const int verdict = session_.finish();
    if (auto failure = file.commit()) return output_trouble(*failure, options_);
    tell_totals(session_, totals_);
    return verdict;
  }

 private:
  int year() const { return *options_.year; }
  int through() const { return options_.through ? options_.through->month() : 12; }

  int too_many() const {
    fmt::print(stderr, "tieout: {}\n",
               session_.say({fmt::format("{} 项资产；HTML 报告最多 {} 项，请用 --entity 分开，或用 --format xlsx",
                                         years_.size(), kMostPageAssets),
                             fmt::format("{} assets: an HTML report holds up to {}; use --entity, or --format xlsx",
                                         years_.size(), kMostPageAssets)}));
    return kUsage;
  }

  // ---- first pass: rows, sums, schedules, forecast, findings --------------------------------------------------------

  void collect() {
    const rules::FindingCatalogue catalogue(session_.rules().parameters);
    const FindingMaker maker(catalogue, year());
    FindingList findings(Acceptances(session_.reader().acceptances()), true, Severity::note);
    session_.run(
        [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) {
          if (!reconciler.open(entry)) return;
          const AssetYear* row = reconciler.run_year(year(), through());
          const bool shown = row != nullptr && (options_.entity.empty() || row->row.entity == options_.entity);
          if (row != nullptr && !row->disposals.empty()) result.disposed.push_back(*row);
          if (shown) take_row(reconciler, entry, *row, result);
          reconciler.finish();
          if (!reconciler.problems().empty()) return;
          if (shown && reconciler.open(entry)) {
            result.pieces.push_back(writing::packed_table(schedule_table(reconciler, entry, false)));
          }
          prove_asset(reconciler, entry, result);
          maker.examine(reconciler, entry, result.findings);
        },
        [&](BatchResult& result) {
          totals_.merge(result.totals);
          positions_.merge(result.positions);
          proofs_.merge(std::move(result.proofs));
          if (forms_->any()) forms_->merge(result.forms);
          for (Finding& finding : result.findings) {
            if (options_.entity.empty() || finding.entity == options_.entity) findings.add(std::move(finding));
          }
          for (AssetYear& each : result.disposed) disposed_.push_back(std::move(each));
          const bool room = years_.size() <= kMostPageAssets;
          for (AssetYear& each : result.years) {
            if (room) years_.push_back(std::move(each));
          }
          for (std::string& piece : result.pieces) {
            if (room) schedules_.push_back(std::move(piece));
          }
        });
    keep_findings(std::move(findings), catalogue);
  }

  void take_row(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& row,
                BatchResult& result) const {
    result.years.push_back(row);
    result.totals.add(row);
    add_positions(reconciler, entry, row, through(), result);
    forms_->add(reconciler, entry, row, result);
  }

  // The assets of the forecast are those of tieout prove: with the entity that holds them at the end of the year.
  void prove_asset(AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult& result) const {
    if (!reconciler.open(entry)) return;
    const std::string& entity = reconciler.entity_at(december(std::min(year(), kLastYear)));
    if (!options_.entity.empty() && entity != options_.entity) return;
    const LifetimeProof proof = prove_lifetime(reconciler, year(), result.proofs.forecast());
    if (proof.end != LifetimeEnd::refused) {
      result.proofs.add(ProvenAsset{entity, entry.asset.id, entry.asset.name, proof});
    }
  }

  void keep_findings(FindingList findings, const rules::FindingCatalogue& catalogue) {
    for (const Diagnostic& diagnostic : session_.diagnostics().all()) {
      if (diagnostic.severity == Severity::error || catalogue.find(diagnostic.code) != nullptr) continue;
      Finding finding;
      finding.code = diagnostic.code;
      finding.severity = diagnostic.severity;
      finding.message = diagnostic.message;
      finding.article = diagnostic.rule;
      finding.remedy = diagnostic.help;
      findings.add(std::move(finding), diagnostic.span);
    }
    std::vector<FindingLine> lines = findings.lines();
    for (FindingLine& line : lines) {
      if (line.place.file.empty()) line.place = session_.reader().span(line.finding.origin, line.finding.field);
    }
    const FindingWords words{&session_.rules(), options_.language};
    findings_ = findings_table(lines, findings.acceptances(), words);
    remedies_ = findings_remedies(lines, words);
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
          result.pieces.push_back(forms_->shares(reconciler, entry, *row, result));
          const bool wanted = explained_.contains(asset_key(row->row));
          std::optional<Explanation>& explanation = result.explanations.emplace_back();
          if (!wanted) return;
          Explainer explainer(reconciler);
          if (explainer.open(entry)) explanation = explainer.explain(year(), through());
        },
        [&](BatchResult& result) {
          if (forms_->any()) forms_->merge_listed(result.forms);
          for (std::size_t i = 0; i < result.pieces.size(); ++i, ++next) {
            shares_.push_back(std::move(result.pieces[i]));
            if (!result.explanations[i]) continue;
            explanations_.push_back(
                fmt::format("\"{}\":{}", next, writing::page_explanation(*result.explanations[i], how, strings_)));
          }
        });
  }

  // ---- the page -----------------------------------------------------------------------------------------------------

  std::string cover() const {
    Cover cover(session_);
    std::vector<std::string> entities;
    for (const AssetYear& each : years_) {
      const std::string& id = each.row.entity;
      if (!id.empty() && std::find(entities.begin(), entities.end(), id) == entities.end()) entities.push_back(id);
    }
    for (const std::string& id : entities) cover.add_entity(id);
    cover.add_frame();
    const RecordedCount recorded = totals_.recorded();
    cover.add({"资产", "Assets"}, session_.say({fmt::format("{} 项，其中 {} 项按记录，{} 项按计算", totals_.assets(),
                                                            recorded.recorded, totals_.assets() - recorded.recorded),
                                                fmt::format("{}: {} on recorded figures, {} computed", totals_.assets(),
                                                            recorded.recorded, totals_.assets() - recorded.recorded)}));
    if (const std::size_t aside = session_.reader().set_aside().size(); aside > 0) {
      cover.add({"已搁置", "Set aside"}, session_.say({fmt::format("{} 张卡片，不在计算之内", aside),
                                                       fmt::format("{} cards, not computed", aside)}));
    }
    cover.add({"两向验证", "Two-way proof"},
              session_.say({fmt::format("{} 项资产逐项相符（收益口径等于资产负债口径）", totals_.assets()),
                            fmt::format("each of {} assets: income side equals balance side", totals_.assets())}));
    cover.add(
        {"全生命周期验证", "Lifetime proof"},
        session_.say(
            {fmt::format("自启用至处置或提完共 {} 项资产（含本年以外的），{} 项未闭合，{} 项差异在处置时转回",
                         proofs_.assets(), proofs_.open().size(), proofs_.open_at_disposal().size()),
             fmt::format("{} assets over their lives (those of other years too), {} not closed, {} open until disposal",
                         proofs_.assets(), proofs_.open().size(), proofs_.open_at_disposal().size())}));
    return cover.json();
  }

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
    assets.totals = reconciliation_totals(totals_.total());
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
                  {"cover", cover()},
                  {"nature", table(totals_.by_nature(classes, language))},
                  {"bridge", table(profit_bridge_table(totals_.total(), language))},
                  {"summary", table(totals_.table(classes, language, year()))},
                  {"forecast", table(forecast())},
                  {"proof", table(proofs_.total_table())},
                  {"atDisposal", table(proof_table("open-at-disposal", {"处置时才转回", "Open until disposal"},
                                                   proofs_.open_at_disposal(), year()))},
                  {"disposals", table(disposals)},
                  {"positions", table(positions_.summary(language))},
                  {"law", table(law_table(session_))},
                  {"findings", table(findings_)},
                  {"remedies", table(remedies_)},
                  {"words", words_json(session_, years_)},
                  {"assets", table(assets)},
                  {"rows", list_json(rows())},
                  {"scheduleColumns", writing::page_columns(schedule_schema(), language)},
                  {"schedules", list_json(schedules_)},
                  {"forms", forms_->any() ? forms_->forms_json() : "[]"},
                  {"checks", forms_->any() ? table(forms_->checks_table()) : "null"},
                  {"shares", list_json(shares_)},
                  {"explanations", fmt::format("{{{}}}", fmt::join(explanations_, ",\n"))},
                  {"explained", std::to_string(explanations_.size())},
                  {"strings", strings_.json()}};
    return page;
  }

  Table forecast() { return proofs_.forecast_table(0); }

  Options options_;
  Session session_;
  std::optional<PageForms> forms_;
  ClassTotals totals_;
  PositionTotals positions_;
  ProofTotals proofs_;
  Table findings_, remedies_;
  std::vector<AssetYear> years_, disposed_;
  std::vector<std::string> schedules_, shares_, explanations_;
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
                {"cover", cover.json()},
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
