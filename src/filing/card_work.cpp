#include "card_work.hpp"

#include <fmt/format.h>

namespace tieout {

namespace {

void add(std::optional<Money>& sum, std::optional<Money> amount) {
  if (!sum || !amount) {
    sum.reset();
  } else {
    *sum += *amount;
  }
}

Event on(Date date, EventDetail detail) {
  Event event;
  event.date = date;
  event.detail = std::move(detail);
  return event;
}

}  // namespace

void CardOnPaper::add(const ListedCard& listed) {
  if (row == nullptr) {
    row = &listed;
    cost = listed.card.cost;
    accumulated = listed.accumulated;
    provision = listed.provision;
    return;
  }
  cost += listed.card.cost;
  tieout::add(accumulated, listed.accumulated);
  tieout::add(provision, listed.provision);
}

CardProposal& CardWork::propose(CardChange change, Origin origin, std::string field) {
  CardProposal proposal;
  proposal.change = change;
  proposal.entity = entry_.asset.entity;
  proposal.asset = entry_.asset.id;
  proposal.name = entry_.asset.name;
  proposal.origin = origin;
  proposal.field = std::move(field);
  return result_.proposals.emplace_back(std::move(proposal));
}

CardProposal& CardWork::propose(CardChange change, Event event, Origin origin, std::string field) {
  CardProposal& proposal = propose(change, origin, std::move(field));
  proposal.event = std::move(event);
  return proposal;
}

void CardWork::run() {
  read_paper();
  const bool listed = paper_.row != nullptr && !paper_.cost.is_zero();
  if (standing_.ended) {
    if (!listed || !in_.match.red.empty()) return;
    CardProposal& proposal = propose(CardChange::returned, place(), "cost");
    proposal.is = to_string(paper_.cost);
    proposal.amount = paper_.cost;
    proposal.sure = false;
    proposal.note = {"资产清单中已全部处置", "disposed of in full in the register"};
    return;
  }
  const bool corrected_to_nothing = paper_.row != nullptr && paper_.cost.is_zero() && !in_.match.red.empty();
  const bool gone = !listed && !corrected_to_nothing && !standing_.book.cost.is_zero();
  take_removed(gone);
  if (gone) {
    if (!standing_.ended) tell_missing();
    return;
  }
  if (paper_.row == nullptr) return;
  take_parts();
  take_names();
  take_class_and_entity();
  tell_service();
  take_amounts();
}

void CardWork::read_paper() {
  for (const std::size_t index : in_.match.cards) paper_.add(in_.list.cards[index]);
  if (paper_.row == nullptr && !in_.match.red.empty()) {
    // The corrected card itself is no longer printed: what the red card takes back comes off what stood.
    const ListedCard& red = in_.list.cards[in_.match.red.front()];
    paper_.row = &red;
    paper_.cost = standing_.book.cost;
    for (const std::size_t index : in_.match.red) paper_.cost += in_.list.cards[index].card.cost;
    return;
  }
  for (const std::size_t index : in_.match.red) paper_.add(in_.list.cards[index]);
}

// Rows that name the card as predecessor: its parts where they hold just what it lost, else new cards.
void CardWork::take_parts() {
  Money parts;
  for (const std::size_t index : in_.match.successors) parts += in_.list.cards[index].card.cost;
  const bool split = !in_.match.successors.empty() && paper_.cost + parts == standing_.book.cost;
  if (!split) {
    for (const std::size_t index : in_.match.successors) result_.added.push_back(index);
  }
  std::vector<std::size_t> rows = in_.match.cards;
  if (split) {
    for (const std::size_t index : in_.match.successors) {
      paper_.add(in_.list.cards[index]);
      rows.push_back(index);
    }
  }
  if (in_.match.moved || rows.empty()) return;
  const bool renumbered = rows.size() == 1 && in_.list.cards[rows.front()].card.id != entry_.asset.id;
  if (rows.size() < 2 && !renumbered) return;
  for (const std::size_t index : rows) {
    const ListedCard& part = in_.list.cards[index];
    CardProposal& proposal =
        propose(renumbered ? CardChange::renumbered : CardChange::split, part.card.origin, "asset");
    proposal.was = fmt::format("{} {}", entry_.asset.id, to_string(standing_.book.cost));
    proposal.is = fmt::format("{} {}", part.card.id, to_string(part.card.cost));
    proposal.other = part.card.id;
    proposal.amount = part.card.cost;
    proposal.note = renumbered ? Text{"卡片换了编号，资产不变", "the card has another code, the asset is the same"}
                               : Text{"一张卡片拆成几张；资产仍按一项计算，不产生处置",
                                      "one card became several: the asset stays one, and nothing is disposed of"};
  }
}

void CardWork::take_names() {
  const std::string& name = paper_.row->card.name;
  if (paper_.row->red() || in_.match.cards.size() != 1 || name.empty() || name == entry_.asset.name) return;
  CardProposal& proposal = propose(CardChange::renamed, place(), "name");
  proposal.was = entry_.asset.name;
  proposal.is = name;
}

void CardWork::take_class_and_entity() {
  if (paper_.row->red()) return;
  const Asset& card = paper_.row->card;
  Transfer transfer;
  if (in_.match.moved) transfer.to_entity = card.entity;
  if (card.asset_class != standing_.asset_class) transfer.to_class = card.asset_class;
  if (transfer.to_entity.empty() && !transfer.to_class) return;
  const std::string& code_was = in_.classes.at(standing_.asset_class).code;
  const std::string& code_is = in_.classes.at(card.asset_class).code;
  const Event event = on(in_.day.date, transfer);
  entry_.events.push_back(event);
  CardProposal& proposal = propose(in_.match.moved ? CardChange::entity : CardChange::class_of, event, place(),
                                   in_.match.moved ? "entity" : "class");
  proposal.was = in_.match.moved ? standing_.entity : code_was;
  proposal.is = in_.match.moved ? card.entity : code_is;
  if (in_.match.moved && transfer.to_class) {
    proposal.was += " " + code_was;
    proposal.is += " " + code_is;
  }
  proposal.amount = standing_.book.carrying();
}

void CardWork::tell_service() {
  if (paper_.row->red() || paper_.row->card.in_service == entry_.asset.in_service) return;
  CardProposal& proposal = propose(CardChange::difference, place(), "in_service");
  proposal.was = to_string(entry_.asset.in_service);
  proposal.is = to_string(paper_.row->card.in_service);
  proposal.sure = false;
  proposal.note = {"开始使用日期与资产清单不同", "the date of service differs from that of the register"};
}

}  // namespace tieout
