#include "tieout/asset/vocabulary.hpp"

#include <gtest/gtest.h>

#include "tieout/asset/event.hpp"

namespace tieout {
namespace {

TEST(Vocabulary, EveryNameReadsBack) {
  for (Method method : {Method::straight_line, Method::double_declining, Method::sum_of_years,
                        Method::units_of_production, Method::one_time, Method::first_share, Method::none}) {
    EXPECT_EQ(parse_method(name_of(method)), method);
  }
  for (DisposalKind kind : {DisposalKind::sale, DisposalKind::scrap, DisposalKind::loss, DisposalKind::disaster,
                            DisposalKind::exchange, DisposalKind::debt_settlement, DisposalKind::contribution,
                            DisposalKind::distribution, DisposalKind::donation}) {
    EXPECT_EQ(parse_disposal_kind(name_of(kind)), kind);
  }
  EXPECT_FALSE(parse_method("straightline"));
  EXPECT_FALSE(parse_model(""));
}

TEST(Vocabulary, EventTypesAreNamedInTheOrderOfTheVariant) {
  EXPECT_EQ(type_name(Impair{}), "impair");
  EXPECT_EQ(type_name(AdjustCost{}), "adjust-cost");
  EXPECT_EQ(type_name(FairValue{}), "fair-value");
  EXPECT_EQ(type_name(Dispose{}), "dispose");
}

}  // namespace
}  // namespace tieout
