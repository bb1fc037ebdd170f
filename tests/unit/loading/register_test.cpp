// Registers as a whole: what can only be seen over all rows and files.
#include <gmock/gmock.h>

#include <thread>

#include "loading/field.hpp"
#include "unit/loading/register_fixture.hpp"
#include "unit/loading/xlsx_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::class_id;
using fixture::Register;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

const std::string kHead = "entity,asset,class,in_service,cost";

TEST(Register, StreamsInTheOrderOfEntityAndAsset) {
  Register read;
  read.assets(kHead + "\nE2,A,machinery,2020-01-01,1\nE1,B,machinery,2020-01-01,2\nE1,A,machinery,2020-01-01,3\n")
      .open(2);
  EXPECT_THAT(read.errors(), IsEmpty());
  EXPECT_THAT(read.ids(), ElementsAre("E1/A", "E1/B", "E2/A"));
}

TEST(Register, EveryProblemOfEveryFileIsReportedInOneRun) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-13-01,1\nE,B,boat,2020-01-01,x\nE,B,machinery,2020-01-01,1.234\n")
      .events("asset,date,type,amount\nZ,2020-02-30,impair,1\nA,2021-01-01,impair,\n")
      .recorded("asset,year,book_charge\nY,2021,1\n")
      .open();
  EXPECT_THAT(read.errors(), testing::UnorderedElementsAre("ASSET-DUPLICATE", "AMOUNT-DECIMALS", "UNKNOWN-ASSET",
                                                           "DATE-IMPOSSIBLE", "UNKNOWN-ASSET", "DATE-IMPOSSIBLE",
                                                           "VALUE-MISSING", "UNKNOWN-CLASS", "AMOUNT-UNREADABLE"));
}

TEST(Register, ARepeatedCardNamesTheFirst) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-01-01,1\nE,A,machinery,2020-01-01,1\n").open();
  EXPECT_THAT(read.find("ASSET-DUPLICATE").message.en, HasSubstr("line 2"));
  EXPECT_EQ(read.find("ASSET-DUPLICATE").span.line, 3U);
}

TEST(Register, EventsFindTheirAssetWithOrWithoutEntity) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-01-01,1\nF,A,machinery,2020-01-01,1\nF,B,machinery,2020-01-01,1\n")
      .events(
          "asset,entity,date,type,note\nB,,2021-01-01,suspend,1\nA,F,2021-01-01,suspend,2\nA,,2021-01-01,suspend,3\n"
          "B,F,2021-02-01,resume,4\n")
      .open();
  EXPECT_THAT(read.errors(), ElementsAre("ASSET-AMBIGUOUS"));
  ASSERT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.entries[1].events.size(), 1U);
  ASSERT_EQ(read.entries[2].events.size(), 2U);
  EXPECT_EQ(read.entries[2].events[0].note, "1") << "in order of entry";
  EXPECT_EQ(read.entries[2].events[1].note, "4");
}

TEST(Register, SpansPointAtTheCell) {
  Register read;
  read.assets("title\n" + kHead + "\nE,A,machinery,2020-01-01,\"1,000.00\"\n").open();
  ASSERT_EQ(read.entries.size(), 1U);
  const SourceSpan span = read.reader->span(read.entries[0].asset.origin, "cost");
  EXPECT_THAT(span.file, HasSubstr("assets.csv"));
  EXPECT_EQ(span.line, 3U);
  EXPECT_EQ(span.column, 5U);
  EXPECT_EQ(span.excerpt, "1,000.00");
  const SourceSpan row = read.reader->span(read.entries[0].asset.origin, "tax_life_months");
  EXPECT_EQ(row.line, 3U);
  EXPECT_EQ(row.column, 0U) << "a field without a column points at the row";
}

TEST(Register, BatchesReadTheSameOnAnyThread) {
  std::string text = kHead + "\n";
  for (int i = 0; i < 400; ++i)
    text += "E,A" + std::to_string(1000 + i) + ",machinery,2020-01-01," + std::to_string(i) + "\n";
  Register read;
  read.assets(text).open();
  ASSERT_EQ(read.entries.size(), 400U);
  std::vector<std::string> sums(4);
  std::vector<std::thread> pool;
  for (std::size_t thread = 0; thread < sums.size(); ++thread) {
    pool.emplace_back([&, thread] {
      std::vector<RegisterEntry> batch;
      Diagnostics diagnostics;
      Money sum;
      for (std::size_t first = 0; first < 400; first += 7) {
        read.reader->read(first, 7, batch, diagnostics);
        for (const RegisterEntry& entry : batch) sum += entry.asset.cost;
      }
      sums[thread] = to_string(sum);
    });
  }
  for (std::thread& thread : pool) thread.join();
  EXPECT_THAT(sums, testing::Each("79800.00"));
}

