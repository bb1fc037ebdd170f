// A whole and its components (the cards that name it as `parent`), disposed of apart or together.
//
// Apart: each card has its own dispose event; the whole's leaves its components alone. A component that is still there
// when its whole is gone is a finding, unless the event says that it stays.
//
// Together: one event of the whole that says `with`. Each component leaves by an event of the same day, kind and
// fraction, so that its row and its disposal line show it; proceeds, compensation and costs are shared by the cost at
// recognition of the whole and the components that leave, to the fen by largest remainder (ties: the whole first, then
// the components in order). By cost and not by carrying amount, because cards are projected one by one as they stream
// past and nobody knows the carrying amounts of the others; the gains of the family sum to the same by either.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "tieout/asset/register.hpp"
#include "tieout/ledger/problem.hpp"

namespace tieout {

// The day on which the asset's own events dispose of it in full, if they do.
std::optional<Date> full_disposal(const RegisterEntry& entry);

// Shares of an amount (0 or more) by weight, to the fen; they sum to the amount. Where all weights are 0 the first
// takes all.
std::vector<Money> shares_by(Money amount, std::span<const Money> weights);

// Gives each card of the family its part of the disposals that the whole makes `with` its components: the whole keeps
// its share, each component that is there to leave gets an event. Components that are left behind go to `findings`.
void settle_family(RegisterEntry& whole, std::span<RegisterEntry* const> components, Problems& findings);

// Whether an event of the asset takes components along.
bool takes_components(const std::vector<Event>& events);

// For an asset without components that has such an event: the event at fault.
Problem no_components(const RegisterEntry& entry);

}  // namespace tieout
