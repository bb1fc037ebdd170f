// Events of the year: disposals, and use suspended.
#include <fmt/format.h>

#include <algorithm>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

std::string yuan(Money amount) { return to_grouped_string(amount); }

void find_in_disposals(const FindingSubject& subject, FindingSink& sink) {
  for (const DisposalLine& line : subject.result.disposals) {
    const Event& event = subject.entry.events[line.event];
    const FindingPlace place{event.origin, "note"};
    if (line.tax_gain < Money{} && event.note.empty()) {
      sink.add("DISPOSAL-WITHOUT-NOTE", -line.tax_gain, place,
               {fmt::format("{} 处置产生税收损失 {}，未注明留存资料", to_string(line.date), yuan(-line.tax_gain)),
                fmt::format("the disposal of {} gives a tax loss of {} and no note names the evidence",
                            to_string(line.date), yuan(-line.tax_gain))});
    }
    if (!line.released.provision.is_zero()) {
      sink.add("PROVISION-RELEASED", line.released.provision, place,
               {fmt::format("{} 处置转出减值准备 {}，随处置调减 {}", to_string(line.date),
                            yuan(line.released.provision), yuan(line.adj_provision)),
                fmt::format("the disposal of {} releases a provision of {}, deducted with the disposal: {}",
                            to_string(line.date), yuan(line.released.provision), yuan(line.adj_provision))});
    }
  }
}

// Whether a ledger is suspended in the month: a suspension bears from the next month, a resume from its own.
class SuspensionOf {
 public:
  SuspensionOf(const RegisterEntry& entry, BasisChoice basis) : basis_(basis) {
    for (const Event& event : entry.events) {
      const auto* suspend = std::get_if<Suspend>(&event.detail);
      const auto* resume = std::get_if<Resume>(&event.detail);
      if (suspend && concerns(suspend->basis)) changes_.push_back({event.date.month() + 1, true});
      if (resume && concerns(resume->basis)) changes_.push_back({event.date.month(), false});
    }
    // A resume of the same month undoes a suspension, which counts from the month after: so by month alone.
    std::stable_sort(changes_.begin(), changes_.end(),
                     [](const Change& a, const Change& b) { return a.from < b.from; });
  }

  bool in(Month month) const {
    bool suspended = false;
    for (const Change& change : changes_) {
      if (change.from <= month) suspended = change.suspended;
    }
    return suspended;
  }

 private:
  struct Change {
    Month from;
    bool suspended;
  };
  bool concerns(BasisChoice choice) const { return choice == BasisChoice::both || choice == basis_; }

  BasisChoice basis_;
  std::vector<Change> changes_;
};

}  // namespace

bool suspended_in_books_alone(const RegisterEntry& entry, int year) {
  const bool any = std::any_of(entry.events.begin(), entry.events.end(),
                               [](const Event& event) { return std::holds_alternative<Suspend>(event.detail); });
  if (!any) return false;
  const SuspensionOf book(entry, BasisChoice::book), tax(entry, BasisChoice::tax);
  for (Month month = january(year); month <= december(year); month = month + 1) {
    if (book.in(month) && !tax.in(month)) return true;
  }
  return false;
}

Money tax_charge_while_idle(AssetReconciler& reconciler, const RegisterEntry& entry, int year) {
  const SuspensionOf book(entry, BasisChoice::book), tax(entry, BasisChoice::tax);
  Money charged;
  if (!reconciler.open(entry)) return charged;
  for (Month month = january(year); month <= december(year); month = month + 1) {
    const AssetYear* result = reconciler.run_period(month, month);
    if (result && book.in(month) && !tax.in(month)) charged += result->row.tax_charge;
  }
  return charged;
}

void find_in_events(const FindingSubject& subject, FindingSink& sink) { find_in_disposals(subject, sink); }

}  // namespace tieout
