// What the amounts of a row ask for: cost, estimates and provision as events in the month that fits the list, and the
// charge that the books made otherwise as a recorded row.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "card_work.hpp"

namespace tieout {

namespace {

constexpr int kTries = 4;  // of an amount that moves others with it

Event on(Date date, EventDetail detail) {
  Event event;
  event.date = date;
  event.detail = std::move(detail);
  return event;
}

const Event* find_type(const std::vector<Event>& events, std::string_view type) {
  const auto found =
      std::find_if(events.begin(), events.end(), [&](const Event& event) { return type_name(event.detail) == type; });
  return found == events.end() ? nullptr : &*found;
}

}  // namespace

void CardWork::plan() {
  plan_ = {};
  plan_.cost = paper_.cost - standing_.book.cost;
  if (paper_.provision) plan_.provision = *paper_.provision - standing_.book.provision;
  if (paper_.row->red()) return;
  const StatedTerms& terms = paper_.row->card.book;
  const bool by_units = standing_.method == Method::units_of_production;
  if (terms.life_months && !by_units && *terms.life_months != standing_.life_months) plan_.life = terms.life_months;
  if (terms.method && *terms.method != standing_.method) plan_.method = terms.method;
  plan_.improved = plan_.cost > Money{} && plan_.life && *plan_.life > standing_.life_months && !plan_.method;
}

Event CardWork::cost_event(Month month) const {
  const Date date = std::min(last_day(month), in_.day.date);
  if (!plan_.improved) return on(date, AdjustCost{plan_.cost, {}});
  Improve improve;
  improve.amount = plan_.cost;
  if (const auto then = stand_at(in_.reconciler, entry_, month)) {
    improve.remaining_months = *plan_.life - then->months_charged;
  }
  return on(date, improve);
}

std::optional<std::vector<Event>> CardWork::bundle(Month month) const {
  std::vector<Event> events;
  const Month own = std::min(month, in_.day.through);
  const Date date = std::min(last_day(own), in_.day.date);
  if (!plan_.cost.is_zero()) events.push_back(cost_event(own));
  const bool estimates = (plan_.life && !plan_.improved) || plan_.method || plan_.residual;
  if (estimates) {
    Estimate estimate;
    if (!plan_.improved) estimate.estimate.life_months = plan_.life;
    estimate.estimate.method = plan_.method;
    estimate.estimate.residual = plan_.residual;
    events.push_back(on(month > own ? *make_date(month.year(), month.month(), 1) : date, estimate));
  } else if (month > own) {
    return {};
  }
  if (plan_.provision > Money{}) events.push_back(on(date, Impair{plan_.provision, {}}));
  if (plan_.provision < Money{}) events.push_back(on(date, Reverse{-plan_.provision, {}}));
  return events;
}

void CardWork::take_amounts() {
  plan();
  OffBy off_by;
  if (paper_.accumulated && standing_.model == Model::cost) {
    off_by = [this](const CardStanding& standing) { return *paper_.accumulated - standing.book.accumulated; };
  }
  const FitMonths months{earliest_change(entry_, in_.day), true};
  const EventsOf events = [this](Month month) { return bundle(month); };
  const auto try_plan = [&] { return fit_events(in_.reconciler, entry_, events, in_.day.through, months, off_by); };
  std::optional<CardFit> fit;
  if (plan_.empty()) {
    fit = CardFit{entry_, {}, standing_, off_by ? off_by(standing_) : Money{}};
  } else {
    fit = try_plan();
  }
  if (!in_.match.red.empty() && plan_.cost < Money{} && (!fit || !fit->off.is_zero()) && take_correction(off_by))
    return;
  if (fit) {
    meet_provision(fit, off_by);
    meet_residual(fit, off_by);
  }
  if (!fit) {
    CardProposal& proposal =
        propose(CardChange::difference, place(), plan_.cost.is_zero() ? "opening_provision" : "cost");
    proposal.was = to_string(plan_.cost.is_zero() ? standing_.book.provision : standing_.book.cost);
    proposal.is = to_string(plan_.cost.is_zero() ? paper_.provision.value_or(Money{}) : paper_.cost);
    proposal.amount = plan_.cost.is_zero() ? plan_.provision : plan_.cost;
    proposal.sure = false;
    proposal.note = {"没有一种事项能从资产清单的余额得到清单上的余额",
                     "no event leads from the balances of the register to those of the list"};
    return;
  }
  take_fit(*fit);
  settle_charge(fit->off, in_.day.through, off_by, place(), "opening_book_accumulated");
}

// A red card that takes accumulated charge or provision back with the cost: that part of the card is removed.
bool CardWork::take_correction(const OffBy& off_by) {
  std::optional<Money> accumulated = Money{}, provision = Money{};
  for (const std::size_t index : in_.match.red) {
    const ListedCard& red = in_.list.cards[index];
    if (red.accumulated) *accumulated += -*red.accumulated;
    if (red.provision) *provision += -*red.provision;
  }
  const EventsOf events = [&](Month month) -> std::optional<std::vector<Event>> {
    if (month > in_.day.through) return {};
    Dispose dispose;
    if (!paper_.cost.is_zero()) {
      dispose.cost_removed = -plan_.cost;
      dispose.accumulated_removed = std::max(*accumulated, Money{});
      dispose.provision_removed = std::max(*provision, Money{});
    }
    return std::vector<Event>{on(std::min(last_day(month), in_.day.date), dispose)};
  };
  const auto fit =
      fit_events(in_.reconciler, entry_, events, in_.day.through, {earliest_change(entry_, in_.day)}, off_by);
  if (!fit) return false;
  const Origin red = in_.list.cards[in_.match.red.front()].card.origin;
  CardProposal& proposal = propose(CardChange::corrected, fit->events.front(), red, "cost");
  proposal.was = to_string(standing_.book.cost);
  proposal.is = to_string(paper_.cost);
  proposal.amount = plan_.cost;
  proposal.sure = false;
  proposal.note = {"红字卡片连同累计折旧冲减：确认是退货、冲错还是处置",
                   "the red card takes accumulated charge back, too: say whether it is a return, a mistake or a "
                   "disposal"};
  entry_ = fit->entry;
  standing_ = fit->standing;
  if (!standing_.ended) settle_charge(fit->off, in_.day.through, off_by, red, "opening_book_accumulated");
  return true;
}

// A disposal takes its share of the provision, a reversal may move held-back charges: the amount is tried until the
// provision is that of the list.
void CardWork::meet_provision(std::optional<CardFit>& fit, const OffBy& off_by) {
  const FitMonths months{earliest_change(entry_, in_.day), true};
  const EventsOf events = [this](Month month) { return bundle(month); };
  for (int tries = 0; tries < kTries && paper_.provision && fit; ++tries) {
    const Money off = *paper_.provision - fit->standing.book.provision;
    if (off.is_zero()) return;
    plan_.provision += off;
    auto again = fit_events(in_.reconciler, entry_, events, in_.day.through, months, off_by);
    if (!again) {
      plan_.provision -= off;
      break;
    }
    fit = std::move(again);
  }
  if (!fit || !paper_.provision || *paper_.provision == fit->standing.book.provision) return;
  CardProposal& proposal = propose(CardChange::difference, place(), "opening_provision");
  proposal.was = to_string(fit->standing.book.provision);
  proposal.is = to_string(*paper_.provision);
  proposal.amount = *paper_.provision - fit->standing.book.provision;
  proposal.sure = false;
  proposal.note = {"减值准备与推算余额不同", "the provision differs from the projected one"};
}

// A residual that the list states otherwise. A rate that the card had before is no change, whatever became of the cost.
void CardWork::meet_residual(std::optional<CardFit>& fit, const OffBy& off_by) {
  if (paper_.row->red() || in_.match.cards.size() != 1 || !in_.match.red.empty()) return;
  const StatedTerms& listed = paper_.row->card.book;
  const Money stands = fit->standing.residual;
  Money stated;
  if (listed.residual) {
    stated = *listed.residual;
  } else if (listed.residual_rate && listed.residual_rate != entry_.asset.book.residual_rate) {
    if (size_of(scale(standing_.book.cost, *listed.residual_rate) - stands) <= 1) return;
    stated = scale(paper_.cost, *listed.residual_rate);
  } else {
    return;
  }
  if (size_of(stated - stands) <= 1) return;
  plan_.residual = stated;
  const EventsOf events = [this](Month month) { return bundle(month); };
  auto again =
      fit_events(in_.reconciler, entry_, events, in_.day.through, {earliest_change(entry_, in_.day), true}, off_by);
  if (again) fit = std::move(again);
}

void CardWork::take_fit(const CardFit& fit) {
  const Origin at = place();
  const bool red = !in_.match.red.empty();
  if (const Event* event = find_type(fit.events, plan_.improved ? "improve" : "adjust-cost")) {
    const Origin from = red ? in_.list.cards[in_.match.red.front()].card.origin : at;
    CardProposal& proposal = propose(plan_.improved ? CardChange::improved
                                     : red          ? CardChange::corrected
                                                    : CardChange::cost,
                                     *event, from, "cost");
    proposal.was = to_string(standing_.book.cost);
    proposal.is = to_string(paper_.cost);
    proposal.amount = plan_.cost;
  }
  if (const Event* event = find_type(fit.events, "estimate")) {
    const bool life = plan_.life && !plan_.improved;
    const CardChange change = life ? CardChange::life : plan_.method ? CardChange::method : CardChange::residual;
    const char* field = life ? "book_life_months" : plan_.method ? "book_method" : "book_residual";
    CardProposal& proposal = propose(change, *event, at, field);
    if (life) {
      proposal.was = std::to_string(standing_.life_months);
      proposal.is = std::to_string(*plan_.life);
    } else if (plan_.method) {
      proposal.was = name_of(standing_.method);
      proposal.is = name_of(*plan_.method);
    } else {
      proposal.was = to_string(standing_.residual);
      proposal.is = to_string(*plan_.residual);
    }
    proposal.amount = standing_.book.carrying();
  }
  for (const auto& [type, change] : {std::pair{"impair", CardChange::impaired}, {"reverse", CardChange::reversed}}) {
    const Event* event = find_type(fit.events, type);
    if (event == nullptr) continue;
    CardProposal& proposal = propose(change, *event, at, "opening_provision");
    proposal.was = to_string(standing_.book.provision);
    proposal.is = to_string(*paper_.provision);
    proposal.amount = plan_.provision;
  }
  entry_ = fit.entry;
  const std::int32_t months = standing_.months_charged;
  standing_ = fit.standing;
  standing_.months_charged = std::max(months, standing_.months_charged);
}

void CardWork::settle_charge(Money off, Month month, const OffBy& off_by, Origin origin, const char* field) {
  if (off.is_zero()) return;
  if (size_of(off) <= static_cast<std::uint64_t>(std::max(1, standing_.months_charged))) {
    ++result_.rounding;
    result_.rounding_sum += off;
    return;
  }
  if (record_charge(off, month, off_by, origin, field)) return;
  CardProposal& proposal = propose(CardChange::difference, origin, field);
  const Money stated = paper_.accumulated.value_or(standing_.book.accumulated + off);
  proposal.was = to_string(stated - off);
  proposal.is = to_string(stated);
  proposal.amount = off;
  proposal.sure = false;
  proposal.note = {"累计折旧与推算不同，一个月的折旧不能解释",
                   "the accumulated charge differs from the projected one by more than a month's charge can explain"};
}

// The books charged otherwise: the charge of the list's month takes the difference, as a recorded fact.
bool CardWork::record_charge(Money off, Month month, const OffBy& off_by, Origin origin, const char* field) {
  const auto taken = [&](const Recorded& row) {
    return row.year == month.year() && (row.month == 0 || row.month == month.month());
  };
  if (std::any_of(entry_.recorded.begin(), entry_.recorded.end(), taken)) return false;
  Recorded row;
  row.year = month.year();
  row.month = month.month();
  row.book_charge = charge_of(in_.reconciler, entry_, month) + off;
  if (*row.book_charge < Money{}) return false;
  RegisterEntry tried = entry_;
  tried.recorded.push_back(row);
  const auto standing = stand_at(in_.reconciler, tried, in_.day.through);
  if (!standing || (off_by && !off_by(*standing).is_zero())) return false;
  CardProposal& proposal = propose(CardChange::charge, origin, field);
  proposal.recorded = row;
  const Money stated = paper_.accumulated.value_or(standing_.book.accumulated + off);
  proposal.was = to_string(stated - off);
  proposal.is = to_string(stated);
  proposal.amount = off;
  proposal.note = {"账面计提与推算不同", "the books charged otherwise than computed"};
  entry_ = std::move(tried);
  return true;
}

}  // namespace tieout
