// Faulty rule files: each fault is reported with its code, its file and its line.
#include <gmock/gmock.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"

namespace tieout::loading {
namespace {

namespace fs = std::filesystem;

const char* const kSources = R"toml([[source]]
id = "law"
title = { zh = "法", en = "Law" }
issuer = "parliament"
published = 2007-03-16
)toml";

const char* const kClasses = R"toml([[class]]
code = "vehicle"
label = { zh = "运输工具", en = "Vehicles" }
aliases = ["汽车"]
family = "tangible"
)toml";

const char* const kLife = R"toml(id = "xx/tax/minimum-life/vehicle"
title = { zh = "年限", en = "Life" }
label = "为4年"
unit = "months"
picks = "in_service"
classes = ["vehicle"]

[[value]]
from = 2008-01-01
published = 2007-12-06
months = 48
cite = { source = "law", article = "60(4)" }

[check]
verified = "one text"
)toml";

class RuleProblems : public testing::Test {
 protected:
  RuleProblems() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::temp_directory_path() / (std::string("tieout-rules-") + test->name() + std::to_string(::getpid()));
    fs::remove_all(folder);
    write("sources.toml", kSources);
    write("classes.toml", kClasses);
    write(kLifeFile, kLife);
  }
  ~RuleProblems() override { fs::remove_all(folder); }

  void write(const std::string& name, const std::string& content) const {
    fs::create_directories((folder / name).parent_path());
    std::ofstream(folder / name) << content;
  }
  // The life file with one text replaced.
  void change(const std::string& from, const std::string& to) const {
    std::string content = kLife;
    const std::size_t at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write(kLifeFile, content.replace(at, from.size(), to));
  }
  // "CODE file:line", one per problem.
  std::vector<std::string> problems() const {
    Diagnostics diagnostics;
    load_rules(folder.string(), diagnostics);
    std::vector<std::string> result;
    for (const Diagnostic& problem : diagnostics.all()) {
      const std::string file = fs::path(problem.span.file).lexically_relative(folder).generic_string();
      result.push_back(problem.code + " " + file + ":" + std::to_string(problem.span.line));
      EXPECT_FALSE(problem.message.zh.empty() || problem.message.en.empty()) << problem.code;
    }
    return result;
  }
  using Problems = std::vector<std::string>;

  static constexpr const char* kLifeFile = "xx/tax/minimum-life/vehicle.toml";
  fs::path folder;
};

TEST_F(RuleProblems, NoneInASoundFolder) { EXPECT_EQ(problems(), Problems{}); }

TEST_F(RuleProblems, NoRulesAtAll) {
  fs::remove_all(folder);
  EXPECT_EQ(problems(), Problems{"RULES-MISSING .:0"});
}

TEST_F(RuleProblems, UnknownKey) {
  change("unit =", "colour = \"red\"\nunit =");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-KEY xx/tax/minimum-life/vehicle.toml:4"});
}

TEST_F(RuleProblems, UnknownKeyInARow) {
  change("months = 48", "months = 48\nmonth = 4");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-KEY xx/tax/minimum-life/vehicle.toml:12"});
}

TEST_F(RuleProblems, MissingTitleLabelAndEvidence) {
  change("title = { zh = \"年限\", en = \"Life\" }\nlabel = \"为4年\"\n", "");
  EXPECT_EQ(problems(), (Problems{"RULE-MISSING-KEY xx/tax/minimum-life/vehicle.toml:1",
                                  "RULE-MISSING-KEY xx/tax/minimum-life/vehicle.toml:1"}));
  change("verified = \"one text\"\n", "");
  EXPECT_EQ(problems(), Problems{"RULE-MISSING-KEY xx/tax/minimum-life/vehicle.toml:14"});
}

TEST_F(RuleProblems, EvidenceInOtherWords) {
  change("one text", "I looked");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-WORD xx/tax/minimum-life/vehicle.toml:15"});
}

