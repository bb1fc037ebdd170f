#include <gmock/gmock.h>

#include <string>

#include "unit/loading/xlsx_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::Book;
using fixture::cell_of;
using fixture::load_book;
using fixture::load_bytes;
using fixture::Rows;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Rows read(const Book& book) {
  const auto loaded = load_book(book);
  EXPECT_THAT(loaded.found(), IsEmpty()) << (loaded.found().empty() ? "" : loaded.first().message.en);
  return loaded.sheets.empty() ? Rows{} : loaded.rows();
}

TEST(Xlsx, SharedStringsAndNumbers) {
  Book book;
  book.strings = "<si><t>资产编号</t></si><si><t xml:space=\"preserve\"> 原值 </t></si>";
  book.rows =
      "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
      "<row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2'><v>1.1000000000000001E3</v></c></row>";
  const auto loaded = load_book(book);
  EXPECT_EQ(loaded.rows(), (Rows{{"资产编号", " 原值 "}, {"资产编号", "1100"}}));
  EXPECT_EQ(loaded.only().name, "卡片");
  EXPECT_EQ(loaded.only().encoding, "XLSX");
  EXPECT_EQ(loaded.only().line_of(1), 2U);
  RowBuffer buffer;
  EXPECT_EQ(cell_of(loaded, buffer, 1, 0).type, CellType::text);
  EXPECT_EQ(cell_of(loaded, buffer, 1, 1).type, CellType::number);
}

TEST(Xlsx, RichTextWithoutPhoneticGuides) {
  Book book;
  book.strings =
      "<si><r><rPr><b/></rPr><t>原</t></r><r><t>值</t></r><rPh sb='0' "
      "eb='1'><t>ユアン</t></rPh><phoneticPr/></si><si><t/></si>";
  book.rows =
      "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='inlineStr'><is><r><t>in</t></r><r><rPr/><t>line</t></r>"
      "<rPh><t>no</t></rPh></is></c></row>";
  EXPECT_EQ(read(book), (Rows{{"原值", "", "inline"}}));
}

TEST(Xlsx, EveryTypeOfCell) {
  Book book;
  book.rows =
      "<row><c t='str'><f>A1&amp;B1</f><v>joined</v></c><c t='b'><v>1</v></c><c t='b'><v>0</v></c>"
      "<c t='e'><f>1/0</f><v>#DIV/0!</v></c><c t='inlineStr'><is><t>a &lt; b</t></is></c><c "
      "t='d'><v>2024-03-15T00:00:00</v></c>"
      "<c><f>SUM(A1)</f><v>7</v></c><c t='n'><v>-0.5</v></c></row>";
  const auto loaded = load_book(book);
  EXPECT_THAT(loaded.found(), IsEmpty());
  EXPECT_EQ(loaded.rows(), (Rows{{"joined", "TRUE", "FALSE", "#DIV/0!", "a < b", "2024-03-15", "7", "-0.5"}}));
  RowBuffer buffer;
  EXPECT_EQ(cell_of(loaded, buffer, 0, 3).type, CellType::error);
  EXPECT_EQ(cell_of(loaded, buffer, 0, 5).type, CellType::date);
  EXPECT_EQ(cell_of(loaded, buffer, 0, 6).type, CellType::number);
}

TEST(Xlsx, NumberFormats) {
  Book book;
  book.number_formats =
      "<numFmt numFmtId='164' formatCode='yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;'/>"
      "<numFmt numFmtId='165' formatCode='000000'/><numFmt numFmtId='166' formatCode='&quot;ZC&quot;0000'/>";
  book.cell_formats =
      "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='164'/><xf numFmtId='165'/><xf numFmtId='9'/><xf "
      "numFmtId='166'/>";
  book.rows =
      "<row><c s='0'><v>45366</v></c><c s='1'><v>45366</v></c><c s='2'><v>45366.75</v></c><c s='3'><v>123</v></c>"
      "<c s='4'><v>0.05</v></c><c s='5'><v>42</v></c><c s='1'><v>0.25</v></c><c s='99'><v>1</v></c></row>";
  const auto loaded = load_book(book);
  EXPECT_EQ(loaded.rows(), (Rows{{"45366", "2024-03-15", "2024-03-15", "000123", "0.05", "ZC0042", "0.25", "1"}}));
  RowBuffer buffer;
  const std::vector<CellType> expected = {CellType::number, CellType::date, CellType::date,   CellType::number,
                                          CellType::number, CellType::text, CellType::number, CellType::number};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(cell_of(loaded, buffer, 0, i).type, expected[i]) << i;
}

