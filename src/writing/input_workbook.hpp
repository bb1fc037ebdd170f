// Workbooks to fill in: empty sheets of one heading row, so that a filled one loads as it is. What a column
// means stands in a comment at its heading, what may stand in it in a drop-down list.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"
#include "writing/xlsx.hpp"

namespace tieout::writing {

// A word that may stand in a column, and what it means.
struct Choice {
  std::string word;
  std::string meaning;
};

struct InputColumn {
  std::string key;  // the heading
  std::string comment;
  CellKind kind = CellKind::text;
  bool needed = false;          // its heading is set off by colour
  std::vector<Choice> choices;  // offered, not enforced: readers know more words (other languages)
};

struct InputSheet {
  std::string name;
  std::vector<InputColumn> columns;
};

// The sheets, and last one named `lists_name` with the words of all drop-down lists and their meanings.
// Empty when it went well, else OUTPUT-FAILED. The same sheets give the same bytes.
std::optional<Diagnostic> write_input_workbook(ByteSink& out, const WorkbookOptions& options,
                                               const std::vector<InputSheet>& sheets, const std::string& lists_name);

}  // namespace tieout::writing
