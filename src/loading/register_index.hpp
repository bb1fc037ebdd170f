// The keys of the register, compact: entity and id of every card in the order of the register, found again by
// hash; and the rows of another table by card. About 24 bytes a card besides its id. Inside loading/ only.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::loading {

class RegisterIndex {
 public:
  static constexpr std::size_t kIdBytesMax = 4095;
  static constexpr std::size_t kEntitiesMax = std::size_t{1} << 20U;
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;

  void reserve(std::size_t cards) { cards_.reserve(cards); }

  // False where the id is longer than kIdBytesMax or there are too many entities.
  bool add(std::string_view entity, std::string_view id, std::uint32_t row);

  // Orders the cards by entity, then id (byte order). Of cards with the same key the first row stays; each other
  // row is passed on together with the first.
  void sort(const std::function<void(std::uint32_t first_row, std::uint32_t repeated_row)>& on_repeated);

  // Removes the cards at these positions (ascending).
  void remove(const std::vector<std::uint32_t>& positions);

  std::size_t size() const { return cards_.size(); }
  std::uint32_t row(std::size_t position) const { return cards_[position].row; }
  std::string_view id(std::size_t position) const;
  std::string_view entity(std::size_t position) const { return entities_[cards_[position].entity]; }
  const std::vector<std::string>& entities() const { return entities_; }

  // The position of the card by bisection, or kNone. Only after sort().
  std::uint32_t position(std::string_view entity, std::string_view id) const;

  // Look-up by hash, for the time that other tables are joined.
  void build_lookup();
  void drop_lookup();

  struct Found {
    std::uint32_t position = kNone;
    bool ambiguous = false;  // no entity was asked for and several have the id
  };
  // With an empty entity: the id alone, if only one entity has it.
  Found find(std::string_view entity, std::string_view id) const;

 private:
  struct Card {
    std::uint32_t id_begin;
    std::uint32_t row;
    std::uint32_t entity : 20;
    std::uint32_t id_size : 12;
  };

  bool less(const Card& a, const Card& b) const;
  bool same(const Card& a, const Card& b) const;
  std::string_view id(const Card& card) const { return {ids_.data() + card.id_begin, card.id_size}; }
  std::uint32_t entity_number(std::string_view entity);
  void rank_entities();

  std::vector<Card> cards_;
  std::vector<char> ids_;
  std::vector<std::string> entities_;
  std::uint32_t last_entity_ = kNone;
  std::vector<std::uint32_t> slots_;  // position + 1, open addressing by the hash of the id
};

// Rows of another table grouped by card, in order of entry.
class RowsByCard {
 public:
  // `cards[i]`: position of the card of row `rows[i]`.
  void build(std::size_t cards_count, const std::vector<std::uint32_t>& cards, const std::vector<std::uint32_t>& rows);
  std::span<const std::uint32_t> of(std::size_t card) const;
  bool empty() const { return rows_.empty(); }

 private:
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> rows_;
};

}  // namespace tieout::loading
