// Any bytes as a CSV file. The first byte chooses the encoding asked for; the rest is the file.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "loading/sheet.hpp"

namespace {

using tieout::Diagnostics;
using tieout::loading::read_sheets;
using tieout::loading::RowBuffer;
using tieout::loading::Sheet;
using Rows = std::vector<std::vector<std::string>>;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

Rows rows_of(const Sheet& sheet) {
  Rows rows;
  RowBuffer buffer;
  std::uint32_t line = 0;
  for (std::size_t i = 0; i < sheet.row_count(); ++i) {
    sheet.read_row(i, buffer);
    require(sheet.line_of(i) > line, "lines ascend");
    line = sheet.line_of(i);
    rows.emplace_back();
    for (const auto& cell : buffer.cells) rows.back().emplace_back(cell.text);
  }
  return rows;
}

std::string quoted(const Rows& rows) {
  std::string text;
  for (const auto& row : rows) {
    for (std::size_t c = 0; c < row.size(); ++c) {
      text += c == 0 ? "\"" : ",\"";
      for (const char ch : row[c]) text += ch == '"' ? "\"\"" : std::string(1, ch);
      text += '"';
    }
    text += '\n';
  }
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr const char* encodings[] = {"", "utf-8", "gb18030", "utf-16"};
  const std::string bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  Diagnostics diagnostics;
  const auto sheets = read_sheets("fuzz.csv", bytes, encodings[data[0] % 4], diagnostics);
  require(sheets.empty() == diagnostics.has_errors(), "either sheets or errors");
  for (const auto& sheet : sheets) {
    const Rows rows = rows_of(*sheet);
    if (sheet->encoding == "XLSX") continue;
    // Written anew with every cell quoted, after a row that settles the separator, the table is the same.
    Diagnostics none;
    const auto again = read_sheets("again.csv", "h,h\n" + quoted(rows), "utf-8", none);
    require(again.size() == 1 && !none.has_errors(), "a quoted table is readable");
    Rows expected = rows_of(*again.front());
    expected.erase(expected.begin());
    require(expected == rows, "a quoted table reads back the same");
  }
  return 0;
}
