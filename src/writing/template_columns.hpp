// What the comments of the template say of each column. The first words of `zh` are the Chinese heading, which
// files may use as well.
#pragma once

#include <span>
#include <string_view>

#include "tieout/filing/table.hpp"

namespace tieout::writing {

// The list that a column offers.
enum class ChoicesOf : std::uint8_t {
  none,
  asset_class,
  book_method,
  tax_method,
  starts,
  stops,
  rounding,
  model,
  treatment,
  condition,
  opening_status,
  election,
  event_type,
  basis,
  disposal_kind,
  components,
  entity_type,
  place,
};

struct TemplateColumn {
  std::string_view key;
  CellKind kind;
  bool needed;
  ChoicesOf choices;
  std::string_view heading_zh;
  std::string_view meaning_zh;
  std::string_view meaning_en;
};

std::span<const TemplateColumn> asset_columns();
std::span<const TemplateColumn> event_columns();
std::span<const TemplateColumn> recorded_columns();
std::span<const TemplateColumn> policy_columns();
std::span<const TemplateColumn> entity_columns();

}  // namespace tieout::writing
