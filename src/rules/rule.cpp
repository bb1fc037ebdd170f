#include "tieout/rules/rule.hpp"

namespace tieout::rules {

std::string_view Value::field(std::string_view name) const {
  const auto found = fields.find(name);
  return found == fields.end() ? std::string_view{} : std::string_view{found->second};
}

std::string_view evidence(const Parameter& parameter, const Value& value) {
  return value.verified.empty() ? parameter.verified : value.verified;
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
