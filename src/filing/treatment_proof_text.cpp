#include "tieout/filing/treatment_proof_text.hpp"

#include <fmt/format.h>

namespace tieout {

namespace {

// A further term of a sum, with its sign; nothing where it is zero.
void append(Text& sum, Money amount, const char* zh, const char* en) {
  if (amount.is_zero()) return;
  const bool negative = amount < Money{};
  const std::string text = to_string(negative ? -amount : amount);
  const char* sign = negative ? "−" : "+";
  sum.zh += fmt::format(" {} {} {}", sign, zh, text);
  sum.en += fmt::format(" {} {} {}", sign, en, text);
}

// T = book cost − tax cost − taken over − equity + open.
Text cost_sentence(const LifetimeProof& proof) {
  const TreatmentSums& sums = proof.treatment;
  const std::string left = to_string(proof.adjustments - proof.permanent);
  const std::string book = to_string(sums.book_added);
  Text text{fmt::format("暂时性差异调整合计 {} = 账面原值 {}", left, book),
            fmt::format("temporary adjustments {} = book cost {}", left, book)};
  append(text, -sums.tax_added, "计税基础原值", "tax cost");
  append(text, -proof.opening, "接管时差异", "taken over");
  append(text, -proof.equity, "计入权益", "in equity");
  append(text, proof.remaining, "处置时才转回", "open until disposal");
  return text;
}

Text on_disposal_sentence(const LifetimeProof& proof) {
  const TreatmentSums& sums = proof.treatment;
  const std::string charged = to_string(sums.tax_charge);
  Text text{
      fmt::format("处置前税收折旧摊销 {} = 已申报扣除 {}", charged, to_string(sums.tax_recorded)),
      fmt::format("tax charges before disposal {} = recorded deductions {}", charged, to_string(sums.tax_recorded))};
  if (proof.end == LifetimeEnd::disposed) {
    const std::string reversed = to_string(sums.disposal);
    text.zh += fmt::format("；{} 年处置时调整 {}，差异为零", proof.last_year, reversed);
    text.en += fmt::format("; disposals adjust {} until {}, and nothing is open", reversed, proof.last_year);
  } else {
    text.zh += fmt::format("；差异 {} 至处置时转回", to_string(proof.remaining));
    text.en += fmt::format("; {} stays open until disposal", to_string(proof.remaining));
  }
  return text;
}

Text extra_sentence(const LifetimeProof& proof) {
  std::string parts;
  for (const ExtraDeduction& part : proof.treatment.extra) {
    parts += fmt::format("{}{} × {}", parts.empty() ? "" : " + ", to_string(part.rate), to_string(part.charge));
  }
  const std::string permanent = to_string(proof.permanent);
  return {fmt::format("永久性差异 {} = −({})，逐年按分取整", permanent, parts),
          fmt::format("permanent {} = −({}), rounded year by year", permanent, parts)};
}

}  // namespace

Text proof_title(ProofKind kind) {
  switch (kind) {
    case ProofKind::non_deductible:
      return {"不得税前扣除", "non-deductible"};
    case ProofKind::on_disposal:
      return {"处置时扣除", "on-disposal"};
    case ProofKind::different_cost:
      return {"账面原值与计税基础不同", "different cost"};
    case ProofKind::extra_deduction:
      break;
  }
  return {"加计扣除", "extra deduction"};
}

Text proof_sentence(const TreatmentProof& found, const LifetimeProof& proof) {
  switch (found.kind) {
    case ProofKind::non_deductible:
      return cost_sentence(proof);
    case ProofKind::on_disposal:
      return on_disposal_sentence(proof);
    case ProofKind::different_cost: {
      Text text = cost_sentence(proof);
      if (proof.treatment.tax_added > proof.treatment.book_added) {
        text.zh += "；采用净额法的补助冲减账面原值的部分在此扣除";
        text.en += "; what a grant took off the book cost by the net method is deducted here";
      }
      return text;
    }
    case ProofKind::extra_deduction:
      break;
  }
  return extra_sentence(proof);
}

}  // namespace tieout
