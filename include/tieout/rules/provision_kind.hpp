// The provisions of a standard as data: which it knows, whether they may be reversed, at what level the lower of cost
// and value is taken. Read from rules/<standard>/provisions.toml.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/asset/vocabulary.hpp"
#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

// Over what cost and value are compared: item by item, over each category, over all of a kind.
enum class ValuationBasis : std::uint8_t { item, category, total };
std::string_view name_of(ValuationBasis);
std::optional<ValuationBasis> parse_valuation_basis(std::string_view text);

struct ProvisionKind {
  std::string code;  // "bad-debts"
  Text label;
  std::vector<ClassId> classes;       // of assets with cards: their provisions are the register's
  bool reversible = false;            // within the provision
  std::vector<ValuationBasis> bases;  // empty: no rule of lower of cost and value
  Date from, published;
  Citation cite;  // of whether it may be reversed
  std::string verified;
  std::uint32_t line = 0;
};

struct ProvisionRules {
  std::string regime;
  std::vector<ProvisionKind> kinds;  // in the order in which they are listed; none: the standard knows no provisions
  Citation cite;
  std::string file;

  // The kind in force in the year, as far as published by `as_of`; null where the standard does not know it then.
  const ProvisionKind* find(std::string_view code, int year, std::optional<Date> as_of = {}) const;
  // The kind to which the provision of an asset of the class belongs.
  const ProvisionKind* of_class(ClassId asset_class, int year) const;
};

}  // namespace tieout::rules
