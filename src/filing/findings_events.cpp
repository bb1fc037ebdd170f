// Events of the year: disposals, and use suspended.
#include <fmt/format.h>

#include <algorithm>

#include "finding_detectors.hpp"

namespace tieout {

namespace {

// Of a building torn down before it is fully depreciated, what was not yet deducted joins the cost of the one built in
// its place: it is no loss.
void find_torn_down(const FindingSubject& subject, const DisposalLine& line, FindingSink& sink) {
  const auto& successor = subject.entry.successor;
  const Framework& framework = subject.framework;
  if (!successor || line.tax_gain >= Money{}) return;
  const rules::Value* value =
      framework.tax->building_rebuilt.value_on(line.asset_class, line.date, framework.law_as_of);
  const Money base = line.tax_cost - line.tax_accumulated;
  if (value == nullptr || base <= subject.terms.tax.residual) return;
  const std::string amount = to_grouped_string(base);
  sink.add(
      "TAX-BUILDING-REBUILT", base, FindingPlace{subject.entry.events[line.event].origin, "date"},
      {fmt::format("{} 在原处重建：拆除时计税净值 {} 应并入其 tax_cost，不作为损失。在本资产列 adjust-cost"
                   "（amount = 0，tax_amount = -{}）",
                   successor->asset, amount, to_string(base)),
       fmt::format("{} was built in its place: the tax base of {} on demolition joins its tax_cost and is no loss. "
                   "Enter an adjust-cost here with amount = 0, tax_amount = -{}",
                   successor->asset, amount, to_string(base))},
      value->cite);
}

// Within its class a property changes its model as a matter of policy, and in one direction.
void find_model_changes(const FindingSubject& subject, FindingSink& sink) {
  for (const Event& event : subject.entry.events) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    const bool within = transfer != nullptr && transfer->model && !transfer->to_class;
    if (!within || event.date.year() != subject.year) continue;
    const FindingPlace place{event.origin, "model"};
    const ReconciliationRow& row = subject.row();
    if (*transfer->model == Model::cost) {
      sink.add(
          "FAIR-VALUE-TO-COST", row.book_carrying_close, place,
          {fmt::format("{} 由公允价值模式转为成本模式，类别未变", to_string(event.date)),
           fmt::format("on {} it goes from fair value to the cost model within its class", to_string(event.date))});
    } else {
      sink.add("MODEL-CHANGE-IS-POLICY", row.temp_diff_equity, place,
               {fmt::format("{} 由成本模式转为公允价值模式，类别未变", to_string(event.date)),
                fmt::format("on {} it goes from cost to fair value within its class", to_string(event.date))});
    }
  }
}

void find_in_disposals(const FindingSubject& subject, FindingSink& sink) {
  for (const DisposalLine& line : subject.result.disposals) {
    const Event& event = subject.entry.events[line.event];
    const FindingPlace place{event.origin, "note"};
    find_torn_down(subject, line, sink);
    if (line.tax_gain < Money{} && event.note.empty()) {
      sink.add("DISPOSAL-WITHOUT-NOTE", -line.tax_gain, place,
               {fmt::format("{} 处置产生税收损失 {}，未注明留存资料", to_string(line.date),
                            to_grouped_string(-line.tax_gain)),
                fmt::format("the disposal of {} gives a tax loss of {} and no note names the evidence",
                            to_string(line.date), to_grouped_string(-line.tax_gain))});
    }
    if (!line.released.provision.is_zero()) {
      sink.add("PROVISION-RELEASED", line.released.provision, place,
               {fmt::format("{} 处置转出减值准备 {}，随处置调减 {}", to_string(line.date),
                            to_grouped_string(line.released.provision), to_grouped_string(line.adj_provision)),
                fmt::format("the disposal of {} releases a provision of {}, deducted with the disposal: {}",
                            to_string(line.date), to_grouped_string(line.released.provision),
                            to_grouped_string(line.adj_provision))});
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

void find_in_events(const FindingSubject& subject, FindingSink& sink) {
  find_model_changes(subject, sink);
  find_in_disposals(subject, sink);
}

}  // namespace tieout
