// The walk of one ledger through the months (engine.md §3). Months without business are charged in one step;
// a month with events runs through the five steps in order.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tieout/ledger/basis_ledger.hpp"
#include "tieout/ledger/recorded_cause.hpp"
#include "tieout/ledger/timeline.hpp"

namespace tieout {

// How recorded figures met computed ones in the period (engine.md §4).
struct RecordedSummary {
  bool stated = false;      // a recorded charge bound the period
  Money difference;         // recorded − computed charge
  std::int32_t months = 0;  // charging months the difference stands for
};

class Projection {
 public:
  virtual ~Projection() = default;

  // Runs every month up to and including `last`; stops at the first problem.
  void run_through(Month last);

  // Every posting of the ledger is told to `trace` (null: to nobody). Before start.
  void observe(LedgerTrace* trace) {
    trace_ = trace;
    ledger_.observe(trace);
  }

  void begin_period();
  void end_period() { ledger_.end_period(); }
  // After the last month of interest: reports the recorded differences that were still being gathered.
  void end_findings();

  const BasisLedger& ledger() const { return ledger_; }
  const RecordedSummary& recorded() const { return recorded_summary_; }
  bool ended() const { return ledger_.ended(); }
  bool refused() const { return refused_; }
  // First month of the asset's life in the ledger: in service, or take-over.
  Month first() const { return first_; }
  std::optional<Date> ended_on() const { return ended_on_; }
  bool ever_recorded() const { return ever_recorded_; }
  bool ever_impaired() const { return ever_impaired_; }

 protected:
  // `uses_recorded`: recorded charges are facts for this ledger.
  void start(const RegisterEntry& entry, const BasisTerms& terms, Timeline& timeline, bool uses_recorded,
             OpeningPolicy opening_policy, Problems& problems, Problems& findings);

  // Step 2: an estimate or a resume.
  virtual void take_before_charge(const TimelineItem& item) = 0;
  // Steps 3 and 5: every other event but a suspension.
  virtual void take(const TimelineItem& item) = 0;
  virtual Money charge_months(Month first, Month last) = 0;
  virtual void post_charge_difference(Money difference) = 0;
  virtual void add_usage(Ratio units) = 0;
  virtual std::optional<Money> recorded_charge(const Recorded& row) const = 0;
  // After the last event of a month for which figures were recorded: what else they say.
  virtual void meet_recorded_balances(const Recorded& row, Month month) = 0;
  virtual void recognise() = 0;
  // What recorded charges below the computed ones mean in this ledger; empty where nothing.
  virtual Text remedy_for_shortfall(std::span<const RecordedYear> years) const = 0;
  virtual void suspend(bool on) = 0;
  // Why the trace's next postings are made.
  virtual void set_cause(const PostingCause& cause) {
    if (trace_) trace_->cause = cause;
  }

  // Before a full disposal: the recorded difference of its year is part of the asset that is sold.
  void settle_recorded_before_disposal(Month month);
  void end_with(const TimelineItem& item) {
    ended_on_ = item.event->date;
    ended_by_ = item.index;
  }

  void refuse(std::string code, const TimelineItem& item, std::string field, const Text& message, Text help,
              Text rule = {});
  void refuse(std::string code, Origin origin, std::string field, const Text& message, Text help, Text rule = {});
  bool concerns(BasisChoice choice) const;
  Money impairment_of_year() const {
    return impairment_before_month_ + ledger_.movements().impairment - impairment_at_month_start_;
  }

  BasisLedger ledger_;
  const RegisterEntry* entry_ = nullptr;
  Timeline* timeline_ = nullptr;
  Problems* problems_ = nullptr;
  Problems* findings_ = nullptr;
  bool ever_impaired_ = false;
  LedgerTrace* trace_ = nullptr;

 private:
  struct MonthItems {
    std::size_t begin, end;
  };
  bool has_business(Month month) const;
  Month next_business(Month last) const;
  void charge_quietly(Month first, Month last);
  void process_month(Month month);
  void run_step2(const MonthItems& range);
  std::size_t run_step3(const MonthItems& range);
  void run_step4(const MonthItems& range, std::size_t taken, Month month);
  void run_step5(const MonthItems& range, std::size_t from);
  void take_item(const TimelineItem& item);
  void take_suspension(const TimelineItem& item);
  bool resumed_again(const TimelineItem& suspension) const;
  bool full_disposal_ahead(const MonthItems& range, std::size_t from) const;
  void settle_recorded_month(Month month);
  void settle_recorded_year(Month month);
  void settle(const Recorded& row, Money computed);
  void gather_recorded_difference(int year);
  void post_recorded_difference(const Recorded& row, Money difference);
  void meet_opening();
  const Recorded* recorded_row(int year, int month) const;
  void check_end();

