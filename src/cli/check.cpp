// tieout check: the findings, what was accepted of them, and the verdict.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "loading/working_paper_list.hpp"
#include "tieout/filing/working_papers.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kBatch = 1024;

// Without --year: the last year that the input speaks of. Rows that cannot be read are reported by the run itself.
int last_year_of(const loading::RegisterReader& reader) {
  int year = 0;
  std::vector<RegisterEntry> entries;
  Diagnostics ignored;
  for (std::size_t first = 0; first < reader.size(); first += kBatch) {
    reader.read(first, std::min(kBatch, reader.size() - first), entries, ignored);
    for (const RegisterEntry& entry : entries) {
      year = std::max(year, entry.asset.in_service.year());
      if (entry.asset.opening) year = std::max(year, entry.asset.opening->date.year());
      for (const Event& event : entry.events) year = std::max(year, event.date.year());
      for (const Recorded& row : entry.recorded) year = std::max(year, static_cast<int>(row.year));
    }
  }
  return year;
}

// Acceptances of codes that no finding bears. Warnings of the input may be accepted too.
void refuse_unknown_codes(Session& session, const rules::FindingCatalogue& catalogue) {
  for (const Acceptance& acceptance : session.reader().acceptances()) {
    if (catalogue.find(acceptance.code) != nullptr) continue;
    const auto& known = session.diagnostics().all();
    const bool of_input = std::any_of(known.begin(), known.end(),
                                      [&](const Diagnostic& diagnostic) { return diagnostic.code == acceptance.code; });
    if (of_input) continue;
    Diagnostic diagnostic;
    diagnostic.code = "ACCEPTANCE-UNKNOWN-CODE";
    diagnostic.span = session.reader().span(acceptance.origin, "code");
    diagnostic.message = {fmt::format("没有代码为 {} 的检查事项", acceptance.code),
                          fmt::format("there is no finding with the code {}", acceptance.code)};
    diagnostic.help = {"tieout check --list 列出全部代码。", "tieout check --list shows all codes."};
    session.diagnostics().add(std::move(diagnostic));
  }
}

// An acceptance that matches nothing is stale or mistaken. One of another year, entity or asset than asked for is not
// judged.
void tell_unused(const Session& session, const Acceptances& acceptances, int year) {
  const Options& options = session.options();
  if (options.quiet) return;
  for (std::size_t index = 0; index < acceptances.all().size(); ++index) {
    const Acceptance& acceptance = acceptances.all()[index];
    const bool elsewhere = (acceptance.year && *acceptance.year != year) ||
                           (!options.entity.empty() && acceptance.entity != options.entity) ||
                           (!options.asset.empty() && acceptance.asset != options.asset);
    if (acceptances.used(index) > 0 || elsewhere || options.severity > Severity::note) continue;
    Diagnostic diagnostic;
    diagnostic.severity = Severity::warning;
    diagnostic.code = "ACCEPTANCE-UNUSED";
    diagnostic.span = session.reader().span(acceptance.origin, "code");
    diagnostic.message = {fmt::format("没有检查结果与之相符：{}", acceptance.code),
                          fmt::format("no finding matches this acceptance of {}", acceptance.code)};
    diagnostic.help = {"删去该行，或核对主体、资产编号和年度。", "Remove the row, or check entity, asset and year."};
    print_diagnostic(diagnostic, options.language);
  }
}

// What was noticed while reading: findings without an asset. What the ledgers found is in the list already: of what
// came after the first `read` diagnostics, only what the catalogue does not know.
void add_input_findings(const Session& session, const rules::FindingCatalogue& catalogue, std::size_t read,
                        FindingList& list) {
  const auto& all = session.diagnostics().all();
  for (std::size_t index = 0; index < all.size(); ++index) {
    const Diagnostic& diagnostic = all[index];
    const rules::FindingRule* rule = catalogue.find(diagnostic.code);
    if (diagnostic.severity == Severity::error || (index >= read && rule != nullptr)) continue;
    Finding finding;
    finding.rule = rule;
    if (rule != nullptr) finding.cite = rule->parameter->values.back().cite;
    finding.code = diagnostic.code;
    finding.severity = diagnostic.severity;
    finding.message = diagnostic.message;
    finding.article = diagnostic.rule;
    finding.remedy = diagnostic.help;
    list.add(std::move(finding), diagnostic.span);
  }
}

