// Proposals as a person returned them: the tables that `tieout import --snapshot` wrote, with `accept` filled in, rows
// corrected or left out. CSV, or a workbook whose sheets are all read.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

struct ReviewedRow {
  std::map<std::string, std::string> cells;  // by the name of the column; filled ones
  SourceSpan place;

  const std::string& at(const std::string& column) const;
  bool accepted() const;
};

// Rows of every sheet that has the columns change and accept.
std::vector<ReviewedRow> read_reviewed_rows(const std::string& path, const std::string& encoding,
                                            Diagnostics& diagnostics);

}  // namespace tieout::loading
