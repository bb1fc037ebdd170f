#include "writing/out_file.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace tieout::writing {
namespace {

namespace fs = std::filesystem;

class OutFileTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "tieout-test-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { fs::remove_all(directory_); }

  std::string at(const std::string& name) const { return (directory_ / name).string(); }
  static std::string content(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
  }
  static void put(const std::string& path, const std::string& text) { std::ofstream(path) << text; }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(directory_), fs::directory_iterator{}));
  }

  fs::path directory_;
};

TEST_F(OutFileTest, AppearsWithItsContentOnCommit) {
  OutFile out(at("report.csv"));
  out.write("one\n");
  out.write(std::string(3 * 1024 * 1024, 'x'));
  EXPECT_FALSE(fs::exists(at("report.csv")));
  EXPECT_FALSE(out.commit());
  EXPECT_EQ(content(at("report.csv")), "one\n" + std::string(3 * 1024 * 1024, 'x'));
  EXPECT_EQ(files(), 1u);
}

TEST_F(OutFileTest, WithoutCommitNothingIsLeftAndTheOldFileStays) {
  put(at("report.csv"), "old");
  {
    OutFile out(at("report.csv"));
    out.write("new");
  }
  EXPECT_EQ(content(at("report.csv")), "old");
  EXPECT_EQ(files(), 1u);
}

TEST_F(OutFileTest, ReplacesAFileAndKeepsItsMode) {
  put(at("report.csv"), "old");
  ASSERT_EQ(::chmod(at("report.csv").c_str(), 0640), 0);
  OutFile out(at("report.csv"));
  out.write("new");
  EXPECT_FALSE(out.commit());
  EXPECT_EQ(content(at("report.csv")), "new");
  struct stat status {};
  ASSERT_EQ(::stat(at("report.csv").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640u);
}

TEST_F(OutFileTest, WritesThroughASymbolicLink) {
  put(at("real.csv"), "old");
  fs::create_symlink(at("real.csv"), at("link.csv"));
  OutFile out(at("link.csv"));
  out.write("new");
  EXPECT_FALSE(out.commit());
  EXPECT_TRUE(fs::is_symlink(at("link.csv")));
  EXPECT_EQ(content(at("real.csv")), "new");
}

TEST_F(OutFileTest, AMissingDirectoryIsADiagnosticAtOnce) {
  OutFile out(at("no/such/report.csv"));
  ASSERT_TRUE(out.failure());
  out.write("lost");
  auto failure = out.commit();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, "OUTPUT-FAILED");
  EXPECT_EQ(failure->severity, Severity::error);
  EXPECT_EQ(failure->span.file, at("no/such/report.csv"));
  EXPECT_EQ(failure->message.en, "cannot write " + at("no/such/report.csv") + ": the directory does not exist");
  EXPECT_EQ(failure->message.zh, "无法写入" + at("no/such/report.csv") + "：目录不存在");
  EXPECT_FALSE(failure->help.zh.empty());
}

TEST_F(OutFileTest, ADirectoryIsNoFile) {
  OutFile out(directory_.string());
  ASSERT_TRUE(out.failure());
  EXPECT_EQ(out.failure()->message.en, "cannot write " + directory_.string() + ": it is a directory");
}

TEST_F(OutFileTest, ADeviceIsWrittenToAndNotReplaced) {
  OutFile out("/dev/null");
  out.write("gone");
  EXPECT_FALSE(out.commit());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(OutFileTest, AFullDeviceIsADiagnostic) {
  OutFile out("/dev/full");
  out.write("does not fit");
  auto failure = out.commit();
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->message.en, "cannot write /dev/full: no space is left on the disk");
}

TEST_F(OutFileTest, AFileThatGrowsTooLargeFailsAndLeavesTheOldOne) {
  put(at("report.csv"), "old");
  auto before = std::signal(SIGXFSZ, SIG_IGN);
  rlimit limit{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &limit), 0);
  rlimit small = limit;
  small.rlim_cur = 4096;
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  std::optional<Diagnostic> failure;
  {
    OutFile out(at("report.csv"));
    out.write(std::string(8192, 'x'));
    failure = out.commit();
  }
  ::setrlimit(RLIMIT_FSIZE, &limit);
  std::signal(SIGXFSZ, before);
  ASSERT_TRUE(failure);
  EXPECT_EQ(failure->code, "OUTPUT-FAILED");
  EXPECT_EQ(content(at("report.csv")), "old");
  EXPECT_EQ(files(), 1u);
}

TEST_F(OutFileTest, AReadOnlyFileIsNotReplaced) {
  if (::geteuid() == 0) {
    // Root may write any file; that a directory is no file was seen above, so check the wording alone.
    EXPECT_EQ(output_failed("x", EACCES).message.en, "cannot write x: no permission to write there");
    return;
  }
  put(at("report.csv"), "old");
  ASSERT_EQ(::chmod(at("report.csv").c_str(), 0400), 0);
  OutFile out(at("report.csv"));
  EXPECT_TRUE(out.commit());
  EXPECT_EQ(content(at("report.csv")), "old");
}

TEST_F(OutFileTest, SeveralAreCommittedTogetherOrNotAtAll) {
  OutFile good(at("a.csv"));
  OutFile bad(at("no/b.csv"));
  good.write("a");
  bad.write("b");
  std::array<OutFile*, 2> files_written = {&good, &bad};
  Diagnostics failures = commit_all(files_written);
  EXPECT_EQ(failures.errors(), 1u);
  EXPECT_FALSE(fs::exists(at("a.csv")));

  OutFile other(at("c.csv"));
  other.write("c");
  std::array<OutFile*, 2> both = {&good, &other};
  EXPECT_TRUE(commit_all(both).empty());
  EXPECT_EQ(content(at("a.csv")), "a");
  EXPECT_EQ(content(at("c.csv")), "c");
}

// Standard output replaced by a file for the length of a test.
class StandardOutputTest : public OutFileTest {
 protected:
  void SetUp() override {
    OutFileTest::SetUp();
    ::fflush(stdout);
    kept_ = ::dup(STDOUT_FILENO);
    int file = ::open(at("stdout").c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    ASSERT_GE(file, 0);
    ::dup2(file, STDOUT_FILENO);
    ::close(file);
  }
  void TearDown() override {
    restore();
    OutFileTest::TearDown();
  }
  void restore() {
    if (kept_ < 0) return;
    ::dup2(kept_, STDOUT_FILENO);
    ::close(kept_);
    kept_ = -1;
  }
  int kept_ = -1;
};

TEST_F(StandardOutputTest, IsHeldBackUntilCommit) {
  std::string large(5 * 1024 * 1024, 'y');
  {
    OutFile abandoned("-");
    abandoned.write(large);
  }
  EXPECT_EQ(content(at("stdout")), "");
  OutFile out("");
  out.write("head\n");
  out.write(large);
  out.write("tail\n");
  EXPECT_EQ(content(at("stdout")), "");
  EXPECT_FALSE(out.commit());
  restore();
  EXPECT_EQ(content(at("stdout")), "head\n" + large + "tail\n");
}

}  // namespace
}  // namespace tieout::writing
