// A workbook from any bytes. Input that begins with "PK" is the file itself. Other input is a list of parts, each
// after a line "@@ name", which are zipped here without compression: so that a change reaches the XML, and is not
// merely a wrong checksum. Text before the first such line is the worksheet.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <string_view>

#include "loading/sheet.hpp"

namespace {

using tieout::Diagnostics;
using tieout::loading::read_sheets;
using tieout::loading::RowBuffer;

void require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", what);
  std::abort();
}

std::uint32_t checksum(std::string_view text) {
  std::uint32_t crc = 0xFFFFFFFFU;
  for (const char c : text) {
    crc ^= static_cast<std::uint8_t>(c);
    for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
  }
  return ~crc;
}

// Little-endian numbers, as zip headers have them.
std::string number(std::uint64_t value, int bytes) {
  std::string out;
  for (int i = 0; i < bytes; ++i, value >>= 8U) out += static_cast<char>(static_cast<std::uint8_t>(value));
  return out;
}

std::string zip(const std::map<std::string, std::string>& parts) {
  std::string file;
  std::string directory;
  for (const auto& [name, content] : parts) {
    // Version, flags, method 0, time, date, checksum, both sizes, length of the name, no extra field.
    const std::string common = number(20, 2) + number(0, 8) + number(checksum(content), 4) + number(content.size(), 4) +
                               number(content.size(), 4) + number(name.size(), 2) + number(0, 2);
    directory += "PK\x01\x02" + number(20, 2) + common + number(0, 10) + number(file.size(), 4) + name;
    file += "PK\x03\x04" + common + name + content;
  }
  const std::string end = "PK\x05\x06" + number(0, 4) + number(parts.size(), 2) + number(parts.size(), 2) +
                          number(directory.size(), 4) + number(file.size(), 4) + number(0, 2);
  return file + directory + end;
}

std::map<std::string, std::string> parts_of(std::string_view text) {
  std::map<std::string, std::string> parts = {
      {"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='1'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='1' Type='/worksheet' Target='worksheets/sheet1.xml'/><Relationship Id='2' "
       "Type='/sharedStrings' Target='sharedStrings.xml'/><Relationship Id='3' Type='/styles' Target='styles.xml'/>"
       "</Relationships>"},
      {"xl/sharedStrings.xml", "<sst><si><t>asset</t></si><si><t>cost</t></si></sst>"},
      {"xl/styles.xml",
       "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='0000'/></numFmts><cellXfs><xf numFmtId='0'/>"
       "<xf numFmtId='14'/><xf numFmtId='164'/></cellXfs></styleSheet>"}};
  std::string name = "xl/worksheets/sheet1.xml";
  while (true) {
    const std::size_t next = text.find("@@ ");
    if (next != 0) parts[name] = text.substr(0, next);
    if (next == std::string_view::npos) return parts;
    text.remove_prefix(next + 3);
    const std::size_t line_end = std::min(text.find('\n'), text.size());
    name = text.substr(0, line_end);
    text.remove_prefix(std::min(line_end + 1, text.size()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::string bytes = input.starts_with("PK") ? std::string(input) : zip(parts_of(input));
  Diagnostics diagnostics;
  const auto sheets = read_sheets("fuzz.xlsx", std::move(bytes), "", diagnostics);
  require(sheets.empty() == diagnostics.has_errors(), "either sheets or errors");
  RowBuffer buffer;
  std::size_t cells = 0;
  for (const auto& sheet : sheets) {
    // A lone cell in the last row makes a million empty ones; a sample of them will do.
    const std::size_t step = sheet->row_count() / 5000 + 1;
    for (std::size_t i = 0; i < sheet->row_count(); i += step) {
      sheet->read_row(i, buffer);
      for (const auto& cell : buffer.cells) cells += cell.text.size();
    }
    for (const auto& range : sheet->merged) {
      require(range.first_row <= range.last_row && range.first_column <= range.last_column,
              "merged ranges run forward");
    }
  }
  require(cells <= size * 5000 + 100000, "text comes from the file");
  return 0;
}
