#include <gmock/gmock.h>

#include <string>

#include "loading/xlsx.hpp"
#include "unit/loading/xlsx_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::Book;
using fixture::load_book;
using fixture::load_bytes;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string one_row = "<row r='1'><c r='A1'><v>1</v></c></row>";

Book simple() {
  Book book;
  book.rows = one_row;
  return book;
}

Book with_rows(const std::string& rows) {
  Book book;
  book.rows = rows;
  return book;
}

Book with_sheet(const std::string& xml) {
  Book book;
  book.others = {{"xl/worksheets/sheet1.xml", xml}};
  return book;
}

fixture::Loaded limited(const Book& book, const ZipLimits& limits) {
  fixture::Loaded loaded;
  loaded.sheets = read_xlsx(bytes_of(book.bytes()), "book.xlsx", loaded.diagnostics, limits);
  return loaded;
}

TEST(XlsxSafety, CutOffAnywhere) {
  const std::string bytes = simple().bytes();
  for (std::size_t size = 4; size < bytes.size(); size += 7) {
    const auto loaded = load_bytes(bytes.substr(0, size), "book.xlsx");
    EXPECT_THAT(loaded.sheets, IsEmpty()) << size;
    EXPECT_THAT(loaded.found(), ElementsAre("XLSX-DAMAGED")) << size;
  }
}

TEST(XlsxSafety, ChangedByteFailsTheChecksum) {
  Book book = simple();
  for (int i = 0; i < 200; ++i) book.rows += "<row><c><v>" + std::to_string(i * 7919) + "</v></c></row>";
  std::string bytes = book.bytes();
  const std::size_t name = bytes.find("xl/worksheets/sheet1.xml");
  ASSERT_NE(name, std::string::npos);
  bytes[name + 300] = static_cast<char>(bytes[name + 300] ^ 0x10);
  const auto loaded = load_bytes(bytes, "book.xlsx");
  EXPECT_THAT(loaded.sheets, IsEmpty());
  ASSERT_THAT(loaded.found(), ElementsAre("XLSX-DAMAGED"));
  EXPECT_EQ(loaded.first().span.sheet, "卡片");
}

TEST(XlsxSafety, DeclaredSizeMustBeTrue) {
  std::string bytes = simple().bytes();
  const std::size_t name = bytes.rfind("xl/worksheets/sheet1.xml");  // in the directory at the end
  for (const char change : {'\x01', '\xFF'}) {
    std::string changed = bytes;
    changed[name - 22] = change;  // uncompressed size, low byte
    EXPECT_THAT(load_bytes(changed, "book.xlsx").found(), ElementsAre("XLSX-DAMAGED"));
  }
}

TEST(XlsxSafety, EncryptedPart) {
  std::string bytes = simple().bytes();
  const std::size_t name = bytes.rfind("xl/worksheets/sheet1.xml");
  bytes[name - 38] = static_cast<char>(bytes[name - 38] | 1);  // general purpose flag
  EXPECT_THAT(load_bytes(bytes, "book.xlsx").found(), ElementsAre("XLSX-ENCRYPTED"));
}

TEST(XlsxSafety, UnknownCompression) {
  std::string bytes = simple().bytes();
  const std::size_t name = bytes.rfind("xl/worksheets/sheet1.xml");
  bytes[name - 36] = 12;  // method: bzip2
  const auto loaded = load_bytes(bytes, "book.xlsx");
  ASSERT_THAT(loaded.found(), ElementsAre("XLSX-DAMAGED"));
  EXPECT_THAT(loaded.first().message.en, HasSubstr("compressed in an unknown way"));
}

TEST(XlsxSafety, SamePartTwice) {
  auto parts = simple().parts();
  parts.push_back({"XL/Worksheets/sheet1.xml", "<worksheet/>"});
  EXPECT_THAT(load_bytes(fixture::zip_parts(parts), "book.xlsx").found(), ElementsAre("XLSX-DAMAGED"));
}

TEST(XlsxSafety, BombOfSpaces) {
  const auto loaded = load_book(with_sheet("<worksheet>" + std::string(std::size_t{80} << 20U, ' ') + "</worksheet>"));
  ASSERT_THAT(loaded.found(), ElementsAre("XLSX-BOMB"));
  EXPECT_EQ(loaded.first().span.sheet, "卡片");
}

