// The proof of a treatment as a sentence with its sums: "temporary adjustments 120000.00 = book cost 120000.00".
#pragma once

#include "tieout/core/diagnostic.hpp"
#include "tieout/reconcile/lifetime.hpp"

namespace tieout {

Text proof_title(ProofKind kind);
Text proof_sentence(const TreatmentProof& found, const LifetimeProof& proof);

}  // namespace tieout
