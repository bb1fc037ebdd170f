// A sheet of text cells, as read from a CSV file or one worksheet of an XLSX file. The sheet owns its text;
// rows are decoded on demand, so that a million rows cost their file's size and one offset each.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// How the file stored the cell. CSV cells are always `text`; XLSX numbers come as the decimal of at most 15
// significant digits without exponent, XLSX dates (by number format) as "2024-03-15". An XLSX error cell keeps
// its text ("#REF!"); no column may take it as a value, not even a name.
enum class CellType : std::uint8_t { text, number, date, error };

struct SheetCell {
  std::string_view text;
  CellType type = CellType::text;
};

// Reused from row to row: `cells` point into the sheet or into `scratch`.
struct RowBuffer {
  std::vector<SheetCell> cells;
  std::string scratch;
};

// No cell with more than blanks in it.
bool is_blank(const RowBuffer& row);

// A merged range, 0-based, inclusive (XLSX); used to join two-tier headings.
struct MergedRange {
  std::uint32_t first_row, first_column, last_row, last_column;
};

class Sheet {
 public:
  virtual ~Sheet() = default;
  virtual std::size_t row_count() const = 0;
  // Decodes row `index` (0-based). Thread-safe with distinct buffers.
  virtual void read_row(std::size_t index, RowBuffer& buffer) const = 0;
  // Line of the text file (a quoted cell may span lines) or row number of the worksheet, from 1.
  virtual std::uint32_t line_of(std::size_t index) const = 0;

  std::string file;                 // as the user named it
  std::string name;                 // worksheet, empty for CSV
  std::string encoding;             // "UTF-8", "GB18030", "UTF-16", "XLSX"
  std::vector<MergedRange> merged;  // XLSX only
};

// Every worksheet of an XLSX file, or the one sheet of a CSV file (by content, not by file name).
// `encoding` forces the encoding of a CSV ("" = detect: strict UTF-8, then strict GB18030; "utf-8", "gb18030",
// "gbk", "gb2312", "utf-16"). On trouble: errors in `diagnostics` (FILE-*, ENCODING-*, CSV-*, XLSX-*), no sheets.
// A CSV stays mapped while its sheet lives: it must not be cut short by another program meanwhile.
std::vector<std::unique_ptr<Sheet>> open_sheets(const std::string& path, const std::string& encoding,
                                                Diagnostics& diagnostics);

// The same for bytes already in memory, such as standard input; `name` stands for the file in diagnostics.
std::vector<std::unique_ptr<Sheet>> read_sheets(const std::string& name, std::string bytes, const std::string& encoding,
                                                Diagnostics& diagnostics);

}  // namespace tieout::loading
