// The field's own words as enumerations, each with the spelling used in files, JSON and the web page.
// `name_of` gives the spelling; `parse_…` reads exactly it (aliases are the loader's business).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tieout {

// How the depreciable amount is spread (engine.md §4).
enum class Method : std::uint8_t {
  straight_line,
  double_declining,
  sum_of_years,
  units_of_production,
  one_time,     // tax only
  first_share,  // tax only
  none,
};

// First charging month: the month of in_service, or the month after it.
enum class Starts : std::uint8_t { month_of, month_after };
// Last charging month on disposal: the month of disposal, or the month before it.
enum class Stops : std::uint8_t { month_of, month_before };
// How straight-line rounds: by the cumulative figure (default), or month by month as many ERPs do.
enum class ChargeRounding : std::uint8_t { cumulative, monthly };
enum class Model : std::uint8_t { cost, fair_value };
enum class TaxTreatment : std::uint8_t { depreciable, non_deductible, on_disposal };
enum class Condition : std::uint8_t { unstated, brand_new, used };
enum class OpeningStatus : std::uint8_t { stated, computed, allocated };
// How the class of an asset was found: stated in its own cell, or inferred from the ERP's category, by a policy or
// because the category bears a name of the class.
enum class ClassSource : std::uint8_t { stated, policy, category };
enum class Basis : std::uint8_t { book, tax };
// Which ledgers an event speaks to.
enum class BasisChoice : std::uint8_t { book, tax, both };
enum class Family : std::uint8_t { tangible, intangible, deferred };

// What becomes of an asset's components when it is disposed of: they leave by the same event ("with"), or stay.
enum class ComponentsChoice : std::uint8_t { together, stay };

enum class DisposalKind : std::uint8_t {
  sale,
  scrap,
  loss,
  disaster,
  exchange,
  debt_settlement,
  contribution,
  distribution,
  donation,
};

std::string_view name_of(Method);
std::string_view name_of(Starts);
std::string_view name_of(Stops);
std::string_view name_of(ChargeRounding);
std::string_view name_of(Model);
std::string_view name_of(TaxTreatment);
std::string_view name_of(Condition);
std::string_view name_of(OpeningStatus);
std::string_view name_of(Basis);
std::string_view name_of(BasisChoice);
std::string_view name_of(Family);
std::string_view name_of(DisposalKind);
std::string_view name_of(ComponentsChoice);

std::optional<Method> parse_method(std::string_view);
std::optional<Starts> parse_starts(std::string_view);
std::optional<Stops> parse_stops(std::string_view);
std::optional<ChargeRounding> parse_charge_rounding(std::string_view);
std::optional<Model> parse_model(std::string_view);
std::optional<TaxTreatment> parse_tax_treatment(std::string_view);
std::optional<Condition> parse_condition(std::string_view);
std::optional<OpeningStatus> parse_opening_status(std::string_view);
std::optional<BasisChoice> parse_basis_choice(std::string_view);
std::optional<Family> parse_family(std::string_view);
std::optional<DisposalKind> parse_disposal_kind(std::string_view);
std::optional<ComponentsChoice> parse_components_choice(std::string_view);

// Index into rules::ClassTable (the classes are rule data).
struct ClassId {
  std::uint16_t index = 0;
  friend constexpr bool operator==(ClassId, ClassId) = default;
};

}  // namespace tieout
