#include "loading/rule_elections.hpp"

#include <fmt/format.h>

#include <charconv>

namespace tieout::loading {

namespace {

using rules::Election;
using rules::ElectionGround;
using rules::ElectionTreatment;
using rules::ElectionWindow;
using rules::Parameter;
using rules::RuleBook;
using rules::TaxRegime;
using rules::Value;

constexpr std::int64_t kFenPerYuan = 100;

std::optional<std::int64_t> whole(const Value& value, std::string_view field) {
  const std::string_view text = value.field(field);
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc{}) return std::nullopt;
  return number;
}

std::optional<Money> yuan(const Value& value, std::string_view field) {
  const auto amount = whole(value, field);
  if (!amount) return std::nullopt;
  return Money::from_fen(*amount * kFenPerYuan);
}

std::optional<std::int32_t> months(const Value& value, std::string_view field) {
  const auto number = whole(value, field);
  if (!number) return std::nullopt;
  return static_cast<std::int32_t>(*number);
}

std::vector<std::string> list(std::string_view joined) {
  std::vector<std::string> items;
  while (!joined.empty()) {
    const std::size_t end = std::min(joined.find(','), joined.size());
    items.emplace_back(joined.substr(0, end));
    joined.remove_prefix(std::min(end + 1, joined.size()));
  }
  return items;
}

std::vector<std::string> key(const Parameter& parameter, std::string_view name) {
  const auto found = parameter.keys.find(name);
  return found == parameter.keys.end() ? std::vector<std::string>{} : found->second;
}

ElectionTreatment treatment(const Value& value) {
  ElectionTreatment result;
  result.from = value.from;
  result.published = value.published;
  result.ends = value.ends;
  for (const std::string& name : list(value.field("methods"))) {
    if (const auto method = parse_method(name)) result.methods.push_back(*method);
  }
  result.first_share = parse_ratio(value.field("first_share"));
  result.full_up_to_life_months = months(value, "full_up_to_life_months");
  result.life_factor = parse_ratio(value.field("life_factor"));
  result.life_months = months(value, "life_months");
  result.residual_zero = value.field("residual") == "zero";
  result.extra_deduction_rate = parse_ratio(value.field("extra_deduction_rate"));
  result.first_return_only = value.field("taken_in") == "first-return";
  result.cite = value.cite;
  result.value = &value;
  return result;
}

Election election(const Parameter& parameter, std::string code) {
  Election result;
  result.code = std::move(code);
  result.title = parameter.title;
  result.label = parameter.label;
  result.parameter = &parameter;
  for (const Value& value : parameter.values) result.treatments.push_back(treatment(value));
  return result;
}

ElectionWindow window(const Value& value) {
  ElectionWindow result;
  result.from = value.from;
  result.published = value.published;
  result.ends = value.ends;
  result.unit_cost_above = yuan(value, "unit_cost_above");
  result.unit_cost_at_most = yuan(value, "unit_cost_at_most");
  result.industries = list(value.field("industries"));
  result.remaining_value_from = parse_iso_date(value.field("remaining_value_from"));
  result.cite = value.cite;
  result.line = value.line;
  result.value = &value;
  return result;
}

ElectionGround ground(const Parameter& parameter, const rules::ClassTable& classes) {
  ElectionGround result;
  result.id = parameter.id;
  result.title = parameter.title;
  for (const std::string& code : key(parameter, "classes")) {
    if (const auto id = classes.find(code)) result.classes.push_back(*id);
  }
  result.entity_types = key(parameter, "entity_types");
  result.places = key(parameter, "places");
  if (const auto condition = key(parameter, "condition"); !condition.empty()) {
    result.condition = parse_condition(condition.front()).value_or(Condition::unstated);
  }
  if (const auto text = key(parameter, "assurance"); text.size() == 2) result.assurance = {text[0], text[1]};
  for (const Value& value : parameter.values) result.windows.push_back(window(value));
  result.parameter = &parameter;
  return result;
}

Diagnostic problem(std::string code, std::string file, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span.file = std::move(file);
  diagnostic.span.line = 1;
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  return diagnostic;
}

void add_ground(const std::string& directory, const Parameter& parameter, const RuleBook& book, TaxRegime& regime,
                Diagnostics& diagnostics) {
  for (const std::string& code : key(parameter, "elections")) {
    bool known = false;
    for (Election& entry : regime.elections) {
      if (entry.code != code) continue;
      entry.grounds.push_back(ground(parameter, book.classes));
      known = true;
    }
    if (known) continue;
    diagnostics.add(
        problem("RULE-UNKNOWN-ELECTION", directory + "/" + parameter.file,
                {fmt::format("没有优惠选择“{}”", code), fmt::format("there is no election '{}'", code)},
                {fmt::format("新建文件 {}/election/{}.toml,或改正名称。", regime.code, code),
                 fmt::format("Add the file {}/election/{}.toml, or correct the name.", regime.code, code)}));
  }
}

rules::SuperDeduction super_deduction(const Parameter& parameter) {
  return {&parameter, key(parameter, "entity_types"), key(parameter, "industries"),
          key(parameter, "excluded_industries")};
}

}  // namespace

void compile_elections(const std::string& directory, const std::string& code, const RuleBook& book, TaxRegime& regime,
                       Diagnostics& diagnostics) {
  const std::string elections = code + "/election/";
  const std::string grounds = code + "/election-ground/";
  const std::string schemes = code + "/research-super-deduction/";
  for (const Parameter& parameter : book.parameters) {
    if (parameter.values.empty()) continue;
    if (parameter.id.starts_with(elections)) {
      regime.elections.push_back(election(parameter, parameter.id.substr(elections.size())));
    }
    if (parameter.id.starts_with(schemes)) regime.super_deductions.push_back(super_deduction(parameter));
  }
  for (const Parameter& parameter : book.parameters) {
    if (parameter.values.empty() || !parameter.id.starts_with(grounds)) continue;
    add_ground(directory, parameter, book, regime, diagnostics);
  }
  for (const Election& entry : regime.elections) {
    if (!entry.grounds.empty()) continue;
    diagnostics.add(problem(
        "RULE-ELECTION-WITHOUT-GROUND", directory + "/" + entry.parameter->file,
        {fmt::format("优惠选择“{}”没有适用条件", entry.code),
         fmt::format("nothing says who may take the election '{}'", entry.code)},
        {fmt::format("在 {} 下新建条件文件。", grounds), fmt::format("Add a file of conditions below {}.", grounds)}));
  }
}

}  // namespace tieout::loading
