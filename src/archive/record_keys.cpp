#include "archive/record_keys.hpp"

#include <algorithm>
#include <functional>

namespace tieout::archive {

RecordKeys::RecordKeys(const loading::InputRows& rows, const RecordShape& shape, Diagnostics& diagnostics) {
  loading::InputRow row;
  std::string last_entity;
  std::size_t entity_at = 0;
  while (entity_at + 1 < shape.key.size() && shape.name_of(shape.key[entity_at]) != "entity") ++entity_at;
  for (const std::uint32_t number : rows.records(shape.type, diagnostics)) {
    rows.read(shape.type, number, row, shape.key);
    const std::size_t begin = text_.size();
    for (std::size_t part = 0; part < shape.key.size(); ++part) {
      if (part > 0) text_ += '\0';
      text_ += row.cells[shape.key[part]];
    }
    const std::string_view entity = row.cells[shape.key[entity_at]];
    if (entities_.empty() || entity != last_entity) {
      last_entity = entity;
      entities_.insert(last_entity);
    }
    rows_.push_back({number, 0, begin, static_cast<std::uint32_t>(text_.size() - begin)});
  }
  order();
}

void RecordKeys::order() {
  const auto before = [&](const KeyedRow& a, const KeyedRow& b) { return key(a) < key(b); };
  if (!std::is_sorted(rows_.begin(), rows_.end(), before)) std::stable_sort(rows_.begin(), rows_.end(), before);
  for (std::size_t at = 1; at < rows_.size(); ++at) {
    if (key(rows_[at]) == key(rows_[at - 1])) rows_[at].n = rows_[at - 1].n + 1;
  }
}

std::string_view key_part(std::string_view key, std::size_t part) {
  for (; part > 0; --part) key.remove_prefix(std::min(key.find('\0'), key.size() - 1) + 1);
  return key.substr(0, key.find('\0'));
}

}  // namespace tieout::archive
