#include "archive/csv_compare.hpp"

#include <gtest/gtest.h>

#include "archive/csv_records.hpp"
#include "archive/filing_files.hpp"

namespace tieout::archive {
namespace {

class CsvCompare : public testing::Test {
 protected:
  CsvComparison compare(const std::string& sealed, const std::string& now,
                        const std::vector<std::string>& ignored = {}) {
    const std::string a = work_.path() + "/a.csv", b = work_.path() + "/b.csv";
    write_file(a, sealed);
    write_file(b, now);
    return compare_csv(a, b, ignored);
  }
  WorkDirectory work_;
};

const std::string kTable = "entity,asset,book_charge,message\n1001,M-01,1.00,a\n1001,M-02,2.00,b\n";

TEST_F(CsvCompare, EqualFilesDoNotDiffer) { EXPECT_EQ(compare(kTable, kTable).differences, 0U); }

TEST_F(CsvCompare, AFigureIsNamedWithItsPlace) {
  const auto result = compare(kTable, "entity,asset,book_charge,message\n1001,M-01,1.00,a\n1001,M-02,2.01,b\n");
  ASSERT_EQ(result.differences, 1U);
  const FigureDifference& found = result.first.front();
  EXPECT_EQ(found.line, 3U);
  EXPECT_EQ(found.offset, 50U);
  EXPECT_EQ(found.what, "1001 M-02");
  EXPECT_EQ(found.column, "book_charge");
  EXPECT_EQ(found.sealed, "2.00");
  EXPECT_EQ(found.now, "2.01");
}

TEST_F(CsvCompare, ALaterProgramMayHaveMoreColumnsInAnotherOrder) {
  const std::string later = "asset,entity,extra,message,book_charge\nM-01,1001,x,a,1.00\nM-02,1001,y,b,2.00\n";
  EXPECT_EQ(compare(kTable, later).differences, 0U);
  EXPECT_EQ(compare(later, kTable).first.front().column, "extra");  // was sealed and is gone
}

TEST_F(CsvCompare, WordsMayBeLeftOut) {
  const std::string reworded = "entity,asset,book_charge,message\n1001,M-01,1.00,A\n1001,M-02,2.00,B\n";
  EXPECT_EQ(compare(kTable, reworded).differences, 2U);
  EXPECT_EQ(compare(kTable, reworded, {"message"}).differences, 0U);
}

TEST_F(CsvCompare, ARowMoreOrLessIsFound) {
  const std::string shorter = "entity,asset,book_charge,message\n1001,M-01,1.00,a\n";
  EXPECT_EQ(compare(kTable, shorter).first.front().what, "1001 M-02");
  EXPECT_EQ(compare(shorter, kTable).first.front().now, "1001 M-02");
  EXPECT_EQ(compare(kTable, "").differences, 1U);
}

TEST_F(CsvCompare, OtherBytesOfTheSameCellsAreFound) {
  EXPECT_EQ(compare(kTable, "entity,asset,book_charge,message\n1001,\"M-01\",1.00,a\n1001,M-02,2.00,b\n").differences,
            1U);
}

TEST_F(CsvCompare, QuotedCellsMayHoldLineFeedsAndCommas) {
  write_file(work_.path() + "/q.csv", "a,b\n\"x,\n\"\"y\"\"\",2\nlast,3");
  CsvRecords records(work_.path() + "/q.csv");
  std::vector<std::string> cells;
  ASSERT_TRUE(records.next());
  ASSERT_TRUE(records.next());
  csv_cells(records.text(), cells);
  EXPECT_EQ(cells, (std::vector<std::string>{"x,\n\"y\"", "2"}));
  EXPECT_EQ(records.line(), 2U);
  ASSERT_TRUE(records.next());
  EXPECT_EQ(records.line(), 4U);
  EXPECT_EQ(records.offset(), 17U);
  csv_cells(records.text(), cells);
  EXPECT_EQ(cells, (std::vector<std::string>{"last", "3"}));
  EXPECT_FALSE(records.next());
}

}  // namespace
}  // namespace tieout::archive
