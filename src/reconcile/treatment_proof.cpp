#include "tieout/reconcile/treatment_proof.hpp"

#include <algorithm>
#include <array>

#include "tieout/reconcile/lifetime.hpp"

namespace tieout {

std::string_view name_of(ProofKind kind) {
  constexpr std::array<std::string_view, 4> kNames{"non-deductible", "on-disposal", "different-cost",
                                                   "extra-deduction"};
  return kNames[static_cast<std::size_t>(kind)];
}

void TreatmentSums::start(const AssetTerms& terms) {
  *this = {};
  treatment = terms.treatment;
  costs_differ = terms.book.cost != terms.tax.cost;
}

void TreatmentSums::add(const AssetYear& year) {
  for (const RollForwardLine& line : year.roll_forward) {
    (line.basis == Basis::book ? book_added : tax_added) += line.added.cost;
  }
  costs_differ = costs_differ || book_added != tax_added;
  tax_charge += year.row.tax_charge;
  tax_recorded += year.recorded.tax_difference;
  disposal += year.row.adj_disposal;
  Money charged, deducted;
  for (const ExtraDeduction& part : year.extra_deductions) {
    charged += part.charge;
    deducted += scale(part.charge, part.rate);
    if (part.charge.is_zero()) continue;
    auto found = std::find_if(extra.begin(), extra.end(), [&](const auto& known) { return known.rate == part.rate; });
    if (found == extra.end()) found = extra.insert(extra.end(), {part.rate, {}, {}});
    found->charge += part.charge;
    found->deducted += scale(part.charge, part.rate);
  }
  if (year.extra_deductions.empty()) return;
  extra_adds_up = extra_adds_up && charged == year.row.tax_charge && -deducted == year.row.adj_permanent;
}

std::vector<TreatmentProof> treatment_proofs(const LifetimeProof& proof) {
  const TreatmentSums& sums = proof.treatment;
  std::vector<TreatmentProof> proofs;
  const auto add = [&](ProofKind kind, Money left, Money right, bool also) {
    proofs.push_back({kind, left, right, left == right && also});
  };
  const bool non_deductible = sums.treatment == TaxTreatment::non_deductible;
  if (sums.treatment == TaxTreatment::on_disposal) {
    const bool nothing_left = proof.end != LifetimeEnd::disposed || proof.remaining.is_zero();
    add(ProofKind::on_disposal, sums.tax_charge, sums.tax_recorded, nothing_left);
  }
  if (non_deductible || sums.costs_differ) {
    const Money right = sums.book_added - sums.tax_added - proof.opening - proof.equity + proof.remaining;
    add(non_deductible ? ProofKind::non_deductible : ProofKind::different_cost, proof.adjustments - proof.permanent,
        right, proof.initial == sums.tax_added - sums.book_added);
  }
  // A rule that gave nothing in any year needs no proof.
  const bool extra = !proof.permanent.is_zero() || std::any_of(sums.extra.begin(), sums.extra.end(),
                                                               [](const auto& p) { return !p.deducted.is_zero(); });
  if (extra) {
    Money deducted;
    for (const ExtraDeduction& part : sums.extra) deducted += part.deducted;
    add(ProofKind::extra_deduction, proof.permanent, -deducted, sums.extra_adds_up);
  }
  std::sort(proofs.begin(), proofs.end(), [](const auto& a, const auto& b) { return a.kind < b.kind; });
  return proofs;
}

}  // namespace tieout
