// The accepted return cell by cell, and the answers of a take-over row by row.
#pragma once

#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/filed_form.hpp"
#include "tieout/filing/takeover.hpp"

namespace tieout::loading {

// CSV or XLSX with the columns form, row, column, amount and, where they are known, entity, year, edition,
// reason, receipt, filed_on. `default_entity` is that of lines that name none.
std::vector<FiledFormCell> read_filed_form(const std::string& path, const std::string& encoding,
                                           const std::string& default_entity, Diagnostics& diagnostics);

// row, answer (computed, filed, unallocated), months, reason and, where there is more than one, entity. A line without
// an answer is kept, so that it can be pointed at.
std::vector<TakeoverAnswerLine> read_takeover_answers(const std::string& path, const std::string& encoding,
                                                      const std::string& default_entity, Diagnostics& diagnostics);

}  // namespace tieout::loading
