// The part of an asset's temporary difference that arose on initial recognition and for which no deferred tax is
// recognised (CAS 18 art. 11(2), 13(1); IAS 12.15(b), 22(c), 24(b)), as it runs off.
#pragma once

#include "tieout/reconcile/results.hpp"

namespace tieout {

class UnrecognisedDifference {
 public:
  // Before the first year; `taken_over`: the asset comes with balances, of which the costs tell the initial difference.
  void begin(const AssetYear& first, bool taken_over);
  void run(const AssetYear& year);
  // Positive where the tax ledger has more.
  Money balance() const { return tax_.balance() - book_.balance(); }

 private:
  // What one ledger has more than the other.
  struct Excess {
    Money charged, residual;  // runs off with the charges; with disposals alone
    Money limit;              // what stands in the ledger

    Money balance() const { return charged + residual < limit ? charged + residual : limit; }
    void add(Money amount, Money in_residual);
    void run(Money open, Money close, Money disposed, Money cost_close, Money cost_disposed, Money residual_close);
  };

  static Money in_residual(const AssetYear& year, Basis basis, Money amount);
  Excess book_, tax_;
  bool fresh_ = false;  // the acquisition is yet to come
};

}  // namespace tieout
