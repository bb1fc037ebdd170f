#include "tieout/ledger/projection.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "problems.hpp"

namespace tieout {

void Projection::start(const RegisterEntry& entry, const BasisTerms& terms, Timeline& timeline, bool uses_recorded,
                       OpeningPolicy opening_policy, Problems& problems, Problems& findings) {
  opening_policy_ = opening_policy;
  entry_ = &entry;
  timeline_ = &timeline;
  problems_ = &problems;
  findings_ = &findings;
  ledger_.start(terms, entry.asset.asset_class);
  first_ = terms.opening ? terms.opening->month : entry.asset.in_service.month();
  next_ = first_;
  position_ = 0;
  ended_on_.reset();
  refused_ = suspend_pending_ = year_settled_ = month_settled_ = false;
  ever_recorded_ = ever_impaired_ = false;
  ended_by_.reset();
  usages_.clear();
  uses_recorded_ = uses_recorded && !entry.recorded.empty();
  recorded_of_year_ = nullptr;
  recorded_months_.clear();
  cause_.clear();
  recorded_difference_of_year_ = recorded_difference_so_far_ = {};
  charge_of_year_ = charge_of_month_ = impairment_before_month_ = impairment_at_month_start_ = {};
  months_of_year_ = 0;
  recorded_summary_ = {};
}

void Projection::begin_period() {
  recorded_summary_ = {};
  ledger_.begin_period();
}

void Projection::run_through(Month last) {
  while (next_ <= last && !refused_) {
    Month business = next_business(last);
    if (business > next_) charge_quietly(next_, std::min(business - 1, last));
    if (business <= last) process_month(business);
    next_ = std::min(business, last) + 1;
  }
}

bool Projection::has_business(Month month) const {
  const auto& items = timeline_->items();
  return month == first_ || (position_ < items.size() && items[position_].month() <= month) ||
         (uses_recorded_ && (recorded_row(month.year(), -1) != nullptr));
}

// The first month from next_ on that must run through the steps, or the month after `last`. Every month of a year
// with recorded figures does, because the year's charge has to be known by itself.
Month Projection::next_business(Month last) const {
  if (!uses_recorded_) {
    if (next_ == first_) return next_;
    const auto& items = timeline_->items();
    return position_ < items.size() ? std::min(std::max(items[position_].month(), next_), last + 1) : last + 1;
  }
  Month month = next_;
  // A year without a recorded row is passed over at once, up to the next event.
  while (month <= last && !has_business(month)) {
    Month next_year = january(month.year() + 1);
    const auto& items = timeline_->items();
    if (position_ < items.size()) next_year = std::min(next_year, items[position_].month());
    month = std::max(month + 1, next_year);
  }
  return std::min(month, last + 1);
}

void Projection::charge_quietly(Month first, Month last) {
  if (!ended()) charge_months(first, last);
}

void Projection::process_month(Month month) {
  const auto& items = timeline_->items();
  MonthItems range{position_, position_};
  while (range.end < items.size() && items[range.end].month() <= month) ++range.end;
  if (month.month() == 1 || month == first_) {
    charge_of_year_ = {};
    months_of_year_ = 0;
    year_settled_ = false;
    recorded_difference_of_year_ = {};
    recorded_of_year_ = nullptr;
    recorded_months_.clear();
    impairment_before_month_ = {};
  }
  charge_of_month_ = {};
  month_settled_ = false;
  if (trace_) set_cause({month, nullptr, 0, nullptr});
  impairment_at_month_start_ = ledger_.movements().impairment;
  if (month == first_) {
    recognise();
    meet_opening();
  }
  run_step2(range);
  std::size_t taken = run_step3(range);
  if (!refused_) run_step4(range, taken, month);
  run_step5(range, taken);
  position_ = range.end;
  if (trace_) set_cause({month, nullptr, 0, nullptr});
  if (suspend_pending_) suspend(true);
  suspend_pending_ = false;
  if (uses_recorded_ && !refused_ && !(ended_on_ && ended_on_->year() < month.year())) {
    if (const Recorded* row = recorded_row(month.year(), month.month())) meet_recorded_balances(*row, month);
    const Recorded* year = month.month() == 12 ? recorded_row(month.year(), 0) : nullptr;
    if (year && !refused_) meet_recorded_balances(*year, month);
  }
  if (recorded_of_year_ && (month.month() == 12 || ended())) gather_recorded_difference(month.year());
  impairment_before_month_ = impairment_of_year();
  impairment_at_month_start_ = ledger_.movements().impairment;
  check_end();
}

// A take-over balance that is not what the terms lead to is never passed over in silence.
void Projection::meet_opening() {
  const std::optional<OpeningBalance>& opening = ledger_.terms().opening;
  if (!opening || opening->difference().is_zero()) return;
  const Money difference = opening->difference();
  const bool true_up = opening_policy_ == OpeningPolicy::true_up;
  if (true_up) {
    charge_of_month_ += difference;
    post_charge_difference(difference);
  }
  std::string basis(name_of(ledger_.terms().basis));
  Problem finding = make_problem(
      "OPENING-DIFFERENCE", entry_->asset.opening_origin(), "opening_" + basis + "_accumulated",
      {fmt::format("资产 {}：{} 期初累计 {}，按原值和年限计算为 {}，差额 {} {}", entry_->asset.id, basis,
                   to_string(opening->accumulated), to_string(opening->computed), to_string(difference),
                   true_up ? "一次计入接管当年" : "在剩余年限内摊销"),
       fmt::format("asset {}: {} accumulated at take-over is {}, {} by cost and life; the difference of {} is {}",
                   entry_->asset.id, basis, to_string(opening->accumulated), to_string(opening->computed),
                   to_string(difference),
                   true_up ? "charged in the year of take-over" : "spread over the remaining life")},
      {"以 --opening spread 或 true-up 选择处理方式", "Choose with --opening spread or true-up"});
  finding.diagnostic.severity = Severity::warning;
  finding.year = first_.year();
  finding.amount = difference;
  findings_->push_back(std::move(finding));
}

void Projection::run_step2(const MonthItems& range) {
  for (std::size_t i = range.begin; i < range.end && !refused_; ++i) {
    const TimelineItem& item = timeline_->items()[i];
    if (const auto* usage = std::get_if<Usage>(&item.event->detail)) {
      usages_.push_back(usage->units);
    } else if (item.before_charge()) {
      if (trace_) set_cause({item.month(), item.event, item.index, nullptr});
      take_before_charge(item);
    }
  }
}

// Where the basis stops the month before, a disposal and what precedes it come before the month's charge.
// Returns the first item not yet taken.
std::size_t Projection::run_step3(const MonthItems& range) {
  if (ledger_.terms().stops != Stops::month_before) return range.begin;
  std::size_t end = range.begin;
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (timeline_->items()[i].is_disposal()) end = i + 1;
  }
  for (std::size_t i = range.begin; i < end && !refused_; ++i) take_item(timeline_->items()[i]);
  return end;
}