// ---- Files as ERPs write them --------------------------------------------------------------------------------------

const std::string kErpHead = "资产编号,资产名称,税会类别,开始使用日期,原值,净残值\n";

TEST(RegisterErp, ControlTotalsAgreeOrAreErrors) {
  Register good;
  good.assets(kErpHead +
              "A1,x,machinery,2020-01-01,100,5\nA2,x,machinery,2020-01-01,200,\n小计,,,,300,5\n"
              "A3,x,machinery,2020-01-01,\"1,000.50\",7\n机器设备小计,,,,1000.50,7\n合  计,,,,\"1,300.50\",12\n")
      .open();
  EXPECT_THAT(good.errors(), IsEmpty());
  EXPECT_EQ(good.entries.size(), 3U);
  Register bad;
  bad.assets(kErpHead + "A1,x,machinery,2020-01-01,100,5\n小计,,,,101,5\n总计,,,,100,\n").open();
  ASSERT_THAT(bad.errors(), ElementsAre("CONTROL-TOTAL"));
  EXPECT_THAT(bad.find("CONTROL-TOTAL").message.en, HasSubstr("101.00"));
  EXPECT_THAT(bad.find("CONTROL-TOTAL").message.en, HasSubstr("100.00"));
}

TEST(RegisterErp, ANameWithTheWordOfATotalIsAnAsset) {
  Register read;
  read.assets("资产名称,资产编号,税会类别,开始使用日期,原值\n合计量器,A1,machinery,2020-01-01,1\n").open();
  EXPECT_EQ(read.entries.size(), 1U);
}

TEST(RegisterErp, FootersAreSkippedWithANoteAndOtherRowsWithoutIdAreErrors) {
  Register footer;
  footer
      .assets(kErpHead +
              "A1,x,machinery,2020-01-01,100,5\n,,,,,\n制表人：张三,,,打印日期：2024-01-05,,\n,审核人:李四,,,,\n")
      .open();
  EXPECT_THAT(footer.errors(), IsEmpty());
  EXPECT_THAT(footer.notes(), ElementsAre("ROW-SKIPPED", "ROW-SKIPPED"));
  Register nameless;
  nameless.assets(kErpHead + "A1,x,machinery,2020-01-01,100,5\n,x,machinery,2020-01-01,7,\n").open();
  EXPECT_THAT(nameless.errors(), ElementsAre("ROW-WITHOUT-ASSET"));
}

TEST(RegisterErp, AccumulatedChargesWithoutADateAreLeftOutWithAWarningAndProvisionsAreAnError) {
  Register read;
  read.assets("资产编号,税会类别,开始使用日期,原值,累计折旧\nA1,machinery,2020-01-01,100,5\n").open();
  EXPECT_THAT(read.errors(), IsEmpty());
  EXPECT_THAT(read.warnings(), ElementsAre("OPENINGS-UNDATED"));
  EXPECT_FALSE(read.entries.at(0).asset.opening);
  Register provision;
  provision.assets("资产编号,税会类别,开始使用日期,原值,减值准备\nA1,machinery,2020-01-01,100,5\n").open();
  EXPECT_THAT(provision.errors(), ElementsAre("OPENINGS-UNDATED"));
  Register dated;
  dated.assets("资产编号,税会类别,开始使用日期,原值,累计折旧\nA1,machinery,2020-01-01,100,5\n")
      .mapping("opening_date = { value = \"2021-01-01\" }\n")
      .open();
  EXPECT_THAT(dated.errors(), IsEmpty());
  EXPECT_EQ(dated.entries.at(0).asset.opening->book_accumulated, Money::from_fen(500));
}

