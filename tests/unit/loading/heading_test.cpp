#include "loading/heading.hpp"

#include <gmock/gmock.h>

#include "loading/record_table.hpp"
#include "unit/loading/register_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::Files;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

HeadingWords words() {
  Diagnostics diagnostics;
  HeadingWords result = HeadingWords::load(fixture::headings_path(), diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  return result;
}

std::string field(const HeadingWords& headings, std::string_view heading, RecordType type = RecordType::asset) {
  const auto meaning = headings.meaning(type, heading);
  return meaning ? std::string(fields_of(type)[meaning->field].name) : "";
}

HeadingUnit unit(const HeadingWords& headings, std::string_view heading, RecordType type = RecordType::asset) {
  return headings.meaning(type, heading).value().unit;
}

TEST(Heading, IsComparedWithoutBlanksCaseAndWidth) {
  EXPECT_EQ(normalise_heading(" 原 值（元）\n"), "原值");
  EXPECT_EQ(normalise_heading("*资产编号"), "资产编号");
  EXPECT_EQ(normalise_heading("Book_Life_Months"), "book_life_months");
  EXPECT_EQ(normalise_heading("使用年限（年）"), "使用年限(年)");
}

TEST(Heading, KnowsTheWordsOfErps) {
  const HeadingWords headings = words();
  for (const char* text : {"资产编号", "资产编码", "卡片编号", "asset", "Asset Number"})
    EXPECT_EQ(field(headings, text), "asset") << text;
  for (const char* text : {"资产类别", "类别名称"}) EXPECT_EQ(field(headings, text), "category") << text;
  for (const char* text : {"开始使用日期", "入账日期", "启用日期"})
    EXPECT_EQ(field(headings, text), "in_service") << text;
  for (const char* text : {"原值", "资产原值", "原币原值", "原值（元）"})
    EXPECT_EQ(field(headings, text), "cost") << text;
  EXPECT_EQ(field(headings, "净残值率"), "book_residual_rate");
  EXPECT_EQ(field(headings, "累计折旧"), "opening_book_accumulated");
  EXPECT_EQ(field(headings, "累计折旧", RecordType::recorded), "book_accumulated");
  EXPECT_EQ(field(headings, "变动类型", RecordType::event), "type");
  EXPECT_EQ(field(headings, "本年折旧", RecordType::recorded), "book_charge");
  EXPECT_EQ(field(headings, "资产净值"), "");
}

TEST(Heading, CarriesTheUnitOfLivesAndRates) {
  const HeadingWords headings = words();
  EXPECT_EQ(unit(headings, "使用月数"), HeadingUnit::months);
  EXPECT_EQ(unit(headings, "book_life_months"), HeadingUnit::months);
  EXPECT_EQ(unit(headings, "使用年限(年)"), HeadingUnit::years);
  EXPECT_EQ(unit(headings, "使用年限（月）"), HeadingUnit::months);
  EXPECT_EQ(unit(headings, "预计使用期间(个月)"), HeadingUnit::months);
  EXPECT_EQ(unit(headings, "使用年限"), HeadingUnit::unstated);
  EXPECT_EQ(unit(headings, "使用寿命"), HeadingUnit::unstated);
  EXPECT_EQ(unit(headings, "净残值率(%)"), HeadingUnit::percent);
  EXPECT_EQ(unit(headings, "原值(万元)"), HeadingUnit::foreign);
  EXPECT_FALSE(headings.meaning(RecordType::asset, "资产名称(年)")) << "a name has no unit";
}

TEST(Heading, NearMissesAreSlipsOfThePenOnly) {
  const HeadingWords headings = words();
  EXPECT_EQ(headings.near_miss(RecordType::asset, "in_servise"), "in_service");
  EXPECT_EQ(headings.near_miss(RecordType::asset, "bok_life_month"), "book_life_months");
  EXPECT_EQ(headings.near_miss(RecordType::asset, "资产编马"), "资产编号");
  EXPECT_EQ(headings.near_miss(RecordType::asset, "开始使用曰期"), "开始使用日期");
  EXPECT_EQ(headings.near_miss(RecordType::asset, "期末累计折旧"), "") << "another column, on purpose";
  EXPECT_EQ(headings.near_miss(RecordType::asset, "资产净值"), "") << "known to be of no use";
  EXPECT_EQ(headings.near_miss(RecordType::asset, "note"), "");
  EXPECT_EQ(headings.near_miss(RecordType::asset, "保险金额"), "");
}

TEST(Heading, EveryEquivalentOfTheTableMeansItsOwnField) {
  // Two fields that claim one heading: the first would win silently.
  Diagnostics diagnostics;
  const TomlNode root = read_toml(fixture::headings_path(), diagnostics);
  const HeadingWords headings = words();
  std::size_t checked = 0;
  for (std::size_t index = 0; index < kRecordTypes; ++index) {
    const auto type = static_cast<RecordType>(index);
    for (const auto& [name, list] : root.find(table_name(type))->members) {
      if (name == "ignored") continue;
      const TomlNode& table = list;
      const auto check = [&](const std::string& own, const TomlNode& aliases) {
        for (const TomlNode& alias : aliases.items) {
          EXPECT_EQ(field(headings, alias.text, type), own) << alias.text;
          ++checked;
        }
      };
      if (name == "unstated_unit" || name == "second_choice") {
        for (const auto& [own, aliases] : table.members) check(own, aliases);
      } else {
        check(name, table);
      }
    }
  }
  EXPECT_GT(checked, 200U);
}

// ---- Columns of a sheet --------------------------------------------------------------------------------------------

struct Bound {
  RecordTable table;
  Diagnostics diagnostics;
  bool ok = false;

  std::vector<std::string> codes() const { return fixture::codes(diagnostics); }
  std::int32_t column(AssetField of) const { return table.columns.column_of[index_of(of)]; }
};

Bound bind(const std::string& csv, const HeadingWords& headings, std::vector<MergedRange> merged = {}) {
  Bound bound;
  auto loaded = fixture::load_bytes(csv);
  bound.table.type = RecordType::asset;
  bound.table.sheet = std::move(loaded.sheets.at(0));
  bound.table.sheet->merged = std::move(merged);
  bound.ok = bind_columns(bound.table, headings, {true}, bound.diagnostics);
  return bound;
}

TEST(HeadingColumns, FirstRowThatHoldsAllNeededOnes) {
  const Bound bound = bind(
      "固定资产清单,,,,\n单位:样例公司,,2023年12月,,\n资产编号,资产名称,资产类别,开始使用日期,原值\nA1,x,y,2020-01-01,"
      "1\n",
      words());
  ASSERT_TRUE(bound.ok);
  EXPECT_EQ(bound.table.columns.first_row, 3U);
  EXPECT_EQ(bound.column(AssetField::cost), 4);
  EXPECT_THAT(bound.codes(), ElementsAre("ROWS-ABOVE-HEADING"));
  EXPECT_THAT(bound.diagnostics.all().front().message.en, HasSubstr("2023年12月"));
}

TEST(HeadingColumns, JoinsTwoTiersByMergedCells) {
  const Bound bound = bind(
      "资产编号,基本信息,,价值,,税务,\n,资产类别,开始使用日期,原值,净残值率,使用月数,净残值率\nA1,x,2020-01-01,1,5%,60,"
      "5%\n",
      words(), {{0, 0, 1, 0}, {0, 1, 0, 2}, {0, 3, 0, 4}, {0, 5, 0, 6}});
  ASSERT_TRUE(bound.ok);
  EXPECT_EQ(bound.table.columns.first_row, 2U);
  EXPECT_EQ(bound.column(AssetField::asset), 0);
  EXPECT_EQ(bound.column(AssetField::book_residual_rate), 4);
  EXPECT_EQ(bound.column(AssetField::tax_life_months), 5);
  EXPECT_EQ(bound.column(AssetField::tax_residual_rate), 6);
  EXPECT_EQ(bound.column(AssetField::book_life_months), -1) << "months below 税务 are no book life";
  EXPECT_THAT(bound.codes(), IsEmpty());
}

TEST(HeadingColumns, JoinsTwoTiersOfACsvWhereTheLowerOneCompletesIt) {
  const Bound bound = bind(
      "资产编号,资产类别,开始使用日期,价值,,期末,\n,,,原值,净残值,原值,累计折旧\nA1,x,2020-01-01,1,0,1,0\n", words());
  ASSERT_TRUE(bound.ok);
  EXPECT_EQ(bound.table.columns.first_row, 2U);
  EXPECT_EQ(bound.column(AssetField::cost), 3);
  EXPECT_EQ(bound.column(AssetField::book_residual), 4);
  EXPECT_EQ(bound.column(AssetField::opening_book_accumulated), -1) << "期末 is not the opening";
}

TEST(HeadingColumns, ARowOfDataIsNoLowerTier) {
  const Bound bound = bind("asset,class,in_service,cost,name\nA1,machinery,2020-01-01,100,cost\n", words());
  ASSERT_TRUE(bound.ok);
  EXPECT_EQ(bound.table.columns.first_row, 1U);
}

TEST(HeadingColumns, UnknownOnesAreListedOnceAndIgnored) {
  const Bound bound = bind("asset,class,in_service,cost,保险金额,楼层\n", words());
  ASSERT_TRUE(bound.ok);
  ASSERT_THAT(bound.codes(), ElementsAre("COLUMNS-IGNORED"));
  EXPECT_EQ(bound.diagnostics.all()[0].severity, Severity::note);
  EXPECT_THAT(bound.diagnostics.all()[0].message.en, HasSubstr("`保险金额`, `楼层`"));
}

TEST(HeadingColumns, ANearMissIsAnErrorAndExplainsTheMissingColumn) {
  const Bound bound = bind("asset,class,in_servise,cost\n", words());
  EXPECT_FALSE(bound.ok);
  ASSERT_THAT(bound.codes(), ElementsAre("HEADING-NEAR-MISS"));
  const Diagnostic& found = bound.diagnostics.all()[0];
  EXPECT_EQ(found.span.line, 1U);
  EXPECT_EQ(found.span.column, 3U);
  EXPECT_EQ(found.span.excerpt, "in_servise");
}

TEST(HeadingColumns, MissingOnesAreNamedWithWhatWasFound) {
  const Bound bound = bind("asset,name,class\n", words());
  EXPECT_FALSE(bound.ok);
  ASSERT_THAT(bound.codes(), ElementsAre("HEADING-MISSING"));
  EXPECT_THAT(bound.diagnostics.all()[0].message.en, HasSubstr("`in_service`, `cost`"));
  EXPECT_THAT(bound.diagnostics.all()[0].help.en, HasSubstr("`asset`, `name`, `class`"));
}

TEST(HeadingColumns, TwoColumnsOfOneMeaningAreAnError) {
  EXPECT_THAT(bind("asset,class,in_service,cost,原值\n", words()).codes(), ElementsAre("HEADING-DUPLICATE"));
  EXPECT_THAT(bind("资产编号,class,in_service,原值,资产原值\n", words()).codes(), ElementsAre("HEADING-DUPLICATE"));
  EXPECT_THAT(bind("asset,class,in_service,cost,cost\n", words()).codes(), ElementsAre("HEADING-DUPLICATE"));
}

TEST(HeadingColumns, ASecondChoiceGivesWayAndIsListed) {
  const Bound both = bind("卡片编号,资产编号,class,入账日期,开始使用日期,原币原值,原值\n", words());
  ASSERT_TRUE(both.ok);
  ASSERT_THAT(both.codes(), ElementsAre("COLUMNS-IGNORED"));
  EXPECT_THAT(both.diagnostics.all()[0].message.en, HasSubstr("`卡片编号`, `入账日期`, `原币原值`"));
  EXPECT_EQ(both.column(AssetField::asset), 1);
  EXPECT_EQ(both.column(AssetField::in_service), 4);
  const Bound alone = bind("卡片编号,class,入账日期,原币原值\n", words());
  ASSERT_TRUE(alone.ok);
  EXPECT_EQ(alone.column(AssetField::asset), 0);
}

TEST(HeadingColumns, ALifeWithoutUnitAndAnAmountInTenThousandsAreErrors) {
  EXPECT_THAT(bind("asset,class,in_service,cost,使用年限\n", words()).codes(), ElementsAre("LIFE-WITHOUT-UNIT"));
  EXPECT_THAT(bind("asset,class,in_service,原值(万元)\n", words()).codes(), ElementsAre("AMOUNT-UNIT"));
}

// ---- The user's mapping --------------------------------------------------------------------------------------------

HeadingWords mapped(const std::string& toml, Diagnostics& diagnostics) {
  const Files files;
  HeadingWords headings = words();
  headings.add_mapping(files.write("mapping.toml", toml), diagnostics);
  return headings;
}

TEST(HeadingMapping, NamesTheirHeadingsOverOurs) {
  Diagnostics diagnostics;
  const HeadingWords headings =
      mapped("cost = \"购买价\"\nbook_life_months = { heading = \"耐用\", unit = \"年\" }\n", diagnostics);
  EXPECT_TRUE(diagnostics.empty());
  EXPECT_EQ(field(headings, "购买价"), "cost");
  EXPECT_EQ(field(headings, "原值"), "") << "only the mapped heading counts";
  EXPECT_EQ(unit(headings, "耐用"), HeadingUnit::years);
}

TEST(HeadingMapping, SettlesTwoColumnsAndLeavesOthersOut) {
  Diagnostics diagnostics;
  const HeadingWords headings = mapped("ignore = [\"原币原值\", \"costt\"]\n[assets]\nname = \"设备\"\n", diagnostics);
  const Bound bound = bind("asset,class,in_service,原值,原币原值,costt,设备\n", headings);
  EXPECT_TRUE(bound.ok);
  EXPECT_THAT(bound.codes(), ElementsAre("COLUMNS-IGNORED"));
  EXPECT_EQ(bound.column(AssetField::name), 6);
}

TEST(HeadingMapping, StatesAValueForEveryRow) {
  Diagnostics diagnostics;
  const HeadingWords headings = mapped("class = { value = \"machinery\" }\n", diagnostics);
  const Bound bound = bind("asset,in_service,cost\n", headings);
  EXPECT_TRUE(bound.ok);
  ASSERT_EQ(bound.table.columns.constants.size(), 1U);
  EXPECT_EQ(bound.table.columns.constants[0].text, "machinery");
}

TEST(HeadingMapping, ReportsWhatItDoesNotKnow) {
  Diagnostics diagnostics;
  mapped("csot = \"x\"\nname = 5\n[assets]\nnmae = \"y\"\n", diagnostics);
  EXPECT_THAT(fixture::codes(diagnostics), testing::Contains("UNKNOWN-KEY").Times(2));
  EXPECT_THAT(fixture::codes(diagnostics), testing::Contains("MAPPING-SHAPE"));
}

TEST(HeadingMapping, AHeadingThatIsNotThereIsAnError) {
  Diagnostics diagnostics;
  const HeadingWords headings = mapped("name = \"设备\"\n", diagnostics);
  EXPECT_THAT(bind("asset,class,in_service,cost\n", headings).codes(), ElementsAre("MAPPING-NOT-FOUND"));
}

TEST(HeadingMapping, ALifeStillNeedsItsUnit) {
  Diagnostics diagnostics;
  const HeadingWords headings = mapped("book_life_months = \"耐用\"\n", diagnostics);
  EXPECT_EQ(unit(headings, "耐用"), HeadingUnit::unstated);
}

}  // namespace
}  // namespace tieout::loading
