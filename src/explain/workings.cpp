#include "workings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "tieout/core/invariant.hpp"
#include "tieout/reconcile/row_columns.hpp"

namespace tieout {

std::size_t first_of_year(const LedgerTrace& trace, int year) {
  const auto& postings = trace.postings;
  const auto found = std::find_if(postings.begin(), postings.end(),
                                  [&](const Posting& posting) { return posting.cause.month >= january(year); });
  return static_cast<std::size_t>(found - postings.begin());
}

namespace {

Side side(Basis basis, const char* name, const char* charge_key, const LedgerTrace& trace, const BasisTerms& terms,
          int year) {
  return {basis, name, charge_key, &trace, &terms, year, first_of_year(trace, year)};
}

void add_references(const Expression& expression, std::vector<std::string>& keys) {
  if (expression.kind == Expression::Kind::reference) keys.push_back(expression.key);
  for (const Expression& operand : expression.operands) add_references(operand, keys);
}

}  // namespace

std::string months_text(Month first, Month last) {
  return first == last ? to_string(first) : to_string(first) + "…" + to_string(last);
}

Text method_name(Method method) {
  switch (method) {
    case Method::straight_line:
      return {"年限平均法", "straight-line"};
    case Method::double_declining:
      return {"双倍余额递减法", "double-declining"};
    case Method::sum_of_years:
      return {"年数总和法", "sum-of-years"};
    case Method::units_of_production:
      return {"工作量法", "units-of-production"};
    case Method::one_time:
      return {"一次性扣除", "one-time"};
    case Method::first_share:
      return {"首年按比例扣除", "first-share"};
    case Method::none:
      break;
  }
  return {"不折旧摊销", "none"};
}

const Derivation* Explanation::find(std::string_view key) const {
  for (const auto* list : {&figures, &steps}) {
    for (const Derivation& derivation : *list) {
      if (derivation.key == key) return &derivation;
    }
  }
  return nullptr;
}

const Choice* Explanation::find_choice(std::string_view key) const {
  for (const Choice& choice : choices) {
    if (choice.key == key) return &choice;
  }
  return nullptr;
}

std::vector<const Derivation*> Explanation::steps_of(const Derivation& figure) const {
  std::map<std::string_view, const Derivation*> by_key;
  for (const Derivation& step : steps) by_key.emplace(step.key, &step);
  std::vector<const Derivation*> found;
  std::vector<std::string> keys;
  add_references(figure.expression, keys);
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto step = by_key.find(keys[i]);
    if (step == by_key.end() || std::find(found.begin(), found.end(), step->second) != found.end()) continue;
    found.push_back(step->second);
    add_references(step->second->expression, keys);
  }
  return found;
}

Workings::Workings(const WorkingFacts& facts)
    : facts_(facts),
      book_(side(Basis::book, "book", "book_charge", facts.trace.book, terms().book, year())),
      tax_(side(Basis::tax, "tax", "tax_charge", facts.trace.tax, terms().tax, year())),
      general_(side(Basis::tax, "general", "tax_charge_general", facts.trace.general, terms().general, year())),
      unimpaired_(side(Basis::book, "unimpaired", "", facts.trace.unimpaired, terms().book, year())) {
  unimpaired_.first = 0;
  unimpaired_.year = 0;
}

Explanation Workings::explain() {
  out_.entity = row().entity;
  out_.asset = row().asset;
  out_.name = row().name;
  out_.year = year();
  out_.last = facts_.last;
  choices();
  charge_figures();
  event_figures();
  balance_figures();
  disposal_figures();
  adjustment_figures();
  difference_figures();
  class_figure();
  reason_figure();
  evaluate_all();
  return std::move(out_);
}

std::string Workings::numbered(const std::string& name) { return fmt::format("{}/{}", name, ++numbers_[name]); }

Expression Workings::step(const std::string& key, Wording wording, Expression expression,
                          std::optional<Money> expected) {
  Derivation derivation;
  derivation.key = key;
  derivation.title = std::move(wording.title);
  derivation.formula = std::move(wording.formula);
  derivation.stated_at = std::move(wording.stated_at);
  derivation.expression = std::move(expression);
  step_index_.emplace(key, out_.steps.size());
  out_.steps.push_back(std::move(derivation));
  expected_.push_back(expected);
  return reference(key);
}

void Workings::figure(const std::string& key, Text formula, Expression expression, std::vector<std::string> choices) {
  Derivation derivation;
  derivation.key = key;
  derivation.formula = std::move(formula);
  derivation.expression = std::move(expression);
  derivation.choices = std::move(choices);
  cite_figure(derivation);
  out_.figures.push_back(std::move(derivation));
}

void Workings::word(const std::string& key, Text title, std::string word, Text formula,
                    std::vector<std::string> choices) {
  figure(key, std::move(formula), sum({}), std::move(choices));
  out_.figures.back().title = std::move(title);
  out_.figures.back().word = word.empty() ? "—" : std::move(word);
}

// The figures in the order of the row, each with its arithmetic done and compared.
void Workings::evaluate_all() {
  std::vector<Derivation> ordered;
  ordered.reserve(out_.figures.size());
  const auto take = [&](std::string_view key) -> Derivation& {
    const auto found = std::find_if(out_.figures.begin(), out_.figures.end(),
                                    [&](const Derivation& figure) { return figure.key == key; });
    if (found == out_.figures.end()) {
      throw InvariantViolation("explanation", fmt::format("no derivation of {}", key));
    }
    return ordered.emplace_back(std::move(*found));
  };
  for (const AmountColumn& column : kAmountColumns)
    take(column.key).title = {std::string(column.zh), std::string(column.en)};
  for (const char* key : {"class", "adj_reason"}) take(key);
  out_.figures = std::move(ordered);
  // Steps first: the first that fails is nearest to the fault.
  for (std::size_t i = 0; i < out_.steps.size(); ++i) {
    const Money derived = value_of(out_.steps[i].key);
    if (expected_[i] && derived != *expected_[i]) broken(out_.steps[i], *expected_[i]);
  }
  for (const AmountColumn& column : kAmountColumns) {
    const Money expected = row().*column.amount;
    if (value_of(std::string(column.key)) != expected) broken(*out_.find(column.key), expected);
  }
}

Money Workings::value_of(const std::string& key) {
  if (const auto known = values_.find(key); known != values_.end()) return known->second;
  const auto step = step_index_.find(key);
  Derivation* derivation = step == step_index_.end() ? nullptr : &out_.steps[step->second];
  for (Derivation& figure : out_.figures) {
    if (figure.key == key) derivation = &figure;
  }
  if (derivation == nullptr) throw InvariantViolation("explanation", fmt::format("no derivation of {}", key));
  if (std::exchange(evaluating_[key], true)) {
    throw InvariantViolation("explanation", fmt::format("{} is derived from itself", key));
  }
  derivation->value = evaluate(derivation->expression, [&](const std::string& other) { return value_of(other); });
  evaluating_[key] = false;
  return values_[key] = derivation->value;
}

void Workings::broken(const Derivation& derivation, Money expected) const {
  throw InvariantViolation(
      "explanation", fmt::format("entity '{}' asset '{}' year {} {} ({}): {} = {} against {}", row().entity,
                                 row().asset, row().year, derivation.key, derivation.title.en,
                                 in_numbers(derivation.expression), to_string(derivation.value), to_string(expected)));
}

}  // namespace tieout
