// From raw sums to the cells of the return: directions, totals, free rows; then the formulas.
#include <fmt/format.h>

#include <algorithm>

#include "tieout/core/invariant.hpp"
#include "tieout/filing/forms.hpp"

namespace tieout {

using rules::FormAmount;
using rules::FormCheck;
using rules::FormEdition;
using rules::FormExpression;
using rules::FormRelation;
using rules::FormRow;
using rules::FormTakes;
using rules::FormTerm;

namespace {

const std::vector<std::size_t>& summands(const FormRow& row, std::size_t column) {
  for (const auto& [index, rows] : row.sum_by_column) {
    if (index == column) return rows;
  }
  return row.sum;
}

// Where the column with that amount stands.
std::optional<std::size_t> column_of(const FormEdition& form, FormAmount amount) {
  for (std::size_t i = 0; i < form.columns.size(); ++i) {
    if (form.columns[i].amount == amount) return i;
  }
  return std::nullopt;
}

Money part(FormExpression::Part which, Money amount) {
  switch (which) {
    case FormExpression::Part::positive:
      return std::max(amount, Money{});
    case FormExpression::Part::negative:
      return std::max(-amount, Money{});
    case FormExpression::Part::whole:
      break;
  }
  return amount;
}

bool every_row(const FormCheck& check) {
  for (const FormExpression* side : {&check.left, &check.right}) {
    for (const FormTerm& term : side->terms) {
      if (term.row == "*") return true;
    }
  }
  return false;
}

}  // namespace

// Book less tax, by row: what the row comes to raises income or lowers it, never both.
void FormSet::direct(EntityForms& forms, std::size_t form) const {
  const FormEdition& each = edition(form);
  const auto increase = column_of(each, FormAmount::increase);
  const auto decrease = column_of(each, FormAmount::decrease);
  if (!increase || !decrease) return;
  for (std::size_t row = 0; row < each.rows.size(); ++row) {
    if (each.rows[row].takes == FormTakes::nothing) continue;
    Money& up = forms.cell({form, row, *increase}, each.columns.size());
    Money& down = forms.cell({form, row, *decrease}, each.columns.size());
    down = std::max(-up, Money{});
    up = std::max(up, Money{});
  }
}

Money FormSet::sum_of(const EntityForms& forms, std::size_t form, std::size_t row, std::size_t column) const {
  const FormEdition& each = edition(form);
  Money sum;
  for (const std::size_t child : summands(each.rows[row], column)) {
    sum += forms.sheets[form].cells[child * each.columns.size() + column];
  }
  return sum;
}

void FormSet::total(EntityForms& forms, std::size_t form, std::size_t row, std::vector<std::uint8_t>& done) const {
  if (done[row] != 0) return;
  done[row] = 1;
  const FormEdition& each = edition(form);
  const FormRow& one = each.rows[row];
  if (one.sum.empty()) return;
  for (std::size_t column = 0; column < each.columns.size(); ++column) {
    for (const std::size_t child : summands(one, column)) {
      total(forms, form, child, done);
      forms.sheets[form].used[row] |= forms.sheets[form].used[child];
    }
    if (!one.closed[column]) forms.cell({form, row, column}, each.columns.size()) = sum_of(forms, form, row, column);
  }
}

// Free rows take consecutive numbers in the order in which they stand, below the number of their group.
void FormSet::number_free_rows(EntityForms& forms, std::size_t form) const {
  const FormEdition& each = edition(form);
  std::vector<std::string>& numbers = forms.sheets[form].numbers;
  std::string group;
  int next = 0;
  for (std::size_t row = 0; row < each.rows.size(); ++row) {
    const FormRow& one = each.rows[row];
    if (!one.named) {
      group = one.number;
      next = 0;
      numbers.push_back(one.number);
    } else {
      numbers.push_back(forms.sheets[form].used[row] != 0 ? fmt::format("{}.{}", group, ++next) : std::string());
    }
  }
}

Money FormSet::value(const EntityForms& forms, std::size_t form, const FormExpression& expression,
                     std::optional<std::size_t> row) const {
  Money sum;
  for (const FormTerm& term : expression.terms) {
    if (term.row.empty()) continue;
    const std::size_t target = term.form.empty() ? form : find_form(term.form).value_or(form);
    const FormEdition& each = edition(target);
    const auto index = term.row == "*" ? row : each.find_row(term.row);
    const auto column = each.find_column(term.column);
    if (!index || !column || each.rows[*index].closed[*column]) continue;
    Money amount = forms.sheets[target].cells[*index * each.columns.size() + *column];
    if (term.factor != 1) amount = scale(amount, term.factor, 1);
    sum = term.minus ? sum - amount : sum + amount;
  }
  return part(expression.part, sum);
}

std::optional<std::size_t> FormSet::find_form(std::string_view form) const {
  for (std::size_t i = 0; i < editions_.size(); ++i) {
    if (editions_[i]->form == form) return i;
  }
  return std::nullopt;
}

// A formula by row speaks of every row whose left side is open.
bool FormSet::applies(std::size_t form, const FormCheck& check, std::size_t row) const {
  const FormEdition& each = edition(form);
  if (check.preference_rows_only && !each.rows[row].sum_by_column.empty()) return false;
  for (const FormTerm& term : check.left.terms) {
    const auto column = each.find_column(term.column);
    if (!column || each.rows[row].closed[*column]) return false;
  }
  return true;
}

void FormSet::check(const EntityForms& forms, std::size_t form, const FormCheck& check,
                    std::vector<FormCheckResult>& results) const {
  const FormEdition& each = edition(form);
  FormCheckResult whole;
  whole.entity = forms.entity;
  whole.id = fmt::format("{}.{}", each.form, check.id);
  whole.form = each.form;
  whole.left_text = check.left.text;
  whole.right_text = check.right.text;
  whole.relation = check.relation;
  whole.verified = check.verified;
  const bool by_row = every_row(check);
  const std::size_t place = results.size();
  for (std::size_t row = 0; row < (by_row ? each.rows.size() : 1); ++row) {
    if (by_row && !applies(form, check, row)) continue;
    const auto index = by_row ? std::optional(row) : std::nullopt;
    const Money left = value(forms, form, check.left, index);
    const Money right = value(forms, form, check.right, index);
    const bool holds = check.relation == FormRelation::equal ? left == right : left >= right;
    whole.left += left;
    whole.right += right;
    if (holds) continue;
    whole.ok = false;
    FormCheckResult line = whole;
    line.row = by_row ? forms.sheets[form].numbers[row] : std::string();
    line.left = left;
    line.right = right;
    if (check.relation == FormRelation::equal) {
      throw InvariantViolation(
          "form-formula", fmt::format("entity '{}' {} row '{}': {} = {} but {} = {}", forms.entity, whole.id, line.row,
                                      check.left.text, to_string(left), check.right.text, to_string(right)));
    }
    // A total repeats what its rows said.
    if (by_row && each.rows[row].sum.empty()) results.push_back(std::move(line));
  }
  results.insert(results.begin() + static_cast<std::ptrdiff_t>(place), std::move(whole));
}

// "1 = 2 + 3 + …", in every open column at once.
void FormSet::check_sum(const EntityForms& forms, std::size_t form, std::size_t row,
                        std::vector<FormCheckResult>& results) const {
  const FormEdition& each = edition(form);
  const FormRow& one = each.rows[row];
  if (one.sum.empty()) return;
  const std::vector<std::string>& numbers = forms.sheets[form].numbers;
  FormCheckResult result;
  result.entity = forms.entity;
  result.id = fmt::format("{}.sum-{}", each.form, one.number);
  result.form = each.form;
  result.left_text = one.number;
  for (const std::size_t child : one.sum) {
    if (numbers[child].empty()) continue;
    result.right_text += (result.right_text.empty() ? "" : " + ") + numbers[child];
  }
  if (result.right_text.empty()) result.right_text = "0";
  result.verified = one.sum_verified.empty() ? each.verified : one.sum_verified;
  for (std::size_t column = 0; column < each.columns.size(); ++column) {
    if (one.closed[column]) continue;
    result.left += forms.sheets[form].cells[row * each.columns.size() + column];
    result.right += sum_of(forms, form, row, column);
  }
  result.ok = result.left == result.right;
  if (!result.ok) {
    throw InvariantViolation("form-sum", fmt::format("entity '{}' {}: {} against {}", forms.entity, result.id,
                                                     to_string(result.left), to_string(result.right)));
  }
  results.push_back(std::move(result));
}

// The sum of all form lines is the sum of the adjustments of all assets, worked out on a way of its own.
FormCheckResult FormSet::proof(const EntityForms& forms) const {
  FormCheckResult result;
  result.entity = forms.entity;
  result.id = "proof";
  result.left_text = "Σ forms";
  result.right_text = "Σ adj_total";
  if (forms.lines_without_card > 0) {
    result.right_text += fmt::format(" ({} assets {}; {} without a card {})", forms.assets,
                                     to_string(forms.adjustments - forms.without_card), forms.lines_without_card,
                                     to_string(forms.without_card));
  }
  result.right = forms.adjustments;
  if (adjustments_form_) {
    const FormEdition& each = edition(*adjustments_form_);
    result.form = each.form;
    for (std::size_t row = 0; row < each.rows.size(); ++row) {
      if (each.rows[row].takes == FormTakes::nothing) continue;
      for (std::size_t column = 0; column < each.columns.size(); ++column) {
        const Money amount = forms.sheets[*adjustments_form_].cells[row * each.columns.size() + column];
        if (each.columns[column].amount == FormAmount::increase) result.left += amount;
        if (each.columns[column].amount == FormAmount::decrease) result.left -= amount;
      }
    }
  }
  for (const Money amount : forms.pointers) result.left += amount;
  if (result.left != result.right) {
    throw InvariantViolation("forms-hold-all-adjustments",
                             fmt::format("entity '{}': forms {} against assets {}", forms.entity,
                                         to_string(result.left), to_string(result.right)));
  }
  return result;
}

std::vector<FormCheckResult> FormSet::finish(EntityForms& forms) const {
  for (std::size_t form = 0; form < editions_.size(); ++form) {
    direct(forms, form);
    std::vector<std::uint8_t> done(edition(form).rows.size(), 0);
    for (std::size_t row = 0; row < done.size(); ++row) total(forms, form, row, done);
    number_free_rows(forms, form);
  }
  std::vector<FormCheckResult> results;
  for (std::size_t form = 0; form < editions_.size(); ++form) {
    for (std::size_t row = 0; row < edition(form).rows.size(); ++row) check_sum(forms, form, row, results);
    for (const FormCheck& each : edition(form).checks) check(forms, form, each, results);
  }
  if (!prepayment()) results.push_back(proof(forms));
  return results;
}

Money FormSet::share(const EntityForms& alone, const EntityForms& whole, const FormCell& at) const {
  const FormEdition& each = edition(at.form);
  const FormRow& row = each.rows[at.row];
  if (row.closed[at.column]) return {};
  const auto raw = [&](std::size_t column) {
    return alone.sheets[at.form].cells[at.row * each.columns.size() + column];
  };
  if (!row.sum.empty()) {
    Money sum;
    for (const std::size_t child : summands(row, at.column)) sum += share(alone, whole, {at.form, child, at.column});
    return sum;
  }
  const FormAmount amount = each.columns[at.column].amount;
  if (amount != FormAmount::increase && amount != FormAmount::decrease) return raw(at.column);
  // The net of the row stands in one of the two columns; every asset has its part in that one.
  if (whole.sheets[at.form].cells[at.row * each.columns.size() + at.column].is_zero()) return {};
  const Money adjustment = raw(column_of(each, FormAmount::increase).value_or(at.column));
  return amount == FormAmount::increase ? adjustment : -adjustment;
}

std::optional<FormCell> FormSet::find(const EntityForms& forms, std::string_view form, std::string_view row,
                                      std::string_view column) const {
  const auto index = find_form(form);
  if (!index) return std::nullopt;
  const std::vector<std::string>& numbers = forms.sheets[*index].numbers;
  const auto place = std::find(numbers.begin(), numbers.end(), row);
  const auto at = edition(*index).find_column(column);
  if (place == numbers.end() || !at) return std::nullopt;
  return FormCell{*index, static_cast<std::size_t>(place - numbers.begin()), *at};
}

}  // namespace tieout