void Projection::run_step4(const MonthItems& range, std::size_t taken, Month month) {
  if (trace_) set_cause({month, nullptr, 0, nullptr});
  for (Ratio units : usages_) add_usage(units);
  usages_.clear();
  if (!ended()) {
    std::int32_t before = ledger_.months_charged();
    charge_of_month_ += charge_months(month, month);
    charge_of_year_ += charge_of_month_;
    months_of_year_ += ledger_.months_charged() - before;
  }
  if (!uses_recorded_ || ended()) return;  // rows after the end are refused by date
  settle_recorded_month(month);
  if (month.month() == 12 && !full_disposal_ahead(range, taken)) settle_recorded_year(month);
}

void Projection::run_step5(const MonthItems& range, std::size_t from) {
  for (std::size_t i = from; i < range.end && !refused_; ++i) take_item(timeline_->items()[i]);
}

void Projection::take_item(const TimelineItem& item) {
  if (item.before_charge()) return;
  if (ended()) return;  // check_end names what comes after a full disposal
  if (std::holds_alternative<Suspend>(item.event->detail)) {
    take_suspension(item);
    return;
  }
  if (trace_) set_cause({item.month(), item.event, item.index, nullptr});
  take(item);
}

void Projection::take_suspension(const TimelineItem& item) {
  if (concerns(std::get<Suspend>(item.event->detail).basis) && !resumed_again(item)) suspend_pending_ = true;
}

