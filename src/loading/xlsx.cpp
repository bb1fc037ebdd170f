#include "loading/xlsx.hpp"

#include "loading/xlsx_package.hpp"
#include "loading/xlsx_strings.hpp"
#include "loading/xlsx_worksheet.hpp"

namespace tieout::loading {

std::vector<std::unique_ptr<Sheet>> read_xlsx(const Bytes& bytes, const std::string& file, Diagnostics& diagnostics,
                                              const ZipLimits& limits) {
  const auto package = XlsxPackage::open(bytes, limits, file, diagnostics);
  Workbook workbook;
  if (package == nullptr || !package->read_workbook(workbook)) return {};
  auto strings = std::make_shared<SharedStrings>();
  CellFormats formats;
  if (!workbook.shared_strings.empty() && !strings->read(*package, workbook.shared_strings)) return {};
  if (!workbook.styles.empty() && !formats.read(*package, workbook.styles)) return {};
  const WorksheetContext context{strings, formats, workbook.dates, file, diagnostics};
  std::vector<std::unique_ptr<Sheet>> sheets;
  bool whole = true;
  for (const WorksheetPart& part : workbook.worksheets) {
    auto sheet = read_worksheet(*package, part, context);
    whole = whole && sheet != nullptr;  // the other sheets are still read, to report all their troubles at once
    sheets.push_back(std::move(sheet));
  }
  if (!whole) sheets.clear();
  return sheets;
}

}  // namespace tieout::loading
