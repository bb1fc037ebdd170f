// Where a card of the register stands at the end of a month, and in which month a change that the list shows must have
// happened: that whose projection meets the list. Inside filing/ only.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "tieout/filing/card_comparison.hpp"

namespace tieout {

struct CardStanding {
  Layers book;
  std::int32_t life_months = 0, months_charged = 0;
  Money residual;
  Method method = Method::straight_line;
  Model model = Model::cost;
  ClassId asset_class;
  std::string entity;  // the holder
  bool ended = false;
  std::vector<DisposalLine> disposals;  // of the year
};

// The entry with what is added to it, at the end of `month`. Nothing where the engine refuses it, or before its
// service.
std::optional<CardStanding> stand_at(AssetReconciler& reconciler, const RegisterEntry& entry, Month month);

// The charge of the month alone.
Money charge_of(AssetReconciler& reconciler, const RegisterEntry& entry, Month month);

// Events as they would be if all of them had happened in `month`, on its last day; nothing where they could not.
using EventsOf = std::function<std::optional<std::vector<Event>>(Month)>;

struct CardFit {
  RegisterEntry entry;  // with the events
  std::vector<Event> events;
  CardStanding standing;
  Money off;  // accumulated charge of the list less that of the projection
};

// What the list says of the accumulated charge less what the projection says; empty where the list is silent.
using OffBy = std::function<Money(const CardStanding&)>;

struct FitMonths {
  Month first;               // back to this month
  bool bears_later = false;  // a re-estimate may bear from the month after the list's on
};

// Tries the months from the list's back to the first, and takes the one whose projection comes nearest to the list (of
// equals the latest); where the list is silent, the list's own month. Nothing where the engine refuses all of them.
std::optional<CardFit> fit_events(AssetReconciler& reconciler, const RegisterEntry& entry, const EventsOf& events,
                                  Month through, FitMonths months, const OffBy& off_by);

// The amount without its sign, for comparing.
std::uint64_t size_of(Money amount);

// The first month in which a change may lie: after everything that the register knows of the card.
Month earliest_change(const RegisterEntry& entry, const ListDay& day);

}  // namespace tieout