// A resume dated on or after a suspend of the same month undoes it.
bool Projection::resumed_again(const TimelineItem& suspension) const {
  const auto& items = timeline_->items();
  auto from = std::lower_bound(items.begin(), items.end(), suspension.event->date,
                               [](const TimelineItem& item, Date date) { return item.event->date < date; });
  for (; from != items.end() && from->month() == suspension.month(); ++from) {
    const auto* resume = std::get_if<Resume>(&from->event->detail);
    if (resume && concerns(resume->basis)) return true;
  }
  return false;
}

bool Projection::concerns(BasisChoice choice) const {
  if (choice == BasisChoice::both) return true;
  return (choice == BasisChoice::book) == (ledger_.terms().basis == Basis::book);
}

// Follows the cost through what is left of the month, because a removal list names the cost that goes, not the share.
bool Projection::full_disposal_ahead(const MonthItems& range, std::size_t from) const {
  Money cost = ledger_.layers().cost;
  for (std::size_t i = from; i < range.end; ++i) {
    const TimelineItem& item = timeline_->items()[i];
    // The tax ledgers run after the book ledger and know its fraction.
    if (item.is_disposal() && timeline_->facts(item.index).fraction.is_one()) return true;
    if (const auto* adjust = std::get_if<AdjustCost>(&item.event->detail)) cost += adjust->amount;
    if (const auto* improve = std::get_if<Improve>(&item.event->detail)) {
      cost += improve->amount - scale(cost, improve->removed.value_or(Ratio{}));
    }
    const auto* dispose = std::get_if<Dispose>(&item.event->detail);
    if (!dispose) continue;
    Ratio fraction = dispose->fraction.value_or(Ratio::of(1, 1));
    if (dispose->cost_removed ? *dispose->cost_removed == cost : fraction.is_one()) return true;
    cost -= dispose->cost_removed ? *dispose->cost_removed : scale(cost, fraction);
  }
  return false;
}

// `month` 0 is the row of the whole year, −1 any row of the year.
const Recorded* Projection::recorded_row(int year, int month) const {
  const auto& rows = timeline_->recorded();
  auto found = std::lower_bound(
      rows.begin(), rows.end(), std::pair(year, std::max(month, 0)),
      [](const Recorded* row, const std::pair<int, int>& key) { return std::pair(row->year, row->month) < key; });
  if (found == rows.end() || (*found)->year != year) return nullptr;
  return month == -1 || (*found)->month == month ? *found : nullptr;
}

void Projection::settle_recorded_month(Month month) {
  const Recorded* row = recorded_row(month.year(), month.month());
  if (!row || month_settled_ || !recorded_charge(*row)) return;
  month_settled_ = true;
  settle(*row, charge_of_month_);
}

void Projection::settle_recorded_year(Month month) {
  const Recorded* row = recorded_row(month.year(), 0);
  if (!row || year_settled_ || !recorded_charge(*row)) return;
  year_settled_ = true;
  settle(*row, charge_of_year_);
}

void Projection::settle(const Recorded& row, Money computed) {
  Money difference = *recorded_charge(row) - computed;
  const bool differs = std::abs(difference.fen()) > 1;
  if (!recorded_of_year_ || (differs && recorded_difference_of_year_.is_zero())) recorded_of_year_ = &row;
  if (differs && row.month != 0) recorded_months_.push_back(Month::of(row.year, row.month));
  recorded_difference_of_year_ += difference;
  recorded_summary_.stated = true;
  recorded_summary_.difference += difference;
  recorded_summary_.months = months_of_year_;
  if (difference.is_zero()) return;
  ever_recorded_ = true;
  charge_of_year_ += difference;
  post_recorded_difference(row, difference);
  if (ledger_.balances_sound()) return;
  std::string basis(name_of(ledger_.terms().basis));
  refuse(
      "RECORDED-CHARGE", row.origin, basis + "_charge",
      {fmt::format("记录的折旧 {} 与计算值 {} 的差额使累计额超出原值或为负", to_string(*recorded_charge(row)),
                   to_string(computed)),
       fmt::format("the recorded charge {} against {} computed takes the accumulated balance below 0 or above the cost",
                   to_string(*recorded_charge(row)), to_string(computed))},
      {"核对记录的折旧与资产原值、期初余额", "Check the recorded charge against cost and opening balances"});
}

