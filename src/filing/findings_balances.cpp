// Take-over balances: book value taken for the tax base, balances that nobody stated.
#include <fmt/format.h>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

// The tax base ignores provisions and runs on lives of its own: where either exists and yet base and book value agree,
// the book value was probably copied. Amount: the provision, or what the tax terms would have led to.
void find_copied_tax_base(const FindingSubject& subject, FindingSink& sink) {
  const auto& opening = subject.asset().opening;
  const BasisTerms& book = subject.terms.book;
  const BasisTerms& tax = subject.terms.tax;
  if (!opening || !book.opening || !tax.opening || subject.terms.treatment != TaxTreatment::depreciable) return;
  const Money carrying = book.cost - book.opening->accumulated - book.opening->provision;
  const Money base = tax.cost - tax.opening->accumulated;
  const bool as_cost = opening->tax_cost && *opening->tax_cost == carrying && carrying < book.cost;
  const bool with_provision = base == carrying && !book.opening->provision.is_zero();
  const bool other_life = base == carrying && opening->tax_accumulated && !tax.opening->accumulated.is_zero() &&
                          tax.life_months != book.life_months && !tax.opening->difference().is_zero();
  Money amount;
  if (as_cost) {
    amount = book.cost - carrying;
  } else if (with_provision) {
    amount = book.opening->provision;
  } else if (other_life) {
    amount = tax.opening->difference();
  } else {
    return;
  }
  sink.add(
      "TAX-BASE-IS-BOOK-VALUE", amount, as_cost ? "opening_tax_cost" : "opening_tax_accumulated",
      {fmt::format("接管时计税基础 {} 恰等于账面价值；减值准备 {}，账面年限 {} 个月，税收年限 {} 个月",
                   to_grouped_string(carrying), to_grouped_string(book.opening->provision), book.life_months,
                   tax.life_months),
       fmt::format("the tax base at take-over, {}, is the book value to the fen; provision {}, book life {} months, "
                   "tax life {}",
                   to_grouped_string(carrying), to_grouped_string(book.opening->provision), book.life_months,
                   tax.life_months)});
}

void find_unstated_opening(const FindingSubject& subject, FindingSink& sink) {
  const auto& opening = subject.asset().opening;
  if (!opening || opening->status == OpeningStatus::stated || opening->date.year() > subject.year) return;
  const bool allocated = opening->status == OpeningStatus::allocated;
  const ReconciliationRow& row = subject.row();
  sink.add("OPENING-NOT-STATED", row.tax_base_open, "opening_status",
           {fmt::format("期初余额系{}，计税基础年初 {}", allocated ? "分摊所得" : "推算所得",
                        to_grouped_string(row.tax_base_open)),
            fmt::format("the opening balances were {}; tax base at the start {}", allocated ? "allocated" : "computed",
                        to_grouped_string(row.tax_base_open))});
}

}  // namespace

void find_in_balances(const FindingSubject& subject, FindingSink& sink) {
  find_copied_tax_base(subject, sink);
  find_unstated_opening(subject, sink);
}

}  // namespace tieout
