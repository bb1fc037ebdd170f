#include "loading/register_moves.hpp"

#include <algorithm>
#include <tuple>

namespace tieout::loading {

void CardMoves::add(std::uint32_t card, Date date, std::string_view to_entity) {
  moves_.push_back({card, date, std::string(to_entity)});
}

std::uint32_t CardMoves::find(const RegisterIndex& index, std::string_view entity, std::string_view id) const {
  std::uint32_t found = RegisterIndex::kNone;
  for (const Move& move : moves_) {
    if (move.to_entity != entity || index.id(move.card) != id || move.card == found) continue;
    if (found != RegisterIndex::kNone) return RegisterIndex::kNone;
    found = move.card;
  }
  return found;
}

void CardMoves::follow(const std::vector<std::uint32_t>& removed) {
  std::erase_if(moves_,
                [&](const Move& move) { return std::binary_search(removed.begin(), removed.end(), move.card); });
  for (Move& move : moves_) {
    move.card -=
        static_cast<std::uint32_t>(std::lower_bound(removed.begin(), removed.end(), move.card) - removed.begin());
  }
}

// The last move of each card up to the month, by card.
std::vector<CardMoves::Move> CardMoves::last_moves(std::optional<Month> held_in) const {
  std::vector<Move> moves;
  for (const Move& move : moves_) {
    if (!held_in || move.date.month() <= *held_in) moves.push_back(move);
  }
  std::stable_sort(moves.begin(), moves.end(), [](const Move& a, const Move& b) {
    return std::tuple(a.card, a.date) < std::tuple(b.card, b.date);
  });
  std::size_t kept = 0;
  for (std::size_t at = 0; at < moves.size(); ++at) {
    if (at + 1 == moves.size() || moves[at + 1].card != moves[at].card) moves[kept++] = moves[at];
  }
  moves.resize(kept);
  return moves;
}

std::vector<std::uint32_t> CardMoves::order(const RegisterIndex& index, std::optional<Month> held_in) const {
  std::vector<Move> moved = last_moves(held_in);
  if (moved.empty()) return {};
  std::vector<bool> away(index.size(), false);
  for (const Move& move : moved) away[move.card] = true;
  std::sort(moved.begin(), moved.end(), [&](const Move& a, const Move& b) {
    return std::tuple(std::string_view(a.to_entity), index.id(a.card), a.card) <
           std::tuple(std::string_view(b.to_entity), index.id(b.card), b.card);
  });
  std::vector<std::uint32_t> order;
  order.reserve(index.size());
  auto next = moved.begin();
  const auto in_front = [&](const Move& move, std::uint32_t card) {
    return std::tuple(std::string_view(move.to_entity), index.id(move.card)) <
           std::tuple(index.entity(card), index.id(card));
  };
  for (std::uint32_t card = 0; card < index.size(); ++card) {
    if (away[card]) continue;
    for (; next != moved.end() && in_front(*next, card); ++next) order.push_back(next->card);
    order.push_back(card);
  }
  for (; next != moved.end(); ++next) order.push_back(next->card);
  return order;
}

}  // namespace tieout::loading
