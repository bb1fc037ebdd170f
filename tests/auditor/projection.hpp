// One basis of one asset, month by month: its terms, its balances and the plan by which it charges. The book, the
// book without impairment, the tax basis and the tax basis under the general rule are each one Projection.
#pragma once

#include "arithmetic.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"

namespace tieout::auditor {

struct Projection {
  // Terms.
  Method method = Method::straight_line;
  int life = 0;  // months; 0 = none stated
  Fen residual = 0;
  Month first_charging;  // by the start convention
  Stops stops = Stops::month_of;
  ChargeRounding rounding = ChargeRounding::cumulative;
  Fraction first_share{0, 1};

  // Balances.
  Fen cost = 0;
  Fen accumulated = 0;
  Fen provision = 0;
  Fen fair_value = 0;
  bool at_fair_value = false;

  // Where it stands.
  int charged_months = 0;
  bool suspended_now = false;    // no charge this month
  bool suspended_after = false;  // no charge from next month
  Exact units_left = 0;          // before the usage of the running month
  Month rest_begins;             // first-share: January after the year of the share

  Fen carrying() const { return cost + fair_value - accumulated - provision; }

  // The charge of the month, booked. `usage` is the month's.
  Fen charge(Month month, const Exact& usage);
  // The next charge begins a new segment.
  void rebase() { running_ = false; }
  // The plan runs on with what a partial disposal (already booked) left.
  void rescale_after_disposal(Fraction gone);
  // Books a recorded difference; the plan runs on with what is left.
  void book_recorded_difference(Fen difference);
  // The fraction leaves cost, accumulated, fair value, residual and units, and the plan follows; the provision and
  // whatever else leaves is the caller's. Returns nothing: read the balances before and after.
  void release_units(Fraction gone);

 private:
  bool charges_by_method() const { return !at_fair_value && method != Method::none; }
  Fen amount_of(Month month, const Exact& usage);
  void begin_segment(Month month);
  Fen straight_line_charge();
  Fen double_declining_charge();
  Fen sum_of_years_charge();
  Fen units_charge(const Exact& usage);
  Fen first_share_charge(Month month);
  Fen up_to(Fen cumulative);
  void rescale(Fen declining_block_left);

  // The running segment.
  bool running_ = false;
  Fen amount_ = 0;   // what the plan spreads from its last start or rescaling: C − R, at least 0
  Fen planned_ = 0;  // charged of it
  int n_ = 0;        // months of the segment
  int k_ = 0;        // months charged of the segment
  int k0_ = 0;       // months charged when last rescaled
  // Double-declining.
  bool last_years_ = false;  // the straight-line end
  int block_month_ = 0;      // months charged in the block
  int block_from_ = 0;       // … when the block's amount was last rescaled
  // First-share.
  bool share_due_ = false;
  int rest_months_ = 0;
  int rest_done_ = 0;
  // Units-of-production.
  Exact units_at_start_ = 0;
  Exact units_used_ = 0;
};

}  // namespace tieout::auditor
