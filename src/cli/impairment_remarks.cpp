#include "cli/impairment_remarks.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::cli {

namespace {

class Remarks {
 public:
  Remarks(const rules::RuleBook& rules, const rules::BookRegime& regime) : rules_(rules), regime_(regime) {}

  void at(const SourceSpan& place) { place_ = &place; }

  void add(Severity severity, std::string code, Text message, const rules::Citation& cite, Text help = {}) {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = std::move(code);
    diagnostic.span = *place_;
    diagnostic.message = std::move(message);
    if (!cite.source.empty()) {
      diagnostic.rule = {rules_.describe(cite, Language::zh), rules_.describe(cite, Language::en)};
    }
    diagnostic.help = std::move(help);
    found_.add(std::move(diagnostic));
  }

  void one_sided(const std::string& id, const RecoverableAmount& amount) {
    if (!amount.other_unknown) return;
    const bool use = amount.source == RecoverableSource::value_in_use;
    add(Severity::note, "IMPAIRMENT-ONE-AMOUNT",
        {fmt::format("{}：只有{}，以它为可收回金额", id, use ? "未来现金流量现值" : "公允价值减处置费用"),
         fmt::format("{}: {} alone is stated and taken as the recoverable amount", id,
                     use ? "value in use" : "fair value less costs")},
        regime_.impairment_test.recoverable);
  }

  void stated_below(const std::string& id, const RecoverableAmount& amount) {
    if (amount.source != RecoverableSource::stated) return;
    const Money higher =
        std::max(amount.fair_value_less_costs.value_or(amount.amount), amount.value_in_use.value_or(amount.amount));
    if (higher <= amount.amount) return;
    add(Severity::warning, "IMPAIRMENT-RECOVERABLE-LOW",
        {fmt::format("{}：可收回金额 {} 低于给出的另一金额 {}", id, to_string(amount.amount), to_string(higher)),
         fmt::format("{}: the recoverable amount {} is below another amount stated, {}", id, to_string(amount.amount),
                     to_string(higher))},
        regime_.impairment_test.recoverable,
        {"可收回金额是两者中的较高者；去掉 `recoverable` 由程序取。",
         "It is the higher of the two; leave `recoverable` out to have it taken."});
  }

  void unallocated(const std::string& id, Money left) {
    if (left.is_zero()) return;
    add(Severity::warning, "IMPAIRMENT-UNALLOCATED",
        {fmt::format("{}：{} 无法分摊，各项资产都已到下限", id, to_string(left)),
         fmt::format("{}: {} cannot be allocated, every asset stands at its floor", id, to_string(left))},
        regime_.impairment_test.allocation,
        {"核对各项资产自身的金额与资产组的可收回金额。",
         "Check the assets' own amounts against the recoverable amount of the unit."});
  }

  void no_loss(const UnitOutcome& unit) {
    if (unit.carrying > unit.recoverable.amount) return;
    add(Severity::note, "IMPAIRMENT-NO-LOSS",
        {fmt::format("{}：可收回金额 {} 不低于账面价值 {}，没有减值损失", unit.id, to_string(unit.recoverable.amount),
                     to_string(unit.carrying)),
         fmt::format("{}: recoverable {} is not below carrying {}, there is no loss", unit.id,
                     to_string(unit.recoverable.amount), to_string(unit.carrying))},
        regime_.impairment_cite);
    if (!unit.reversal_barred) return;
    add(Severity::note, "TEST-NO-REVERSAL",
        {fmt::format("{}：以前的减值损失不转回", unit.id),
         fmt::format("{}: earlier impairment losses are not reversed", unit.id)},
        regime_.reversal_cite);
  }

  Diagnostics take() { return std::move(found_); }

 private:
  const rules::RuleBook& rules_;
  const rules::BookRegime& regime_;
  const SourceSpan* place_ = nullptr;
  Diagnostics found_;
};

}  // namespace

Diagnostics impairment_remarks(const ImpairmentInput& input, const ImpairmentOutcome& outcome,
                               const rules::RuleBook& rules) {
  Remarks remarks(rules, *rules.find_book_regime(input.regime));
  for (std::size_t at = 0; at < outcome.units.size(); ++at) {
    const UnitOutcome& unit = outcome.units[at];
    remarks.at(input.units[at].place);
    remarks.one_sided(unit.id, unit.recoverable);
    remarks.stated_below(unit.id, unit.recoverable);
    remarks.no_loss(unit);
    remarks.unallocated(unit.id, unit.unallocated);
  }
  for (std::size_t at = 0; at < outcome.groups.size(); ++at) {
    const GroupOutcome& group = outcome.groups[at];
    remarks.at(input.groups[at].place);
    remarks.one_sided(group.id, group.recoverable);
    remarks.stated_below(group.id, group.recoverable);
    remarks.unallocated(group.id, group.unallocated);
  }
  return remarks.take();
}

}  // namespace tieout::cli
