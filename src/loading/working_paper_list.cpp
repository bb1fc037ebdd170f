#include "loading/working_paper_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "loading/list_reader.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

enum Column : std::size_t {
  paper_id,
  title,
  codes,
  entity,
  preparer,
  reviewer,
  date,
  note,
  note_by,
  note_date,
  cleared
};
constexpr std::array<ListColumn, 11> kColumns{{{"paper", "底稿"},
                                               {"title", "名称", false},
                                               {"codes", "事项代码", false},
                                               {"entity", "核算主体", false},
                                               {"preparer", "编制人", false},
                                               {"reviewer", "复核人", false},
                                               {"date", "日期", false},
                                               {"note", "未结事项", false},
                                               {"note_by", "提出人", false},
                                               {"note_date", "提出日期", false},
                                               {"cleared", "已解决", false}}};

class PaperList {
 public:
  PaperList(ListReader& list, const rules::FindingCatalogue& catalogue) : list_(list), catalogue_(catalogue) {}

  void take_row() {
    const std::string id = list_.needed(paper_id);
    if (id.empty()) return;
    const std::string of(list_.cell(entity));
    auto found = std::find_if(papers_.begin(), papers_.end(),
                              [&](const WorkingPaper& paper) { return paper.id == id && paper.entity == of; });
    if (found == papers_.end()) {
      papers_.push_back({id, {}, of, {}, {}, {}, {}, {}});
      found = papers_.end() - 1;
    }
    take(found->title, title);
    take(found->preparer, preparer);
    take(found->reviewer, reviewer);
    if (const auto day = date_in(date)) found->date = day;
    take_codes(*found);
    if (!list_.cell(note).empty()) {
      found->notes.push_back({std::string(list_.cell(note)), std::string(list_.cell(note_by)), date_in(note_date),
                              !list_.cell(cleared).empty()});
    }
  }

  std::vector<WorkingPaper> papers() { return std::move(papers_); }

 private:
  void take(std::string& target, Column column) {
    if (!list_.cell(column).empty()) target = std::string(list_.cell(column));
  }

  std::optional<Date> date_in(Column column) {
    const std::string_view text = list_.cell(column);
    Date day;
    if (text.empty()) return std::nullopt;
    if (parse_date(text, CellType::text, day) == ValueError::none) return day;
    list_.problem(column, "DATE-UNREADABLE",
                  {fmt::format("“{}”不是日期", text), fmt::format("\"{}\" is not a date", text)},
                  {"写成 2024-03-15。", "Write it as 2024-03-15."});
    return std::nullopt;
  }

  void take_codes(WorkingPaper& paper) {
    std::string_view text = list_.cell(codes);
    while (!text.empty()) {
      const std::size_t end = std::min(text.find_first_of("; ,|"), text.size());
      const std::string code(text.substr(0, end));
      text.remove_prefix(std::min(text.size(), end + 1));
      if (!code.empty() && known(code, paper)) paper.codes.push_back(code);
    }
  }

  bool known(const std::string& code, const WorkingPaper& paper) {
    if (catalogue_.find(code) == nullptr) {
      list_.problem(
          codes, "PAPER-UNKNOWN-CODE",
          {fmt::format("没有代码为 {} 的检查事项", code), fmt::format("there is no finding with the code {}", code)},
          {"tieout check --list 列出全部代码。", "tieout check --list shows all codes."});
      return false;
    }
    for (const WorkingPaper& other : papers_) {
      if (other.entity != paper.entity ||
          std::find(other.codes.begin(), other.codes.end(), code) == other.codes.end()) {
        continue;
      }
      if (&other == &paper) return false;  // said again in a row that adds a note
      list_.problem(codes, "PAPER-CODE-TWICE",
                    {fmt::format("{} 已在底稿 {} 中", code, other.id),
                     fmt::format("{} is in working paper {} already", code, other.id)},
                    {"一个事项只归入一张底稿。", "A finding belongs to one working paper."});
      return false;
    }
    return true;
  }

  ListReader& list_;
  const rules::FindingCatalogue& catalogue_;
  std::vector<WorkingPaper> papers_;
};

}  // namespace

std::vector<WorkingPaper> read_working_papers(const std::string& path, const std::string& encoding,
                                              const rules::FindingCatalogue& catalogue, Diagnostics& diagnostics) {
  ListReader list(path, encoding, kColumns, diagnostics);
  PaperList papers(list, catalogue);
  list.each([&] { papers.take_row(); });
  return papers.papers();
}

}  // namespace tieout::loading