TEST(RegisterErp, ReadsAWorkbookWithSerialsPercentagesAndErrors) {
  fixture::Book book;
  const auto text = [](const std::string& cell, const std::string& value) {
    return "<c r=\"" + cell + "\" t=\"inlineStr\"><is><t>" + value + "</t></is></c>";
  };
  book.rows = "<row r=\"1\">" + text("A1", "asset") + text("B1", "class") + text("C1", "in_service") +
              text("D1", "cost") + text("E1", "book_residual_rate") + "</row><row r=\"2\">" + text("A2", "A1") +
              text("B2", "machinery") +
              "<c r=\"C2\"><v>45366</v></c><c r=\"D2\"><v>1234.5600000000001</v></c><c r=\"E2\"><v>0.05</v></c></row>" +
              "<row r=\"3\">" + text("A3", "A2") + text("B3", "machinery") +
              "<c r=\"C3\"><v>45366</v></c><c r=\"D3\" t=\"e\"><v>#REF!</v></c></row>";
  Register read;
  read.assets(fixture::zip_parts(book.parts()), "assets.xlsx").open();
  EXPECT_THAT(read.errors(), ElementsAre("CELL-ERROR"));
  ASSERT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(to_string(read.entries[0].asset.in_service), "2024-03-15");
  EXPECT_EQ(to_string(read.entries[0].asset.cost), "1234.56");
  EXPECT_EQ(read.entries[0].asset.book.residual_rate, Ratio::of(1, 20));
  EXPECT_EQ(read.find("CELL-ERROR").span.sheet, "卡片");
  EXPECT_EQ(read.find("CELL-ERROR").span.line, 3U);
  EXPECT_EQ(read.find("CELL-ERROR").span.column, 4U);
}

// ---- Policies ------------------------------------------------------------------------------------------------------

Register by_policy(const std::string& assets, const std::string& policies) {
  Register read;
  read.assets("entity,asset,category,class,in_service,cost,tax_residual_rate\n" + assets).policies(policies).open();
  return read;
}

TEST(RegisterPolicy, TheMostSpecificRowThatStatesACellWins) {
  const Register read = by_policy(
      "E,A,机器,,2020-01-01,1,\nF,A,机器,,2020-01-01,1,\nF,B,机器,,2020-01-01,1,1%\nF,C,,vehicle,2020-01-01,1,\n",
      "entity,category,class,tax_residual_rate,tax_life_months,book_rounding\nE,机器,electronics,4%,,\n,机器,machinery,"
      "3%,132,\n"
      ",,machinery,2%,120,monthly\n,,electronics,,48,monthly\n,,vehicle,10%,,\n");
  ASSERT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.entries.size(), 4U);
  const auto terms = [&](std::size_t at) { return read.entries[at].asset.tax; };
  EXPECT_EQ(read.entries[0].asset.asset_class, class_id("electronics"));
  EXPECT_EQ(terms(0).residual_rate, Ratio::of(4, 100));
  EXPECT_EQ(terms(0).life_months, 132) << "the category's row states it, the entity's does not";
  EXPECT_EQ(read.entries[0].asset.book.rounding, ChargeRounding::monthly);
  EXPECT_EQ(read.entries[1].asset.asset_class, class_id("machinery"));
  EXPECT_EQ(terms(1).residual_rate, Ratio::of(3, 100));
  EXPECT_EQ(terms(2).residual_rate, Ratio::of(1, 100)) << "the asset's own cell wins over all";
  EXPECT_EQ(terms(3).residual_rate, Ratio::of(10, 100));
}

TEST(RegisterPolicy, RowsApplyFromTheirDate) {
  const Register read =
      by_policy("E,A,机器,,2019-12-31,1,\nE,B,机器,,2020-01-01,1,\nE,C,机器,,2023-01-01,1,\n",
                "category,class,tax_election,from\n机器,machinery,,\n机器,machinery,equipment-one-time,2020-01-01\n"
                "机器,machinery,none,2022-01-01\n");
  ASSERT_EQ(read.entries.size(), 3U);
  EXPECT_EQ(read.entries[0].asset.tax_election, "");
  EXPECT_EQ(read.entries[1].asset.tax_election, "equipment-one-time");
  EXPECT_EQ(read.entries[2].asset.tax_election, "");
}

