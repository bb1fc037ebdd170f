// What a ledger did, posting by posting, with the plan behind every charge: for whoever has to derive a figure
// (explain/). A ledger fills it only while one is attached, and then charges month by month; without one nothing is
// recorded and nothing is slower.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tieout/asset/event.hpp"
#include "tieout/asset/recorded.hpp"
#include "tieout/ledger/roll_forward.hpp"
#include "tieout/ledger/segment.hpp"

namespace tieout {

// Why a posting was made: an event, a recorded figure, or neither (a charge; the take-over).
struct PostingCause {
  Month month;
  const Event* event = nullptr;
  std::uint32_t index = 0;  // of the event in the register entry
  const Recorded* recorded = nullptr;
};

enum class PostingKind : std::uint8_t {
  recognised,          // the cost of the acquisition, or the balances of a take-over
  cost_added,          // improvement, cost adjustment
  charge,              // of one month
  charge_difference,   // recorded − computed, or a take-over trued up
  impairment,          //
  reversal,            //
  provision_moved,     // to accumulated (2001 system)
  release,             // a disposal, or the replaced part of an improvement
  fair_value,          // through profit
  equity_surplus,      // to equity on a change of model
  fair_value_to_cost,  // on the change back
};

// What a run of months is charged by.
struct ChargePlan {
  enum class Origin : std::uint8_t {
    segment,   // a segment began
    block,     // double-declining: a block of twelve months
    tail,      // double-declining: the last months, straight
    month,     // double-declining on each month's balance: one month
    share,     // first-share: the share itself
    spread,    // first-share: what the share left
    rescaled,  // the plan runs on with what is left
  };
  Origin origin = Origin::segment;
  Method method = Method::straight_line;
  ChargeRounding rounding = ChargeRounding::cumulative;
  Ratio first_share;
  SegmentStart start;          // of the segment
  Money carrying, residual;    // what `base` was formed from
  Money base;                  // to be charged from month `from` of the segment on
  std::int32_t months = 0;     // charging months of the segment (n)
  std::int32_t from = 0;       // months charged when the plan began (k₀)
  std::int32_t block_end = 0;  // double-declining
  bool tail = false;           // double-declining: the straight end, also when rescaled
  // Rescaled: what the plan before it had, and what happened.
  Money base_before, charged_before, difference;
  Ratio removed;
};

struct Posting {
  PostingKind kind = PostingKind::charge;
  PostingCause cause;
  Money amount;   // as posted; of a release its carrying amount
  Layers before;  // balances before it

  // charge
  std::size_t plan = 0;  // index into LedgerTrace::plans
  std::int32_t done_before = 0, done_after = 0;
  Money charged_before;                // by the plan, before this month
  ExactShare used_before, used_after;  // units of production

  // recognised, release
  bool opening = false;
  Layers layers;
  Ratio fraction;
  std::optional<Money> stated_accumulated, stated_provision;
  Money surplus_before, surplus;  // equity surplus that stood, that leaves
  Money residual_before;

  std::size_t unimpaired = 0;  // reversal: postings the no-impairment projection had made by then
};

// A change of the terms, and the number of postings made before it.
struct TermChange {
  enum class Kind : std::uint8_t { life, residual, method, suspended, resumed, held, released };
  Kind kind = Kind::life;
  PostingCause cause;
  std::size_t position = 0;
  std::int32_t life_months = 0;
  Money residual;
  Method method = Method::straight_line;
};

class LedgerTrace {
 public:
  std::vector<Posting> postings;  // in the order made
  std::vector<ChargePlan> plans;
  std::vector<TermChange> changes;
  PostingCause cause;  // of what is posted next
  const LedgerTrace* unimpaired = nullptr;

  void clear();
  Posting& post(PostingKind kind, Money amount, const Layers& before);
  void change(TermChange change);

  void segment_begins(const SegmentStart& start);
  void rescaled(const Segment& before, const Rescale& left);
  // One month's charge: the segment before and after it.
  Posting& charged(const MethodRule& rule, const ChargeSpan& span, const Segment& before, const Segment& after,
                   Money amount, const Layers& layers);

 private:
  void plan(const MethodRule& rule, const ChargeSpan& span, const Segment& before, const Segment& after, Money amount);
  static bool begins_block(const MethodRule& rule, const Segment& before, const Segment& after);

  SegmentStart start_;
  bool anew_ = true;  // the next charge begins a plan
  std::optional<ChargePlan> rescale_;
};

// Both ledgers of an asset, the hypothetical ones beside them, and the stretches of one rate of the extra deduction in
// the period that was run last.
struct AssetTrace {
  struct RateStretch {
    Month first, last;
    Ratio rate;  // × share
  };
  LedgerTrace book, unimpaired, tax, general;
  std::vector<RateStretch> extra_deduction;

  void clear();
};

}  // namespace tieout