// "warning[DISPOSAL-WITHOUT-NOTE] 1001 JX-0007 2023 35,000.00 events.csv:63:21", and the sentence below it.
std::string line_text(const FindingLine& line, const Acceptances& acceptances, Language language) {
  const Finding& finding = line.finding;
  const bool zh = language == Language::zh;
  std::string text = fmt::format("{}[{}]", in(language, severity_word(finding.severity)), finding.code);
  for (const std::string* part : {&finding.entity, &finding.asset, &finding.name}) {
    if (!part->empty()) text += " " + *part;
  }
  if (finding.year != 0) text += fmt::format(" {}", finding.year);
  if (line.count > 1) text += zh ? fmt::format(" {} 项", line.count) : fmt::format(" {} findings", line.count);
  if (has_amount(line)) text += " " + to_grouped_string(line.amount);
  if (const std::string place = place_text(line.place); !place.empty()) text += " " + place;
  text += "\n    " + in(language, finding.message) + "\n";
  if (!line.accepted) return text;
  const Acceptance& acceptance = acceptances.all()[*line.accepted];
  std::string who = acceptance.by;
  if (acceptance.date) who += (who.empty() ? "" : " ") + to_string(*acceptance.date);
  if (!who.empty()) who = zh ? "（" + who + "）" : " (" + who + ")";
  return text + fmt::format("    {}{}{}\n", zh ? "已接受：" : "accepted: ", acceptance.reason, who);
}

// "== FA-3 Lives 1001: 3 findings 35,000.00; prepared by A, reviewed by B, 2024-03-15", and its open notes.
std::string paper_text(const PaperFindings& paper, Language language) {
  const bool zh = language == Language::zh;
  std::string text = "== " + paper.id;
  for (const std::string* part : {&paper.title, &paper.entity}) {
    if (!part->empty()) text += " " + *part;
  }
  text += zh ? fmt::format("：{} 项 {}", paper.open + paper.accepted, to_grouped_string(paper.amount))
             : fmt::format(": {} finding{} {}", paper.open + paper.accepted,
                           paper.open + paper.accepted == 1 ? "" : "s", to_grouped_string(paper.amount));
  if (paper.accepted > 0) {
    text += zh ? fmt::format("（已接受 {} 项）", paper.accepted) : fmt::format(" ({} accepted)", paper.accepted);
  }
  text += zh ? fmt::format("；编制 {}，复核 {}", paper.preparer.empty() ? "—" : paper.preparer,
                           paper.reviewer.empty() ? "—" : paper.reviewer)
             : fmt::format("; prepared by {}, reviewed by {}", paper.preparer.empty() ? "—" : paper.preparer,
                           paper.reviewer.empty() ? "—" : paper.reviewer);
  if (paper.date) text += (zh ? "，" : ", ") + to_string(*paper.date);
  text += "\n";
  for (const PaperNote* note : paper.notes) {
    text += fmt::format("   {}{}\n", zh ? "未结：" : "open: ", describe_notes({note}));
  }
  return text;
}

// For people: a message is a sentence and does not fit a column; so the list is text, and law and remedy stand below it
// once for each code. `papers`: where the review states any, the findings stand under them.
std::string listing(const std::vector<FindingLine>& lines, const FindingList& list,
                    const std::vector<PaperFindings>& papers, const Table& remedies, int year, Language language) {
  const bool zh = language == Language::zh;
  std::string text = zh ? fmt::format("{} 年检查结果\n\n", year) : fmt::format("Findings for {}\n\n", year);
  for (const PaperFindings& paper : papers) {
    text += paper_text(paper, language);
    for (const FindingLine* line : paper.lines) text += line_text(*line, list.acceptances(), language);
    text += "\n";
  }
  if (papers.empty()) {
    for (const FindingLine& line : lines) text += line_text(line, list.acceptances(), language);
  }
  if (!lines.empty()) text += fmt::format("\n{}\n\n", in(language, remedies.schema.title));
  for (const std::vector<Cell>& row : remedies.rows) {
    if (row[1].text.empty() && row[2].text.empty() && row[3].text.empty()) continue;
    text += fmt::format("{}{}{}\n", row[0].text, row[1].text.empty() ? "" : " ", row[1].text);
    for (const std::string_view part : {row[2].text, row[3].text}) {
      if (!part.empty()) text += fmt::format("    {}\n", part);
    }
  }
  const FindingCounts& counts = list.counts();
  return text + (zh ? fmt::format("\n合计 {} 项：{}\n", counts.all(), describe(counts).zh)
                    : fmt::format("\nTotal {}: {}\n", counts.all(), describe(counts).en));
}

int write_findings(const Session& session, const FindingList& list, const WorkingPapers& review, int year) {
  const Options& options = session.options();
  std::vector<FindingLine> lines = list.lines();
  for (FindingLine& line : lines) {
    if (line.place.file.empty()) line.place = session.reader().span(line.finding.origin, line.finding.field);
  }
  const FindingWords words{&session.rules(), options.language};
  const Table remedies = findings_remedies(lines, words);
  const std::vector<PaperFindings> papers = findings_by_paper(lines, review, options.language);
  if (options.format == writing::Format::table) {
    writing::OutFile file(options.out);
    const auto shown = options.review.any() ? papers : std::vector<PaperFindings>{};
    file.write(listing(lines, list, shown, remedies, year, options.language));
    write_law_note(session, file);
    if (auto failure = file.commit()) return output_trouble(*failure, options);
    return kDone;
  }
  const Table table = findings_table(lines, list.acceptances(), words, &review);
  const Table sheet = working_papers_table(papers);
  const FindingCounts& counts = list.counts();
  return write_report({&table, &sheet, &remedies}, session,
                      {year_member(year),
                       {"papers", writing::json_rows(sheet)},
                       {"errors", std::to_string(counts.errors)},
                       {"warnings", std::to_string(counts.warnings)},
                       {"notes", std::to_string(counts.notes)},
                       {"accepted", std::to_string(counts.accepted)}});
}

