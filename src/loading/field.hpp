// The fields of every record that a file may hold (contract: assets, events, recorded, policies, entities,
// set-aside lists, accepted findings, removed cards, openings, amounts without a card): name, kind of value, whether it
// must be there. One table; headings, readers, TOML and messages all go by it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tieout::loading {

enum class RecordType : std::uint8_t {
  asset,
  event,
  recorded,
  policy,
  entity,
  set_aside,
  acceptance,
  removed,
  opening,
  adjustment
};
constexpr std::size_t kRecordTypes = 10;

// What a cell of the field holds; decides how it is read and which words it takes.
enum class ValueKind : std::uint8_t {
  text,
  date,
  amount,     // yuan with at most two decimals
  rate,       // share in 0..1, "5%" or "0.05"
  deduction,  // rate of an extra deduction, may exceed 1
  fraction,   // "1/3" or a decimal
  quantity,   // plain number, "1,000" or "2.5"
  life,       // whole months; the heading or the cell may say years
  integer,
  asset_class,
  method,
  starts,
  stops,
  rounding,
  model,
  treatment,
  condition,
  opening_status,
  basis,
  disposal_kind,
  components,
  event_type,
  currency,  // must say CNY; read for its check alone
};

struct FieldSpec {
  std::string_view name;
  ValueKind kind = ValueKind::text;
  bool needed = false;
};

enum class AssetField : std::uint8_t {
  asset,
  entity,
  name,
  category,
  asset_class,
  in_service,
  cost,
  acquired,
  condition,
  age_months,
  age_evidence,
  quantity,
  book_method,
  book_life_months,
  book_residual,
  book_residual_rate,
  book_starts,
  book_stops,
  book_rounding,
  book_model,
  tax_cost,
  tax_method,
  tax_life_months,
  tax_residual,
  tax_residual_rate,
  tax_election,
  tax_override,
  tax_treatment,
  tax_starts,
  tax_stops,
  tax_rounding,
  tax_first_share,
  extra_deduction_rate,
  extra_deduction_share,
  contract_months,
  total_units,
  parent,
  predecessor,
  opening_date,
  opening_book_accumulated,
  opening_provision,
  opening_tax_cost,
  opening_tax_accumulated,
  opening_book_months,
  opening_tax_months,
  opening_status,
  currency,
};

enum class EventField : std::uint8_t {
  asset,
  entity,
  date,
  type,
  amount,
  recoverable,
  life_months,
  remaining_months,
  tax_remaining_months,
  residual,
  method,
  basis,
  proceeds,
  compensation,
  costs,
  kind,
  fraction,
  cost_removed,
  accumulated_removed,
  provision_removed,
  components,
  removed,
  tax_amount,
  units,
  asset_class,
  model,
  to_entity,
  note,
  currency,
};

enum class RecordedField : std::uint8_t {
  asset,
  entity,
  year,
  month,
  book_charge,
  book_impairment,
  book_accumulated,
  book_provision,
  book_cost,
  tax_charge,
  tax_accumulated,
  currency,
};

enum class PolicyField : std::uint8_t {
  entity,
  category,
  asset_class,
  tax_method,
  tax_life_months,
  tax_residual_rate,
  tax_election,
  tax_treatment,
  book_rounding,
  account_cost,
  account_accumulated,
  account_provision,
  from,
};

// A row states an entity; rows that repeat the entity add tax rates.
enum class EntityField : std::uint8_t {
  entity,
  name,
  type,
  industry,
  place,
  rate,
  from,
  enacted,
  taxpayer_id,
  regime,
  tax_regime,
  started,
  closed,
  first_position,  // from here on a field for each position, "position:one-time-residual"
};

// What stands before the id of a position in the name of its field.
constexpr std::string_view kPositionPrefix = "position:";

enum class SetAsideField : std::uint8_t { asset, entity, reason };

// A finding that was looked into: an empty entity, asset or year is any.
enum class AcceptanceField : std::uint8_t { code, entity, asset, year, reason, by, date };

// A card that left, by the amounts removed, as ERPs list them; the sheet or table is `removed`.
enum class RemovedField : std::uint8_t {
  asset,
  entity,
  date,
  cost_removed,
  accumulated_removed,
  provision_removed,
  proceeds,
  compensation,
  costs,
  kind,
  note,
  currency,
};

// Take-over balances beside the register, as `tieout takeover` writes them.
enum class OpeningField : std::uint8_t {
  asset,
  entity,
  opening_date,
  opening_book_accumulated,
  opening_provision,
  opening_tax_cost,
  opening_tax_accumulated,
  opening_book_months,
  opening_tax_months,
  opening_status,
  source,
  currency,
};

// An amount without a card.
enum class AdjustmentField : std::uint8_t {
  entity,
  year,
  month,
  asset_class,
  account,
  key,
  amount,
  reason,
  source,
  currency
};

// Position of a field in fields_of(type).
using FieldIndex = std::uint8_t;

template <typename Field>
constexpr FieldIndex index_of(Field field) {
  return static_cast<FieldIndex>(field);
}

// In the order of the enumeration of the type.
const std::vector<FieldSpec>& fields_of(RecordType type);

// By canonical name ("book_life_months"), exact.
std::optional<FieldIndex> find_field(RecordType type, std::string_view name);

// "assets", "events", "recorded", "policies", "entities", "set_aside", "acceptances", "removed", "openings",
// "adjustments": names of worksheets and of tables in headings.toml and mapping files.
std::string_view table_name(RecordType type);

// "asset", "event", "recorded", "policy", "entity", "set_aside", "acceptance", "removed", "opening", "adjustment":
// names of TOML tables.
std::string_view record_name(RecordType type);

// The name among `names` within `distance` letters of `text` and nearest to it, or empty. Letters are code
// points; a swap of neighbours counts as one letter.
std::string nearest(std::string_view text, const std::vector<std::string>& names, std::size_t distance);

// Letters to insert, delete, replace or swap to make `a` into `b`; stops counting above `limit`.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

// The code points of UTF-8 text.
std::vector<std::string_view> letters_of(std::string_view text);

}  // namespace tieout::loading
