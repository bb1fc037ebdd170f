// The parts of a workbook: which worksheets there are, in the order of their tabs, and where their parts lie.
// Sheets are found through workbook.xml and its relationships, never by guessing part names.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "loading/xlsx_number.hpp"
#include "loading/xlsx_xml.hpp"
#include "loading/zip.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

struct WorksheetPart {
  std::string name;  // as on its tab
  std::string part;  // "xl/worksheets/sheet1.xml"
};

struct Workbook {
  std::vector<WorksheetPart> worksheets;  // hidden ones too; chart and macro sheets are none
  std::string shared_strings;             // part, or empty
  std::string styles;                     // part, or empty
  DateSystem dates = DateSystem::from_1900;
};

class XlsxPackage {
 public:
  // Null after XLSX-DAMAGED or XLSX-BOMB.
  static std::unique_ptr<XlsxPackage> open(const Bytes& bytes, const ZipLimits& limits, const std::string& file,
                                           Diagnostics& diagnostics);

  // False after a diagnostic.
  bool read_workbook(Workbook& workbook);

  // Parses a part. False after a diagnostic (XLSX-DAMAGED, -ENCRYPTED, -BOMB, -DOCTYPE), or when the handler asked
  // to stop, which reports for itself. `sheet` is named in the diagnostic.
  bool parse(const std::string& part, const std::string& sheet, XmlHandler& handler);

 private:
  XlsxPackage(std::unique_ptr<ZipArchive> zip, const std::string& file, Diagnostics& diagnostics)
      : zip_(std::move(zip)), file_(file), diagnostics_(diagnostics) {}
  void report(ZipStatus status, const std::string& part, const std::string& sheet);
  void report(const XmlParser& parser, const std::string& part, const std::string& sheet);
  std::string workbook_part();
  bool resolve(const std::string& workbook_part, Workbook& workbook);

  std::unique_ptr<ZipArchive> zip_;
  std::string file_;
  Diagnostics& diagnostics_;
};

// XLSX-DAMAGED in these words, with the advice that goes with it.
Diagnostic xlsx_damaged(SourceSpan span, Text message);

}  // namespace tieout::loading
