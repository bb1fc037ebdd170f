#include "tieout/filing/journal_months.hpp"

namespace tieout {

BookedMonths book_months(AssetReconciler& reconciler, const RegisterEntry& entry, const JournalPeriod& period,
                         const std::function<void(const AssetYear&, const JournalAsset&)>& add) {
  BookedMonths booked;
  JournalAsset facts;
  facts.asset = &entry.asset;
  facts.regime = reconciler.framework().book;
  const Month first = january(period.year);
  if (reconciler.first_year() < period.year) reconciler.run_period(first - 1, first - 1);
  booked.surplus_open = reconciler.book_ledger().equity_surplus();
  for (Month month = first; month <= period.last; month = month + 1) {
    facts.model_before = reconciler.book_ledger().terms().model;
    const AssetYear* found = reconciler.run_period(month, month);
    if (found == nullptr) continue;
    facts.month = month.month();
    facts.model_after = reconciler.book_ledger().terms().model;
    facts.equity_surplus = reconciler.book_ledger().equity_surplus();
    facts.first = !booked.any;
    facts.last = month == period.last;
    booked.any = true;
    booked.holder = found->row.entity;
    booked.surplus = facts.equity_surplus;
    add(*found, facts);
  }
  return booked;
}

}  // namespace tieout
