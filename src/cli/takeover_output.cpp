#include "cli/takeover_output.hpp"

#include <fmt/format.h>

#include <deque>
#include <memory>

#include "cli/law_note.hpp"
#include "cli/output.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kCandidatesShown = 10;  // of a row, on a terminal and in a workbook

class TakeoverWriter {
 public:
  TakeoverWriter(const TakeoverResult& result, const Options& options, Session& session)
      : result_(result), options_(options), session_(session) {}

  int write() {
    const std::size_t open = result_.takeover.open_rows();
    if (const int status = write_review()) return status;
    if (!options_.filed.answers_out.empty()) {
      if (const int status = add_file(options_.filed.answers_out, takeover_answers_table(takeover(), language()))) {
        return status;
      }
    }
    const std::vector<UnallocatedLine> lines = takeover().unallocated();
    if (open == 0) {
      if (const int status = write_balances(lines)) return status;
    }
    std::vector<writing::OutFile*> all;
    for (const auto& file : files_) all.push_back(file.get());
    const Diagnostics failures = writing::commit_all(all);
    for (const Diagnostic& diagnostic : failures.all()) output_trouble(diagnostic, options_);
    if (!failures.empty()) return kOutputTrouble;
    return tell(open, lines.size());
  }

 private:
  const Takeover& takeover() const { return result_.takeover; }
  Language language() const { return options_.language; }

  writing::OutFile* open_file(const std::string& path) {
    files_.push_back(std::make_unique<writing::OutFile>(path));
    if (!files_.back()->failure()) return files_.back().get();
    output_trouble(*files_.back()->failure(), options_);
    return nullptr;
  }

  int add_file(const std::string& path, Table table) {
    writing::OutFile* file = open_file(path);
    if (file == nullptr) return kOutputTrouble;
    if (!path.ends_with(".xlsx")) {
      writing::CsvSink sink(*file);
      writing::write_table(table, sink);
      return kDone;
    }
    writing::WorkbookOptions options;
    options.language = language();
    options.title = in(language(), table.schema.title);
    writing::Workbook book(*file, options);
    // Read back by the names of the columns: no translated headings.
    for (Column& column : table.schema.columns) column.label = {column.key, column.key};
    writing::write_table(table, book.add_sheet());
    if (const auto failure = book.close()) return output_trouble(*failure, options_);
    return kDone;
  }

  int write_balances(const std::vector<UnallocatedLine>& lines) {
    if (!options_.out.empty()) {
      if (const int status = add_file(options_.out, takeover_openings_table(takeover(), result_.opening_date))) {
        return status;
      }
    }
    if (options_.filed.adjustments_out.empty()) return kDone;
    return add_file(options_.filed.adjustments_out, takeover_adjustments_table(lines, session_.rules().classes));
  }

  int write_review() {
    writing::OutFile* file = open_file("");
    if (file == nullptr) return kOutputTrouble;
    switch (options_.format) {
      case writing::Format::csv: {
        writing::CsvSink sink(*file);
        writing::write_table(takeover_review_table(takeover(), result_.reviews, language()), sink);
        return kDone;
      }
      case writing::Format::json:
        write_json(*file);
        return kDone;
      case writing::Format::xlsx:
        return write_workbook(*file);
      case writing::Format::table:
      case writing::Format::pdf:
      case writing::Format::html:  // refused before
        break;
    }
    const char* gap = "";
    for (const Table& table : tables()) {
      file->write(gap);
      gap = "\n";
      writing::TextTableSink sink(*file, text_options(options_));
      writing::write_table(table, sink);
    }
    write_law_note(session_, *file);
    return kDone;
  }

  std::deque<Table> tables() const {
    std::deque<Table> list;
    list.push_back(takeover_rows_table(takeover(), language()));
    list.push_back(
        takeover_candidates_table(takeover(), result_.reviews, options_.all ? 0 : kCandidatesShown, language()));
    list.push_back(takeover_combinations_table(takeover(), result_.reviews, language()));
    list.push_back(takeover_findings_table(result_.findings, language()));
    std::erase_if(list, [](const Table& table) { return table.rows.empty() && table.schema.name != "takeover"; });
    return list;
  }

  void write_json(writing::OutFile& file) {
    const Table candidates = takeover_candidates_table(takeover(), result_.reviews, 0, language());
    const Table combinations = takeover_combinations_table(takeover(), result_.reviews, language());
    const Table findings = takeover_findings_table(result_.findings, language());
    const Table openings = takeover_openings_table(takeover(), result_.opening_date);
    // The table's cells are views of the lines: these outlive it.
    const std::vector<UnallocatedLine> lines = takeover().unallocated();
    const Table unallocated = takeover_adjustments_table(lines, session_.rules().classes);
    writing::JsonSink sink(file, {year_member(*options_.year), law_as_of_member(session_)});
    sink.append({"open_rows", std::to_string(takeover().open_rows())});
    sink.append({"candidates", writing::json_rows(candidates)});
    sink.append({"combinations", writing::json_rows(combinations)});
    sink.append({"findings", writing::json_rows(findings)});
    sink.append({"openings", writing::json_rows(openings)});
    sink.append({"adjustments", writing::json_rows(unallocated)});
    sink.append(unverified_member(session_));
    writing::write_table(takeover_rows_table(takeover(), language()), sink);
  }

  int write_workbook(writing::OutFile& file) {
    writing::WorkbookOptions book_options;
    book_options.language = language();
    const std::deque<Table> all = tables();
    book_options.title = in(language(), all.front().schema.title);
    writing::Workbook book(file, book_options);
    for (const Table& table : all) writing::write_table(table, book.add_sheet());
    writing::write_table(law_table(session_), book.add_sheet({{"法规依据", "Law"}}));
    if (const auto failure = book.close()) return output_trouble(*failure, options_);
    return kDone;
  }

  int tell(std::size_t open, std::size_t lines) {
    for (const Diagnostic& diagnostic : session_.diagnostics().all()) {
      if (diagnostic.severity == Severity::warning && !options_.quiet) print_diagnostic(diagnostic, language());
    }
    for (const TakeoverFinding& finding : result_.findings) {
      if (options_.quiet) break;
      print_diagnostic(takeover_diagnostic(finding, takeover().filed_year(), session_.rules()), language());
    }
    if (open > 0) {
      fmt::print(stderr, "tieout: {}\n",
                 session_.say({fmt::format("{} 行与申报表有差额而未答复；未写出期初文件", open),
                               fmt::format("{} {} from the return and no answer was given; no opening file was written",
                                           open, open == 1 ? "row differs" : "rows differ")}));
      return kNegative;
    }
    if (options_.quiet) return kDone;
    std::size_t allocated = 0;
    for (const TakeoverCard& card : takeover().cards()) allocated += card.status == OpeningStatus::allocated;
    fmt::print(stderr, "tieout: {}\n",
               session_.say({fmt::format("{} 张卡片接管，其中 {} 张系分摊；没有卡片的金额 {} 行",
                                         takeover().cards().size(), allocated, lines),
                             fmt::format("{} cards taken over, {} of them allocated; {} lines without a card",
                                         takeover().cards().size(), allocated, lines)}));
    return kDone;
  }

  const TakeoverResult& result_;
  const Options& options_;
  Session& session_;
  std::vector<std::unique_ptr<writing::OutFile>> files_;
};

}  // namespace

int write_takeover(const TakeoverResult& result, const Options& options, Session& session) {
  return TakeoverWriter(result, options, session).write();
}

}  // namespace tieout::cli
