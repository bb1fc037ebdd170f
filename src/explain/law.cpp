// Passages of laws and standards for the figures: always rule data.
#include <algorithm>

#include "workings.hpp"

namespace tieout {

namespace {

Authority authority(const rules::RuleBook& book, const rules::Parameter* parameter, const rules::Value* value,
                    const rules::Citation& cite) {
  Authority result;
  result.cite = {book.describe(cite, Language::zh), book.describe(cite, Language::en)};
  if (parameter == nullptr || value == nullptr) return result;
  result.label = parameter->label;
  result.rule = parameter->file;
  result.line = value->line;
  result.evidence = std::string(rules::evidence(*parameter, *value));
  return result;
}

}  // namespace

// The row of the parameter in force at the end of the period; nothing where there is none.
std::vector<Authority> Workings::law(const std::string& parameter) const {
  const rules::RuleBook& book = *terms().rules;
  const rules::Parameter* found = book.find_parameter(parameter);
  if (found == nullptr || found->values.empty()) return {};
  const rules::Value* value = rules::value_on(*found, last_day(facts_.last), facts_.reconciler.framework().law_as_of);
  if (value == nullptr) value = &found->values.back();
  if (value->cite.source.empty()) return {};
  return {authority(book, found, value, value->cite)};
}

// A citation that a regime or an election carries; `parameter` and `line`: the rule it stands in, where known.
std::vector<Authority> Workings::law_of(const rules::Citation& cite, const rules::Parameter* parameter,
                                        std::uint32_t line) const {
  if (cite.source.empty()) return {};
  const rules::Value* row = nullptr;
  if (parameter != nullptr) {
    for (const rules::Value& value : parameter->values) {
      if (value.line == line) row = &value;
    }
  }
  return {authority(*terms().rules, parameter, row, cite)};
}

// Rules <regime>/figure/* name the keys they stand behind.
void Workings::cite_figure(Derivation& derivation) const {
  const std::string book = terms().book_regime->code + "/figure/", tax = terms().tax_regime->code + "/figure/";
  for (const rules::Parameter& parameter : terms().rules->parameters) {
    if (!parameter.id.starts_with(book) && !parameter.id.starts_with(tax)) continue;
    const auto keys = parameter.keys.find("figures");
    if (keys == parameter.keys.end()) continue;
    if (std::find(keys->second.begin(), keys->second.end(), derivation.key) == keys->second.end()) continue;
    for (Authority& passage : law(parameter.id)) derivation.authorities.push_back(std::move(passage));
  }
}

}  // namespace tieout
