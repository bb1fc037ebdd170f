// The two sides of an asset: what each event does to the book and to the tax ledger, and the figures of the year.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "model.hpp"
#include "projection.hpp"
#include "terms.hpp"
#include "tieout/asset/event.hpp"

namespace tieout::auditor {

// An event in its place: events are worked off by date, then order of entry, a disposal after all else of its day.
struct Placed {
  const Event* event = nullptr;
  bool disposal = false;
  bool first = false;   // takes effect before the month's charge: estimate, resume, usage
  Fraction gone{0, 1};  // what a disposal, or the removal of a component, takes away
  bool takes_all() const { return disposal && gone.whole(); }
};

// The events of one month.
struct MonthEvents {
  const Placed* begin_ = nullptr;
  const Placed* end_ = nullptr;
  const Placed* begin() const { return begin_; }
  const Placed* end() const { return end_; }
  bool take_all() const { return begin_ != end_ && (end_ - 1)->takes_all(); }
};

// What left a ledger.
struct Released {
  Fen cost = 0;
  Fen accumulated = 0;
  Fen provision = 0;
  Fen fair_value = 0;
  Fen surplus = 0;  // as far as it went to profit
};

// The movements of one side in a year.
struct YearOfSide {
  std::int32_t number = 0;
  Fen open = 0;   // carrying amount or tax base
  Fen added = 0;  // to cost, by recognition, improvement and adjustment
  Fen charge = 0;
  Fen impairment = 0;
  Fen reversal = 0;
  Fen fair_value_profit = 0;
  Fen surplus_to_equity = 0;
  Released released;
};

// What both sides treat alike.
class Side {
 public:
  Side(const RegisterEntry& entry, const World& world, Basis which) : entry_(entry), world_(world), which_(which) {}
  virtual ~Side() = default;

  // The steps of one month, in the order in which this side takes them.
  void run_month(Month month, const MonthEvents& events);
  // In January and in the first month: the figures of the year begin.
  void open_year(std::int32_t number);

  Projection basis;
  YearOfSide year;
  bool gone = false;

 protected:
  virtual void apply_estimate(const Event& event, const Estimate& estimate) = 0;
  virtual void apply_other(const EventDetail& detail) = 0;
  virtual void apply_improve(const Improve& improve, Fraction removed) = 0;
  virtual void apply_adjustment(const AdjustCost& adjustment) = 0;
  virtual void release(Fraction fraction, const Dispose* dispose) = 0;
  virtual std::optional<Money> recorded_charge(const Recorded& row) const = 0;
  // The projection without impairment goes along with the book.
  virtual Projection* companion() { return nullptr; }
  // Refuses balances that no ledger can have.
  virtual void check_balances(const char* code) const = 0;

  bool concerns(BasisChoice choice) const;
  bool starts_a_life_without_months() const;

  const RegisterEntry& entry_;
  const World& world_;
  const Basis which_;

 private:
  void begin_month(const MonthEvents& events);
  void pause(const MonthEvents& events);
  void charge_month(Month month, bool disposal_ahead);
  void apply(const Placed& placed);
  void book_recorded(Fen difference);
  void book_recorded_year();

  Exact usage_ = 0;  // of the month
};

class BookSide : public Side {
 public:
  BookSide(const RegisterEntry& entry, const World& world);

  ClassId asset_class;
  // Estimates of this month that changed the book life, with the life they set.
  std::vector<std::pair<const Event*, int>> life_changes;

 protected:
  void apply_estimate(const Event& event, const Estimate& estimate) override;
  void apply_other(const EventDetail& detail) override;
  void apply_improve(const Improve& improve, Fraction removed) override;
  void apply_adjustment(const AdjustCost& adjustment) override;
  void release(Fraction fraction, const Dispose* dispose) override;
  std::optional<Money> recorded_charge(const Recorded& row) const override { return row.book_charge; }
  Projection* companion() override { return &unimpaired_; }
  void check_balances(const char* code) const override;

 private:
  void re_estimate(const ReEstimate& estimate);
  void impair(Fen amount);
  // Reverses so that the carrying amount reaches at most `target`.
  void reverse(Fen at_most, std::optional<Fen> target);
  void test(const Test& test);
  void transfer(const Transfer& transfer);
  // The change of the carrying amount.
  Fen set_fair_value(Fen amount);
  void require_impairment_rules() const;
  bool reversal_allowed() const;

  Projection unimpaired_;  // as if no impairment had ever been recorded
  Fen surplus_ = 0;        // in equity, from a transfer to fair value
};

class TaxSide : public Side {
 public:
  // `general`: the basis under the general rule, as if nothing had been elected. `book` goes first in every month.
  TaxSide(const RegisterEntry& entry, const World& world, const BookSide& book, bool general);

 protected:
  void apply_estimate(const Event& event, const Estimate& estimate) override;
  void apply_other(const EventDetail&) override {}
  void apply_improve(const Improve& improve, Fraction removed) override;
  void apply_adjustment(const AdjustCost& adjustment) override;
  void release(Fraction fraction, const Dispose* dispose) override;
  std::optional<Money> recorded_charge(const Recorded& row) const override;
  void check_balances(const char* code) const override;

 private:
  void follow_book_life(const Event& event);
  void refuse_unless_general(const char* code) const;
  Fen addition(Money amount, const std::optional<Money>& tax_amount) const;

  const BookSide& book_;
  TaxLife life_;
  bool general_;
};

}  // namespace tieout::auditor