TEST(XlsxSafety, TotalSizeIsLimited) {
  ZipLimits limits;
  EXPECT_THAT(limited(simple(), limits).found(), IsEmpty());
  limits.bytes = 900;
  EXPECT_THAT(limited(simple(), limits).found(), ElementsAre("XLSX-BOMB"));
}

TEST(XlsxSafety, NumberOfPartsIsLimited) {
  ZipLimits limits;
  limits.parts = 5;
  EXPECT_THAT(limited(simple(), limits).found(), ElementsAre("XLSX-BOMB"));
}

TEST(XlsxSafety, EntityBomb) {
  const auto loaded = load_book(
      with_sheet("<?xml version='1.0'?><!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><worksheet>&b;</worksheet>"));
  EXPECT_THAT(loaded.sheets, IsEmpty());
  EXPECT_THAT(loaded.found(), ElementsAre("XLSX-DOCTYPE"));
}

TEST(XlsxSafety, OneEndlessTag) {
  std::string noise;  // hard to pack, so that not the ratio but the tag itself is refused
  for (std::uint32_t i = 1, x = 1; i < 6'000'000; ++i) {
    x = x * 1664525 + 1013904223;
    noise += static_cast<char>('a' + (x >> 24U) % 26);
  }
  EXPECT_THAT(load_book(with_sheet("<worksheet a='" + noise + "'/>")).found(), ElementsAre("XLSX-BOMB"));
}

TEST(XlsxSafety, OneEndlessCell) {
  const std::string cell = "<row><c t='inlineStr'><is><t>" + std::string(3U << 20U, 'x') + "</t></is></c></row>";
  EXPECT_THAT(load_book(with_rows(cell)).found(), ElementsAre("XLSX-BOMB"));
}

TEST(XlsxSafety, BrokenXml) {
  const auto loaded = load_book(with_sheet("<worksheet>\n<sheetData></worksheet>"));
  ASSERT_THAT(loaded.found(), ElementsAre("XLSX-DAMAGED"));
  EXPECT_THAT(loaded.first().message.en, HasSubstr("line 2: mismatched tag"));
  EXPECT_THAT(load_book(with_sheet("<worksheet>")).found(), ElementsAre("XLSX-DAMAGED"));
  EXPECT_THAT(load_book(with_sheet("<worksheet a='\xFF'/>")).found(), ElementsAre("XLSX-DAMAGED"));
  EXPECT_THAT(load_book(with_sheet("<worksheet>&unknown;</worksheet>")).found(), ElementsAre("XLSX-DAMAGED"));
}

TEST(XlsxSafety, PlacesBeyondTheLimits) {
  for (const char* rows :
       {"<row r='1048577'><c r='A1048577'><v>1</v></c></row>", "<row r='1'><c r='XFE1'><v>1</v></c></row>",
        "<row r='1'><c r='ZZZZZZZZZZ1'><v>1</v></c></row>", "<row r='1048576'/><row><c><v>1</v></c></row>",
        "<row r='1'><c r='XFD1'><v>1</v></c><c><v>1</v></c></row>"}) {
    EXPECT_THAT(load_book(with_rows(rows)).found(), ElementsAre("XLSX-DIMENSION")) << rows;
  }
  Book merged = simple();
  merged.after_rows = "<mergeCells><mergeCell ref='A1:A9999999'/></mergeCells>";
  EXPECT_THAT(load_book(merged).found(), ElementsAre("XLSX-DIMENSION"));
}

TEST(XlsxSafety, DuplicateCells) {
  const auto cell =
      load_book(with_rows("<row r='2'><c r='B2'><v>1</v></c><c r='A2'><v>0</v></c><c r='B2'><v>2</v></c></row>"));
  ASSERT_THAT(cell.found(), ElementsAre("XLSX-DUPLICATE-CELL"));
  EXPECT_EQ(cell.first().span.line, 2U);
  EXPECT_EQ(cell.first().span.column, 2U);
  const auto row = load_book(with_rows(one_row + "<row r='2'><c><v>1</v></c></row>" + one_row));
  ASSERT_THAT(row.found(), ElementsAre("XLSX-DUPLICATE-CELL"));
  EXPECT_EQ(row.first().span.line, 1U);
}