TEST(RegisterPolicy, AnUnmappedCategoryIsOneErrorWithItsCardsAndCost) {
  const Register read = by_policy("E,A,车床,,2020-01-01,100.50,\nE,B,车床,,2020-01-01,200,\nE,C,机器,,2020-01-01,1,\n",
                                  "category,class\n机器,machinery\n");
  ASSERT_THAT(read.errors(), ElementsAre("UNMAPPED-CATEGORY"));
  EXPECT_THAT(read.find("UNMAPPED-CATEGORY").message.en, HasSubstr("2 cards, cost 300.50"));
  EXPECT_THAT(read.ids(), ElementsAre("E/C"));
}

TEST(RegisterPolicy, WithoutPoliciesACategoryMayBeTheNameOfAClass) {
  Register read;
  read.assets("asset,资产类别,in_service,cost\nA,machinery,2020-01-01,1\nB,不明,2020-01-01,1\n").open();
  EXPECT_THAT(read.errors(), ElementsAre("UNMAPPED-CATEGORY"));
  EXPECT_EQ(read.entries.size(), 1U);
}

TEST(RegisterPolicy, RefusesRepeatedAndKeylessRows) {
  EXPECT_THAT(by_policy("E,A,机器,,2020-01-01,1,\n", "category,class\n机器,machinery\n机器,vehicle\n").errors(),
              ElementsAre("POLICY-DUPLICATE"));
  EXPECT_THAT(by_policy("E,A,机器,,2020-01-01,1,\n", "entity,category,class\n,机器,machinery\nE,,\n").errors(),
              ElementsAre("POLICY-WITHOUT-KEY"));
}

TEST(RegisterPolicy, GivesTheAccountsOfCategories) {
  const Register read = by_policy(
      "E,A,机器,,2020-01-01,1,\n",
      "entity,category,class,account_cost,account_accumulated,account_provision\n,机器,machinery,1601,1602,\n");
  ASSERT_EQ(read.reader->accounts().size(), 1U);
  EXPECT_EQ(read.reader->accounts()[0].category, "机器");
  EXPECT_EQ(read.reader->accounts()[0].accumulated, "1602");
}

// ---- Entities, set-aside cards -------------------------------------------------------------------------------------

TEST(RegisterEntities, FactsAndRates) {
  Register read;
  read.assets(kHead + "\n,A,machinery,2020-01-01,1\n")
      .entities(
          "entity,name,type,industry,place,rate,from,enacted\nE,样例,高新技术企业;small-medium,C35,海南,25%,2008-01-01,"
          "2007-03-16\n"
          "E,,,,,15%,2021-01-01,\n")
      .open();
  ASSERT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.reader->entities().size(), 1U);
  const Entity& entity = read.reader->entities()[0];
  EXPECT_THAT(entity.types, ElementsAre("high-tech", "small-medium"));
  EXPECT_EQ(entity.place, "hainan");
  ASSERT_EQ(entity.rates.size(), 2U);
  EXPECT_EQ(to_string(entity.rates[0].enacted), "2007-03-16");
  EXPECT_EQ(to_string(entity.rates[1].enacted), "2021-01-01") << "known since it is in force where nothing is stated";
  EXPECT_THAT(read.ids(), ElementsAre("E/A")) << "a single entity owns the cards that name none";
}

TEST(RegisterEntities, IdRegimesAndPositions) {
  Register read;
  read.assets(kHead + "\n,A,machinery,2020-01-01,1\n")
      .entities(
          "entity,统一社会信用代码,会计准则,税收规则,position:one-time-residual,position：disposal-routing\n"
          "E,91350100M000100Y43,小企业会计准则,cn/cit,book-residual,全部填“其他”行\n"
          "E,,cn/sbs,,,\n")
      .open();
  ASSERT_THAT(read.errors(), IsEmpty());
  EXPECT_THAT(read.warnings(), IsEmpty());
  const Entity& entity = read.reader->entities().at(0);
  EXPECT_EQ(entity.taxpayer_id, "91350100M000100Y43");
  EXPECT_EQ(entity.regime, "cn/sbs");
  EXPECT_EQ(entity.tax_regime, "cn/cit");
  EXPECT_THAT(entity.positions,
              ElementsAre(Pair("disposal-routing", "all-other"), Pair("one-time-residual", "book-residual")));
}