TEST_F(RuleProblems, ValueOfAnotherKind) {
  change("months = 48", "months = \"48\"");
  EXPECT_EQ(problems(), Problems{"RULE-WRONG-TYPE xx/tax/minimum-life/vehicle.toml:11"});
  change("months = 48", "months = 0");
  EXPECT_EQ(problems(), Problems{"RULE-WRONG-TYPE xx/tax/minimum-life/vehicle.toml:11"});
  change("months = 48", "months = 100000");
  EXPECT_EQ(problems(), Problems{"RULE-WRONG-TYPE xx/tax/minimum-life/vehicle.toml:11"});
  change("from = 2008-01-01", "from = 2008-01-01T00:00:00Z");
  EXPECT_EQ(problems(), Problems{"RULE-WRONG-TYPE xx/tax/minimum-life/vehicle.toml:9"});
}

TEST_F(RuleProblems, Uncited) {
  change("cite = { source = \"law\", article = \"60(4)\" }\n", "");
  EXPECT_EQ(problems(), Problems{"RULE-UNCITED xx/tax/minimum-life/vehicle.toml:8"});
}

TEST_F(RuleProblems, UnknownSource) {
  change("\"law\"", "\"hearsay\"");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-SOURCE xx/tax/minimum-life/vehicle.toml:8"});
}

TEST_F(RuleProblems, SourceListedTwice) {
  write("xx/sources.toml", kSources);
  EXPECT_EQ(problems(), Problems{"RULE-DUPLICATE-SOURCE xx/sources.toml:1"});
}

TEST_F(RuleProblems, IdIsNotThePath) {
  change("xx/tax/minimum-life/vehicle", "xx/tax/minimum-life/vehicles");
  EXPECT_EQ(problems(), Problems{"RULE-ID-PATH xx/tax/minimum-life/vehicle.toml:1"});
}

const char* const kSecondRow = R"toml([[value]]
from = %
published = 2007-12-06
months = 60
cite = { source = "law" }

[check])toml";

std::string second_row(const std::string& from) {
  std::string row = kSecondRow;
  return row.replace(row.find('%'), 1, from);
}

TEST_F(RuleProblems, RowsOverlapOrStandInTheWrongOrder) {
  change("[check]", second_row("2008-01-01"));
  EXPECT_EQ(problems(), Problems{"RULE-ROW-ORDER xx/tax/minimum-life/vehicle.toml:14"});
  change("[check]", second_row("2007-01-01"));
  EXPECT_EQ(problems(), Problems{"RULE-ROW-ORDER xx/tax/minimum-life/vehicle.toml:14"});
  change("[check]", second_row("2008-01-02"));
  EXPECT_EQ(problems(), Problems{});
}

TEST_F(RuleProblems, NothingButALapse) {
  change("months = 48", "ends = true");
  EXPECT_EQ(problems(), Problems{"RULE-NO-VALUE xx/tax/minimum-life/vehicle.toml:8"});
}

TEST_F(RuleProblems, AFileThatNothingReads) {
  write("xx/tax/minimum-lives/vehicle.toml", kLife);
  EXPECT_EQ(problems(), Problems{"RULE-UNREAD xx/tax/minimum-lives/vehicle.toml:1"});
}

TEST_F(RuleProblems, UnknownClass) {
  change("[\"vehicle\"]", "[\"vehicle\", \"bicycle\"]");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-CLASS xx/tax/minimum-life/vehicle.toml:6"});
  // A class is named by its code, not by an alias that an import may use.
  change("[\"vehicle\"]", "[\"汽车\"]");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-CLASS xx/tax/minimum-life/vehicle.toml:6"});
}

TEST_F(RuleProblems, ANameThatLeadsToTwoClasses) {
  write("classes.toml", std::string(kClasses) +
                            "\n[[class]]\ncode = \"car\"\nlabel = { zh = \"汽车\", en = \"Cars\" }\n" +
                            "family = \"tangible\"\n");
  EXPECT_EQ(problems(), Problems{"CLASS-NAME-TWICE classes.toml:7"});
}

TEST_F(RuleProblems, ARegimeNeedsItsParameters) {
  write("xx/tax/regime.toml",
        "id = \"xx/tax/regime\"\ntitle = { zh = \"税\", en = \"Tax\" }\nlabel = \"税\"\nunit = \"regime\"\n"
        "picks = \"year\"\nbasis = \"tax\"\n[[value]]\nfrom = 2008-01-01\npublished = 2007-03-16\n"
        "cite = { source = \"law\" }\n[check]\nverified = \"memory\"\n");
  const Problems found = problems();
  EXPECT_EQ(found.size(), 6U);
  for (const std::string& problem : found) EXPECT_EQ(problem, "RULE-MISSING-PARAMETER xx/tax/regime.toml:1");
}

