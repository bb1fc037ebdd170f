#include "tieout/rules/rule.hpp"

#include <algorithm>

namespace tieout::rules {

std::string_view Value::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view evidence(const Parameter& parameter, const Value& value) {
  return value.verified.empty() ? parameter.verified : value.verified;
}

void UnverifiedRules::note(const Parameter* parameter, const Value* value) {
  if (parameter == nullptr || value == nullptr || evidence(*parameter, *value) == "two texts") return;
  const RuleUse use{parameter, value};
  if (std::find(used_.begin(), used_.end(), use) == used_.end()) used_.push_back(use);
}

void UnverifiedRules::merge(const UnverifiedRules& other) {
  for (const RuleUse& use : other.used_) note(use.parameter, use.value);
}

std::vector<RuleUse> UnverifiedRules::sorted() const {
  std::vector<RuleUse> uses = used_;
  std::sort(uses.begin(), uses.end(), [](const RuleUse& a, const RuleUse& b) {
    if (a.parameter != b.parameter) return a.parameter->id < b.parameter->id;
    return a.value < b.value;  // rows of one parameter stand in one array, by date
  });
  return uses;
}

const Value* value_on(const Parameter& parameter, Date date, std::optional<Date> as_of) {
  const Value* in_force = nullptr;
  for (const Value& value : parameter.values) {
    if (value.from > date) break;
    if (as_of && value.published > *as_of) continue;
    in_force = &value;
  }
  return in_force != nullptr && in_force->ends ? nullptr : in_force;
}

}  // namespace tieout::rules