TEST(RegisterEntities, FromTomlWithNestedTables) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-01-01,1\n");
  read.inputs.entities =
      read.files.write("entities.toml",
                       "[[entity]]\nid = \"E\"\nregime = \"cn/eas-2001\"\ntype = [\"high-tech\", \"small-medium\"]\n"
                       "[entity.positions]\ndeclining-balance-base = \"monthly\"\n"
                       "[[entity.rate]]\nfrom = 2021-01-01\nrate = \"15%\"\n"
                       "[[entity.rate]]\nfrom = 2008-01-01\nenacted = 2007-03-16\nrate = \"0.25\"\n"
                       "[[entity]]\nid = \"F\"\n");
  read.open();
  ASSERT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.reader->entities().size(), 2U);
  const Entity& entity = read.reader->entities()[0];
  EXPECT_EQ(entity.regime, "cn/eas-2001");
  EXPECT_THAT(entity.types, ElementsAre("high-tech", "small-medium"));
  EXPECT_THAT(entity.positions, ElementsAre(Pair("declining-balance-base", "monthly")));
  ASSERT_EQ(entity.rates.size(), 2U);
  EXPECT_EQ(entity.rates[0].rate, Ratio::of(1, 4));
  EXPECT_EQ(to_string(entity.rates[1].from), "2021-01-01");
  EXPECT_TRUE(read.reader->entities()[1].rates.empty());
}

TEST(RegisterEntities, WhatIsWrongWithThemIsReportedTogether) {
  auto codes = [](const std::string& name, const std::string& text) {
    Register read;
    read.assets(kHead + "\nE,A,machinery,2020-01-01,1\n");
    read.inputs.entities = read.files.write(name, text);
    return read.open().errors();
  };
  EXPECT_THAT(codes("e.csv", "entity,position:weather\nE,fine\n"), ElementsAre("POSITION-UNKNOWN"));
  EXPECT_THAT(codes("e.csv", "entity,position:one-time-residul\nE,fine\n"), ElementsAre("HEADING-NEAR-MISS"));
  EXPECT_THAT(codes("e.csv", "entity,regime,tax_regime,position:one-time-residual\nE,cn/cit,cn/cas,none\n"),
              ElementsAre("REGIME-UNKNOWN", "REGIME-UNKNOWN", "POSITION-OPTION"));
  EXPECT_THAT(codes("e.csv", "entity,rate,from\nE,125%,2020-01-01\nE,-1%,2021-01-01\n"),
              ElementsAre("RATE-RANGE", "RATE-RANGE"));
  EXPECT_THAT(codes("e.csv", "entity,rate,from,enacted\nE,25%,2020-01-01,2019-01-01\nE,20%,2020-01-01,2019-06-01\n"),
              IsEmpty())
      << "a rate replaced before it came into force";
  EXPECT_THAT(codes("e.toml", "[[entity]]\nid = \"E\"\n[[entity.rate]]\nfrom = 2020-01-01\nrate = 0.25\n"),
              ElementsAre("TOML-FLOAT"));
  EXPECT_THAT(codes("e.toml", "[[entity]]\nid = \"E\"\n[[entity.rate]]\nfrom = 2020-01-01\nshare = \"1\"\n"),
              ElementsAre("UNKNOWN-KEY"));
  EXPECT_THAT(codes("e.toml",
                    "[[entity]]\nid = \"E\"\nplace = \"hainan\"\n[[entity]]\nid = \"E\"\nplace = "
                    "\"hengqin\"\n"),
              ElementsAre("ENTITY-CONFLICT"));
}

// One field for each position that the program acts on, and no other.
TEST(RegisterEntities, EveryPositionHasItsColumn) {
  std::vector<std::string> columns;
  for (const FieldSpec& field : fields_of(RecordType::entity)) {
    if (field.name.starts_with(kPositionPrefix)) columns.emplace_back(field.name.substr(kPositionPrefix.size()));
  }
  std::vector<std::string> positions;
  for (const rules::Position& position : fixture::rule_book().find_tax_regime("cn/cit")->positions) {
    positions.push_back(position.id);
  }
  EXPECT_EQ(columns, positions);
  EXPECT_EQ(find_field(RecordType::entity, "position:" + positions.front()), index_of(EntityField::first_position));
}

TEST(RegisterEntities, UnknownFactsAreErrors) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-01-01,1\n").entities("entity,type,place\nE,large,moon\n").open();
  EXPECT_THAT(read.errors(), ElementsAre("UNKNOWN-WORD", "UNKNOWN-WORD"));
}

