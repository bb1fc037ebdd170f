// The proof stated for each treatment, beside the closure that holds for every asset (lifetime.hpp):
//
// - non-deductible: the tax ledger never bears the cost, so the temporary adjustments of the whole life sum to minus
// the
//   initial difference, which is the book cost (less what a stated tax_amount lets through);
// - on-disposal: nothing is deducted before the disposal, and what the books charge stays open until then;
// - different cost (a grant taken off the book cost by the net method, a tax cost of its own): the same sum as for
//   non-deductible, the initial difference being tax cost less book cost;
// - extra deduction: the permanent adjustments are minus rate × share × tax charge, rounded by year and rate.
//
// Each is an equation of two sums that are gathered apart: adjustments from the rows, costs from the roll-forward.
#pragma once

#include <vector>

#include "tieout/ledger/terms.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

enum class ProofKind : std::uint8_t { non_deductible, on_disposal, different_cost, extra_deduction };

// "non-deductible", "on-disposal", "different-cost", "extra-deduction".
std::string_view name_of(ProofKind kind);

// What the proofs of an asset are made of, over its whole life.
struct TreatmentSums {
  TaxTreatment treatment = TaxTreatment::depreciable;
  bool costs_differ = false;          // by the terms, or by an amount added later
  Money book_added, tax_added;        // cost recognised in each ledger
  Money tax_charge;                   // deducted by charges
  Money tax_recorded;                 // of it, only because earlier returns deducted it
  Money disposal;                     // Σ adj_disposal
  std::vector<ExtraDeduction> extra;  // by rate
  bool extra_adds_up = true;          // every charge has its rate, and every year rounds as it should

  void start(const AssetTerms& terms);
  void add(const AssetYear& year);
};

struct TreatmentProof {
  ProofKind kind = ProofKind::different_cost;
  Money left, right;
  bool holds = false;
};

struct LifetimeProof;

// The proofs that apply to the asset, in the order of ProofKind; none for most.
std::vector<TreatmentProof> treatment_proofs(const LifetimeProof& proof);

}  // namespace tieout
