// Which open questions of the law an asset raises: cheap looks at its terms and, where it has events, at those.
#include "tieout/reconcile/reconcile.hpp"

namespace tieout {

namespace {

namespace position = rules::position;

const Estimate* book_estimate(const TimelineItem& item) {
  const auto* estimate = std::get_if<Estimate>(&item.event->detail);
  return estimate && estimate->basis != BasisChoice::tax ? estimate : nullptr;
}

}  // namespace

template <typename Holds>
bool AssetReconciler::any_event(Holds holds) const {
  for (const TimelineItem& item : timeline_.items()) {
    if (holds(item)) return true;
  }
  return false;
}

bool AssetReconciler::raises(std::string_view id) const {
  const Asset& asset = entry_->asset;
  // A reason of its own or an election settles for the asset what the entity leaves open.
  const bool settled = terms_.tax_free_choice || !asset.tax_election.empty();
  if (id == position::kFairValuePropertyCharge) {
    return !settled && (terms_.book.model == Model::fair_value || any_event([](const TimelineItem& item) {
                          const auto* transfer = std::get_if<Transfer>(&item.event->detail);
                          return transfer && transfer->model == Model::fair_value;
                        }));
  }
  if (id == position::kIndefiniteLifeCharge) {
    return !settled && terms_.family == Family::intangible &&
           (terms_.book.method == Method::none || any_event([](const TimelineItem& item) {
              const Estimate* estimate = book_estimate(item);
              return estimate && estimate->estimate.method == Method::none;
            }));
  }
  if (id == position::kOneTimeResidual) {
    const bool stated = asset.tax.residual || asset.tax.residual_rate;
    return terms_.deducted_at_once && !stated && !terms_.book.residual.is_zero();
  }
  if (id == position::kDecliningBalanceBase) {
    return terms_.tax.method == Method::double_declining || any_event([](const TimelineItem& item) {
             const auto* estimate = std::get_if<Estimate>(&item.event->detail);
             return estimate && estimate->basis != BasisChoice::book &&
                    estimate->estimate.method == Method::double_declining;
           });
  }
  if (id == position::kTaxLifeFollowsBook) {
    const bool automatic =
        !asset.tax.life_months && framework_.tax->has_minimum_lives && terms_.tax_life.contract_months == 0;
    return automatic && any_event([](const TimelineItem& item) {
             const Estimate* estimate = book_estimate(item);
             return estimate && (estimate->estimate.life_months || estimate->estimate.remaining_months);
           });
  }
  return false;
}

void AssetReconciler::positions_raised(std::vector<std::string_view>& ids) const {
  ids.clear();
  if (terms_.treatment != TaxTreatment::depreciable) return;
  // Most assets: straight-line at cost, nothing at once, no event.
  const bool plain = terms_.book.model == Model::cost && terms_.book.method != Method::none &&
                     terms_.tax.method != Method::double_declining && !terms_.deducted_at_once &&
                     timeline_.items().empty();
  if (plain) return;
  for (const rules::Position& position : framework_.tax->positions) {
    if (position.touches_assets && raises(position.id)) ids.push_back(position.id);
  }
}

}  // namespace tieout