TEST(RegisterSetAside, CardsLeaveWithTheirEvents) {
  Register read;
  read.assets(
          "entity,asset,name,category,class,in_service,cost\nE,A,x,c,machinery,2020-01-01,1\nE,B,Lathe,车床,machinery,,"
          "77\n"
          "E,C,x,c,machinery,2020-01-01,3\n")
      .events("asset,date,type\nB,2021-01-01,suspend\nC,2021-01-01,suspend\n")
      .set_aside("asset,reason\nB,papers missing\n")
      .open();
  ASSERT_THAT(read.errors(), IsEmpty()) << "a card set aside may be incomplete";
  EXPECT_THAT(read.ids(), ElementsAre("E/A", "E/C"));
  EXPECT_EQ(read.entries[1].events.size(), 1U);
  ASSERT_EQ(read.reader->set_aside().size(), 1U);
  const SetAsideCard& card = read.reader->set_aside()[0];
  EXPECT_EQ(card.entity + card.asset + card.name + card.category + card.reason, "EBLathe车床papers missing");
  EXPECT_EQ(to_string(card.cost), "77.00");
}

TEST(RegisterSetAside, UnknownCardsAndMissingReasonsAreErrors) {
  Register read;
  read.assets(kHead + "\nE,A,machinery,2020-01-01,1\n").set_aside("asset,reason\nZ,x\nA,\n").open();
  EXPECT_THAT(read.errors(), testing::UnorderedElementsAre("UNKNOWN-ASSET", "VALUE-MISSING"));
}

// ---- TOML, missing tables ------------------------------------------------------------------------------------------

TEST(RegisterToml, IsReadByTheSameRules) {
  Register read;
  read.assets(
          "[[asset]]\nid = \"A\"\nclass = \"machinery\"\nin_service = 2020-03-15\ncost = 1000\nbook = { life_months = "
          "120, residual = "
          "\"5.50\" }\nopening = { date = 2021-01-01, book_accumulated = 10, provision = 1 }\n\n[[event]]\nasset = "
          "\"A\"\ndate = "
          "2022-01-01\ntype = \"impair\"\namount = \"3.20\"\n",
          "assets.toml")
      .open();
  ASSERT_THAT(read.errors(), IsEmpty());
  ASSERT_EQ(read.entries.size(), 1U);
  EXPECT_EQ(read.entries[0].asset.book.life_months, 120);
  EXPECT_EQ(read.entries[0].asset.book.residual, Money::from_fen(550));
  EXPECT_EQ(read.entries[0].asset.opening->provision, Money::from_fen(100));
  ASSERT_EQ(read.entries[0].events.size(), 1U);
  const SourceSpan span = read.reader->span(read.entries[0].asset.origin, "book_residual");
  EXPECT_EQ(span.line, 6U);
  EXPECT_EQ(span.excerpt, "5.50");
}

TEST(RegisterToml, RefusesFloatsListsAndUnknownKeys) {
  Register read;
  read.assets(
          "[[asset]]\nid = \"A\"\nclass = \"machinery\"\nin_service = 2020-03-15\ncost = 10.5\nname = [1]\nlife = 5\n",
          "assets.toml")
      .open();
  EXPECT_THAT(read.errors(), testing::UnorderedElementsAre("UNKNOWN-KEY", "TOML-FLOAT", "TOML-KIND"));
  EXPECT_THAT(read.find("TOML-FLOAT").help.en, HasSubstr("\"10.5\""));
  Register empty;
  empty.assets("title = \"x\"\n", "assets.toml").open();
  EXPECT_THAT(empty.errors(), ElementsAre("TABLE-MISSING"));
  EXPECT_EQ(empty.reader, nullptr);
}

TEST(Register, WithoutReadableAssetsThereIsNone) {
  Register missing;
  missing.inputs.assets = "/nonexistent/assets.csv";
  missing.open();
  EXPECT_EQ(missing.reader, nullptr);
  EXPECT_THAT(missing.errors(), Contains("FILE-MISSING"));
  Register empty;
  empty.assets(kHead + "\n").open();
  EXPECT_THAT(empty.errors(), ElementsAre("FILE-EMPTY"));
}

}  // namespace
}  // namespace tieout::loading
