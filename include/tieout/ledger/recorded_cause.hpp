// Recorded charges that differ from the computed ones year after year in the same direction have one cause: the ERP
// goes on with its own plan. They make one finding, at the row where it began, with the effect of each year and the
// sum so far; a year without a difference, a gap or a change of sign ends it.
#pragma once

#include <string_view>
#include <vector>

#include "tieout/asset/recorded.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout {

struct RecordedYear {
  int year = 0;
  Money difference;           // recorded − computed
  Money so_far;               // since the first recorded year of the asset
  std::vector<Month> months;  // whose rows differ by more than a fen; empty where the row is of the year
  const Recorded* row = nullptr;
};

class RecordedCause {
 public:
  void clear() { years_.clear(); }
  bool empty() const { return years_.empty(); }
  // Whether the year goes on with what the last one showed.
  bool continues_with(int year, Money difference) const;
  void add(RecordedYear year) { years_.push_back(std::move(year)); }
  const std::vector<RecordedYear>& years() const { return years_; }
  const Recorded& first_row() const { return *years_.front().row; }

  // "the book_charge recorded for 2023-07, 2023-08 differs by …", for the ledger "book" or "tax".
  Text sentence(std::string_view basis) const;

 private:
  std::vector<RecordedYear> years_;
};

}  // namespace tieout
