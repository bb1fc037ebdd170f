#include "tieout/filing/treatment_proof_text.hpp"

#include <gtest/gtest.h>

#include "tieout/filing/proof_tables.hpp"

namespace tieout {
namespace {

Money yuan(std::int64_t amount) { return Money::from_fen(amount * 100); }

LifetimeProof non_deductible() {
  LifetimeProof proof;
  proof.end = LifetimeEnd::lives_over;
  proof.adjustments = yuan(116);
  proof.initial = -yuan(122);
  proof.remaining = -yuan(6);
  proof.treatment.treatment = TaxTreatment::non_deductible;
  proof.treatment.book_added = yuan(125);
  proof.treatment.tax_added = yuan(3);
  return proof;
}

LifetimeProof plain() {
  LifetimeProof proof;
  proof.end = LifetimeEnd::lives_over;
  return proof;
}

TEST(TreatmentProofText, EvaluatesTheSumInBothLanguages) {
  const LifetimeProof proof = non_deductible();
  const auto found = treatment_proofs(proof);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].holds);
  const Text text = proof_sentence(found[0], proof);
  EXPECT_EQ(text.en, "temporary adjustments 116.00 = book cost 125.00 − tax cost 3.00 − open until disposal 6.00");
  EXPECT_EQ(text.zh, "暂时性差异调整合计 116.00 = 账面原值 125.00 − 计税基础原值 3.00 − 处置时才转回 6.00");
}

TEST(TreatmentProofText, ShowsEveryRateOfAnExtraDeduction) {
  LifetimeProof proof;
  proof.permanent = -yuan(111);
  proof.treatment.extra = {{Ratio::of(3, 4), yuan(36), yuan(27)}, {Ratio::of(1, 1), yuan(84), yuan(84)}};
  const auto found = treatment_proofs(proof);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_TRUE(found[0].holds);
  EXPECT_EQ(proof_sentence(found[0], proof).en,
            "permanent -111.00 = −(0.75 × 36.00 + 1 × 84.00), rounded year by year");
}

TEST(TreatmentProofText, SaysWhatIsOpenUntilDisposal) {
  LifetimeProof proof;
  proof.end = LifetimeEnd::lives_over;
  proof.remaining = yuan(40);
  proof.treatment.treatment = TaxTreatment::on_disposal;
  const auto found = treatment_proofs(proof);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(proof_sentence(found[0], proof).en,
            "tax charges before disposal 0.00 = recorded deductions 0.00; 40.00 stays open until disposal");
  proof.end = LifetimeEnd::disposed;
  EXPECT_FALSE(treatment_proofs(proof)[0].holds);
}

TEST(TreatmentProofText, OnlyTreatedAssetsStandInTheTable) {
  ProofTotals totals;
  totals.add({"E", "plain", "", plain()});
  totals.add({"E", "nd", "", non_deductible()});
  const Table table = treatment_table(totals.treated(), Language::en);
  ASSERT_EQ(table.rows.size(), 1U);
  EXPECT_EQ(table.rows[0].size(), table.schema.columns.size());
}

}  // namespace
}  // namespace tieout
