// The little language of formulas in form files, and the check that every cell they name exists.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "loading/rule_forms.hpp"

namespace tieout::loading {

namespace {

using rules::FormCheck;
using rules::FormEdition;
using rules::FormExpression;
using rules::FormTerm;

std::string_view trim(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

bool take_call(std::string_view& text, std::string_view name) {
  if (!text.starts_with(name) || !text.ends_with(")") || text.size() <= name.size() + 1) return false;
  if (text[name.size()] != '(') return false;
  text = text.substr(name.size() + 1, text.size() - name.size() - 2);
  return true;
}

std::optional<std::int64_t> small_number(std::string_view text) {
  if (text.empty() || text.size() > 4) return {};
  std::int64_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return {};
    value = value * 10 + (c - '0');
  }
  return value;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.';
  });
}

// "20 * 2:5", "A105000:32:1", "*:9", "0".
std::optional<FormTerm> parse_term(std::string_view text) {
  FormTerm term;
  text = trim(text);
  if (text == "0") return term;
  if (const std::size_t star = text.find(" * "); star != std::string_view::npos) {
    const auto factor = small_number(text.substr(0, star));
    if (!factor) return {};
    term.factor = *factor;
    text = trim(text.substr(star + 3));
  }
  const std::size_t last = text.rfind(':');
  if (last == std::string_view::npos) return {};
  term.column = std::string(text.substr(last + 1));
  std::string_view row = text.substr(0, last);
  if (const std::size_t first = row.find(':'); first != std::string_view::npos) {
    term.form = std::string(row.substr(0, first));
    row = row.substr(first + 1);
  }
  term.row = std::string(row);
  const bool named = term.row == "*" || is_number(term.row);
  if (!named || !is_number(term.column) || (!term.form.empty() && !is_number(term.form))) return {};
  return term;
}

class FormulaChecker {
 public:
  FormulaChecker(const rules::RuleBook& book, Diagnostics& diagnostics) : book_(book), diagnostics_(diagnostics) {}

  void check(const FormEdition& edition) {
    // A formula across forms is read with the editions of each of its years: all must have the cell.
    std::set<int> years{edition.from_year};
    for (const FormEdition& other : book_.forms) {
      const int first = other.from_year;
      if (first > edition.from_year && first <= edition.through_year && in_force(edition, first)) years.insert(first);
    }
    for (const FormCheck& check : edition.checks) {
      for (const FormExpression* side : {&check.left, &check.right}) {
        for (const FormTerm& term : side->terms) check_term(edition, check.line, term, years);
      }
    }
    for (const rules::FormRow& row : edition.rows) {
      if (row.of_which_row.empty()) continue;
      FormTerm term{false, 1, row.of_which_form, row.of_which_row, {}};
      check_term(edition, row.line, term, years);
    }
  }

 private:
  bool in_force(const FormEdition& edition, int year) const {
    for (const FormEdition* each : rules::editions_for(book_.forms, year)) {
      if (each == &edition) return true;
    }
    return false;
  }

  void check_term(const FormEdition& edition, std::uint32_t line, const FormTerm& term, const std::set<int>& years) {
    if (term.row.empty()) return;  // a constant
    if (term.form.empty() || term.form == edition.form) return check_cell(edition, edition, line, term);
    for (const int year : years) {
      const FormEdition* target = nullptr;
      for (const FormEdition* each : rules::editions_for(book_.forms, year)) {
        if (each->form == term.form) target = each;
      }
      if (target == nullptr) {
        missing(edition, line, term, fmt::format("{}", year));
      } else {
        check_cell(edition, *target, line, term);
      }
    }
  }

  void check_cell(const FormEdition& edition, const FormEdition& target, std::uint32_t line, const FormTerm& term) {
    const bool every_row = term.row == "*";
    const auto row = target.find_row(term.row);
    const auto column = target.find_column(term.column);
    const bool found = (every_row || row) && (term.column.empty() || column);
    const bool closed = found && !every_row && column && target.rows[*row].closed[*column];
    if (!found || closed) missing(edition, line, term, target.name());
  }

  void missing(const FormEdition& edition, std::uint32_t line, const FormTerm& term, const std::string& name) {
    const std::string form = term.form.empty() ? edition.form : term.form;
    const std::string cell = term.column.empty() ? form + ":" + term.row : form + ":" + term.row + ":" + term.column;
    Diagnostic diagnostic;
    diagnostic.code = "FORM-CELL-UNKNOWN";
    diagnostic.span.file = edition.file;
    diagnostic.span.line = line;
    diagnostic.message = {fmt::format("公式引用的 {} 在 {} 版中不存在或不可填", cell, name),
                          fmt::format("the formula names {}, which edition {} does not have or closes", cell, name)};
    diagnostic.help = {"更正行次或栏次。", "Correct the row or the column."};
    diagnostics_.add(std::move(diagnostic));
  }

  const rules::RuleBook& book_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::optional<FormExpression> parse_form_expression(std::string_view text) {
  FormExpression expression;
  expression.text = std::string(text);
  std::string_view rest = trim(text);
  if (take_call(rest, "positive")) expression.part = FormExpression::Part::positive;
  if (take_call(rest, "negative")) expression.part = FormExpression::Part::negative;
  bool minus = false;
  while (true) {
    const std::size_t plus_at = rest.find(" + ");
    const std::size_t minus_at = rest.find(" - ");
    const std::size_t end = std::min(plus_at, minus_at);
    auto term = parse_term(rest.substr(0, end));
    if (!term) return {};
    term->minus = minus;
    expression.terms.push_back(std::move(*term));
    if (end == std::string_view::npos) return expression;
    minus = end == minus_at;
    rest = rest.substr(end + 3);
  }
}

void check_forms(const rules::RuleBook& book, Diagnostics& diagnostics) {
  FormulaChecker checker(book, diagnostics);
  for (const FormEdition& edition : book.forms) checker.check(edition);
}

}  // namespace tieout::loading
