#include "cli/output.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>

#include "cli/law_note.hpp"
#include "cli/session.hpp"
#include "writing/csv.hpp"
#include "writing/pdf_book.hpp"

namespace tieout::cli {

namespace {

constexpr int kNarrowest = 40;  // columns; below that nothing can be laid out

}  // namespace

writing::TextTableOptions text_options(const Options& options) {
  writing::TextTableOptions text;
  text.language = options.language;
  bool to_terminal = options.out.empty() && is_terminal(STDOUT_FILENO);
  text.width = to_terminal ? terminal_width() : 0;
  // A width that was asked for counts for a pipe, too.
  if (const char* columns = std::getenv("COLUMNS"); columns != nullptr && options.out.empty()) {
    const int asked = std::atoi(columns);
    if (asked >= kNarrowest) text.width = asked;
  }
  const char* no_colour = std::getenv("NO_COLOR");
  text.colour = to_terminal && (no_colour == nullptr || *no_colour == '\0');
  return text;
}

writing::JsonMember year_member(int year) { return {"year", std::to_string(year)}; }

writing::ExplanationOptions explanation_options(const Session& session) {
  const Options& options = session.options();
  writing::ExplanationOptions result;
  result.language = options.language;
  result.width = text_options(options).width;
  result.key = options.key;
  result.place = [&session](const StatedAt& at) {
    SourceSpan span = session.reader().span(at.origin, at.field);
    // Where the row has no such cell, the row is shown instead: that is no cell's text.
    if (span.column == 0 || span.excerpt == session.reader().span(at.origin, "").excerpt) span.excerpt.clear();
    return span;
  };
  return result;
}

namespace {

Text summary_of(const ClassTotals& totals) {
  if (totals.assets() == 0) return {"没有资产在该年度有数字", "no asset has figures in the year"};
  const RecordedCount count = totals.recorded();
  const std::string adjustment = to_grouped_string(totals.total().adj_total);
  const std::string rounding = to_grouped_string(count.rounding_sum);
  const auto computed = totals.assets() - count.recorded;
  return {fmt::format("{} 项资产，纳税调整合计 {}，逐项两向验证无误；{} 项按记录，{} 项按计算；ERP 尾差 {} 项，合计 {}",
                      totals.assets(), adjustment, count.recorded, computed, count.rounding, rounding),
          fmt::format("{} assets, adjustment {} in total, each proven two ways; {} on recorded figures, {} computed; "
                      "ERP rounding on {} charges, {} in all",
                      totals.assets(), adjustment, count.recorded, computed, count.rounding, rounding)};
}

}  // namespace

void tell_totals(const Session& session, const ClassTotals& totals) {
  const Options& options = session.options();
  if (options.quiet) return;
  fmt::print(stderr, "tieout: {}\n", session.say(summary_of(totals)));
  const RecordedCount count = totals.recorded();
  if (count.computed_openings + count.allocated_openings > 0) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("期初余额：{} 项系推算，{} 项系分摊（opening_status）", count.computed_openings,
                                        count.allocated_openings),
                            fmt::format("opening balances: computed for {} of them, allocated for {} (opening_status)",
                                        count.computed_openings, count.allocated_openings)}));
  }
  const std::size_t aside = session.reader().set_aside().size();
  if (aside == 0) return;
  fmt::print(stderr, "tieout: {}\n",
             session.say({fmt::format("{} 张卡片已搁置，不在计算之内", aside),
                          fmt::format("{} card{} set aside and not computed", aside, aside == 1 ? " was" : "s were")}));
}

int output_trouble(const Diagnostic& diagnostic, const Options& options) {
  print_diagnostic(diagnostic, options.language);
  return kOutputTrouble;
}

namespace {

// `session` is null where no law is behind the tables.
int write(const std::vector<const Table*>& tables, const Options& options, std::vector<writing::JsonMember> members,
          const Session* session) {
  writing::OutFile file(options.out);
  switch (options.format) {
    case writing::Format::table:
      for (const Table* table : tables) {
        if (table != tables.front()) file.write("\n");
        writing::TextTableSink sink(file, text_options(options));
        writing::write_table(*table, sink);
      }
      if (session != nullptr) write_law_note(*session, file);
      break;
    case writing::Format::csv: {
      writing::CsvSink sink(file);
      writing::write_table(*tables.front(), sink);
      break;
    }
    case writing::Format::json: {
      if (session != nullptr) members.insert(members.begin(), law_as_of_member(*session));
      writing::JsonSink sink(file, std::move(members));
      if (session != nullptr) sink.append(unverified_member(*session));
      writing::write_table(*tables.front(), sink);
      break;
    }
    case writing::Format::html:  // refused before
      break;
    case writing::Format::pdf: {
      writing::PdfOptions pdf_options;
      pdf_options.language = options.language;
      pdf_options.title = in(options.language, tables.front()->schema.title);
      writing::PdfBook book(file, pdf_options);
      for (const Table* table : tables) {
        writing::PdfSection section;
        section.same_page = true;
        writing::write_table(*table, book.add_section(section));
      }
      if (session != nullptr) writing::write_table(law_table(*session), book.add_section());
      if (auto failure = book.close()) return output_trouble(*failure, options);
      break;
    }
    case writing::Format::xlsx: {
      writing::WorkbookOptions book_options;
      book_options.language = options.language;
      book_options.title = in(options.language, tables.front()->schema.title);
      writing::Workbook book(file, book_options);
      for (const Table* table : tables) writing::write_table(*table, book.add_sheet());
      if (session != nullptr) writing::write_table(law_table(*session), book.add_sheet({{"法规依据", "Law"}}));
      if (auto failure = book.close()) return output_trouble(*failure, options);
      break;
    }
  }
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  if (session != nullptr && options.format == writing::Format::csv) tell_law(*session);
  return kDone;
}

}  // namespace

int write_tables(const std::vector<const Table*>& tables, const Options& options,
                 std::vector<writing::JsonMember> members) {
  return write(tables, options, std::move(members), nullptr);
}

int write_report(const std::vector<const Table*>& tables, const Session& session,
                 std::vector<writing::JsonMember> members) {
  return write(tables, session.options(), std::move(members), &session);
}

}  // namespace tieout::cli