WorkingPapers read_review(Session& session, const rules::FindingCatalogue& catalogue) {
  const Options& options = session.options();
  std::vector<WorkingPaper> papers;
  if (!options.review.papers.empty()) {
    papers =
        loading::read_working_papers(options.review.papers, options.inputs.encoding, catalogue, session.diagnostics());
  }
  return {std::move(papers), {options.review.preparer, options.review.reviewer, options.review.date}};
}

int list_catalogue(const Options& options) {
  Session session(options);
  if (!session.open_rules()) return session.exit_code();
  const rules::FindingCatalogue catalogue(session.rules().parameters);
  const Table table = catalogue_table(catalogue, {&session.rules(), options.language});
  return write_tables({&table}, options);
}

}  // namespace

static int run_check(const Options& options) {
  if (options.list) return list_catalogue(options);
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  const rules::FindingCatalogue catalogue(session.rules().parameters);
  const std::size_t read = session.diagnostics().all().size();
  refuse_unknown_codes(session, catalogue);
  const WorkingPapers papers = read_review(session, catalogue);
  const int year = options.year ? *options.year : last_year_of(session.reader());
  const FindingMaker maker(catalogue, year);
  const bool grouped = options.group.value_or(options.format == writing::Format::table && options.asset.empty());
  FindingList list(Acceptances(session.reader().acceptances()), grouped, options.severity);
  session.run([&](AssetReconciler& reconciler, const RegisterEntry& entry,
                  BatchResult& result) { maker.examine(reconciler, entry, result.findings); },
              [&](BatchResult& result) {
                for (Finding& finding : result.findings) list.add(std::move(finding));
              });
  if (session.report_errors()) return session.exit_code();
  add_input_findings(session, catalogue, read, list);
  if (const int code = write_findings(session, list, papers, year)) return code;
  tell_unused(session, list.acceptances(), year);
  const bool told = options.format == writing::Format::table && options.out.empty();
  if (!options.quiet && !told) fmt::print(stderr, "tieout: {}\n", session.say(describe(list.counts())));
  return list.counts().at_least(options.fail_on.value_or(Severity::warning)) > 0 ? kNegative : kDone;
}

const Command kCheckCommand{
    "check",
    run_check,
    {"[--year 年度] --assets 文件 …", "[--year Y] --assets F …"},
    {"列出检查人员会问的事项", "what an inspector or reviewer would ask"},
    {R"(tieout check [--year 年度] [--accept 文件] [--severity 级别] [--all|--group] --assets 文件 …
    [--papers 文件] [--preparer 编制人] [--reviewer 复核人] [--date 日期]
tieout check --list

列出税务检查或复核人员会问的事项：级别、代码、资产、金额、说明、位置，以及每个代码的依据与处理。缺省年度为输入中最后一年。
终端表格把同类的许多事项合为一行（--all 逐项列出，--group 在 CSV、JSON、XLSX 中也合并）；--severity 只列该级别以上。
--accept 给出已接受的事项（code, entity, asset, year, reason, by, date；主体、资产、年度空白表示任意）：照样列出，不计入结论。
--papers 给出工作底稿（paper, title, codes, entity, preparer, reviewer, date, note, note_by, note_date, cleared；同一底稿可有
多行，各加一条未结事项）：检查结果按底稿汇总，金额大的在前，列明编制人、复核人、日期和未结事项；--preparer、--reviewer、--date
用于未写明的底稿。有未接受的警告或错误时退出码为 1；--fail-on error 只看错误。--list 列出全部代码及举例。

示例
  tieout check --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)",
     R"(tieout check [--year Y] [--accept F] [--severity S] [--all|--group] --assets F …
    [--papers F] [--preparer NAME] [--reviewer NAME] [--date DATE]
tieout check --list

Lists what a tax inspector or a reviewer would ask: severity, code, asset, amount, the numbers and their place, and for
each code the law and the remedy. Without --year: the last year in the input. A terminal table shows many equal findings
as one line (--all shows them singly, --group joins them in CSV, JSON and XLSX too); --severity leaves out what is below.
--accept names findings that were looked into (code, entity, asset, year, reason, by, date; an empty entity, asset or year
is any): they are listed and do not count. --papers names the working papers (paper, title, codes, entity, preparer,
reviewer, date, note, note_by, note_date, cleared; further rows of a paper add notes): findings are then summed by paper,
the largest amount first, with preparer, reviewer, date and the notes still open; --preparer, --reviewer and --date stand
for papers that do not say. Exit code 1 where a warning or error is not accepted; --fail-on error looks at
errors alone. --list shows every code with an example.

Example
  tieout check --year 2023 --assets data/sample/assets.xlsx --events data/sample/events.csv \
      --recorded data/sample/recorded.csv --policies data/sample/policies.csv
)"}};

}  // namespace tieout::cli
