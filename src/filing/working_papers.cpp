#include "tieout/filing/working_papers.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace tieout {

namespace {

std::uint64_t size_of(Money amount) {
  const std::int64_t fen = amount.fen();
  return fen < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(fen) : static_cast<std::uint64_t>(fen);
}

std::vector<const PaperNote*> open_notes(const WorkingPaper& paper) {
  std::vector<const PaperNote*> notes;
  for (const PaperNote& note : paper.notes) {
    if (!note.cleared) notes.push_back(&note);
  }
  return notes;
}

PaperFindings begin_paper(const WorkingPaper* paper, const PaperDefaults& defaults) {
  PaperFindings result;
  result.paper = paper;
  result.preparer = defaults.preparer;
  result.reviewer = defaults.reviewer;
  result.date = defaults.date;
  if (paper == nullptr) return result;
  result.id = paper->id;
  result.title = paper->title;
  result.notes = open_notes(*paper);
  if (!paper->preparer.empty()) result.preparer = paper->preparer;
  if (!paper->reviewer.empty()) result.reviewer = paper->reviewer;
  if (paper->date) result.date = paper->date;
  return result;
}

}  // namespace

WorkingPapers::WorkingPapers(std::vector<WorkingPaper> papers, PaperDefaults defaults)
    : papers_(std::move(papers)), defaults_(std::move(defaults)) {}

const WorkingPaper* WorkingPapers::paper_of(std::string_view code, std::string_view entity) const {
  const WorkingPaper* found = nullptr;
  for (const WorkingPaper& paper : papers_) {
    if (!paper.entity.empty() && paper.entity != entity) continue;
    if (std::find(paper.codes.begin(), paper.codes.end(), code) == paper.codes.end()) continue;
    if (found == nullptr || (found->entity.empty() && !paper.entity.empty())) found = &paper;
  }
  return found;
}

std::vector<PaperFindings> findings_by_paper(const std::vector<FindingLine>& lines, const WorkingPapers& papers,
                                             Language language) {
  std::map<std::pair<std::string, std::string>, PaperFindings> by_paper;  // by id and entity
  for (const FindingLine& line : lines) {
    const Finding& finding = line.finding;
    const WorkingPaper* paper = papers.paper_of(finding.code, finding.entity);
    const std::string& id = paper == nullptr ? finding.code : paper->id;
    auto [at, fresh] = by_paper.try_emplace({id, finding.entity});
    PaperFindings& here = at->second;
    if (fresh) {
      here = begin_paper(paper, papers.defaults());
      here.id = id;
      here.entity = finding.entity;
      if (here.title.empty() && paper == nullptr && finding.rule != nullptr)
        here.title = in(language, finding.rule->title);
    }
    (line.accepted ? here.accepted : here.open) += line.count;
    here.amount += line.amount;
    here.lines.push_back(&line);
  }
  std::vector<PaperFindings> result;
  for (const WorkingPaper& paper : papers.all()) {
    const bool used =
        std::any_of(by_paper.begin(), by_paper.end(), [&](const auto& entry) { return entry.second.paper == &paper; });
    if (used || open_notes(paper).empty()) continue;
    result.push_back(begin_paper(&paper, papers.defaults()));
    result.back().entity = paper.entity;
  }
  for (auto& [key, paper] : by_paper) result.push_back(std::move(paper));
  std::stable_sort(result.begin(), result.end(), [](const PaperFindings& a, const PaperFindings& b) {
    if (a.lines.empty() != b.lines.empty()) return b.lines.empty();
    return size_of(a.amount) > size_of(b.amount);
  });
  return result;
}

std::string describe_notes(const std::vector<const PaperNote*>& notes) {
  std::string text;
  for (const PaperNote* note : notes) {
    std::string who = note->by;
    if (note->date) who += (who.empty() ? "" : ", ") + to_string(*note->date);
    text += (text.empty() ? "" : "; ") + note->text + (who.empty() ? "" : " (" + who + ")");
  }
  return text;
}

Table working_papers_table(const std::vector<PaperFindings>& papers) {
  Table table;
  table.schema = {"papers",
                  {"工作底稿", "Working papers"},
                  {{"paper", {"底稿", "Paper"}},
                   {"title", {"名称", "Title"}},
                   {"entity", {"核算主体", "Entity"}},
                   {"count", {"项数", "Count"}, CellKind::integer},
                   {"open", {"未接受", "Open"}, CellKind::integer},
                   {"accepted", {"已接受", "Accepted"}, CellKind::integer},
                   {"amount", {"金额", "Amount"}, CellKind::money},
                   {"preparer", {"编制人", "Preparer"}},
                   {"reviewer", {"复核人", "Reviewer"}},
                   {"date", {"日期", "Date"}, CellKind::date},
                   {"open_notes", {"未结事项数", "Open notes"}, CellKind::integer},
                   {"notes", {"未结事项", "Notes"}}}};
  const auto text = [&](const std::string& value) { return value.empty() ? Cell{} : Cell::of(table.keep(value)); };
  for (const PaperFindings& paper : papers) {
    table.rows.push_back({text(paper.id), text(paper.title), text(paper.entity),
                          Cell::of(static_cast<std::int32_t>(paper.open + paper.accepted)),
                          Cell::of(static_cast<std::int32_t>(paper.open)),
                          Cell::of(static_cast<std::int32_t>(paper.accepted)), Cell::of(paper.amount),
                          text(paper.preparer), text(paper.reviewer), paper.date ? Cell::of(*paper.date) : Cell{},
                          Cell::of(static_cast<std::int32_t>(paper.notes.size())), text(describe_notes(paper.notes))});
  }
  return table;
}

}  // namespace tieout
