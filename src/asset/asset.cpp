#include "tieout/asset/asset.hpp"

#include <utility>

namespace tieout {

Origin origin_of(const Asset& asset, std::string_view column) {
  const PolicyOrigins& policy = asset.policy;
  const std::pair<std::string_view, Origin> rows[] = {
      {"class", policy.asset_class},
      {"tax_method", policy.tax_method},
      {"tax_life_months", policy.tax_life_months},
      {"tax_residual_rate", policy.tax_residual_rate},
      {"tax_election", policy.tax_election},
      {"tax_treatment", policy.tax_treatment},
      {"book_rounding", policy.book_rounding},
  };
  for (const auto& [name, origin] : rows) {
    if (name == column && origin.line != 0) return origin;
  }
  return asset.origin;
}

}  // namespace tieout
