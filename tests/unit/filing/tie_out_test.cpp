#include "tieout/filing/tie_out.hpp"

#include <gmock/gmock.h>

namespace tieout {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

ReconciliationRow closing(const std::string& entity, std::int64_t cost, std::int64_t accumulated = 0,
                          std::int64_t provision = 0) {
  ReconciliationRow row;
  row.entity = entity;
  row.book_cost = yuan(cost);
  row.book_accumulated = yuan(accumulated);
  row.book_provision = yuan(provision);
  return row;
}

Layers held(std::int64_t cost, std::int64_t accumulated) {
  Layers layers;
  layers.cost = yuan(cost);
  layers.accumulated = yuan(accumulated);
  return layers;
}

class TieOutOf : public ::testing::Test {
 protected:
  void add(const std::string& category, const ReconciliationRow& row) {
    cards.add({row.entity, category, "machinery", false}, row);
  }
  TieOut tie() { return tie_out({cards, accounts, set_aside, balances}); }

  static const TieLine& line(const TieOut& result, const std::string& account) {
    for (const TieLine& candidate : result.lines) {
      if (candidate.account == account) return candidate;
    }
    ADD_FAILURE() << "no line for " << account;
    return result.lines.at(0);
  }
  static std::vector<std::string> order(const TieOut& result) {
    std::vector<std::string> found;
    for (const TieLine& line : result.lines) found.push_back(line.entity + " " + line.account);
    return found;
  }

