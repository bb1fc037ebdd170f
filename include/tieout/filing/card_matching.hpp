// Which card of a list is which card of the register: by entity and code, by code alone where a card has moved to
// another entity, by predecessor where cards were split, merged or given a new code; and which card a red one corrects.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tieout/filing/card_list.hpp"
#include "tieout/ledger/problem.hpp"

namespace tieout {

// Entity (the holder on the list's day) and code.
using CardKey = std::pair<std::string, std::string>;

// What the list holds of a card of the register; indices into the list. All empty: the list does not name it.
struct CardMatch {
  std::vector<std::size_t> cards;       // its own row, or the rows that it was split into
  std::vector<std::size_t> red;         // red cards that correct it
  std::vector<std::size_t> removed;     // rows of the list of removed cards
  std::vector<std::size_t> successors;  // new rows that name it as predecessor while it is on the list itself
  bool moved = false;                   // found by its code in another entity
};

class CardMatching {
 public:
  // `register_cards`: every card of the register; list and set must outlive the matching. What cannot be matched at all
  // goes to `problems`.
  CardMatching(const CardList& list, const std::set<CardKey>& register_cards, Problems& problems);

  const CardMatch& of(const CardKey& key) const;
  // Rows that are new: no card of the register is behind them.
  const std::vector<std::size_t>& added() const { return added_; }
  // Rows with several predecessors in the register, which they take together.
  struct Merger {
    std::size_t card = 0;
    std::vector<CardKey> from;
  };
  const std::vector<Merger>& mergers() const { return mergers_; }
  // The row that takes the card together with others.
  std::optional<std::size_t> merged_into(const CardKey& key) const;
  // Red cards that correct a new row.
  const std::vector<std::size_t>& red_of_added(std::size_t card) const;

 private:
  const CardKey* find_card(const std::string& entity, const std::string& asset) const;
  void match_by_key();
  void match_red(Problems& problems);
  void match_rest();
  void match_removed(Problems& problems);
  bool take_moved(std::size_t index);
  bool take_successor(std::size_t index);

  const CardList& list_;
  const std::set<CardKey>& known_;
  std::multimap<std::string, const CardKey*> by_code_;
  std::map<CardKey, CardMatch> matches_;
  std::map<CardKey, std::size_t> listed_;
  std::map<std::size_t, std::vector<std::size_t>> red_of_added_;
  std::vector<std::size_t> unmatched_, added_;
  std::vector<Merger> mergers_;
  std::map<CardKey, std::size_t> merged_;
};

}  // namespace tieout
