#include "cli/output.hpp"

#include <unistd.h>

#include <cstdlib>

#include "cli/session.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

writing::TextTableOptions text_options(const Options& options) {
  writing::TextTableOptions text;
  text.language = options.language;
  bool to_terminal = options.out.empty() && is_terminal(STDOUT_FILENO);
  text.width = to_terminal ? terminal_width() : 0;
  const char* no_colour = std::getenv("NO_COLOR");
  text.colour = to_terminal && (no_colour == nullptr || *no_colour == '\0');
  return text;
}

writing::JsonMember year_member(int year) { return {"year", std::to_string(year)}; }

int output_trouble(const Diagnostic& diagnostic, const Options& options) {
  print_diagnostic(diagnostic, options.language);
  return kOutputTrouble;
}

int write_tables(const std::vector<const Table*>& tables, const Options& options,
                 std::vector<writing::JsonMember> members) {
  writing::OutFile file(options.out);
  switch (options.format) {
    case writing::Format::table:
      for (const Table* table : tables) {
        if (table != tables.front()) file.write("\n");
        writing::TextTableSink sink(file, text_options(options));
        writing::write_table(*table, sink);
      }
      break;
    case writing::Format::csv: {
      writing::CsvSink sink(file);
      writing::write_table(*tables.front(), sink);
      break;
    }
    case writing::Format::json: {
      writing::JsonSink sink(file, std::move(members));
      writing::write_table(*tables.front(), sink);
      break;
    }
    case writing::Format::xlsx: {
      writing::WorkbookOptions book_options;
      book_options.language = options.language;
      book_options.title = in(options.language, tables.front()->schema.title);
      writing::Workbook book(file, book_options);
      for (const Table* table : tables) writing::write_table(*table, book.add_sheet());
      if (auto failure = book.close()) return output_trouble(*failure, options);
      break;
    }
  }
  if (auto failure = file.commit()) return output_trouble(*failure, options);
  return kDone;
}

}  // namespace tieout::cli