  RegisterBalances cards;
  std::vector<CategoryAccounts> accounts{{"", "machines", "1601.03", "1602.03", "1603.03"}};
  std::vector<SetAsideCost> set_aside;
  std::vector<AccountBalance> balances;
};

TEST_F(TieOutOf, CardsOfACategoryAreSummedByLayerInTheirNaturalSigns) {
  add("machines", closing("E", 100, 30, 5));
  add("machines", closing("E", 50, 10));
  balances = {{"E", "1601.03", "Machines", yuan(150)},
              {"E", "1602.03", "Depreciation", yuan(-40)},
              {"E", "1603.03", "Provision", yuan(-5)}};
  const TieOut result = tie();
  EXPECT_EQ(line(result, "1601.03").in_register, yuan(150));
  EXPECT_EQ(line(result, "1602.03").in_register, yuan(40));
  EXPECT_EQ(line(result, "1602.03").balance, yuan(40));
  EXPECT_EQ(line(result, "1603.03").balance, yuan(5));
  EXPECT_EQ(line(result, "1602.03").layer, TieLayer::accumulated);
  EXPECT_EQ(line(result, "1602.03").name, "Depreciation");
  EXPECT_EQ(result.tied, 3);
  EXPECT_EQ(result.differing, 0);
  // The carrying amount on both sides.
  EXPECT_EQ(result.totals.in_register, yuan(105));
  EXPECT_EQ(result.totals.balance, yuan(105));
}

TEST_F(TieOutOf, FairValueStandsInTheAccountOfTheCost) {
  ReconciliationRow row = closing("E", 100);
  row.book_fair_value = yuan(25);
  add("machines", row);
  balances = {{"E", "1601.03", "", yuan(125)}};
  EXPECT_EQ(tie().differing, 0);
}

TEST_F(TieOutOf, OpeningsThatDifferStandAmongTheOthersByAmount) {
  add("machines", closing("E", 150, 40));
  cards.add_opening({"E", "machines", "machinery", false}, held(100, 30));
  balances = {{"E", "1601.03", "", yuan(151), yuan(100)}, {"E", "1602.03", "", yuan(-40), yuan(-25)}};
  EXPECT_EQ(tie().lines.size(), 2U);  // openings that nobody states are not compared
  const TieOut result = tie_out({cards, accounts, set_aside, balances, {}, {}, true});
  ASSERT_EQ(result.lines.size(), 3U);
  const TieLine& first = result.lines.front();
  EXPECT_TRUE(first.opening);
  EXPECT_EQ(first.account, "1602.03");
  EXPECT_EQ(first.in_register, yuan(30));
  EXPECT_EQ(first.difference(), yuan(-5));
  EXPECT_FALSE(result.lines[1].opening);
  EXPECT_EQ(result.lines[1].difference(), yuan(1));
  EXPECT_EQ(result.differing, 1);
  EXPECT_EQ(result.openings_differing, 1);
  EXPECT_EQ(result.openings_tied, 1);
  EXPECT_EQ(result.totals.in_register, yuan(110));  // of the closing balances alone
}

TEST_F(TieOutOf, AmountsWithoutACardOpenWithWhatTheyAre) {
  accounts[0].asset_class = "machinery";
  balances = {{"E", "1602.03", "", yuan(-9), yuan(-7)}};
  std::vector<TieAdjustment> lines{{"E", "1602.03", "machinery", held(0, 9), held(0, 7)}};
  const TieOut result = tie_out({cards, accounts, set_aside, balances, lines, {}, true});
  EXPECT_EQ(result.openings_differing, 0);
  EXPECT_EQ(result.openings_tied, 1);
}

TEST_F(TieOutOf, LargestDifferenceComesFirstThenEntityAndAccount) {
  accounts = {{"", "a", "1", "", ""}, {"", "b", "2", "", ""}, {"", "c", "3", "", ""}};
  for (const char* entity : {"E2", "E1"}) {
    add("a", closing(entity, 10));
    add("b", closing(entity, 10));
    add("c", closing(entity, 10));
    balances.insert(balances.end(),
                    {{entity, "3", "", yuan(10)}, {entity, "2", "", yuan(9)}, {entity, "1", "", yuan(12)}});
  }
  EXPECT_THAT(order(tie()), ElementsAre("E1 1", "E2 1", "E1 2", "E2 2", "E1 3", "E2 3"));
  EXPECT_EQ(tie().differing, 4);
  EXPECT_EQ(tie().tied, 2);
}

TEST_F(TieOutOf, ARowForTheEntityOutranksOneForTheCategoryCellByCell) {
  accounts.push_back({"E", "machines", "1601.99", "", ""});
  add("machines", closing("E", 100, 30));
  add("machines", closing("F", 7));
  balances = {{"E", "1601.99", "", yuan(100)}, {"E", "1602.03", "", yuan(-30)}, {"F", "1601.03", "", yuan(7)}};
  const TieOut result = tie();
  EXPECT_EQ(result.differing, 0);
  EXPECT_EQ(line(result, "1601.99").entity, "E");
  EXPECT_EQ(line(result, "1601.03").entity, "F");
}

TEST_F(TieOutOf, AClassNamesTheAccountsWhereItsCategoryDoesNot) {
  accounts.push_back({"", "machinery", "1601.98", "1602.98", "1603.98"});
  accounts.push_back({"F", "machinery", "1601.97", "", ""});
  add("machines", closing("E", 1));
  add("presses", closing("E", 20));
  add("", closing("F", 300, 30));
  balances = {{"E", "1601.03", "", yuan(1)},
              {"E", "1601.98", "", yuan(20)},
              {"F", "1601.97", "", yuan(300)},
              {"F", "1602.98", "", yuan(-30)}};
  EXPECT_EQ(tie().differing, 0);
  EXPECT_EQ(tie().tied, 4);
}

TEST_F(TieOutOf, ACardTransferredToAnotherClassFollowsTheClass) {
  cards.add({"E", "machines", "investment-property", true}, closing("E", 100, 30));
  balances = {{"E", "1521", "", yuan(100)}, {"E", "1522", "", yuan(-30)}};
  TieOut result = tie();
  EXPECT_TRUE(line(result, "1601.03").has(TieRemark::reclassified));
  EXPECT_EQ(result.differing, 2);
  accounts.push_back({"", "investment-property", "1521", "1522", ""});
  result = tie();
  EXPECT_EQ(result.differing, 0);
  EXPECT_EQ(result.tied, 2);
}

TEST_F(TieOutOf, AnAccountOfSeveralLayersIsComparedNet) {
  accounts = {{"", "prepaid", "1801", "1801", ""}};
  add("prepaid", closing("E", 100, 30));
  balances = {{"E", "1801", "", yuan(70)}};
  const TieOut result = tie();
  ASSERT_EQ(result.lines.size(), 1U);
  EXPECT_EQ(result.lines[0].layer, TieLayer::net);
  EXPECT_EQ(result.lines[0].in_register, yuan(70));
  EXPECT_EQ(result.tied, 1);
}

TEST_F(TieOutOf, CostOfSetAsideCardsExplainsTheCostAccountAndNothingElse) {
  add("machines", closing("E", 100, 30));
  set_aside = {{"E", "M-9", "Press", "machines", "papers missing", yuan(20)}};
  balances = {{"E", "1601.03", "", yuan(120)}, {"E", "1602.03", "", yuan(-35)}};
  const TieOut result = tie();
  const TieLine& cost = line(result, "1601.03");
  EXPECT_EQ(cost.set_aside, yuan(20));
  EXPECT_TRUE(cost.difference().is_zero());
  EXPECT_TRUE(cost.has(TieRemark::set_aside));
  const TieLine& accumulated = line(result, "1602.03");
  EXPECT_EQ(accumulated.difference(), yuan(5));
  EXPECT_TRUE(accumulated.has(TieRemark::set_aside_not_computed));
  EXPECT_FALSE(accumulated.has(TieRemark::set_aside));
  EXPECT_EQ(result.differing, 1);
}

TEST_F(TieOutOf, CardsWithoutAnAccountFormAnUnmappedLineByCategoryAndLayer) {
  add("sheds", closing("E", 40, 4));
  set_aside = {{"E", "S-9", "", "sheds", "", yuan(3)}};
  const TieOut result = tie();
  ASSERT_EQ(result.lines.size(), 2U);
  EXPECT_EQ(result.lines[0].account, "");
  EXPECT_EQ(result.lines[0].name, "sheds");
  EXPECT_TRUE(result.lines[0].has(TieRemark::unmapped));
  EXPECT_EQ(result.lines[0].difference(), yuan(-43));
  EXPECT_EQ(result.lines[1].layer, TieLayer::accumulated);
  EXPECT_EQ(result.lines[1].difference(), yuan(-4));
  EXPECT_EQ(result.differing, 2);
}

TEST_F(TieOutOf, ALayerWithoutAccountIsUnmappedOnlyWhereItHoldsSomething) {
  accounts = {{"", "prepaid", "1801", "1801", ""}};
  add("prepaid", closing("E", 100, 30));
  balances = {{"E", "1801", "", yuan(70)}};
  EXPECT_EQ(tie().lines.size(), 1U);
  add("prepaid", closing("E", 0, 0, 8));
  const TieOut result = tie();
  ASSERT_EQ(result.lines.size(), 2U);
  EXPECT_EQ(result.lines[0].layer, TieLayer::provision);
  EXPECT_TRUE(result.lines[0].has(TieRemark::unmapped));
}

TEST_F(TieOutOf, AccountsMissingOnEitherSideAreSaidToBe) {
  add("machines", closing("E", 100));
  balances = {{"E", "1603.03", "Provision", yuan(-8)}};
  const TieOut result = tie();
  EXPECT_TRUE(line(result, "1601.03").has(TieRemark::not_in_trial_balance));
  EXPECT_EQ(line(result, "1601.03").balance, std::nullopt);
  EXPECT_EQ(line(result, "1601.03").name, "machines");
  EXPECT_EQ(line(result, "1601.03").difference(), yuan(-100));
  EXPECT_TRUE(line(result, "1603.03").has(TieRemark::not_in_register));
  EXPECT_EQ(result.lines.size(), 2U);  // 1602.03 is empty on both sides
}

TEST_F(TieOutOf, ABalanceOnTheOppositeSideIsSaidToBe) {
  add("machines", closing("E", 100, 30));
  balances = {{"E", "1601.03", "", yuan(100)}, {"E", "1602.03", "", yuan(30)}};
  EXPECT_TRUE(line(tie(), "1602.03").has(TieRemark::opposite_side));
  EXPECT_FALSE(line(tie(), "1601.03").has(TieRemark::opposite_side));
}

TEST_F(TieOutOf, AccountsThatNoPolicyNamesAreCountedAndLeftOut) {
  add("machines", closing("E", 100));
  balances = {{"E", "1601.03", "", yuan(100)}, {"E", "1002", "Bank", yuan(77)}, {"E", "2202", "", yuan(-5)}};
  const TieOut result = tie();
  EXPECT_EQ(result.ignored, 2);
  EXPECT_THAT(order(result), ElementsAre("E 1601.03"));
}

TEST_F(TieOutOf, AnAccountKeptInSubAccountsIsTheSumOfTheUppermost) {
  accounts = {{"", "machines", "1601", "1602", ""}, {"", "cars", "1601.08", "1602.08", ""}};
  add("machines", closing("E", 100));
  balances = {{"E", "1601.01", "", yuan(60)},  {"E", "1601.01.1", "", yuan(60)},  // part of the row above
              {"E", "1601.02", "", yuan(40)},  {"E", "1601.08", "", yuan(0)},
              {"E", "1601.08.1", "", yuan(0)},  // belongs to an account of the policies
              {"E", "16010", "", yuan(900)}};
  const TieOut result = tie();
  EXPECT_EQ(line(result, "1601").balance, yuan(100));
  EXPECT_TRUE(line(result, "1601").has(TieRemark::sub_accounts));
  EXPECT_EQ(result.ignored, 4 - 1);
}

TEST(SubAccount, GoesOnBehindASeparatorOrInDigitsOfANumberedAccount) {
  EXPECT_TRUE(is_sub_account("1601.01", "1601"));
  EXPECT_TRUE(is_sub_account("160101", "1601"));
  EXPECT_TRUE(is_sub_account("1601-A", "1601"));
  EXPECT_FALSE(is_sub_account("1601", "1601"));
  EXPECT_FALSE(is_sub_account("16010", "1601"));
  EXPECT_FALSE(is_sub_account("1601.", "1601"));
  EXPECT_FALSE(is_sub_account("1601A1", "1601"));
  EXPECT_FALSE(is_sub_account("16", "1"));
  EXPECT_FALSE(is_sub_account("1002", ""));
}

TEST_F(TieOutOf, TableHoldsCodesForProgramsAndWordsForPeople) {
  add("machines", closing("E", 100, 30));
  set_aside = {{"E", "M-9", "", "machines", "", yuan(20)}};
  balances = {{"E", "1601.03", "Machines", yuan(120)}, {"E", "1602.03", "", yuan(-30)}};
  const Table codes = tie_out_table(tie(), december(2023), TieWording::codes, Language::zh);
  ASSERT_EQ(codes.rows.size(), 2U);
  EXPECT_EQ(codes.schema.name, "tie");
  EXPECT_EQ(codes.rows[0][3].text, "cost");
  EXPECT_EQ(codes.rows[0][4].text, "closing");
  EXPECT_EQ(codes.rows[0][10].text, "set-aside");
  EXPECT_EQ(codes.totals[5].number, yuan(70).fen());
  EXPECT_EQ(codes.totals[6].number, yuan(20).fen());
  EXPECT_EQ(codes.totals[7].number, 0);  // amounts without a card
  EXPECT_EQ(codes.totals[8].number, yuan(90).fen());
  EXPECT_EQ(codes.totals[9].number, 0);
  const Table words = tie_out_table(tie(), Month::of(2023, 6), TieWording::words, Language::zh);
  EXPECT_EQ(words.rows[1][3].text, "累计折旧摊销");
  EXPECT_EQ(words.rows[0][10].text, "含搁置卡片原值");
  EXPECT_EQ(words.schema.title.en, "Register against accounts, 2023-06");
}

TEST_F(TieOutOf, BalanceOfAMissingAccountIsAnEmptyCell) {
  add("machines", closing("E", 100));
  const Table table = tie_out_table(tie(), december(2023), TieWording::codes, Language::en);
  EXPECT_EQ(table.rows.at(0)[8].kind, CellKind::empty);
  EXPECT_EQ(table.rows.at(0)[9].number, yuan(-100).fen());
  EXPECT_EQ(table.rows.at(0)[10].text, "not-in-trial-balance");
}

TEST(SetAsideTable, HoldsACardARowWithTheSumOfTheirCosts) {
  const std::vector<SetAsideCost> cards{{"E", "M-9", "Press", "machines", "papers missing", yuan(20)},
                                        {"E", "M-8", "", "machines", "", yuan(1)}};
  const Table table = set_aside_table(cards);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][5].text, "papers missing");
  EXPECT_EQ(table.totals[4].number, yuan(21).fen());
  EXPECT_THAT(set_aside_table({}).rows, IsEmpty());
}

}  // namespace
}  // namespace tieout
