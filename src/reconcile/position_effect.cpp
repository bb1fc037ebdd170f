#include "tieout/reconcile/position_effect.hpp"

namespace tieout {

namespace {

// The comparison uses rules that the report itself did not: they are not to be noted as used.
Framework without_notes(Framework framework) {
  framework.unverified = nullptr;
  return framework;
}

}  // namespace

PositionComparison::PositionComparison(const Framework& framework) : alternative_(without_notes(framework)) {}

const std::vector<PositionEffect>& PositionComparison::compare(const AssetReconciler& base, const RegisterEntry& entry,
                                                               const ReconciliationRow& year, int through) {
  effects_.clear();
  base.positions_raised(raised_);
  const Framework& framework = base.framework();
  for (const std::string_view id : raised_) {
    const rules::Position& position = *framework.tax->find_position(id);
    const rules::PositionOption& chosen = rules::chosen(*framework.tax, framework.entity, id);
    for (const rules::PositionOption& other : position.options) {
      if (&other == &chosen) continue;
      alternative_.set_entity(framework.entity);
      alternative_.assume(id, other.code);
      const AssetYear* result = alternative_.open(entry) ? alternative_.run_year(year.year, through) : nullptr;
      PositionEffect effect{&position, &chosen, &other, result != nullptr, year.tax_charge, {}, year.adj_total, {}};
      if (result) {
        effect.tax_charge_other = result->row.tax_charge;
        effect.adj_total_other = result->row.adj_total;
      }
      effects_.push_back(effect);
    }
  }
  return effects_;
}

}  // namespace tieout
