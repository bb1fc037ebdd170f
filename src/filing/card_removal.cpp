// Cards that left, as the list of removed cards says: in full or in part, by the amounts removed.
#include <fmt/format.h>

#include "card_work.hpp"

namespace tieout {

void CardWork::refuse(const RemovedCard& removed, const char* field, Text message) {
  Problem problem;
  problem.origin = removed.origin;
  problem.field = field;
  problem.diagnostic.code = "REMOVED-ABOVE-CARD";
  problem.diagnostic.message = std::move(message);
  problem.diagnostic.help = {"核对减少清单；卡片如有原值增加或计提减值，先补列这些事项。",
                             "Check the list of removed cards; if the card's cost or provision grew before, state "
                             "those events first."};
  problems_.push_back(std::move(problem));
}

// Nothing can be taken out of a card that it does not hold.
bool CardWork::removal_fits(const RemovedCard& removed, Money cost_left) {
  const Money cost = removed.cost.value_or(cost_left);
  const Money accumulated = removed.accumulated.value_or(Money{});
  const Money provision = removed.provision.value_or(Money{});
  if (cost > cost_left) {
    refuse(removed, "cost_removed",
           {fmt::format("卡片 {} 减少原值 {}，大于卡片原值 {}", removed.asset, to_string(cost), to_string(cost_left)),
            fmt::format("card {}: the cost removed of {} exceeds the card's {}", removed.asset, to_string(cost),
                        to_string(cost_left))});
    return false;
  }
  if (provision > standing_.book.provision) {
    refuse(removed, "provision_removed",
           {fmt::format("卡片 {} 减少减值准备 {}，大于卡片的 {}", removed.asset, to_string(provision),
                        to_string(standing_.book.provision)),
            fmt::format("card {}: the provision removed of {} exceeds the card's {}", removed.asset,
                        to_string(provision), to_string(standing_.book.provision))});
    return false;
  }
  if (accumulated + provision > cost) {
    refuse(removed, "accumulated_removed",
           {fmt::format("卡片 {} 减少的累计折旧与减值准备合计 {}，大于减少的原值 {}", removed.asset,
                        to_string(accumulated + provision), to_string(cost)),
            fmt::format("card {}: accumulated charges and provision removed of {} exceed the cost removed of {}",
                        removed.asset, to_string(accumulated + provision), to_string(cost))});
    return false;
  }
  return true;
}

void CardWork::take_removed(bool gone) {
  Money cost_left = standing_.book.cost;
  for (const std::size_t index : in_.match.removed) {
    const RemovedCard& removed = in_.list.removed[index];
    if (standing_.ended) {
      refuse(removed, "cost_removed",
             {fmt::format("卡片 {} 已全部减少，不能再减少", removed.asset),
              fmt::format("card {} has left in full already", removed.asset)});
      return;
    }
    if (!removal_fits(removed, cost_left)) return;
    const Money cost = removed.cost.value_or(cost_left);
    remove(removed, gone && cost == cost_left);
    cost_left -= cost;
  }
}

void CardWork::remove(const RemovedCard& removed, bool whole) {
  const EventsOf events = [&](Month month) -> std::optional<std::vector<Event>> {
    Event event;
    event.date = removed.date.value_or(month == in_.day.through ? in_.day.date : last_day(month));
    event.note = removed.note;
    Dispose dispose = removed.terms;
    if (!whole) {
      dispose.cost_removed = removed.cost;
      dispose.accumulated_removed = removed.accumulated;
      dispose.provision_removed = removed.provision;
    }
    event.detail = dispose;
    return std::vector<Event>{event};
  };
  // What left in full is compared as it left; of a part what is left tells the month, and is settled later.
  OffBy off_by;
  if (!whole && paper_.accumulated && in_.match.removed.size() == 1) {
    off_by = [this](const CardStanding& standing) { return *paper_.accumulated - standing.book.accumulated; };
  }
  if (whole && removed.accumulated) {
    off_by = [&removed](const CardStanding& standing) {
      return standing.disposals.empty() ? *removed.accumulated
                                        : *removed.accumulated - standing.disposals.back().released.accumulated;
    };
  }
  const Month first = removed.date ? in_.day.through : earliest_change(entry_, in_.day);
  const auto fit = fit_events(in_.reconciler, entry_, events, in_.day.through, {first}, off_by);
  if (!fit) {
    CardProposal& proposal = propose(CardChange::difference, removed.origin, "cost_removed");
    proposal.was = to_string(standing_.book.accumulated);
    proposal.is = to_string(removed.accumulated.value_or(Money{}));
    proposal.amount = removed.cost.value_or(standing_.book.cost);
    proposal.sure = false;
    proposal.note = {"减少的金额与卡片余额不符，无法列为处置",
                     "the amounts removed do not fit the card's balances: no disposal can be stated"};
    return;
  }
  CardProposal& proposal = propose(CardChange::disposed, fit->events.front(), removed.origin, "cost_removed");
  proposal.was = to_string(standing_.book.cost);
  proposal.is = to_string(standing_.book.cost - removed.cost.value_or(standing_.book.cost));
  proposal.amount = removed.cost.value_or(standing_.book.cost);
  const std::int32_t months = standing_.months_charged;
  entry_ = fit->entry;
  standing_ = fit->standing;
  standing_.months_charged = std::max(standing_.months_charged, months);
  if (!whole) return;
  settle_charge(fit->off, fit->events.front().date.month(), off_by, removed.origin, "accumulated_removed");
  if (!removed.provision || standing_.disposals.empty()) return;
  const Money released = standing_.disposals.back().released.provision;
  if (released == *removed.provision) return;
  CardProposal& difference = propose(CardChange::difference, removed.origin, "provision_removed");
  difference.was = to_string(released);
  difference.is = to_string(*removed.provision);
  difference.amount = *removed.provision - released;
  difference.sure = false;
  difference.note = {"转出的减值准备与账面余额不同", "the provision removed differs from the balance"};
}

void CardWork::tell_missing() {
  Event event;
  event.date = in_.day.date;
  event.detail = Dispose{};
  CardProposal& proposal = propose(CardChange::missing, event, paper_.row ? place() : Origin{}, "cost");
  proposal.was = to_string(standing_.book.cost);
  proposal.is = "0.00";
  proposal.amount = standing_.book.cost;
  proposal.sure = false;
  proposal.note = {"清单上没有，减少清单也未列：如已处置，填写日期、方式和收入后接受",
                   "not on the list, nor among the removed cards: if it was disposed of, complete date, kind and "
                   "proceeds and accept"};
}

}  // namespace tieout
