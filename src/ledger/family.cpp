#include "tieout/ledger/family.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>

#include "problems.hpp"

namespace tieout {

namespace {

using Wide = __int128;

bool takes_along(const Event& event) {
  const auto* dispose = std::get_if<Dispose>(&event.detail);
  return dispose && dispose->components == ComponentsChoice::together;
}

// The entity that holds the asset at the end of the day.
const std::string& holder_on(const RegisterEntry& entry, Date day) {
  const std::string* holder = &entry.asset.entity;
  Date since{};
  for (const Event& event : entry.events) {
    const auto* transfer = std::get_if<Transfer>(&event.detail);
    if (!transfer || transfer->to_entity.empty() || event.date > day || event.date < since) continue;
    holder = &transfer->to_entity;
    since = event.date;
  }
  return *holder;
}

// In use, not gone yet by an event of its own, and in the same hands.
bool stands_with(const RegisterEntry& whole, const RegisterEntry& component, Date day) {
  if (component.asset.in_service > day) return false;
  const std::optional<Date> gone = full_disposal(component);
  return !(gone && *gone <= day) && holder_on(whole, day) == holder_on(component, day);
}

void share_out(RegisterEntry& whole, std::size_t event, const std::vector<RegisterEntry*>& leaving) {
  const Dispose joint = std::get<Dispose>(whole.events[event].detail);
  std::vector<Money> costs{whole.asset.cost};
  for (const RegisterEntry* component : leaving) costs.push_back(component->asset.cost);
  const std::vector<Money> proceeds = shares_by(joint.proceeds, costs);
  const std::vector<Money> compensation = shares_by(joint.compensation, costs);
  const std::vector<Money> expenses = shares_by(joint.costs, costs);
  for (std::size_t member = 0; member < costs.size(); ++member) {
    Event part = whole.events[event];
    auto& dispose = std::get<Dispose>(part.detail);
    dispose.proceeds = proceeds[member];
    dispose.compensation = compensation[member];
    dispose.costs = expenses[member];
    if (member == 0) {
      whole.events[event] = std::move(part);
    } else {
      dispose.components.reset();
      leaving[member - 1]->events.push_back(std::move(part));
    }
  }
}

Problem left_behind(const RegisterEntry& whole, const Event& disposal, const RegisterEntry& component) {
  const std::string& parent = whole.asset.id;
  const std::string& id = component.asset.id;
  Problem finding = make_problem(
      "COMPONENT-LEFT-BEHIND", disposal.origin, "date",
      {fmt::format("资产 {} 于 {} 全部处置，其组成部分 {} 未处置", parent, to_string(disposal.date), id),
       fmt::format("asset {} was disposed of in full on {}, but its component {} was not", parent,
                   to_string(disposal.date), id)},
      {fmt::format(
           "为 {} 另列处置事项，或在本事项填写 components = with 一并处置；确实保留的填写 stay，或清空其 parent", id),
       fmt::format("Dispose of {}, too, or let it leave by this event with components = with; where it stays, say stay "
                   "or clear its `parent`",
                   id)});
  finding.diagnostic.severity = Severity::warning;
  return finding;
}

}  // namespace

std::optional<Date> full_disposal(const RegisterEntry& entry) {
  std::vector<std::size_t> order(entry.events.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t at) {
    const Event& event = entry.events[at];
    return std::tuple(event.date, std::holds_alternative<Dispose>(event.detail), at);
  };
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
  // A removal list names the cost that goes, not the share: the cost has to be followed.
  Money cost = entry.asset.cost;
  for (const std::size_t at : order) {
    const Event& event = entry.events[at];
    if (const auto* adjust = std::get_if<AdjustCost>(&event.detail)) cost += adjust->amount;
    if (const auto* improve = std::get_if<Improve>(&event.detail)) {
      cost += improve->amount - scale(cost, improve->removed.value_or(Ratio{}));
    }
    const auto* dispose = std::get_if<Dispose>(&event.detail);
    if (!dispose) continue;
    const Ratio fraction = dispose->fraction.value_or(Ratio::of(1, 1));
    if (dispose->cost_removed ? *dispose->cost_removed == cost : fraction.is_one()) return event.date;
    cost -= dispose->cost_removed ? *dispose->cost_removed : scale(cost, fraction);
  }
  return {};
}

std::vector<Money> shares_by(Money amount, std::span<const Money> weights) {
  std::vector<Money> shares(weights.size());
  Wide total = 0;
  for (const Money weight : weights) total += weight.fen();
  if (weights.empty()) return shares;
  if (total <= 0) {
    shares.front() = amount;
    return shares;
  }
  std::vector<Wide> remainders(weights.size());
  Money left = amount;
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const Wide product = Wide{amount.fen()} * weights[at].fen();
    shares[at] = Money::from_fen(static_cast<std::int64_t>(product / total));
    remainders[at] = product % total;
    left -= shares[at];
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return remainders[a] > remainders[b]; });
  // Fewer fen are left than there are shares.
  for (std::size_t at = 0; left > Money{}; ++at) {
    shares[order[at]] += Money::from_fen(1);
    left -= Money::from_fen(1);
  }
  return shares;
}

void settle_family(RegisterEntry& whole, std::span<RegisterEntry* const> components, Problems& findings) {
  const std::optional<Date> gone = full_disposal(whole);
  for (std::size_t at = 0; at < whole.events.size(); ++at) {
    const Event& event = whole.events[at];
    const auto* dispose = std::get_if<Dispose>(&event.detail);
    if (!dispose) continue;
    std::vector<RegisterEntry*> there;
    for (RegisterEntry* component : components) {
      if (stands_with(whole, *component, event.date)) there.push_back(component);
    }
    if (takes_along(event)) {
      share_out(whole, at, there);
    } else if (gone == event.date && dispose->components != ComponentsChoice::stay) {
      for (const RegisterEntry* component : there) findings.push_back(left_behind(whole, event, *component));
    }
  }
}

bool takes_components(const std::vector<Event>& events) {
  return std::any_of(events.begin(), events.end(), takes_along);
}

Problem no_components(const RegisterEntry& entry) {
  const auto event = std::find_if(entry.events.begin(), entry.events.end(), takes_along);
  return make_problem("COMPONENTS-NONE", event->origin, "components",
                      {fmt::format("资产 {} 没有组成部分可一并处置", entry.asset.id),
                       fmt::format("asset {} has no components to take along", entry.asset.id)},
                      {"清空 components，或在组成部分的卡片填写 parent",
                       "Clear `components`, or name this asset as `parent` of its components"});
}

}  // namespace tieout
