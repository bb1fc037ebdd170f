#include "loading/toml.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace tieout::loading {
namespace {

class Toml : public testing::Test {
 protected:
  Toml() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    path = (std::filesystem::temp_directory_path() /
            (std::string("tieout-toml-") + test->name() + std::to_string(::getpid()) + ".toml"))
               .string();
  }
  ~Toml() override { std::filesystem::remove(path); }
  TomlNode read(const std::string& content) {
    std::ofstream(path, std::ios::binary) << content;
    return read_toml(path, diagnostics);
  }
  std::string path;
  Diagnostics diagnostics;
};

TEST_F(Toml, KeepsTheOrderOfTheFile) {
  const TomlNode root = read("zebra = 1\napple = 2\n[middle]\nb = 1\na = 2\n");
  ASSERT_EQ(root.members.size(), 3U);
  EXPECT_EQ(root.members[0].key, "zebra");
  EXPECT_EQ(root.members[1].key, "apple");
  EXPECT_EQ(root.members[2].key, "middle");
  EXPECT_EQ(root.members[2].node.members[0].key, "b");
}

TEST_F(Toml, EveryNodeHasItsPlace) {
  const TomlNode root = read("a = 1\n\n[[row]]\nname = \"钢\"\n[[row]]\nname = \"x\"\n");
  EXPECT_EQ(root.find("a")->line, 1U);
  EXPECT_EQ(root.find("a")->column, 5U);
  const TomlNode* rows = root.find("row");
  ASSERT_EQ(rows->items.size(), 2U);
  EXPECT_EQ(rows->items[0].line, 3U);
  EXPECT_EQ(rows->items[1].find("name")->line, 6U);
}

TEST_F(Toml, ScalarsByKind) {
  const TomlNode root = read("i = 500_000_000\nn = -7\nb = true\nd = 2008-02-29\ns = \"文\"\nt = 12:30:00\n");
  EXPECT_EQ(root.find("i")->kind, TomlKind::integer);
  EXPECT_EQ(root.find("i")->text, "500000000");
  EXPECT_EQ(root.find("n")->text, "-7");
  EXPECT_EQ(root.find("b")->kind, TomlKind::boolean);
  EXPECT_EQ(root.find("b")->text, "true");
  EXPECT_EQ(root.find("d")->kind, TomlKind::date);
  EXPECT_EQ(root.find("d")->text, "2008-02-29");
  EXPECT_EQ(root.find("s")->text, "文");
  EXPECT_EQ(root.find("t")->kind, TomlKind::date);
}

TEST_F(Toml, FloatingNumbersKeepTheirDigits) {
  const TomlNode root = read("\"名\" = { \"税率\" = 0.05, b = 1_000.10 }\n\"钢铁\" = [1.5e3, -2.0]\n");
  ASSERT_FALSE(diagnostics.has_errors());
  EXPECT_EQ(root.find("名")->find("税率")->text, "0.05");
  EXPECT_EQ(root.find("名")->find("b")->text, "1_000.10");
  EXPECT_EQ(root.find("钢铁")->items[0].text, "1.5e3");
  EXPECT_EQ(root.find("钢铁")->items[1].text, "-2.0");
}

TEST_F(Toml, SyntaxErrorPointsAtItsPlace) {
  const TomlNode root = read("a = 1\nd = 2023-02-30\n");
  EXPECT_TRUE(root.members.empty());
  ASSERT_EQ(diagnostics.errors(), 1U);
  const Diagnostic& problem = diagnostics.all().front();
  EXPECT_EQ(problem.code, "TOML-SYNTAX");
  EXPECT_EQ(problem.span.line, 2U);
  EXPECT_EQ(problem.span.excerpt, "d = 2023-02-30");
}

TEST_F(Toml, DuplicateKeyIsRefused) {
  read("a = 1\na = 2\n");
  ASSERT_EQ(diagnostics.errors(), 1U);
  EXPECT_EQ(diagnostics.all().front().code, "TOML-SYNTAX");
}

TEST_F(Toml, MissingFile) {
  read_toml(path + ".none", diagnostics);
  ASSERT_EQ(diagnostics.errors(), 1U);
  EXPECT_EQ(diagnostics.all().front().code, "FILE-MISSING");
}

TEST_F(Toml, DirectoryIsNoFile) {
  read_toml(std::filesystem::temp_directory_path().string(), diagnostics);
  ASSERT_EQ(diagnostics.errors(), 1U);
  EXPECT_EQ(diagnostics.all().front().code, "FILE-UNREADABLE");
}

TEST_F(Toml, EmptyFileIsAnEmptyTable) {
  const TomlNode root = read("");
  EXPECT_TRUE(root.members.empty());
  EXPECT_FALSE(diagnostics.has_errors());
}

}  // namespace
}  // namespace tieout::loading