void Projection::post_recorded_difference(const Recorded& row, Money difference) {
  if (!trace_) return post_charge_difference(difference);
  PostingCause cause = trace_->cause;
  cause.recorded = &row;
  set_cause(cause);
  post_charge_difference(difference);
  cause.recorded = nullptr;
  set_cause(cause);
}

// Differences of at most one fen per charging month are the ERP's rounding: counted by the caller, not listed.
void Projection::gather_recorded_difference(int year) {
  RecordedYear found{year, recorded_difference_of_year_, {}, std::move(recorded_months_), recorded_of_year_};
  recorded_of_year_ = nullptr;
  recorded_months_.clear();
  recorded_difference_so_far_ += found.difference;
  found.so_far = recorded_difference_so_far_;
  const bool rounding = std::abs(found.difference.fen()) <= months_of_year_;
  if (rounding || !cause_.continues_with(year, found.difference)) end_findings();
  if (!rounding) cause_.add(std::move(found));
}

void Projection::end_findings() {
  if (cause_.empty()) return;
  std::string basis(name_of(ledger_.terms().basis));
  const Text sentence = cause_.sentence(basis);
  const bool shortfall = cause_.years().front().difference < Money{};
  Problem finding = make_problem("RECORDED-DIFFERENCE", cause_.first_row().origin, basis + "_charge",
                                 {fmt::format("资产 {}：{}", entry_->asset.id, sentence.zh),
                                  fmt::format("asset {}: {}", entry_->asset.id, sentence.en)},
                                 shortfall ? remedy_for_shortfall(cause_.years()) : Text{});
  finding.diagnostic.severity = Severity::warning;
  finding.year = cause_.years().front().year;
  for (const RecordedYear& year : cause_.years()) {
    finding.amount += year.difference;
    finding.by_year.emplace_back(year.year, year.difference);
  }
  findings_->push_back(std::move(finding));
  cause_.clear();
}

void Projection::settle_recorded_before_disposal(Month month) {
  if (!uses_recorded_ || ended()) return;  // rows after the end are refused by date
  settle_recorded_month(month);
  settle_recorded_year(month);
}

void Projection::check_end() {
  if (!ended_on_ || refused_) return;
  for (const TimelineItem& item : timeline_->items()) {
    bool second_disposal = ended_by_ && item.is_disposal() && item.event->date == *ended_on_ &&
                           item.index != *ended_by_ && item.index > *ended_by_;
    if (item.event->date > *ended_on_ || second_disposal) {
      refuse("EVENT-AFTER-DISPOSAL", item, "date",
             {fmt::format("资产已于 {} 全部处置", to_string(*ended_on_)),
              fmt::format("the asset was disposed of in full on {}", to_string(*ended_on_))},
             {"更正日期，或删去该事项", "Correct the date, or remove the event"});
      return;
    }
  }
}

void Projection::refuse(std::string code, const TimelineItem& item, std::string field, const Text& message, Text help,
                        Text rule) {
  refuse(std::move(code), item.event->origin, std::move(field), message, std::move(help), std::move(rule));
}

void Projection::refuse(std::string code, Origin origin, std::string field, const Text& message, Text help, Text rule) {
  refused_ = true;
  Text who{fmt::format("资产 {}：", entry_->asset.id), fmt::format("asset {}: ", entry_->asset.id)};
  problems_->push_back(make_problem(std::move(code), origin, std::move(field),
                                    {who.zh + message.zh, who.en + message.en}, std::move(help), std::move(rule)));
}

}  // namespace tieout
