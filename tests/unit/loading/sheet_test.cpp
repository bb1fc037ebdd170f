#include "loading/sheet.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <string>
#include <thread>

#include "unit/loading/sheet_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::codes;
using fixture::load_bytes;
using fixture::Rows;
using fixture::rows_of;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

using namespace std::string_literals;

class OpenSheets : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "tieout-sheets-XXXXXX";
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
    path_ = folder_ + "/ledger.csv";
  }
  void TearDown() override {
    ::unlink(path_.c_str());
    ::rmdir(folder_.c_str());
  }
  void write(const std::string& content) { std::ofstream(path_, std::ios::binary) << content; }

  std::vector<std::string> open() {
    Diagnostics diagnostics;
    sheets_ = open_sheets(path_, "", diagnostics);
    return codes(diagnostics);
  }

  std::string folder_;
  std::string path_;
  std::vector<std::unique_ptr<Sheet>> sheets_;
};

TEST_F(OpenSheets, MapsAFile) {
  write("asset,cost\n资-1,5\n");
  EXPECT_THAT(open(), IsEmpty());
  ASSERT_EQ(sheets_.size(), 1U);
  EXPECT_EQ(sheets_[0]->file, path_);
  EXPECT_EQ(sheets_[0]->name, "");
  EXPECT_EQ(rows_of(*sheets_[0]), (Rows{{"asset", "cost"}, {"资-1", "5"}}));
}

TEST_F(OpenSheets, RowsOutliveTheFileOnDisk) {
  write("a,b\n1,2\n");
  EXPECT_THAT(open(), IsEmpty());
  ASSERT_EQ(::unlink(path_.c_str()), 0);
  EXPECT_EQ(rows_of(*sheets_.at(0)).at(1), (std::vector<std::string>{"1", "2"}));
}

TEST_F(OpenSheets, MissingFile) { EXPECT_THAT(open(), ElementsAre("FILE-MISSING")); }

TEST_F(OpenSheets, EmptyFile) {
  write("");
  EXPECT_THAT(open(), ElementsAre("FILE-EMPTY"));
  write(" \r\n\n");
  EXPECT_THAT(open(), ElementsAre("FILE-EMPTY"));
}

TEST_F(OpenSheets, Directory) {
  Diagnostics diagnostics;
  EXPECT_THAT(open_sheets(folder_, "", diagnostics), IsEmpty());
  EXPECT_THAT(codes(diagnostics), ElementsAre("FILE-UNREADABLE"));
  EXPECT_THAT(diagnostics.all()[0].message.en, ::testing::HasSubstr("directory"));
}

TEST_F(OpenSheets, NoPermission) {
  write("a\n");
  ASSERT_EQ(::chmod(path_.c_str(), 0), 0);
  // The superuser may read anything, and then there is nothing to report.
  const bool readable = ::access(path_.c_str(), R_OK) == 0;
  EXPECT_EQ(open(), readable ? std::vector<std::string>{} : std::vector<std::string>{"FILE-UNREADABLE"});
}

TEST_F(OpenSheets, APipeIsReadToItsEnd) {
  ASSERT_EQ(::mkfifo(path_.c_str(), 0600), 0);
  std::thread writer([this] { write("a,b\n1,2\n"); });
  EXPECT_THAT(open(), IsEmpty());
  writer.join();
  EXPECT_EQ(rows_of(*sheets_.at(0)).size(), 2U);
}

TEST(ReadSheets, OldExcelFormat) {
  EXPECT_THAT(load_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 rest", "a.xls").found(), ElementsAre("XLSX-OLD-FORMAT"));
}

TEST(ReadSheets, WorkbookUnderAPassword) {
  std::string name;
  for (const char c : "EncryptedPackage"s) name += std::string{c, '\0'};
  EXPECT_THAT(load_bytes("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 xx" + name + "yy", "a.xlsx").found(),
              ElementsAre("XLSX-ENCRYPTED"));
}

TEST(ReadSheets, WebPageNamedAsWorkbook) {
  EXPECT_THAT(load_bytes("\xEF\xBB\xBF\n<HTML><table>", "a.xls").found(), ElementsAre("XLSX-NOT"));
  EXPECT_THAT(load_bytes("<?xml version='1.0'?><Workbook/>", "a.xls").found(), ElementsAre("XLSX-NOT"));
}

TEST(ReadSheets, TextNamedAsWorkbook) {
  EXPECT_THAT(load_bytes("asset,cost\n", "a.XLSX").found(), ElementsAre("XLSX-NOT"));
  EXPECT_THAT(load_bytes("asset\tcost\n", "a.xls").found(), IsEmpty()) << "tab text named .xls is common";
}

TEST(ReadSheets, EveryDiagnosticSpeaksBothLanguagesAndHelps) {
  for (const std::string& content :
       {""s, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s, "<html>"s, "PK\x03\x04"s, "a\0b"s, "\xFF"s, "\"x"s}) {
    const auto loaded = load_bytes(content, "x.csv");
    ASSERT_EQ(loaded.diagnostics.errors(), 1U) << content;
    EXPECT_THAT(loaded.sheets, IsEmpty());
    EXPECT_EQ(loaded.first().span.file, "x.csv");
    EXPECT_FALSE(loaded.first().message.zh.empty() || loaded.first().message.en.empty());
    EXPECT_FALSE(loaded.first().help.zh.empty() || loaded.first().help.en.empty());
  }
}

// Rows are read by several threads at once, each with its own buffer.
TEST(ReadSheets, ThreadsReadTheSame) {
  std::string text = "asset,name,cost\n";
  for (int i = 0; i < 5000; ++i) text += std::to_string(i) + ",\"a \"\"b\"\" " + std::to_string(i) + "\",1\n";
  const auto loaded = load_bytes(text);
  const Rows expected = loaded.rows();
  std::vector<Rows> seen(4);
  std::vector<std::thread> threads;
  threads.reserve(seen.size());
  for (auto& rows : seen) threads.emplace_back([&] { rows = rows_of(loaded.only()); });
  for (auto& thread : threads) thread.join();
  for (const auto& rows : seen) EXPECT_EQ(rows, expected);
}

}  // namespace
}  // namespace tieout::loading
