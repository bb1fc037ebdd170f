#include "tieout/rules/finding.hpp"

#include <algorithm>

namespace tieout::rules {

namespace {

constexpr std::string_view kFolder = "findings/";

const std::vector<std::string>* key_of(const Parameter& parameter, std::string_view name) {
  const auto found = parameter.keys.find(name);
  return found == parameter.keys.end() ? nullptr : &found->second;
}

// Keys in both languages are kept as { zh, en }.
Text text_of(const Parameter& parameter, std::string_view name) {
  const auto* pair = key_of(parameter, name);
  return pair != nullptr && pair->size() == 2 ? Text{(*pair)[0], (*pair)[1]} : Text{};
}

Severity severity_of(std::string_view word) {
  if (word == "error") return Severity::error;
  return word == "warning" ? Severity::warning : Severity::note;
}

}  // namespace

FindingCatalogue::FindingCatalogue(const std::vector<Parameter>& parameters) {
  for (const Parameter& parameter : parameters) {
    if (!parameter.id.starts_with(kFolder)) continue;
    FindingRule rule;
    rule.code = parameter.id.substr(kFolder.size());
    rule.title = parameter.title;
    rule.why = text_of(parameter, "why");
    rule.remedy = text_of(parameter, "remedy");
    rule.evidence = text_of(parameter, "evidence");
    rule.example = text_of(parameter, "example");
    if (const auto* regimes = key_of(parameter, "regimes")) rule.regimes = *regimes;
    rule.parameter = &parameter;
    rules_.push_back(std::move(rule));
  }
  std::sort(rules_.begin(), rules_.end(), [](const FindingRule& a, const FindingRule& b) { return a.code < b.code; });
}

const FindingRule* FindingCatalogue::find(std::string_view code) const {
  const auto found = std::lower_bound(rules_.begin(), rules_.end(), code,
                                      [](const FindingRule& rule, std::string_view text) { return rule.code < text; });
  return found != rules_.end() && found->code == code ? &*found : nullptr;
}

bool asked_under(const FindingRule& rule, std::string_view book, std::string_view tax) {
  return rule.regimes.empty() || std::any_of(rule.regimes.begin(), rule.regimes.end(), [&](const std::string& regime) {
           return regime == book || regime == tax;
         });
}

std::optional<FindingStanding> standing_in(const FindingRule& rule, int year, std::optional<Date> as_of) {
  const auto end = make_date(year, 12, 31);
  const Value* value = end ? value_on(*rule.parameter, *end, as_of) : nullptr;
  if (value == nullptr) return {};
  return FindingStanding{severity_of(value->field("severity")), value->cite};
}

}  // namespace tieout::rules