TEST(Xlsx, DatesOfThe1904System) {
  Book book;
  book.workbook_properties = "<workbookPr date1904='1'/>";
  book.cell_formats = "<xf numFmtId='14'/>";
  book.rows = "<row><c s='0'><v>43904</v></c></row>";
  EXPECT_EQ(read(book), (Rows{{"2024-03-15"}}));
}

TEST(Xlsx, SparseRowsAndCells) {
  Book book;
  book.rows =
      "<row r='3'><c r='C3'><v>1</v></c></row><row r='5' spans='1:3'><c r='A5'><v>2</v></c><c r='B5' s='1'/>"
      "<c r='AA5'><v>3</v></c></row><row r='9'><c r='A9' s='1'/></row>";
  const auto loaded = load_book(book);
  Rows expected{{}, {}, {"", "", "1"}, {}, std::vector<std::string>(27)};
  expected[4][0] = "2";
  expected[4][26] = "3";
  EXPECT_EQ(loaded.rows(), expected) << "blank formatted rows at the end are none";
}

TEST(Xlsx, ReferencesMayBeLeftOut) {
  Book book;
  book.rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row r='3'><c><v>5</v></c></row><row><c><v>6</v></c></row>";
  EXPECT_EQ(read(book), (Rows{{"1", "", "3"}, {}, {"5"}, {"6"}}));
}

TEST(Xlsx, RowsAndCellsOutOfOrderArePutInOrder) {
  Book book;
  book.rows = "<row r='2'><c r='B2'><v>4</v></c><c r='A2'><v>3</v></c></row><row r='1'><c r='A1'><v>1</v></c></row>";
  EXPECT_EQ(read(book), (Rows{{"1"}, {"3", "4"}}));
}

TEST(Xlsx, PrefixedNamesAndOtherElements) {
  Book book;
  book.others = {
      {"xl/worksheets/sheet1.xml",
       "<x:worksheet xmlns:x='s' xmlns:y='t'><x:sheetViews><x:sheetView/></x:sheetViews><x:sheetData><x:row r='1'>"
       "<x:c r='A1'><x:v>1</x:v><x:extLst><y:c><y:v>9</y:v></y:c></x:extLst></x:c><y:other><y:c/></y:other></x:row>"
       "</x:sheetData><x:extLst><y:v>8</y:v></x:extLst></x:worksheet>"}};
  EXPECT_EQ(read(book), (Rows{{"1"}}));
}

TEST(Xlsx, EscapedCharacters) {
  Book book;
  book.strings = "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x000D_</t></si><si><t>_x00zz_ _x4E2D_</t></si>";
  book.rows = "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>";
  EXPECT_EQ(read(book), (Rows{{"a\r\nb", "_x000D_", "_x00zz_ _x4E2D_"}}));
}

TEST(Xlsx, MergedRanges) {
  Book book;
  book.rows = "<row><c><v>1</v></c></row>";
  book.after_rows = "<mergeCells count='2'><mergeCell ref='A1:C1'/><mergeCell ref='D1:D2'/></mergeCells>";
  const auto loaded = load_book(book);
  const auto& merged = loaded.only().merged;
  ASSERT_EQ(merged.size(), 2U);
  EXPECT_EQ(merged[0].first_row, 0U);
  EXPECT_EQ(merged[0].first_column, 0U);
  EXPECT_EQ(merged[0].last_row, 0U);
  EXPECT_EQ(merged[0].last_column, 2U);
  EXPECT_EQ(merged[1].first_column, 3U);
  EXPECT_EQ(merged[1].last_row, 1U);
}

