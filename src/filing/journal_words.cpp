#include "journal_words.hpp"

#include <fmt/format.h>

namespace tieout::journal_words {

Text charge(Family family, Month month, bool monthly, Month last) {
  const bool depreciates = family == Family::tangible;
  const char* zh = depreciates ? "折旧" : "摊销";
  const char* en = depreciates ? "Depreciation" : "Amortization";
  if (monthly) {
    return {fmt::format("计提 {} 年 {} 月{}", month.year(), month.month(), zh),
            fmt::format("{} {}", en, to_string(month))};
  }
  if (last.month() == 12) {
    return {fmt::format("计提 {} 年{}", last.year(), zh), fmt::format("{} {}", en, last.year())};
  }
  return {fmt::format("计提 {} 年 1-{} 月{}", last.year(), last.month(), zh),
          fmt::format("{} {} through {}", en, last.year(), to_string(last))};
}

Text disposal(DisposalKind kind) {
  switch (kind) {
    case DisposalKind::sale:
      return {"出售", "Sale"};
    case DisposalKind::scrap:
      return {"报废", "Scrapped"};
    case DisposalKind::loss:
      return {"盘亏", "Found missing"};
    case DisposalKind::disaster:
      return {"毁损", "Lost in a disaster"};
    case DisposalKind::exchange:
      return {"交换", "Exchanged"};
    case DisposalKind::debt_settlement:
      return {"抵债", "Given to settle debt"};
    case DisposalKind::contribution:
      return {"投资转出", "Contributed"};
    case DisposalKind::distribution:
      return {"分配转出", "Distributed"};
    case DisposalKind::donation:
      return {"捐赠转出", "Donated"};
  }
  return {};
}

}  // namespace tieout::journal_words
