#include "tieout/rules/provision_kind.hpp"

#include <algorithm>
#include <array>

namespace tieout::rules {

namespace {

constexpr std::array<std::string_view, 3> kBases{"item", "category", "total"};

}  // namespace

std::string_view name_of(ValuationBasis basis) { return kBases.at(static_cast<std::size_t>(basis)); }

std::optional<ValuationBasis> parse_valuation_basis(std::string_view text) {
  const auto found = std::find(kBases.begin(), kBases.end(), text);
  if (found == kBases.end()) return {};
  return static_cast<ValuationBasis>(found - kBases.begin());
}

const ProvisionKind* ProvisionRules::find(std::string_view code, int year, std::optional<Date> as_of) const {
  const ProvisionKind* best = nullptr;
  for (const ProvisionKind& kind : kinds) {
    if (kind.code != code || kind.from.year() > year || (as_of && kind.published > *as_of)) continue;
    if (best == nullptr || kind.from > best->from) best = &kind;
  }
  return best;
}

const ProvisionKind* ProvisionRules::of_class(ClassId asset_class, int year) const {
  for (const ProvisionKind& kind : kinds) {
    const bool named = std::find(kind.classes.begin(), kind.classes.end(), asset_class) != kind.classes.end();
    if (named && kind.from.year() <= year) return &kind;
  }
  return nullptr;
}

}  // namespace tieout::rules