TEST(Xlsx, SheetsInTheOrderOfTheirTabsHiddenOnesToo) {
  Book book;
  const std::string types = "http://purl.oclc.org/ooxml/officeDocument/relationships/";
  book.others = {
      {"xl/workbook.xml",
       "<workbook xmlns:rel='r'><sheets><sheet name='events' rel:id='x'/><sheet name='chart' rel:id='z'/>"
       "<sheet name='assets' state='hidden' rel:id='y'/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id='y' Type='" + types +
                                         "worksheet' Target='../xl/other/../worksheets/a.xml'/>"
                                         "<Relationship Id='z' Type='" +
                                         types +
                                         "chartsheet' Target='chartsheets/sheet1.xml'/>"
                                         "<Relationship Id='x' Type='" +
                                         types + "worksheet' Target='/XL/worksheets/Sheet1.xml'/></Relationships>"},
      {"xl/worksheets/a.xml",
       "<worksheet><sheetData><row><c t='inlineStr'><is><t>asset</t></is></c></row></sheetData></worksheet>"}};
  const auto loaded = load_book(book);
  ASSERT_THAT(loaded.found(), IsEmpty());
  ASSERT_EQ(loaded.sheets.size(), 2U);
  EXPECT_EQ(loaded.sheets[0]->name, "events");
  EXPECT_EQ(loaded.sheets[0]->row_count(), 0U);
  EXPECT_EQ(loaded.sheets[1]->name, "assets");
  EXPECT_EQ(fixture::rows_of(*loaded.sheets[1]), (Rows{{"asset"}}));
}

TEST(Xlsx, FormulaWithoutResultIsAnErrorCellAndOneWarning) {
  Book book;
  book.rows =
      "<row r='4'><c r='B4'><f>SUM(A1:A3)</f></c><c r='C4'><f>A1</f><v/></c><c r='D4' "
      "t='str'><f>\"\"</f><v></v></c></row>";
  const auto loaded = load_book(book);
  ASSERT_THAT(loaded.found(), ElementsAre("XLSX-FORMULA-NO-VALUE"));
  EXPECT_EQ(loaded.first().severity, Severity::warning);
  EXPECT_EQ(loaded.first().span.sheet, "卡片");
  EXPECT_EQ(loaded.first().span.line, 4U);
  EXPECT_EQ(loaded.first().span.column, 2U);
  RowBuffer buffer;
  EXPECT_EQ(cell_of(loaded, buffer, 3, 1).type, CellType::error);
  EXPECT_EQ(loaded.rows()[3], (std::vector<std::string>{"", "#NO-VALUE!", "#NO-VALUE!"}));
}

TEST(Xlsx, WithoutStringsAndStyles) {
  Book book;
  book.others = {
      {"xl/_rels/workbook.xml.rels",
       "<Relationships><Relationship Id='rId1' Type='/worksheet' Target='worksheets/sheet1.xml'/></Relationships>"}};
  book.rows = "<row><c s='3'><v>5</v></c></row>";
  EXPECT_EQ(read(book), (Rows{{"5"}}));
}

TEST(Xlsx, Utf16PartsAreRead) {
  // A worksheet as UTF-16: allowed by the format, written by few.
  const std::string ascii =
      "<?xml version='1.0' encoding='UTF-16'?><worksheet><sheetData><row><c><v>5</v></c></row></sheetData></worksheet>";
  std::string wide = "\xFF\xFE";
  for (const char c : ascii) wide += std::string{c, '\0'};
  Book book;
  book.others = {{"xl/worksheets/sheet1.xml", wide}};
  EXPECT_EQ(read(book), (Rows{{"5"}}));
}

TEST(Xlsx, LargeRowNumbersCostNothing) {
  Book book;
  book.rows = "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>";
  const auto loaded = load_book(book);
  EXPECT_EQ(loaded.only().row_count(), 1048576U);
  RowBuffer buffer;
  loaded.only().read_row(500000, buffer);
  EXPECT_THAT(buffer.cells, IsEmpty());
  loaded.only().read_row(1048575, buffer);
  EXPECT_EQ(buffer.cells.size(), 16384U);
}

}  // namespace
}  // namespace tieout::loading