TEST(XlsxSafety, CellsThatMakeNoSense) {
  for (const char* rows :
       {"<row r='0'/>", "<row r='x'/>", "<row r='1'><c r='1A'/></row>", "<row r='1'><c r='A0'/></row>",
        "<row r='1'><c r='A2'><v>1</v></c></row>", "<row><c t='s'><v>0</v></c></row>",
        "<row><c t='s'><v>x</v></c></row>", "<row><c><v>12 yuan</v></c></row>", "<row r='1'><c r='A1x'/></row>"}) {
    EXPECT_THAT(load_book(with_rows(rows)).found(), ElementsAre("XLSX-DAMAGED")) << rows;
  }
  Book merged = simple();
  merged.after_rows = "<mergeCells><mergeCell ref='B2:A1'/></mergeCells>";
  EXPECT_THAT(load_book(merged).found(), ElementsAre("XLSX-DAMAGED"));
}

TEST(XlsxSafety, PartsThatAreMissing) {
  const std::vector<std::pair<std::string, std::string>> cases = {{"xl/worksheets/sheet1.xml", "XLSX-DAMAGED"},
                                                                  {"xl/sharedStrings.xml", "XLSX-DAMAGED"},
                                                                  {"xl/_rels/workbook.xml.rels", "XLSX-DAMAGED"},
                                                                  {"xl/workbook.xml", "XLSX-NOT"}};
  for (const auto& [missing, code] : cases) {
    fixture::Parts parts;
    for (const auto& part : simple().parts()) {
      if (part.first != missing) parts.push_back(part);
    }
    EXPECT_THAT(load_bytes(fixture::zip_parts(parts), "book.xlsx").found(), ElementsAre(code)) << missing;
  }
}

TEST(XlsxSafety, OtherZipFiles) {
  const auto ods = load_bytes(fixture::zip_parts({{"mimetype", "x"}, {"content.xml", "<x/>"}}), "a.ods");
  ASSERT_THAT(ods.found(), ElementsAre("XLSX-NOT"));
  EXPECT_THAT(ods.first().message.en, HasSubstr("OpenDocument"));
  const auto binary = load_bytes(fixture::zip_parts({{"xl/workbook.bin", "x"}}), "a.xlsb");
  ASSERT_THAT(binary.found(), ElementsAre("XLSX-NOT"));
  EXPECT_THAT(binary.first().message.en, HasSubstr(".xlsb"));
  EXPECT_THAT(load_bytes(fixture::zip_parts({{"readme.txt", "x"}}), "a.zip").found(), ElementsAre("XLSX-NOT"));
}

TEST(XlsxSafety, NoWorksheet) {
  Book book = simple();
  book.others = {{"xl/workbook.xml", "<workbook><sheets/></workbook>"}};
  EXPECT_THAT(load_book(book).found(), ElementsAre("XLSX-DAMAGED"));
  book.others = {
      {"xl/workbook.xml", "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='none'/></sheets></workbook>"}};
  EXPECT_THAT(load_book(book).found(), ElementsAre("XLSX-DAMAGED"));
}

TEST(XlsxSafety, AllSheetsAreReportedAtOnce) {
  Book book = with_rows("<row r='1'><c r='A2'><v>1</v></c></row>");
  const std::string type = "Type='x/worksheet'";
  book.others = {
      {"xl/workbook.xml",
       "<workbook xmlns:r='r'><sheets><sheet name='a' r:id='1'/><sheet name='b' r:id='2'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='1' " + type +
                                         " Target='worksheets/sheet1.xml'/><Relationship Id='2' " + type +
                                         " Target='worksheets/sheet2.xml'/></Relationships>"},
      {"xl/worksheets/sheet2.xml", "<!DOCTYPE x><worksheet/>"}};
  EXPECT_THAT(load_book(book).found(), ElementsAre("XLSX-DAMAGED", "XLSX-DOCTYPE"));
}

}  // namespace
}  // namespace tieout::loading
