#include "loading/register_index.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace tieout::loading {

namespace {

std::size_t hash_of(std::string_view id) { return std::hash<std::string_view>{}(id); }

}  // namespace

std::uint32_t RegisterIndex::entity_number(std::string_view entity) {
  // Files group their rows by entity: the last one is nearly always it.
  if (last_entity_ != kNone && entities_[last_entity_] == entity) return last_entity_;
  const auto found = std::find(entities_.begin(), entities_.end(), entity);
  last_entity_ = static_cast<std::uint32_t>(found - entities_.begin());
  if (found == entities_.end()) entities_.emplace_back(entity);
  return last_entity_;
}

bool RegisterIndex::add(std::string_view entity, std::string_view id, std::uint32_t row) {
  const std::uint32_t number = entity_number(entity);
  const bool full = ids_.size() + id.size() > kNone;
  if (id.size() > kIdBytesMax || number >= kEntitiesMax || full) return false;
  Card card{};
  card.id_begin = static_cast<std::uint32_t>(ids_.size());
  card.row = row;
  card.entity = number & 0xFFFFFU;
  card.id_size = static_cast<std::uint32_t>(id.size()) & 0xFFFU;
  ids_.insert(ids_.end(), id.begin(), id.end());
  cards_.push_back(card);
  return true;
}

std::string_view RegisterIndex::id(std::size_t position) const { return id(cards_[position]); }

bool RegisterIndex::less(const Card& a, const Card& b) const {
  if (a.entity != b.entity) return a.entity < b.entity;
  const int order = id(a).compare(id(b));
  return order != 0 ? order < 0 : a.row < b.row;
}

bool RegisterIndex::same(const Card& a, const Card& b) const { return a.entity == b.entity && id(a) == id(b); }

// Numbers entities in byte order, so that cards compare by number.
void RegisterIndex::rank_entities() {
  std::vector<std::uint32_t> order(entities_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return entities_[a] < entities_[b]; });
  if (std::is_sorted(order.begin(), order.end())) return;
  std::vector<std::uint32_t> rank(entities_.size());
  std::vector<std::string> sorted;
  for (const std::uint32_t number : order) {
    rank[number] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(entities_[number]));
  }
  entities_ = std::move(sorted);
  last_entity_ = kNone;
  for (Card& card : cards_) card.entity = rank[card.entity] & 0xFFFFFU;
}

void RegisterIndex::sort(const std::function<void(std::uint32_t, std::uint32_t)>& on_repeated) {
  rank_entities();
  const auto by_key = [&](const Card& a, const Card& b) { return less(a, b); };
  if (!std::is_sorted(cards_.begin(), cards_.end(), by_key)) std::sort(cards_.begin(), cards_.end(), by_key);
  // Equal keys now stand side by side, the first row in front.
  std::size_t kept = 0;
  for (const Card& card : cards_) {
    if (kept > 0 && same(cards_[kept - 1], card)) {
      on_repeated(cards_[kept - 1].row, card.row);
    } else {
      cards_[kept++] = card;
    }
  }
  cards_.resize(kept);
  cards_.shrink_to_fit();
}

void RegisterIndex::remove(const std::vector<std::uint32_t>& positions) {
  std::size_t kept = 0;
  auto next = positions.begin();
  for (std::size_t at = 0; at < cards_.size(); ++at) {
    if (next != positions.end() && *next == at) {
      ++next;
    } else {
      cards_[kept++] = cards_[at];
    }
  }
  cards_.resize(kept);
}

std::uint32_t RegisterIndex::position(std::string_view entity, std::string_view id) const {
  const auto key = std::pair(entity, id);
  const auto found = std::lower_bound(cards_.begin(), cards_.end(), key, [&](const Card& card, const auto& wanted) {
    return std::pair(std::string_view(entities_[card.entity]), this->id(card)) < wanted;
  });
  const bool is_it = found != cards_.end() && entities_[found->entity] == entity && this->id(*found) == id;
  return is_it ? static_cast<std::uint32_t>(found - cards_.begin()) : kNone;
}

void RegisterIndex::build_lookup() {
  const std::size_t size = std::bit_ceil(std::max<std::size_t>(cards_.size() * 2, 16));
  slots_.assign(size, 0);
  for (std::uint32_t position = 0; position < cards_.size(); ++position) {
    std::size_t slot = hash_of(id(cards_[position])) & (size - 1);
    while (slots_[slot] != 0) slot = (slot + 1) & (size - 1);
    slots_[slot] = position + 1;
  }
}

void RegisterIndex::drop_lookup() { std::vector<std::uint32_t>().swap(slots_); }

RegisterIndex::Found RegisterIndex::find(std::string_view entity, std::string_view id) const {
  Found found;
  if (slots_.empty()) return found;
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t slot = hash_of(id) & mask; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const Card& card = cards_[slots_[slot] - 1];
    if (this->id(card) != id) continue;
    if (entities_[card.entity] == entity) return {slots_[slot] - 1, false};
    if (!entity.empty()) continue;
    found.ambiguous = found.position != kNone;
    if (found.ambiguous) return found;
    found.position = slots_[slot] - 1;
  }
  return found;
}

void RowsByCard::build(std::size_t cards_count, const std::vector<std::uint32_t>& cards,
                       const std::vector<std::uint32_t>& rows) {
  begins_.assign(cards_count + 1, 0);
  for (const std::uint32_t card : cards) ++begins_[card + 1];
  for (std::size_t card = 0; card < cards_count; ++card) begins_[card + 1] += begins_[card];
  rows_.resize(rows.size());
  // Filling moves each beginning to its end, the next one's beginning; shifting puts them back.
  for (std::size_t at = 0; at < rows.size(); ++at) rows_[begins_[cards[at]]++] = rows[at];
  for (std::size_t card = cards_count; card > 0; --card) begins_[card] = begins_[card - 1];
  begins_[0] = 0;
}

std::span<const std::uint32_t> RowsByCard::of(std::size_t card) const {
  if (rows_.empty()) return {};
  return {rows_.data() + begins_[card], begins_[card + 1] - begins_[card]};
}

}  // namespace tieout::loading
