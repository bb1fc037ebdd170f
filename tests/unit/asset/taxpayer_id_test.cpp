#include "tieout/asset/taxpayer_id.hpp"

#include <gtest/gtest.h>

namespace tieout {
namespace {

// The worked example of GB 32100-2015.
TEST(TaxpayerId, TheLastCharacterChecksTheOthers) {
  EXPECT_EQ(taxpayer_id_check("91350100M000100Y4"), '3');
  EXPECT_EQ(fault_of_taxpayer_id("91350100M000100Y43"), TaxpayerIdFault::none);
  EXPECT_EQ(fault_of_taxpayer_id("91350100M000100Y44"), TaxpayerIdFault::check);
}

TEST(TaxpayerId, AChangedOrSwappedCharacterIsNoticed) {
  const std::string good = "91350100M000100Y43";
  for (std::size_t at = 0; at < 17; ++at) {
    std::string changed = good;
    changed[at] = changed[at] == '7' ? '8' : '7';
    EXPECT_EQ(fault_of_taxpayer_id(changed), TaxpayerIdFault::check) << changed;
  }
  EXPECT_EQ(fault_of_taxpayer_id("19350100M000100Y43"), TaxpayerIdFault::check);
}

TEST(TaxpayerId, ASumThatLeavesNothingGivesZero) { EXPECT_EQ(taxpayer_id_check("00000000000000000"), '0'); }

TEST(TaxpayerId, LengthAndCharacters) {
  EXPECT_EQ(fault_of_taxpayer_id(""), TaxpayerIdFault::length);
  EXPECT_EQ(fault_of_taxpayer_id("91350100M000100Y4"), TaxpayerIdFault::length);
  EXPECT_EQ(fault_of_taxpayer_id("91350100I000100Y43"), TaxpayerIdFault::character);
  EXPECT_EQ(fault_of_taxpayer_id("91350100m000100Y43"), TaxpayerIdFault::character);
  EXPECT_EQ(fault_of_taxpayer_id("91350100M000100Y4Z"), TaxpayerIdFault::character);
}

TEST(TaxpayerId, OldNumbersOfFifteenDigitsCarryNoCheck) {
  EXPECT_EQ(fault_of_taxpayer_id("350100123456789"), TaxpayerIdFault::none);
  EXPECT_EQ(fault_of_taxpayer_id("35010012345678X"), TaxpayerIdFault::length);
}

}  // namespace
}  // namespace tieout
