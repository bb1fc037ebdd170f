// The forms as the shipped rules have them, and the little language of their formulas.
#include "loading/rule_forms.hpp"

#include <gtest/gtest.h>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"

namespace tieout::loading {
namespace {

using rules::FormEdition;
using rules::FormExpression;
using rules::FormRow;
using rules::RuleBook;

const RuleBook& shipped() {
  static const RuleBook book = [] {
    Diagnostics diagnostics;
    RuleBook loaded = load_rules(std::string(kSourceDir) + "/rules", diagnostics);
    EXPECT_TRUE(diagnostics.empty());
    return loaded;
  }();
  return book;
}

std::string editions(int year, std::optional<Date> as_of = {}) {
  std::string text;
  for (const FormEdition* edition : rules::editions_for(shipped().forms, year, as_of)) {
    text += edition->form + "/" + edition->name() + " ";
  }
  return text;
}

TEST(ShippedForms, EditionsByTaxYear) {
  EXPECT_EQ(editions(2013), "");
  EXPECT_EQ(editions(2014), "A105000/2014 A105080/2014 A105081/2014 A105090/2014 A105091/2014 ");
  EXPECT_EQ(editions(2016), "A105000/2014 A105080/2014 A105081/2015 A105090/2014 A105091/2014 ");
  EXPECT_EQ(editions(2017), "A105000/2017 A105080/2017 A105090/2017 ");
  EXPECT_EQ(editions(2019), "A105000/2019 A105080/2018 A105090/2018 ");
  EXPECT_EQ(editions(2020), "A105000/2020 A105080/2020 A105090/2020 ");
  EXPECT_EQ(editions(2021), "A105000/2020 A105080/2021 A105090/2020 ");
  EXPECT_EQ(editions(2023), "A105000/2020 A105080/2022 A105090/2020 ");
  EXPECT_EQ(editions(2025), "A105000/2024 A105080/2024 A105090/2020 ");
}

TEST(ShippedForms, OnlyWhatWasPublished) {
  EXPECT_EQ(editions(2024, Date{2025, 1, 7}), "A105000/2020 A105080/2022 A105090/2020 ");
  EXPECT_EQ(editions(2024, Date{2025, 1, 8}), "A105000/2024 A105080/2024 A105090/2020 ");
  EXPECT_EQ(editions(2014, Date{2014, 1, 1}), "");
}

// Every class leads to one row of every edition of the form of charges, other than a right of use.
TEST(ShippedForms, EveryClassHasARow) {
  int editions_seen = 0;
  for (const FormEdition& edition : shipped().forms) {
    if (edition.form != "A105080") continue;
    ++editions_seen;
    std::vector<int> rows(shipped().classes.size(), 0);
    for (const FormRow& row : edition.rows) {
      for (const ClassId id : row.classes) ++rows[id.index];
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::string& code = shipped().classes.all()[i].code;
      EXPECT_EQ(rows[i], code == "right-of-use" ? 0 : 1) << edition.id << " " << code;
    }
  }
  EXPECT_EQ(editions_seen, 7);
}

TEST(ShippedForms, ClosedCellsFollowTheEra) {
  const auto closed = [](const char* year, const char* row) {
    std::string numbers;
    for (const FormEdition& edition : shipped().forms) {
      if (edition.form != "A105080" || edition.name() != year) continue;
      const FormRow& found = edition.rows[edition.find_row(row).value()];
      for (std::size_t i = 0; i < found.closed.size(); ++i) {
        if (found.closed[i]) numbers += edition.columns[i].number + " ";
      }
    }
    return numbers;
  };
  EXPECT_EQ(closed("2014", "7"), "");
  EXPECT_EQ(closed("2014", "9"), "7 ");
  EXPECT_EQ(closed("2014", "26"), "6 7 ");
  EXPECT_EQ(closed("2014", "27"), "10 ");
  EXPECT_EQ(closed("2018", "27"), "6 7 ");
  EXPECT_EQ(closed("2022", "12.4"), "9 ");
  EXPECT_EQ(closed("2024", "memo"), "6 7 ");
}

TEST(FormExpressions, ReadsCellsPartsAndFactors) {
  const auto whole = parse_form_expression("*:2 - *:5 - 20 * A105000:32:1 + 0");
  ASSERT_TRUE(whole);
  ASSERT_EQ(whole->terms.size(), 4U);
  EXPECT_EQ(whole->terms[0].row, "*");
  EXPECT_FALSE(whole->terms[0].minus);
  EXPECT_TRUE(whole->terms[1].minus);
  EXPECT_EQ(whole->terms[2].form, "A105000");
  EXPECT_EQ(whole->terms[2].factor, 20);
  EXPECT_EQ(whole->terms[3].row, "");
  const auto part = parse_form_expression("negative(28.10:9)");
  ASSERT_TRUE(part);
  EXPECT_EQ(part->part, FormExpression::Part::negative);
  EXPECT_EQ(part->terms[0].row, "28.10");
}

TEST(FormExpressions, RefusesWhatIsNoFormula) {
  for (const char* text : {"", "9", "2 + 5", "positive(2:9", "2:", ":9", "x * 2:9", "2:9 +", "largest(2:9)"}) {
    EXPECT_FALSE(parse_form_expression(text)) << text;
  }
}

TEST(Preferences, UnitCostIsComparedExactly) {
  rules::PreferenceMatch match;
  match.elections = {"high-tech-2022q4"};
  match.unit_cost_at_most = Money::from_fen(500'000'000);
  rules::PreferenceFacts facts;
  facts.election = "high-tech-2022q4";
  facts.cost = Money::from_fen(1'500'000'001);
  facts.quantity = Ratio::of(3, 1);
  EXPECT_FALSE(rules::matches(match, facts));
  facts.cost = Money::from_fen(1'500'000'000);
  EXPECT_TRUE(rules::matches(match, facts));
  match.unit_cost_above = match.unit_cost_at_most;
  EXPECT_FALSE(rules::matches(match, facts));
}

}  // namespace
}  // namespace tieout::loading
