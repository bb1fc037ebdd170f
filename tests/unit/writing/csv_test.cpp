#include "writing/csv.hpp"

#include <gtest/gtest.h>

#include <array>

#include "unit/writing/sample_tables.hpp"
#include "writing/formats.hpp"

namespace tieout::writing {
namespace {

std::string line(std::vector<Cell> cells) {
  std::string out;
  append_csv_row(out, cells);
  return out;
}

std::string text_line(std::string_view text) { return line({Cell::of(text)}); }

TEST(Csv, HeadingsAreKeysAndTotalsAreLeftOut) {
  StringSink out;
  CsvSink sink(out);
  write_table(testing::small_reconciliation(), sink);
  EXPECT_EQ(out.text(),
            "asset,name,year,in_service,book_cost,book_charge,tax_charge,adj_charge\n"
            "0001,专利权甲,2003,2001-01-15,180000.00,16800.00,18000.00,-1200.00\n"
            "0002,'=1+2,2003,,0.01,0.00,-0.05,0.05\n");
}

TEST(Csv, QuotesWhatWouldBreakALine) {
  EXPECT_EQ(text_line("a,b"), "\"a,b\"\n");
  EXPECT_EQ(text_line("12\" pipe"), "\"12\"\" pipe\"\n");
  EXPECT_EQ(text_line("two\nlines"), "\"two\nlines\"\n");
  EXPECT_EQ(text_line("carriage\rreturn"), "\"carriage\rreturn\"\n");
  EXPECT_EQ(text_line("no need; 不必"), "no need; 不必\n");
}

TEST(Csv, TextIsNeverTakenForAFormula) {
  for (std::string start : {"=", "+", "-", "@"}) EXPECT_EQ(text_line(start + "x"), "'" + start + "x\n");
  EXPECT_EQ(text_line("\tx"), "'\tx\n");
  EXPECT_EQ(text_line("\r=x"), "\"'\r=x\"\n");
  EXPECT_EQ(text_line("\n=x"), "\"'\n=x\"\n");
  EXPECT_EQ(text_line("=HYPERLINK(\"http://x\",1)"), "\"'=HYPERLINK(\"\"http://x\"\",1)\"\n");
  EXPECT_EQ(text_line("A-1"), "A-1\n");
}

TEST(Csv, AmountsKeepTheirSign) { EXPECT_EQ(line({Cell::of(Money::from_fen(-120000))}), "-1200.00\n"); }

TEST(Csv, EmptyCellsAreNothingButALineIsNeverBlank) {
  EXPECT_EQ(line({{}, {}, Cell::of(1)}), ",,1\n");
  EXPECT_EQ(line({{}, {}}), ",\n");
  EXPECT_EQ(line({{}}), "\"\"\n");
  EXPECT_EQ(text_line(""), "\"\"\n");
}

TEST(Csv, ALongLineIsWhole) {
  std::string note(20000, '"');
  EXPECT_EQ(text_line(note), "\"" + note + note + "\"\n");
}

TEST(Csv, RowsRenderedElsewhereKeepTheirPlace) {
  Table table = testing::small_reconciliation();
  StringSink whole;
  CsvSink one_by_one(whole);
  write_table(table, one_by_one);

  StringSink parts;
  CsvSink in_batches(parts);
  in_batches.begin(table.schema);
  in_batches.row(table.rows[0]);
  std::string batch;
  append_csv_row(batch, table.rows[1]);
  in_batches.rendered_rows(batch);
  in_batches.end();
  EXPECT_EQ(parts.text(), whole.text());
}

TEST(Csv, ManyRowsPassTheBuffer) {
  StringSink out;
  CsvSink sink(out);
  sink.begin({"numbers", {}, {{"n", {}, CellKind::integer}}});
  std::string expected = "n\n";
  for (int i = 0; i < 100000; ++i) {
    sink.row({Cell::of(i)});
    expected += std::to_string(i) + "\n";
  }
  sink.end();
  EXPECT_EQ(out.text(), expected);
}

}  // namespace
}  // namespace tieout::writing
