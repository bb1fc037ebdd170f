#include "tieout/rules/regime.hpp"

#include <algorithm>
#include <charconv>

namespace tieout::rules {

namespace {

template <typename Entry, typename Key>
const Entry* find_by(const std::vector<Entry>& entries, Key Entry::*key, std::string_view text) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.*key == text; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

MonthConvention charging_months_on(const ChargingMonths& latest, Date date, std::optional<Date> as_of) {
  if (latest.parameter == nullptr || latest.parameter->values.size() < 2) {
    return {latest.starts, latest.stops, {latest.parameter, latest.value}};
  }
  const Value* value = value_on(*latest.parameter, date, as_of);
  if (value == nullptr) value = &latest.parameter->values.front();
  return {parse_starts(value->field("starts")).value_or(latest.starts),
          parse_stops(value->field("stops")).value_or(latest.stops),
          {latest.parameter, value}};
}

std::optional<MinimumLife> TaxRegime::minimum_life(ClassId asset_class, Date date, std::optional<Date> as_of) const {
  if (asset_class.index >= minimum_life_by_class.size()) return std::nullopt;
  const Parameter* parameter = minimum_life_by_class[asset_class.index];
  if (parameter == nullptr) return std::nullopt;
  const Value* value = value_on(*parameter, date, as_of);
  if (value == nullptr) return std::nullopt;
  MinimumLife life;
  const std::string_view months = value->field("months");
  std::from_chars(months.data(), months.data() + months.size(), life.months);
  life.cite = value->cite;
  life.parameter = parameter;
  life.value = value;
  life.line = value->line;
  return life;
}

std::optional<TaxRegime::ReturnDue> TaxRegime::return_due(int year, std::optional<Date> as_of) const {
  if (annual_return == nullptr) return std::nullopt;
  const Value* value = value_on(*annual_return, last_day(december(year)), as_of);
  if (value == nullptr) return std::nullopt;
  int months = 0;
  const std::string_view text = value->field("months");
  std::from_chars(text.data(), text.data() + text.size(), months);
  return ReturnDue{last_day(december(year) + months), {annual_return, value}};
}

const Election* TaxRegime::find_election(std::string_view election_code) const {
  return find_by(elections, &Election::code, election_code);
}

const Position* TaxRegime::find_position(std::string_view position_id) const {
  return find_by(positions, &Position::id, position_id);
}

const Parameter* RuleBook::find_parameter(std::string_view id) const { return find_by(parameters, &Parameter::id, id); }

std::optional<Date> RuleBook::newest_publication() const {
  std::optional<Date> newest;
  for (const Parameter& parameter : parameters) {
    for (const Value& value : parameter.values) {
      if (!newest || value.published > *newest) newest = value.published;
    }
  }
  return newest;
}

bool RuleBook::published_by(std::string_view regime, Date date) const {
  const std::string prefix = std::string(regime) + "/";
  return std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& parameter) {
    return parameter.id.starts_with(prefix) && std::any_of(parameter.values.begin(), parameter.values.end(),
                                                           [&](const Value& value) { return value.published <= date; });
  });
}

const Source* RuleBook::find_source(std::string_view id) const { return find_by(sources, &Source::id, id); }

const BookRegime* RuleBook::find_book_regime(std::string_view code) const {
  return find_by(book_regimes, &BookRegime::code, code);
}

const TaxRegime* RuleBook::find_tax_regime(std::string_view code) const {
  return find_by(tax_regimes, &TaxRegime::code, code);
}

}  // namespace tieout::rules
