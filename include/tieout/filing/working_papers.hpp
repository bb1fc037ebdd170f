// Working papers (工作底稿) of a review: which findings each holds, who prepared and reviewed it and when, and the
// notes that are still open.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/filing/finding_list.hpp"

namespace tieout {

struct PaperNote {
  std::string text, by;
  std::optional<Date> date;
  bool cleared = false;
};

struct WorkingPaper {
  std::string id, title;
  std::string entity;              // empty: of every entity
  std::vector<std::string> codes;  // of the findings it holds
  std::string preparer, reviewer;
  std::optional<Date> date;
  std::vector<PaperNote> notes;
};

// Stands for a paper that does not say it.
struct PaperDefaults {
  std::string preparer, reviewer;
  std::optional<Date> date;
};

class WorkingPapers {
 public:
  WorkingPapers() = default;
  WorkingPapers(std::vector<WorkingPaper> papers, PaperDefaults defaults);

  const std::vector<WorkingPaper>& all() const { return papers_; }
  const PaperDefaults& defaults() const { return defaults_; }
  // The paper of the finding: that of its entity before that of every entity; null where none holds it.
  const WorkingPaper* paper_of(std::string_view code, std::string_view entity) const;

 private:
  std::vector<WorkingPaper> papers_;
  PaperDefaults defaults_;
};

// The findings of one paper and entity. Findings that no paper holds stand each under the question they ask.
struct PaperFindings {
  const WorkingPaper* paper = nullptr;  // null: none was stated
  std::string id, title, entity;
  std::string preparer, reviewer;
  std::optional<Date> date;
  std::size_t open = 0, accepted = 0;
  Money amount;                         // of all
  std::vector<const PaperNote*> notes;  // open ones
  std::vector<const FindingLine*> lines;
};

// The largest amount first, without its sign; papers without findings last, where their notes are still open. `lines`
// and `papers` must outlive the result.
std::vector<PaperFindings> findings_by_paper(const std::vector<FindingLine>& lines, const WorkingPapers& papers,
                                             Language language);

Table working_papers_table(const std::vector<PaperFindings>& papers);

// "text (by, 2024-03-15); …"
std::string describe_notes(const std::vector<const PaperNote*>& notes);

}  // namespace tieout
