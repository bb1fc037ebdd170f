// Cards that transfers take to other entities of the group: found again under the entity that holds them, and put in
// the register's order where their rows belong. Inside loading/ only.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/register_index.hpp"
#include "tieout/core/date.hpp"

namespace tieout::loading {

class CardMoves {
 public:
  // In order of entry. `card` is a position in the index.
  void add(std::uint32_t card, Date date, std::string_view to_entity);
  bool empty() const { return moves_.empty(); }

  // A card with this id that at some time goes to this entity; RegisterIndex::kNone where there is none or more.
  std::uint32_t find(const RegisterIndex& index, std::string_view entity, std::string_view id) const;

  // The same cards after those at `removed` (ascending) have left the index.
  void follow(const std::vector<std::uint32_t>& removed);

  // The positions of the index ordered by the entity that holds the card at the end of the month (of all moves where
  // none is given), then by id; empty where that is the order of the index itself.
  std::vector<std::uint32_t> order(const RegisterIndex& index, std::optional<Month> held_in) const;

 private:
  struct Move {
    std::uint32_t card;
    Date date;
    std::string to_entity;
  };
  std::vector<Move> last_moves(std::optional<Month> held_in) const;

  std::vector<Move> moves_;
};

}  // namespace tieout::loading
