// Findings as tables: for programs, for people, and the law and remedy of each code once.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "tieout/filing/working_papers.hpp"
#include "tieout/rules/history.hpp"

namespace tieout {

namespace {

class Cells {
 public:
  Cells(Table& table, const FindingWords& words) : table_(table), words_(words) {}

  Cell text(const Text& text) const { return Cell::of(table_.keep(in(words_.language, text))); }
  Cell text(std::string text) const { return text.empty() ? Cell{} : Cell::of(table_.keep(std::move(text))); }
  Cell article(const rules::Citation& cite) const {
    return cite.source.empty() ? Cell{} : text(words_.rules->describe(cite, words_.language));
  }
  Cell article(const Finding& finding) const {
    return finding.article.zh.empty() ? article(finding.cite) : text(finding.article);
  }
  Cell class_of(const FindingLine& line) const {
    if (line.finding.asset.empty()) return {};
    return text(words_.rules->classes.at(line.finding.asset_class).code);
  }
  static Cell amount(const FindingLine& line) { return has_amount(line) ? Cell::of(line.amount) : Cell{}; }
  static Cell year(std::int32_t year) { return year == 0 ? Cell{} : Cell::of(year); }

 private:
  Table& table_;
  const FindingWords& words_;
};

}  // namespace

Text severity_word(Severity severity) {
  if (severity == Severity::error) return {"错误", "error"};
  return severity == Severity::warning ? Text{"警告", "warning"} : Text{"提示", "note"};
}

std::string place_text(const SourceSpan& place) {
  std::string text = place.file;
  if (!place.sheet.empty()) text += "[" + place.sheet + "]";
  if (place.line > 0) text += fmt::format(":{}", place.line);
  if (place.column > 0) text += fmt::format(":{}", place.column);
  return text;
}

bool has_amount(const FindingLine& line) {
  const bool of_year = line.finding.rule != nullptr && line.finding.year != 0;
  return of_year || !line.finding.asset.empty() || !line.amount.is_zero();
}

Table findings_table(const std::vector<FindingLine>& lines, const Acceptances& acceptances, const FindingWords& words,
                     const WorkingPapers* papers) {
  Table table;
  table.schema = {"findings", {"检查结果明细", "Findings"}, {}};
  table.schema.columns = {{"severity", {"级别", "Severity"}},
                          {"code", {"代码", "Code"}},
                          {"status", {"状态", "Status"}},
                          {"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"name", {"资产名称", "Name"}},
                          {"class", {"类别", "Class"}},
                          {"year", {"年度", "Year"}, CellKind::integer},
                          {"count", {"项数", "Count"}, CellKind::integer},
                          {"amount", {"金额", "Amount"}, CellKind::money},
                          {"place", {"位置", "Place"}},
                          {"message", {"说明", "Message"}},
                          {"article", {"依据", "Article"}},
                          {"remedy", {"处理", "Remedy"}},
                          {"reason", {"接受理由", "Accepted because"}},
                          {"by", {"接受人", "Accepted by"}},
                          {"date", {"接受日期", "Accepted on"}, CellKind::date},
                          {"paper", {"底稿", "Paper"}}};
  const Cells cells(table, words);
  for (const FindingLine& line : lines) {
    const Finding& finding = line.finding;
    const WorkingPaper* paper = papers == nullptr ? nullptr : papers->paper_of(finding.code, finding.entity);
    const Acceptance* accepted = line.accepted ? &acceptances.all()[*line.accepted] : nullptr;
    table.rows.push_back(
        {cells.text(severity_word(finding.severity).en), cells.text(finding.code),
         cells.text(std::string(accepted ? "accepted" : "open")), cells.text(finding.entity), cells.text(finding.asset),
         cells.text(finding.name), cells.class_of(line), Cells::year(finding.year),
         Cell::of(static_cast<std::int32_t>(line.count)), Cells::amount(line), cells.text(place_text(line.place)),
         cells.text(finding.message), cells.article(finding), cells.text(finding.remedy),
         accepted ? cells.text(accepted->reason) : Cell{}, accepted ? cells.text(accepted->by) : Cell{},
         accepted && accepted->date ? Cell::of(*accepted->date) : Cell{},
         paper == nullptr ? Cell{} : cells.text(paper->id)});
  }
  return table;
}

Table findings_remedies(const std::vector<FindingLine>& lines, const FindingWords& words) {
  Table table;
  table.schema = {"remedies",
                  {"依据与处理", "Law and remedy"},
                  {{"code", {"代码", "Code"}},
                   {"title", {"事项", "Question"}},
                   {"article", {"依据", "Article"}},
                   {"remedy", {"处理", "Remedy"}}}};
  const Cells cells(table, words);
  std::set<std::string_view> shown;
  for (const FindingLine& line : lines) {
    const Finding& finding = line.finding;
    if (!shown.insert(finding.code).second) continue;
    const bool known = finding.rule != nullptr;
    const Text& remedy = known ? finding.rule->remedy : finding.remedy;
    // The article of the question; the lines may be under several (a life by its class), and CSV, JSON and XLSX say
    // which.
    table.rows.push_back({cells.text(finding.code), known ? cells.text(finding.rule->title) : Cell{},
                          known ? cells.article(finding.rule->parameter->values.back().cite) : cells.article(finding),
                          cells.text(remedy)});
  }
  return table;
}

Table catalogue_table(const rules::FindingCatalogue& catalogue, const FindingWords& words) {
  Table table;
  table.schema = {"catalogue",
                  {"检查事项目录", "Catalogue of findings"},
                  {{"code", {"代码", "Code"}},
                   {"severity", {"级别", "Severity"}},
                   {"title", {"事项", "Question"}},
                   {"article", {"依据", "Article"}},
                   {"why", {"缘由", "Why"}},
                   {"remedy", {"处理", "Remedy"}},
                   {"evidence", {"留存资料", "Evidence"}},
                   {"example", {"举例", "Example"}},
                   {"verified", {"依据核对", "Verified"}}}};
  const Cells cells(table, words);
  for (const rules::FindingRule& rule : catalogue.all()) {
    const rules::Value& last = rule.parameter->values.back();
    const Severity severity = last.field("severity") == "error"     ? Severity::error
                              : last.field("severity") == "warning" ? Severity::warning
                                                                    : Severity::note;
    table.rows.push_back(
        {cells.text(rule.code), cells.text(severity_word(severity)), cells.text(rule.title), cells.article(last.cite),
         cells.text(rule.why), cells.text(rule.remedy), cells.text(in(words.language, rule.evidence)),
         cells.text(rule.example),
         cells.text(in(words.language, rules::evidence_word(rules::evidence(*rule.parameter, last))))});
  }
  return table;
}

}  // namespace tieout
