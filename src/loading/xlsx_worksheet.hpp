// One worksheet part as a sheet.
#pragma once

#include <memory>
#include <string>

#include "loading/sheet.hpp"
#include "loading/xlsx_package.hpp"
#include "loading/xlsx_strings.hpp"

namespace tieout::loading {

// What all worksheets of a workbook share.
struct WorksheetContext {
  std::shared_ptr<const SharedStrings> strings;
  const CellFormats& formats;
  DateSystem dates;
  const std::string& file;
  Diagnostics& diagnostics;
};

// Null after an error: XLSX-DIMENSION (a place no worksheet has), XLSX-DUPLICATE-CELL, XLSX-DAMAGED, XLSX-BOMB …
std::unique_ptr<Sheet> read_worksheet(XlsxPackage& package, const WorksheetPart& part, const WorksheetContext& context);

}  // namespace tieout::loading
