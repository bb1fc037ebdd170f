#include "loading/case_file.hpp"

#include <gmock/gmock.h>

#include "unit/loading/register_fixture.hpp"

namespace tieout::loading {
namespace {

using fixture::codes;
using fixture::Files;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::UnorderedElementsAre;

struct Case {
  Files files;
  Diagnostics diagnostics;
  CaseFile file;
  explicit Case(const std::string& text) {
    file = load_case(files.write("case.toml", text), fixture::rule_book(), diagnostics);
  }
};

const char* const kAsset = "[[asset]]\nid = \"A\"\nclass = \"machinery\"\nin_service = 2020-03-15\ncost = 1000\n";

TEST(CaseFile, ReadsAWholeCase) {
  const Case loaded(
      std::string("title = \"T\"\nsource = \"S\"\ncites = [\"x\", \"y\"]\n[rules]\nbook = \"ifrs\"\n[entity]\ntype = "
                  "[\"high-tech\"]\nindustry = \"C35\"\nplace = \"hainan\"\n") +
      kAsset +
      "[[event]]\nasset = \"A\"\ndate = 2021-12-31\ntype = \"test\"\nrecoverable = 500\n[[recorded]]\nasset = "
      "\"A\"\nyear = "
      "2020\nbook_charge = \"7.5\"\n[[rate]]\nfrom = 2020-01-01\nenacted = 2019-06-01\nrate = "
      "\"0.25\"\n[[expect]]\nasset = "
      "\"A\"\nyear = 2021\nbook_charge = 10800\nadj_total = \"-3.5\"\nclass = \"machinery\"\nadj_reason = "
      "\"life;method\"\ndeferred_tax_open = 1\n[[expect]]\nerror = \"any\"\n");
  ASSERT_THAT(codes(loaded.diagnostics), IsEmpty());
  EXPECT_EQ(loaded.file.title, "T");
  EXPECT_EQ(loaded.file.source, "S");
  EXPECT_THAT(loaded.file.cites, ElementsAre("x", "y"));
  EXPECT_EQ(loaded.file.book, "ifrs");
  EXPECT_EQ(loaded.file.tax, "cn/cit");
  EXPECT_THAT(loaded.file.entity.types, ElementsAre("high-tech"));
  ASSERT_EQ(loaded.file.entity.rates.size(), 1U);
  EXPECT_EQ(loaded.file.entity.rates[0].rate, Ratio::of(1, 4));
  ASSERT_EQ(loaded.file.entries.size(), 1U);
  EXPECT_EQ(loaded.file.entries[0].events.size(), 1U);
  EXPECT_EQ(loaded.file.entries[0].recorded.size(), 1U);
  ASSERT_EQ(loaded.file.expectations.size(), 2U);
  const Expectation& first = loaded.file.expectations[0];
  EXPECT_EQ(first.asset, "A");
  EXPECT_EQ(first.year, 2021);
  EXPECT_THAT(first.figures,
              ElementsAre(Pair("book_charge", "10800.00"), Pair("adj_total", "-3.50"), Pair("class", "machinery"),
                          Pair("adj_reason", "life;method"), Pair("deferred_tax_open", "1.00")));
  EXPECT_EQ(loaded.file.expectations[1].error, "any");
  EXPECT_GT(first.line, 0U);
}

TEST(CaseFile, DefaultsToTheRulesOfChina) {
  const Case loaded(kAsset);
  EXPECT_EQ(loaded.file.book, "cn/cas");
  EXPECT_EQ(loaded.file.tax, "cn/cit");
}

TEST(CaseFile, RefusesUnknownKeysEverywhere) {
  const Case loaded(std::string("titel = \"T\"\n[rules]\nbok = \"x\"\n[entity]\nsize = 1\n") + kAsset +
                    "[[rate]]\nfrom = 2020-01-01\nrate = \"0.25\"\nuntil = 2021-01-01\n[[expect]]\nbook_chrge = 1\n");
  EXPECT_THAT(codes(loaded.diagnostics),
              UnorderedElementsAre("UNKNOWN-KEY", "UNKNOWN-KEY", "UNKNOWN-KEY", "UNKNOWN-KEY", "UNKNOWN-KEY"));
}

TEST(CaseFile, AnEntityChoosesRegimesAndPositions) {
  const Case loaded(std::string("[rules]\nbook = \"ifrs\"\npositions = { one-time-residual = \"book-residual\" }\n"
                                "[entity]\nregime = \"cn/sbs\"\ntax_regime = \"none\"\n"
                                "positions = { declining-balance-base = \"monthly\" }\n") +
                    kAsset);
  ASSERT_THAT(codes(loaded.diagnostics), IsEmpty());
  EXPECT_EQ(loaded.file.entity.regime, "cn/sbs");
  EXPECT_EQ(loaded.file.entity.tax_regime, "none");
  EXPECT_THAT(loaded.file.entity.positions,
              ElementsAre(Pair("declining-balance-base", "monthly"), Pair("one-time-residual", "book-residual")));
  const Case wrong(std::string("[entity]\nregime = \"x\"\npositions = { a = \"b\", one-time-residual = \"c\" }\n") +
                   kAsset);
  EXPECT_THAT(codes(wrong.diagnostics), UnorderedElementsAre("REGIME-UNKNOWN", "POSITION-UNKNOWN", "POSITION-OPTION"));
}

TEST(CaseFile, RefusesFloatsAndUnreadableFigures) {
  const Case loaded(std::string(kAsset) + "[[expect]]\nyear = \"x\"\nbook_charge = 1.5\ntax_charge = \"abc\"\n");
  EXPECT_THAT(codes(loaded.diagnostics), UnorderedElementsAre("NUMBER-UNREADABLE", "TOML-FLOAT", "AMOUNT-UNREADABLE"));
}

TEST(CaseFile, LeavesOutAssetsThatAreWrong) {
  const Case loaded(std::string(kAsset) +
                    "[[event]]\nasset = \"A\"\ndate = 2021-01-01\ntype = \"impair\"\n[[event]]\nasset = \"Z\"\ndate = "
                    "2021-01-01\ntype = \"suspend\"\n");
  EXPECT_THAT(codes(loaded.diagnostics), UnorderedElementsAre("VALUE-MISSING", "UNKNOWN-ASSET"));
  EXPECT_TRUE(loaded.file.entries.empty());
}

TEST(CaseFile, RefusesRepeatedAssetsAndPeriods) {
  const Case loaded(std::string(kAsset) + kAsset +
                    "[[recorded]]\nasset = \"A\"\nyear = 2021\n[[recorded]]\nasset = \"A\"\nyear = 2021\n");
  EXPECT_THAT(codes(loaded.diagnostics), UnorderedElementsAre("ASSET-DUPLICATE", "RECORDED-DUPLICATE"));
}

TEST(CaseFile, FindsThePlaceOfAFieldAgain) {
  const Case loaded(std::string(kAsset) + "book = { life_months = 60 }\n");
  ASSERT_EQ(loaded.file.entries.size(), 1U);
  const Origin origin = loaded.file.entries[0].asset.origin;
  EXPECT_EQ(origin.line, 1U);
  EXPECT_EQ(case_span(loaded.file, origin, "cost").line, 5U);
  EXPECT_EQ(case_span(loaded.file, origin, "book_life_months").line, 6U);
  EXPECT_EQ(case_span(loaded.file, origin, "book_life_months").excerpt, "60");
  EXPECT_EQ(case_span(loaded.file, origin, "tax_life_months").excerpt, "A") << "a field not stated points at the asset";
}

}  // namespace
}  // namespace tieout::loading
