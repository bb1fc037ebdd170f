// Differences between the two ledgers: whether they move when they must, and what is left of them.
#include <fmt/format.h>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

Money provision_at_start(const AssetYear& result) {
  Money provision;
  for (const RollForwardLine& line : result.roll_forward) {
    if (line.basis == Basis::book) provision += line.open.provision;
  }
  return provision;
}

bool depreciable(const FindingSubject& subject) { return subject.terms.treatment == TaxTreatment::depreciable; }

// An impairment lowers the later charges of the books: with a provision standing, equal charges are not to be expected.
void find_impairment_without_difference(const FindingSubject& subject, FindingSink& sink) {
  const ReconciliationRow& row = subject.row();
  const Money provision = provision_at_start(subject.result);
  if (provision.is_zero() || row.book_provision.is_zero() || !depreciable(subject)) return;
  if (row.book_charge.is_zero() || row.tax_charge.is_zero() || !row.adj_charge.is_zero()) return;
  sink.add(
      "IMPAIRMENT-WITHOUT-DIFFERENCE", provision, "cost",
      {fmt::format("年初减值准备 {}，而账面折旧 {} 与税收折旧相同", to_grouped_string(provision),
                   to_grouped_string(row.book_charge)),
       fmt::format("a provision of {} stands since before the year, yet the book charge of {} equals the tax charge",
                   to_grouped_string(provision), to_grouped_string(row.book_charge))});
}

void find_reversals(const FindingSubject& subject, FindingSink& sink) {
  const ReconciliationRow& row = subject.row();
  if (row.temp_diff_open.is_zero() || row.adj_charge.is_zero() || !depreciable(subject)) return;
  if (row.book_charge.is_zero()) {
    sink.add(
        "REVERSAL-WITHOUT-BOOK-CHARGE", row.adj_charge, "book_life_months",
        {fmt::format("账面本年无折旧，税收仍扣除 {}：须调整 {}，年末尚余差异 {}", to_grouped_string(row.tax_charge),
                     to_grouped_string(row.adj_charge), to_grouped_string(row.temp_diff_close)),
         fmt::format("nothing is charged in the books, {} is deducted for tax: adjust {}, difference left {}",
                     to_grouped_string(row.tax_charge), to_grouped_string(row.adj_charge),
                     to_grouped_string(row.temp_diff_close))});
  } else if (row.tax_charge.is_zero() && row.temp_diff_open < Money{}) {
    sink.add(
        "REVERSAL-WITHOUT-TAX-CHARGE", row.adj_charge, "cost",
        {fmt::format("税收已扣除完毕，账面仍计提 {}：须调整 {}，年末尚余差异 {}", to_grouped_string(row.book_charge),
                     to_grouped_string(row.adj_charge), to_grouped_string(row.temp_diff_close)),
         fmt::format("fully deducted for tax, {} is still charged in the books: adjust {}, difference left {}",
                     to_grouped_string(row.book_charge), to_grouped_string(row.adj_charge),
                     to_grouped_string(row.temp_diff_close))});
  }
}

bool is_spent(const ScheduleTerms& terms, Money left, int year) {
  return terms.method != Method::none && terms.life_months > 0 && terms.first_month.year() < year &&
         left <= terms.residual;
}

void find_fully_depreciated(const FindingSubject& subject, FindingSink& sink) {
  const ReconciliationRow& row = subject.row();
  const bool charged = !row.book_charge.is_zero() || !row.tax_charge.is_zero();
  if (charged || row.book_cost.is_zero() || !depreciable(subject)) return;
  if (!is_spent(subject.result.book_terms, row.book_carrying_close, subject.year) ||
      !is_spent(subject.result.tax_terms, row.tax_base_close, subject.year)) {
    return;
  }
  sink.add("FULLY-DEPRECIATED-IN-USE", row.book_cost, "in_service",
           {fmt::format("原值 {} 已提足折旧，仍在册", to_grouped_string(row.book_cost)),
            fmt::format("cost {} is fully charged in both ledgers and still on the register",
                        to_grouped_string(row.book_cost))});
}

void find_other_cost(const FindingSubject& subject, FindingSink& sink) {
  const ReconciliationRow& row = subject.row();
  if (row.book_cost.is_zero() || row.book_cost == row.tax_cost || !depreciable(subject)) return;
  sink.add(
      "COST-DIFFERS", row.tax_cost - row.book_cost, "tax_cost",
      {fmt::format("计税基础原值 {}，账面原值 {}", to_grouped_string(row.tax_cost), to_grouped_string(row.book_cost)),
       fmt::format("tax cost {}, book cost {}", to_grouped_string(row.tax_cost), to_grouped_string(row.book_cost))});
}

// A one-time deduction is taken in one month: what was added afterwards or held back by a residual waits.
void find_one_time_remainder(const FindingSubject& subject, FindingSink& sink) {
  const ReconciliationRow& row = subject.row();
  const ScheduleTerms& tax = subject.result.tax_terms;
  const bool later = tax.method == Method::one_time && tax.first_month.year() < subject.year;
  if (!later || !row.tax_charge.is_zero() || row.tax_base_close <= tax.residual) return;
  const Money left = row.tax_base_close - tax.residual;
  sink.add("ONE-TIME-REMAINDER", left, "tax_election",
           {fmt::format("一次性扣除后仍有 {} 未扣除", to_grouped_string(left)),
            fmt::format("{} is left undeducted after the one-time deduction", to_grouped_string(left))});
}

}  // namespace

void find_in_differences(const FindingSubject& subject, FindingSink& sink) {
  find_impairment_without_difference(subject, sink);
  find_reversals(subject, sink);
  find_fully_depreciated(subject, sink);
  find_other_cost(subject, sink);
  find_one_time_remainder(subject, sink);
}

}  // namespace tieout
