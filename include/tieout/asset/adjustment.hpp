// An amount without a card: an audit entry, an entry made above the entities, a balance taken over that no card holds.
// It stands on a line of its own, never an asset's, and what it does to a balance stays until a row of the opposite
// sign takes it back.
#pragma once

#include <cstdint>
#include <string>

#include "tieout/asset/origin.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/money.hpp"

namespace tieout {

struct Adjustment {
  std::string entity;
  std::int32_t year = 0;
  std::int32_t month = 12;  // of the year: when it is entered
  ClassId asset_class;
  std::string account;  // of the books, or empty: the account of the class
  std::string key;      // what the amount is (filing/adjustment_keys.hpp)
  Money amount;
  std::string reason;  // never empty
  std::string source;  // the voucher or working paper
  Origin origin;

  Month entered() const { return Month::of(year, month); }
};

}  // namespace tieout
