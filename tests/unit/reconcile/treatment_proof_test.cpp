// Each treatment's own proof, on assets whose sums are known by hand.
#include "tieout/reconcile/treatment_proof.hpp"

#include "unit/reconcile/reconcile_fixture.hpp"

namespace tieout {
namespace {

using fixture::yuan;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class TreatmentProofs : public fixture::OneMachine {
 protected:
  // The only proof that applies.
  TreatmentProof single() {
    proof = prove();
    const auto proofs = treatment_proofs(proof);
    EXPECT_THAT(proofs, SizeIs(1));
    return proofs.empty() ? TreatmentProof{} : proofs.front();
  }
  void treat(TaxTreatment treatment) {
    entry.asset.tax_treatment = treatment;
    entry.asset.tax_treatment_stated = true;
  }
  LifetimeProof proof;
};

TEST_F(TreatmentProofs, AnOrdinaryAssetNeedsNone) { EXPECT_THAT(treatment_proofs(prove()), IsEmpty()); }

TEST_F(TreatmentProofs, NonDeductibleSumsToTheBookCost) {
  treat(TaxTreatment::non_deductible);
  const TreatmentProof found = single();
  EXPECT_EQ(found.kind, ProofKind::non_deductible);
  EXPECT_EQ(found.left, yuan(120000));
  EXPECT_EQ(found.right, yuan(120000));
  EXPECT_TRUE(found.holds);
  EXPECT_EQ(proof.initial, -yuan(120000));
}

TEST_F(TreatmentProofs, AResidualOfTheBooksStaysOpenUntilDisposal) {
  treat(TaxTreatment::non_deductible);
  entry.asset.book.residual = yuan(6000);
  const TreatmentProof found = single();
  EXPECT_EQ(found.left, yuan(114000));
  EXPECT_TRUE(found.holds);
  happens(2026, 3, 10, Dispose{});
  EXPECT_EQ(single().left, yuan(120000));
}

TEST_F(TreatmentProofs, OnDisposalDeductsNothingBefore) {
  treat(TaxTreatment::on_disposal);
  const TreatmentProof open = single();
  EXPECT_EQ(open.kind, ProofKind::on_disposal);
  EXPECT_EQ(open.left, Money{});
  EXPECT_TRUE(open.holds);
  EXPECT_EQ(proof.remaining, yuan(120000));
  happens(2022, 6, 10, Dispose{});
  EXPECT_TRUE(single().holds);
  EXPECT_EQ(proof.remaining, Money{});
  EXPECT_EQ(proof.treatment.disposal, -yuan(60000));
}

TEST_F(TreatmentProofs, AGrantByTheNetMethodIsADifferentCost) {
  entry.asset.cost = yuan(80000);
  entry.asset.tax_cost = yuan(120000);
  const TreatmentProof found = single();
  EXPECT_EQ(found.kind, ProofKind::different_cost);
  EXPECT_EQ(found.left, -yuan(40000));
  EXPECT_TRUE(found.holds);
}

TEST_F(TreatmentProofs, AStatedExtraDeductionIsRateTimesShareTimesCharges) {
  entry.asset.extra_deduction_rate = Ratio::of(3, 4);
  entry.asset.extra_deduction_share = Ratio::of(1, 2);
  const TreatmentProof found = single();
  EXPECT_EQ(found.kind, ProofKind::extra_deduction);
  EXPECT_EQ(found.left, -yuan(45000));
  EXPECT_TRUE(found.holds);
  ASSERT_THAT(proof.treatment.extra, SizeIs(1));
  EXPECT_EQ(proof.treatment.extra[0].rate, Ratio::of(3, 8));
  EXPECT_EQ(proof.treatment.extra[0].charge, yuan(120000));
}

TEST_F(TreatmentProofs, WhatTheRuleGivesIsSummedByRate) {
  Entity maker;
  maker.industry = "I65";
  framework.entity = &maker;
  entry.asset.extra_deduction_share = Ratio::of(1, 1);
  const TreatmentProof found = single();
  EXPECT_TRUE(found.holds);
  Money charges;
  for (const ExtraDeduction& part : proof.treatment.extra) charges += part.charge;
  EXPECT_EQ(charges, yuan(120000));
}

TEST_F(TreatmentProofs, ASumThatIsOffDoesNotHoldAndTheLifeIsNotClosed) {
  treat(TaxTreatment::non_deductible);
  proof = prove();
  ASSERT_TRUE(proof.closed());
  proof.treatment.tax_added = yuan(1);
  EXPECT_FALSE(treatment_proofs(proof).front().holds);
  EXPECT_FALSE(proof.closed());
}

TEST_F(TreatmentProofs, AnExtraDeductionThatWasRoundedOtherwiseDoesNotHold) {
  entry.asset.extra_deduction_rate = Ratio::of(3, 4);
  proof = prove();
  proof.permanent += Money::from_fen(1);
  EXPECT_FALSE(treatment_proofs(proof).front().holds);
}

}  // namespace
}  // namespace tieout