  Month first_;
  Month next_;
  std::size_t position_ = 0;  // first item not yet taken
  std::optional<Date> ended_on_;
  std::optional<std::uint32_t> ended_by_;
  bool refused_ = false;
  bool uses_recorded_ = false;
  OpeningPolicy opening_policy_ = OpeningPolicy::spread;
  bool suspend_pending_ = false;
  Money charge_of_year_, charge_of_month_;
  std::int32_t months_of_year_ = 0;
  Money recorded_difference_of_year_, recorded_difference_so_far_;
  const Recorded* recorded_of_year_ = nullptr;  // the first row that bound a differing charge of the year
  std::vector<Month> recorded_months_;          // of the year, whose rows differ
  RecordedCause cause_;                         // of the differences gathered so far
  Money impairment_before_month_, impairment_at_month_start_;
  bool year_settled_ = false, month_settled_ = false;
  std::vector<Ratio> usages_;  // of the month, waiting for its charge
  RecordedSummary recorded_summary_;
  bool ever_recorded_ = false;
};

// The ledger under the accounting standard, with the no-impairment projection beside it where a reversal may need
// its cap. Fills the facts of the timeline that the tax ledgers read.
class BookProjection : public Projection {
 public:
  void start(const RegisterEntry& entry, const AssetTerms& terms, Timeline& timeline, Problems& problems,
             Problems& findings);
  // The no-impairment projection too, where there is one.
  void observe(LedgerTrace* trace, LedgerTrace* unimpaired) {
    Projection::observe(trace);
    unimpaired_trace_ = unimpaired;
    unimpaired_.observe(unimpaired);
  }

 private:
  void take_before_charge(const TimelineItem& item) override;
  void take(const TimelineItem& item) override;
  Money charge_months(Month first, Month last) override;
  void post_charge_difference(Money difference) override;
  void add_usage(Ratio units) override;
  std::optional<Money> recorded_charge(const Recorded& row) const override { return row.book_charge; }
  void meet_recorded_balances(const Recorded& row, Month month) override;
  Text remedy_for_shortfall(std::span<const RecordedYear>) const override { return {}; }
  void recognise() override;
  void suspend(bool on) override;
  void set_cause(const PostingCause& cause) override {
    Projection::set_cause(cause);
    if (unimpaired_trace_) unimpaired_trace_->cause = cause;
  }

  void take_impair(const TimelineItem& item, const Impair& event);
  void take_test(const TimelineItem& item, const Test& event);
  void take_reverse(const TimelineItem& item, const Reverse& event);
  void take_improve(const TimelineItem& item, const Improve& event);
  void take_adjust_cost(const TimelineItem& item, const AdjustCost& event);
  void take_fair_value(const TimelineItem& item, const FairValue& event);
  void take_transfer(const TimelineItem& item, const Transfer& event);
  void take_dispose(const TimelineItem& item, const Dispose& event);
  void re_estimate(const TimelineItem& item, const ReEstimate& estimate);
  void impair(const TimelineItem& item, Money amount);
  void reverse_up_to(Money amount);
  bool impairment_allowed(const TimelineItem& item);
  bool reversal_allowed() const;
  std::optional<Ratio> fraction_of(const TimelineItem& item, const Dispose& event);
  void refuse_unsound(const TimelineItem& item, std::string field);
  void compare_balance(const Recorded& row, const char* field, std::optional<Money> stated, Money computed);
  void meet_recorded_impairment(const Recorded& row, Month month);

  template <typename Action>
  void on_both(Action action) {
    action(ledger_);
    if (tracks_unimpaired_) action(unimpaired_);
  }

  const AssetTerms* terms_ = nullptr;
  BasisLedger unimpaired_;
  bool tracks_unimpaired_ = false;
  LedgerTrace* unimpaired_trace_ = nullptr;
};

// The ledger under the tax law, or under its general rule alone. Runs after the book ledger.
class TaxProjection : public Projection {
 public:
  void start(const RegisterEntry& entry, const AssetTerms& terms, bool general, Timeline& timeline, Problems& problems,
             Problems& findings);

 private:
  void take_before_charge(const TimelineItem& item) override;
  void take(const TimelineItem& item) override;
  Money charge_months(Month first, Month last) override { return ledger_.charge(first, last); }
  void post_charge_difference(Money difference) override { ledger_.post_charge_difference(difference); }
  void add_usage(Ratio units) override { ledger_.add_usage(units); }
  std::optional<Money> recorded_charge(const Recorded& row) const override { return row.tax_charge; }
  void meet_recorded_balances(const Recorded& row, Month month) override;
  Text remedy_for_shortfall(std::span<const RecordedYear> years) const override;
  void recognise() override { ledger_.recognise(); }
  void suspend(bool on) override;

  void take_estimate(const TimelineItem& item, const Estimate& event);
  void take_stated_estimate(const TimelineItem& item, const ReEstimate& estimate);
  void take_improve(const TimelineItem& item, const Improve& event);
  void take_adjust_cost(const TimelineItem& item, const AdjustCost& event);
  void take_dispose(const TimelineItem& item, const Dispose& event);
  void follow_books();
  void follow_book_method(const ReEstimate& estimate);
  void follow_book_model(Model model);
  Money tax_amount(Money amount, std::optional<Money> stated) const;
  bool life_long_enough(const TimelineItem& item, const char* field, std::int32_t life);

  const AssetTerms* terms_ = nullptr;
  TaxLifeRule life_rule_;
  bool at_fair_value_ = false;  // the books, at present
  bool uncharged_in_books_ = false;
  bool general_ = false;  // hypothetical: what the stated facts break in it is nobody's mistake
};

}  // namespace tieout
