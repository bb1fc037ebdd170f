// The positions as the shipped rules have them: every one the program acts on, with its options and default.
#include <gtest/gtest.h>

#include "loading/rule_files.hpp"
#include "source_dir.hpp"

namespace tieout::loading {
namespace {

using rules::Position;
using rules::PositionOption;
using rules::RuleBook;
using rules::TaxRegime;

class ShippedPositions : public testing::Test {
 protected:
  static const RuleBook& book() {
    static const RuleBook book = [] {
      Diagnostics diagnostics;
      return load_rules(std::string(kSourceDir) + "/rules", diagnostics);
    }();
    return book;
  }
  static const TaxRegime& cit() { return *book().find_tax_regime("cn/cit"); }
};

TEST_F(ShippedPositions, EveryPositionWithItsDefault) {
  std::string found;
  for (const Position& position : cit().positions) {
    found += position.id + "=" + position.default_option + (position.touches_assets ? "*" : "") + " ";
  }
  EXPECT_EQ(found,
            "declining-balance-base=yearly* disposal-routing=by-book-result disposed-in-year=kept "
            "fair-value-property-charge=deducted* indefinite-life-charge=deducted* one-time-residual=whole-cost* "
            "right-of-use-form=outside tax-life-follows-book=on* ");
  EXPECT_TRUE(book().find_tax_regime("none")->positions.empty());
}

TEST_F(ShippedPositions, EveryOptionIsCitedAndExplained) {
  for (const Position& position : cit().positions) {
    EXPECT_FALSE(position.question.zh.empty() || position.question.en.empty()) << position.id;
    EXPECT_FALSE(position.default_reason.zh.empty() || position.default_reason.en.empty()) << position.id;
    EXPECT_EQ(position.options.size(), rules::option_codes(position.id).size()) << position.id;
    for (const PositionOption& option : position.options) {
      EXPECT_FALSE(option.title.zh.empty() || option.reason.en.empty()) << position.id << " " << option.code;
      EXPECT_NE(book().find_source(option.cite.source), nullptr) << position.id << " " << option.code;
      EXPECT_FALSE(option.verified.empty()) << position.id << " " << option.code;
    }
  }
}

TEST_F(ShippedPositions, AnEntityChoosesOrTakesTheDefault) {
  Entity entity;
  EXPECT_EQ(rules::chosen(cit(), nullptr, rules::position::kOneTimeResidual).code, "whole-cost");
  EXPECT_EQ(rules::chosen(cit(), &entity, rules::position::kOneTimeResidual).code, "whole-cost");
  entity.positions["one-time-residual"] = "book-residual";
  EXPECT_EQ(rules::chosen(cit(), &entity, rules::position::kOneTimeResidual).code, "book-residual");
  EXPECT_EQ(rules::chosen(cit(), &entity, rules::position::kDecliningBalanceBase).code, "yearly");
}

TEST_F(ShippedPositions, ARegimeThatDoesNotAskHasNoOption) {
  const TaxRegime& none = *book().find_tax_regime("none");
  EXPECT_EQ(rules::chosen(none, nullptr, rules::position::kOneTimeResidual).code, "");
}

}  // namespace
}  // namespace tieout::loading
