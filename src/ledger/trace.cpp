#include "tieout/ledger/trace.hpp"

namespace tieout {

void LedgerTrace::clear() {
  postings.clear();
  plans.clear();
  changes.clear();
  cause = {};
  start_ = {};
  anew_ = true;
  rescale_.reset();
}

Posting& LedgerTrace::post(PostingKind kind, Money amount, const Layers& before) {
  Posting& posting = postings.emplace_back();
  posting.kind = kind;
  posting.cause = cause;
  posting.amount = amount;
  posting.before = before;
  return posting;
}

void LedgerTrace::change(TermChange change) {
  change.cause = cause;
  change.position = postings.size();
  changes.push_back(change);
}

void LedgerTrace::segment_begins(const SegmentStart& start) {
  start_ = start;
  anew_ = true;
  rescale_.reset();
}

void LedgerTrace::rescaled(const Segment& before, const Rescale& left) {
  ChargePlan plan;
  plan.origin = ChargePlan::Origin::rescaled;
  plan.carrying = left.carrying;
  plan.residual = left.residual;
  plan.removed = left.removed;
  plan.difference = left.difference;
  plan.base_before = before.base;
  plan.charged_before = before.charged;
  // Two in one month: the second starts from what the first left, and that was charged by no plan.
  rescale_ = plan;
  anew_ = true;
}

// Double-declining: a block of twelve months, the straight end, or where each month has its own balance, a month.
bool LedgerTrace::begins_block(const MethodRule& rule, const Segment& before, const Segment& after) {
  if (rule.method != Method::double_declining || after.done == before.done) return false;
  if (&rule == &monthly_double_declining()) return !after.tail || !before.tail;
  return before.done == before.block_end;
}

Posting& LedgerTrace::charged(const MethodRule& rule, const ChargeSpan& span, const Segment& before,
                              const Segment& after, Money amount, const Layers& layers) {
  const bool after_share = !plans.empty() && plans.back().origin == ChargePlan::Origin::share;
  if (anew_ || begins_block(rule, before, after) || after_share || plans.empty()) {
    plan(rule, span, before, after, amount);
  }
  Posting& posting = post(PostingKind::charge, amount, layers);
  posting.cause = {span.first, nullptr, 0, nullptr};
  posting.plan = plans.size() - 1;
  posting.done_before = before.done;
  posting.done_after = after.done;
  posting.charged_before = before.charged;
  return posting;
}

void LedgerTrace::plan(const MethodRule& rule, const ChargeSpan& span, const Segment& before, const Segment& after,
                       Money amount) {
  using Origin = ChargePlan::Origin;
  const Method method = rule.method;
  const bool by_month = &rule == &monthly_double_declining();
  const bool block = begins_block(rule, before, after);
  const bool share = method == Method::first_share && before.share_year == 0;
  const bool after_share = !plans.empty() && plans.back().origin == Origin::share && !anew_;
  ChargePlan plan;
  if (rescale_ && !block) plan = *rescale_;
  rescale_.reset();
  anew_ = false;
  plan.method = method;
  plan.rounding = span.rounding;
  plan.first_share = span.first_share;
  plan.start = start_;
  plan.base = share ? before.base : by_month && !after.tail ? amount : after.base;
  plan.months = after.months;
  // The other methods begin anew where these run on.
  const bool runs_on =
      method == Method::double_declining || method == Method::sum_of_years || method == Method::first_share;
  plan.from = runs_on ? after.from : 0;
  plan.block_end = by_month ? after.months : after.block_end;
  plan.tail = after.tail;
  if (plan.origin != Origin::rescaled) {
    plan.carrying = block ? before.balance : start_.carrying;
    plan.residual = block ? before.residual : start_.residual;
    if (block) plan.origin = after.tail ? Origin::tail : by_month ? Origin::month : Origin::block;
    if (share) plan.origin = Origin::share;
    if (after_share) plan.origin = Origin::spread;
  }
  plans.push_back(plan);
}

void AssetTrace::clear() {
  for (LedgerTrace* trace : {&book, &unimpaired, &tax, &general}) trace->clear();
  extra_deduction.clear();
  book.unimpaired = &unimpaired;
}

}  // namespace tieout