class RegimeProblems : public RuleProblems {
 protected:
  RegimeProblems() {
    const fs::path shipped = fs::path(kSourceDir) / "rules";
    fs::remove_all(folder);
    fs::copy(shipped, folder, fs::copy_options::recursive);
  }
  std::string text_of(const std::string& name) const {
    std::ifstream file(folder / name);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  }
  void replace(const std::string& name, const std::string& from, const std::string& to) const {
    std::string content = text_of(name);
    const std::size_t at = content.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    write(name, content.replace(at, from.size(), to));
  }
};

TEST_F(RegimeProblems, TwoRulesForOneClass) {
  replace("cn/cit/minimum-life/vehicle.toml", "[\"vehicle\"]", "[\"vehicle\", \"machinery\"]");
  EXPECT_EQ(problems(), Problems{"RULE-CONFLICT cn/cit/minimum-life/vehicle.toml:1"});
}

TEST_F(RegimeProblems, AnElectionThatNobodyMayTake) {
  fs::remove(folder / "cn/cit/election-ground/epidemic-one-time.toml");
  EXPECT_EQ(problems(), Problems{"RULE-ELECTION-WITHOUT-GROUND cn/cit/election/epidemic-one-time.toml:1"});
}

TEST_F(RegimeProblems, AGroundForAnUnknownElection) {
  replace("cn/cit/election-ground/ic-equipment.toml", "\"ic-equipment-short-life\"", "\"ic-equipment-half-life\"");
  EXPECT_THAT(problems(), ::testing::Contains(
                              ::testing::StartsWith("RULE-UNKNOWN-ELECTION cn/cit/election-ground/ic-equipment.toml")));
}

TEST_F(RegimeProblems, AMethodThatDoesNotExist) {
  replace("cn/cit/election/shortened-life.toml", "straight-line", "straight");
  const Problems found = problems();
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].starts_with("RULE-UNKNOWN-WORD cn/cit/election/shortened-life.toml:")) << found[0];
}

TEST_F(RegimeProblems, APositionThatNothingActsOn) {
  write("cn/cit/position/weather.toml",
        std::string(text_of("cn/cit/position/one-time-residual.toml")).replace(0, 0, "# a copy\n"));
  replace("cn/cit/position/weather.toml", "position/one-time-residual", "position/weather");
  EXPECT_EQ(problems(), Problems{"RULE-UNREAD cn/cit/position/weather.toml:1"});
}

TEST_F(RegimeProblems, APositionWhoseOptionsDoNotFit) {
  const std::string name = "cn/cit/position/one-time-residual.toml";
  replace(name, "code = \"book-residual\"", "code = \"half\"");
  EXPECT_EQ(problems(), (Problems{"RULE-UNKNOWN-WORD " + name + ":24", "RULE-MISSING-KEY " + name + ":1"}));
}

TEST_F(RegimeProblems, ADefaultThatIsNoOption) {
  const std::string name = "cn/cit/position/one-time-residual.toml";
  replace(name, "option = \"whole-cost\"", "option = \"half\"");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-WORD " + name + ":11"});
}

TEST_F(RegimeProblems, AnOptionWithoutAKnownSource) {
  const std::string name = "cn/cit/position/one-time-residual.toml";
  replace(name, "\"announcement-2018-46\"", "\"hearsay\"");
  EXPECT_EQ(problems(), Problems{"RULE-UNKNOWN-SOURCE " + name + ":17"});
}

TEST_F(RegimeProblems, AllProblemsOfAllFilesInOneRun) {
  replace("cn/cit/minimum-life/vehicle.toml", "unit =", "units =");
  replace("cn/cas/impairment.toml", "cas-8", "cas-88");
  write("cn/cit/broken.toml", "id = ");
  std::string codes;
  for (const std::string& problem : problems()) codes += problem.substr(0, problem.find(' ')) + " ";
  EXPECT_EQ(codes, "RULE-UNKNOWN-SOURCE TOML-SYNTAX RULE-UNKNOWN-KEY RULE-MISSING-KEY ");
}

}  // namespace
}  // namespace tieout::loading
