#include "tieout/filing/card_matching.hpp"

#include <fmt/format.h>

#include <iterator>

namespace tieout {

namespace {

const CardMatch kUnnamed;
const std::vector<std::size_t> kNone;

CardKey key_of(const Asset& card) { return {card.entity, card.id}; }

Problem problem(const Origin& origin, std::string field, std::string code, Text message, Text help) {
  Problem result;
  result.origin = origin;
  result.field = std::move(field);
  result.diagnostic.code = std::move(code);
  result.diagnostic.message = std::move(message);
  result.diagnostic.help = std::move(help);
  return result;
}

}  // namespace

CardMatching::CardMatching(const CardList& list, const std::set<CardKey>& register_cards, Problems& problems)
    : list_(list), known_(register_cards) {
  for (const CardKey& key : known_) by_code_.emplace(key.second, &key);
  match_by_key();
  match_red(problems);
  match_rest();
  match_removed(problems);
}

// The card of the code in `entity`; else, where only one entity has it, there.
const CardKey* CardMatching::find_card(const std::string& entity, const std::string& asset) const {
  const auto own = known_.find({entity, asset});
  if (own != known_.end()) return &*own;
  const auto [first, last] = by_code_.equal_range(asset);
  return first != last && std::next(first) == last ? first->second : nullptr;
}

const CardMatch& CardMatching::of(const CardKey& key) const {
  const auto found = matches_.find(key);
  return found == matches_.end() ? kUnnamed : found->second;
}

const std::vector<std::size_t>& CardMatching::red_of_added(std::size_t card) const {
  const auto found = red_of_added_.find(card);
  return found == red_of_added_.end() ? kNone : found->second;
}

std::optional<std::size_t> CardMatching::merged_into(const CardKey& key) const {
  const auto found = merged_.find(key);
  return found == merged_.end() ? std::nullopt : std::optional<std::size_t>(found->second);
}

void CardMatching::match_by_key() {
  for (std::size_t index = 0; index < list_.cards.size(); ++index) {
    const ListedCard& listed = list_.cards[index];
    if (listed.red()) continue;
    const CardKey key = key_of(listed.card);
    listed_.emplace(key, index);
    if (known_.contains(key)) {
      matches_[key].cards.push_back(index);
    } else {
      unmatched_.push_back(index);
    }
  }
}

void CardMatching::match_red(Problems& problems) {
  for (std::size_t index = 0; index < list_.cards.size(); ++index) {
    const ListedCard& red = list_.cards[index];
    if (!red.red()) continue;
    const auto refuse = [&](const char* field, const char* code, Text message) {
      problems.push_back(problem(red.card.origin, field, code, std::move(message),
                                 {"在 predecessor（原卡片编号）栏填写它冲减的卡片编号。",
                                  "State the code of the card that it corrects as its `predecessor`."}));
    };
    if (red.predecessors.size() != 1) {
      refuse("cost", "RED-CARD-UNLINKED",
             {fmt::format("红字卡片 {} 没有写明它冲减哪一张卡片", red.card.id),
              fmt::format("the red card {} does not say which card it corrects", red.card.id)});
      continue;
    }
    const std::string& corrected = red.predecessors.front();
    const CardKey* key = find_card(red.card.entity, corrected);
    const auto listed = listed_.find({red.card.entity, corrected});
    if (key != nullptr) {
      matches_[*key].red.push_back(index);
    } else if (listed != listed_.end()) {
      red_of_added_[listed->second].push_back(index);
    } else {
      refuse("predecessor", "RED-CARD-UNKNOWN",
             {fmt::format("红字卡片 {} 冲减的卡片 {} 既不在清单上，也不在资产清单中", red.card.id, corrected),
              fmt::format("the red card {} corrects {}, which neither the list nor the register has", red.card.id,
                          corrected)});
    }
  }
}

void CardMatching::match_rest() {
  for (const std::size_t index : unmatched_) {
    if (!take_moved(index) && !take_successor(index)) added_.push_back(index);
  }
}

// The same code in another entity, where that entity's list no longer has it.
bool CardMatching::take_moved(std::size_t index) {
  const ListedCard& listed = list_.cards[index];
  const CardKey* from = nullptr;
  const auto [first, last] = by_code_.equal_range(listed.card.id);
  for (auto at = first; at != last; ++at) {
    if (listed_.contains(*at->second)) continue;
    if (from != nullptr) return false;
    from = at->second;
  }
  if (from == nullptr || from->first.empty() || listed.card.entity.empty()) return false;
  CardMatch& match = matches_[*from];
  if (!match.cards.empty()) return false;
  match.cards.push_back(index);
  match.moved = true;
  return true;
}

bool CardMatching::take_successor(std::size_t index) {
  const ListedCard& listed = list_.cards[index];
  std::vector<CardKey> from;
  for (const std::string& predecessor : listed.predecessors) {
    if (const CardKey* key = find_card(listed.card.entity, predecessor)) from.push_back(*key);
  }
  if (from.empty()) return false;
  if (from.size() > 1) {
    for (const CardKey& key : from) merged_.emplace(key, index);
    mergers_.push_back({index, std::move(from)});
    return true;
  }
  CardMatch& match = matches_[from.front()];
  if (listed_.contains(from.front())) {
    match.successors.push_back(index);  // whether a part of it or a new card, its cost tells
  } else {
    match.cards.push_back(index);
  }
  return true;
}

void CardMatching::match_removed(Problems& problems) {
  for (std::size_t index = 0; index < list_.removed.size(); ++index) {
    const RemovedCard& removed = list_.removed[index];
    if (const CardKey* key = find_card(removed.entity, removed.asset)) {
      matches_[*key].removed.push_back(index);
      continue;
    }
    problems.push_back(
        problem(removed.origin, "asset", "REMOVED-UNKNOWN",
                {fmt::format("减少清单中的 {} 不在此前的资产清单中", removed.asset),
                 fmt::format("the list of removed cards names {}, which the register does not have", removed.asset)},
                {"核对编号和主体；本期新增又减少的卡片请先加入资产清单。",
                 "Check code and entity; a card that came and went since has to be added to the "
                 "register first."}));
  }
}

}  // namespace tieout
