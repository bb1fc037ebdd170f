#include "writing/template.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "source_dir.hpp"
#include "tieout/asset/event.hpp"
#include "unit/writing/unpacked.hpp"
#include "writing/template_columns.hpp"

namespace tieout::writing {
namespace {

using ::testing::Contains;
using testing::has;
using ::testing::HasSubstr;
using testing::part;

rules::RuleBook two_classes() {
  rules::RuleBook rules;
  rules::AssetClass machinery;
  machinery.code = "machinery";
  machinery.label = {"机器设备", "Machinery"};
  rules::AssetClass patent;
  patent.code = "patent";
  patent.label = {"专利权", "Patents"};
  rules.classes = rules::ClassTable({machinery, patent});
  return rules;
}

const InputColumn& column(const std::vector<InputSheet>& sheets, std::string_view sheet, std::string_view key) {
  for (const InputSheet& s : sheets) {
    for (const InputColumn& c : s.columns) {
      if (s.name == sheet && c.key == key) return c;
    }
  }
  throw std::out_of_range(std::string(sheet) + "." + std::string(key));
}

std::vector<std::string> offered(const InputColumn& column) {
  std::vector<std::string> words;
  for (const Choice& choice : column.choices) words.push_back(choice.word);
  return words;
}

TEST(Template, OffersTheClassesOfTheRules) {
  auto sheets = template_sheets(two_classes());
  EXPECT_THAT(offered(column(sheets, "assets", "class")), ::testing::ElementsAre("machinery", "patent"));
  EXPECT_TRUE(column(sheets, "assets", "asset").needed);
  EXPECT_TRUE(column(sheets, "assets", "tax_election").choices.empty());  // the rules know none
}

TEST(Template, OffersOnlyWordsThatAreRead) {
  auto sheets = template_sheets(two_classes());
  for (const auto& word : offered(column(sheets, "assets", "tax_method"))) EXPECT_TRUE(parse_method(word)) << word;
  for (const auto& word : offered(column(sheets, "assets", "tax_starts"))) EXPECT_TRUE(parse_starts(word)) << word;
  for (const auto& word : offered(column(sheets, "assets", "book_stops"))) EXPECT_TRUE(parse_stops(word)) << word;
  for (const auto& word : offered(column(sheets, "assets", "book_model"))) EXPECT_TRUE(parse_model(word)) << word;
  for (const auto& word : offered(column(sheets, "assets", "condition"))) EXPECT_TRUE(parse_condition(word)) << word;
  for (const auto& word : offered(column(sheets, "assets", "tax_treatment"))) {
    EXPECT_TRUE(parse_tax_treatment(word)) << word;
  }
  for (const auto& word : offered(column(sheets, "events", "basis"))) EXPECT_TRUE(parse_basis_choice(word)) << word;
  for (const auto& word : offered(column(sheets, "events", "kind"))) EXPECT_TRUE(parse_disposal_kind(word)) << word;
  EXPECT_THAT(offered(column(sheets, "assets", "book_method")), ::testing::Not(Contains("one-time")));
}

TEST(Template, OffersEveryEventType) {
  auto types = offered(column(template_sheets(two_classes()), "events", "type"));
  EXPECT_EQ(std::set<std::string>(types.begin(), types.end()).size(), std::variant_size_v<EventDetail>);
}

TEST(Template, TheSameRulesGiveTheSameBytes) {
  StringSink first;
  StringSink second;
  ASSERT_FALSE(write_template(two_classes(), first));
  ASSERT_FALSE(write_template(two_classes(), second));
  EXPECT_EQ(first.text(), second.text());
}

TEST(Template, HasHeadingsCommentsAndLists) {
  StringSink out;
  ASSERT_FALSE(write_template(two_classes(), out));
  std::string assets = part(out.text(), "xl/worksheets/sheet1.xml");
  EXPECT_TRUE(has(assets, R"(<dataValidation type="list")"));
  EXPECT_TRUE(has(assets, "'lists'!$A$2:$A$3")) << assets.substr(0, 2000);
  EXPECT_FALSE(has(assets, R"(<row r="2")"));  // nothing that would be read as an asset
  EXPECT_TRUE(has(part(out.text(), "xl/comments1.xml"), "Unique within an entity."));
  EXPECT_TRUE(has(part(out.text(), "xl/workbook.xml"), R"(name="lists")"));
}

// data/headings.toml read as plain text: section and key of every array, with all that stands in it.
std::map<std::string, std::string> known_headings() {
  std::ifstream in(std::string(kSourceDir) + "/data/headings.toml");
  std::map<std::string, std::string> texts;
  std::string section;
  std::string key;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    if (line[0] == '[') {
      section = line.substr(1, line.find(']') - 1);
      continue;
    }
    if (auto equals = line.find(" = ["); line[0] != ' ' && equals != std::string::npos) key = line.substr(0, equals);
    std::erase(key, '"');
    texts[section + "." + key] += line;
  }
  return texts;
}

TEST(Template, ChineseHeadingsAreThoseThatFilesMayUse) {
  auto known = known_headings();
  ASSERT_FALSE(known.empty());
  auto check = [&](const std::string& section, std::span<const TemplateColumn> columns) {
    for (const TemplateColumn& column : columns) {
      if (column.heading_zh.empty()) continue;
      std::string key(column.key);
      EXPECT_THAT(known[section + "." + key], HasSubstr("\"" + std::string(column.heading_zh) + "\"")) << section;
    }
  };
  check("assets", asset_columns());
  check("events", event_columns());
  check("recorded", recorded_columns());
  check("policies", policy_columns());
  check("entities", entity_columns());
}

}  // namespace
}  // namespace tieout::writing
