#include "projection.hpp"

#include <algorithm>

namespace tieout::auditor {

namespace {

// Sum-of-years weights times 144: a block of 12 months with y months left at its start weighs 12·y, a last block of
// b < 12 months b·b; m months into them are y·m and b·m. Weight of the first `k` of `n` months:
Wide weight_of_months(int n, int k) {
  Wide weight = 0;
  for (int start = 0; start < k; start += 12) {
    const int left = n - start;
    const int months = std::min(12, k - start);
    weight += Wide{left} * months;
  }
  return weight;
}

}  // namespace

Fen Projection::charge(Month month, const Exact& usage) {
  const Fen amount = amount_of(month, usage);
  accumulated += amount;
  if (!usage.is_zero()) {
    units_left -= usage;
    if (units_left < 0) units_left = 0;
  }
  return amount;
}

Fen Projection::amount_of(Month month, const Exact& usage) {
  // Usage of a month without a charge still counts inside the running segment.
  if (running_ && method == Method::units_of_production && !usage.is_zero()) units_used_ += usage;
  if (!charges_by_method() || month < first_charging || suspended_now) return 0;
  const bool in_life = charged_months < life;
  if (!in_life && method != Method::units_of_production) return 0;  // the units decide, not the life
  if (!running_) {
    begin_segment(month);
    if (method == Method::units_of_production) units_used_ = usage;
  }
  Fen amount = 0;
  switch (method) {
    case Method::straight_line:
      amount = straight_line_charge();
      break;
    case Method::double_declining:
      amount = double_declining_charge();
      break;
    case Method::sum_of_years:
      amount = sum_of_years_charge();
      break;
    case Method::units_of_production:
      amount = units_charge(usage);
      break;
    case Method::one_time:
      amount = share_due_ ? amount_ : 0;
      break;
    case Method::first_share:
      amount = first_share_charge(month);
      break;
    case Method::none:
      break;
  }
  share_due_ = false;
  if (in_life) ++charged_months;
  return amount;
}

void Projection::begin_segment(Month month) {
  running_ = true;
  amount_ = std::max<Fen>(0, carrying() - residual);
  planned_ = 0;
  n_ = life - charged_months;
  k_ = 0;
  k0_ = 0;
  last_years_ = false;
  block_month_ = 12;  // a block is to begin
  block_from_ = 0;
  share_due_ = charged_months == 0;
  rest_done_ = 0;
  if (share_due_) rest_begins = january(month.year() + 1);
  rest_months_ = month <= rest_begins ? life - 12 : n_;
  if (method == Method::units_of_production) units_at_start_ = units_left;
}

// The charge that brings what was charged of the plan to `cumulative`.
Fen Projection::up_to(Fen cumulative) {
  const Fen amount = cumulative - planned_;
  planned_ = cumulative;
  return amount;
}

Fen Projection::straight_line_charge() {
  ++k_;
  if (rounding == ChargeRounding::cumulative) return up_to(rounded(Wide{amount_} * k_, n_));
  const Fen left = std::max<Fen>(0, carrying() - residual);
  return k_ == n_ ? left : std::min(left, rounded(amount_, n_));
}

// Blocks of 12 months at double the straight-line rate of the balance; the last 24 months, at most, straight-line.
Fen Projection::double_declining_charge() {
  if (!last_years_ && block_month_ == 12) {
    const int left_months = n_ - k_;
    const Fen left = std::max<Fen>(0, carrying() - residual);
    last_years_ = left_months <= 24;
    amount_ = last_years_ || left == 0 ? left : std::min(left, rounded(Wide{carrying()} * 24, n_));
    planned_ = 0;
    k0_ = k_;
    block_month_ = 0;
    block_from_ = 0;
  }
  ++k_;
  if (last_years_) return up_to(rounded(Wide{amount_} * (k_ - k0_), n_ - k0_));
  ++block_month_;
  return up_to(rounded(Wide{amount_} * (block_month_ - block_from_), 12 - block_from_));
}

Fen Projection::sum_of_years_charge() {
  ++k_;
  const Wide before = weight_of_months(n_, k0_);
  return up_to(rounded(Wide{amount_} * (weight_of_months(n_, k_) - before), weight_of_months(n_, n_) - before));
}

Fen Projection::units_charge(const Exact& usage) {
  const bool first = k_ == 0;
  ++k_;
  if (units_at_start_ <= 0) return first ? up_to(amount_) : 0;
  if (usage.is_zero() && units_used_.is_zero()) return 0;
  const Exact share = units_used_ / units_at_start_;
  return up_to(share >= 1 ? amount_ : part(share, amount_));
}

// The share in the basis's first charging month, the rest from January of the next year.
Fen Projection::first_share_charge(Month month) {
  if (share_due_) {
    const Fen share = part(first_share, amount_);
    amount_ -= share;
    return share;
  }
  if (month < rest_begins || rest_done_ >= rest_months_) return 0;
  ++rest_done_;
  return up_to(rounded(Wide{amount_} * rest_done_, rest_months_));
}

void Projection::rescale_after_disposal(Fraction gone) {
  const Fen uncharged = amount_ - planned_;
  rescale(uncharged - part(gone, uncharged));
}

void Projection::book_recorded_difference(Fen difference) {
  accumulated += difference;
  if (difference != 0) rescale(amount_ - planned_ - difference);
}

// `declining_block_left`: what a running double-declining block still has to charge.
void Projection::rescale(Fen declining_block_left) {
  if (!running_) return;
  const Fen left = std::max<Fen>(0, carrying() - residual);
  switch (method) {
    case Method::straight_line:
    case Method::units_of_production:
      running_ = false;
      return;  // the same as beginning anew
    case Method::one_time:
    case Method::none:
      return;
    case Method::double_declining:
      amount_ = last_years_ ? left : std::clamp<Fen>(declining_block_left, 0, left);
      block_from_ = block_month_;
      break;
    case Method::sum_of_years:
      amount_ = left;
      break;
    case Method::first_share:
      amount_ = left;
      rest_months_ -= rest_done_;
      rest_done_ = 0;
      break;
  }
  planned_ = 0;
  k0_ = k_;
}

void Projection::release_units(Fraction gone) {
  if (!units_left.is_zero()) units_left *= Exact(gone.den - gone.num, gone.den);
}

}  // namespace tieout::auditor
