#include "tieout/asset/vocabulary.hpp"

#include <array>
#include <utility>

#include "tieout/asset/event.hpp"

namespace tieout {

namespace {

template <typename Enum, std::size_t N>
struct Spellings {
  std::array<std::pair<Enum, std::string_view>, N> items;

  std::string_view name(Enum value) const {
    for (const auto& [item, text] : items) {
      if (item == value) return text;
    }
    return {};
  }
  std::optional<Enum> parse(std::string_view text) const {
    for (const auto& [item, spelling] : items) {
      if (spelling == text) return item;
    }
    return {};
  }
};

constexpr Spellings<Method, 7> kMethods{{{{Method::straight_line, "straight-line"},
                                          {Method::double_declining, "double-declining"},
                                          {Method::sum_of_years, "sum-of-years"},
                                          {Method::units_of_production, "units-of-production"},
                                          {Method::one_time, "one-time"},
                                          {Method::first_share, "first-share"},
                                          {Method::none, "none"}}}};
constexpr Spellings<Starts, 2> kStarts{{{{Starts::month_of, "month-of"}, {Starts::month_after, "month-after"}}}};
constexpr Spellings<Stops, 2> kStops{{{{Stops::month_of, "month-of"}, {Stops::month_before, "month-before"}}}};
constexpr Spellings<ChargeRounding, 2> kRoundings{
    {{{ChargeRounding::cumulative, "cumulative"}, {ChargeRounding::monthly, "monthly"}}}};
constexpr Spellings<Model, 2> kModels{{{{Model::cost, "cost"}, {Model::fair_value, "fair-value"}}}};
constexpr Spellings<TaxTreatment, 3> kTreatments{{{{TaxTreatment::depreciable, "depreciable"},
                                                   {TaxTreatment::non_deductible, "non-deductible"},
                                                   {TaxTreatment::on_disposal, "on-disposal"}}}};
constexpr Spellings<Condition, 2> kConditions{{{{Condition::brand_new, "new"}, {Condition::used, "used"}}}};
constexpr Spellings<OpeningStatus, 3> kStatuses{{{{OpeningStatus::stated, "stated"},
                                                  {OpeningStatus::computed, "computed"},
                                                  {OpeningStatus::allocated, "allocated"}}}};
constexpr Spellings<Basis, 2> kBases{{{{Basis::book, "book"}, {Basis::tax, "tax"}}}};
constexpr Spellings<BasisChoice, 3> kChoices{
    {{{BasisChoice::book, "book"}, {BasisChoice::tax, "tax"}, {BasisChoice::both, "both"}}}};
constexpr Spellings<Family, 3> kFamilies{
    {{{Family::tangible, "tangible"}, {Family::intangible, "intangible"}, {Family::deferred, "deferred"}}}};
constexpr Spellings<ComponentsChoice, 2> kComponents{
    {{{ComponentsChoice::together, "with"}, {ComponentsChoice::stay, "stay"}}}};
constexpr Spellings<DisposalKind, 9> kKinds{{{{DisposalKind::sale, "sale"},
                                              {DisposalKind::scrap, "scrap"},
                                              {DisposalKind::loss, "loss"},
                                              {DisposalKind::disaster, "disaster"},
                                              {DisposalKind::exchange, "exchange"},
                                              {DisposalKind::debt_settlement, "debt-settlement"},
                                              {DisposalKind::contribution, "contribution"},
                                              {DisposalKind::distribution, "distribution"},
                                              {DisposalKind::donation, "donation"}}}};

// In the order of the alternatives of EventDetail.
constexpr std::array<std::string_view, 12> kEventTypes{"impair",  "test",        "reverse",  "estimate",
                                                       "improve", "adjust-cost", "suspend",  "resume",
                                                       "usage",   "fair-value",  "transfer", "dispose"};
static_assert(kEventTypes.size() == std::variant_size_v<EventDetail>);

}  // namespace

std::string_view name_of(Method value) { return kMethods.name(value); }
std::string_view name_of(Starts value) { return kStarts.name(value); }
std::string_view name_of(Stops value) { return kStops.name(value); }
std::string_view name_of(ChargeRounding value) { return kRoundings.name(value); }
std::string_view name_of(Model value) { return kModels.name(value); }
std::string_view name_of(TaxTreatment value) { return kTreatments.name(value); }
std::string_view name_of(Condition value) { return kConditions.name(value); }
std::string_view name_of(OpeningStatus value) { return kStatuses.name(value); }
std::string_view name_of(Basis value) { return kBases.name(value); }
std::string_view name_of(BasisChoice value) { return kChoices.name(value); }
std::string_view name_of(Family value) { return kFamilies.name(value); }
std::string_view name_of(DisposalKind value) { return kKinds.name(value); }
std::string_view name_of(ComponentsChoice value) { return kComponents.name(value); }

std::optional<Method> parse_method(std::string_view text) { return kMethods.parse(text); }
std::optional<Starts> parse_starts(std::string_view text) { return kStarts.parse(text); }
std::optional<Stops> parse_stops(std::string_view text) { return kStops.parse(text); }
std::optional<ChargeRounding> parse_charge_rounding(std::string_view text) { return kRoundings.parse(text); }
std::optional<Model> parse_model(std::string_view text) { return kModels.parse(text); }
std::optional<TaxTreatment> parse_tax_treatment(std::string_view text) { return kTreatments.parse(text); }
std::optional<Condition> parse_condition(std::string_view text) { return kConditions.parse(text); }
std::optional<OpeningStatus> parse_opening_status(std::string_view text) { return kStatuses.parse(text); }
std::optional<BasisChoice> parse_basis_choice(std::string_view text) { return kChoices.parse(text); }
std::optional<Family> parse_family(std::string_view text) { return kFamilies.parse(text); }
std::optional<DisposalKind> parse_disposal_kind(std::string_view text) { return kKinds.parse(text); }
std::optional<ComponentsChoice> parse_components_choice(std::string_view text) { return kComponents.parse(text); }

std::string_view type_name(const EventDetail& detail) { return kEventTypes[detail.index()]; }

}  // namespace tieout
