#include "tieout/filing/filed_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace tieout {

namespace {

using rules::FormAmount;
using rules::FormEdition;

// "2022", "2022版" and "A105080/2022" all name the edition of 2022.
std::string_view year_of_edition(std::string_view text) {
  const std::size_t slash = text.rfind('/');
  if (slash != std::string_view::npos) text.remove_prefix(slash + 1);
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  return digits == 4 ? text.substr(0, 4) : text;
}

class Checker {
 public:
  Checker(const FiledFormScope& scope, Diagnostics& diagnostics) : scope_(scope), diagnostics_(diagnostics) {}

  std::vector<FiledFormCell> check(const std::vector<FiledFormCell>& cells) {
    for (const FiledFormCell& cell : cells) take(cell);
    if (diagnostics_.has_errors()) return std::move(kept_);
    check_sums();
    check_relations();
    return std::move(kept_);
  }

 private:
  const FormEdition* edition_of(const std::string& form) const {
    for (const FormEdition* each : scope_.forms) {
      if (each->form == form) return each;
    }
    return nullptr;
  }

  void problem(const FiledFormCell& cell, const char* code, Text message, Text help,
               Severity severity = Severity::error) {
    Diagnostic diagnostic;
    diagnostic.severity = severity;
    diagnostic.code = code;
    diagnostic.span = cell.at;
    diagnostic.message = std::move(message);
    diagnostic.help = std::move(help);
    diagnostics_.add(std::move(diagnostic));
  }

  void take(const FiledFormCell& cell) {
    if (!scope_.only_form.empty() && cell.form != scope_.only_form) return;
    const FormEdition* form = edition_of(cell.form);
    if (form == nullptr) return;  // other forms of the return are no concern of ours
    if (!check_year(cell) || !check_edition(cell, *form) || !check_place(cell, *form)) return;
    if (!seen_.insert({cell.entity, cell.form, cell.row, cell.column}).second) {
      problem(cell, "FILED-CELL-TWICE",
              {fmt::format("{} 第 {} 行第 {} 栏已在前面出现", cell.form, cell.row, cell.column),
               fmt::format("row {}, column {} of {} was given before", cell.row, cell.column, cell.form)},
              {"每个单元格只保留一行。", "Keep one line for each cell."});
      return;
    }
    kept_.push_back(cell);
  }

  bool check_year(const FiledFormCell& cell) {
    if (cell.year == scope_.year || cell.year == 0) return true;
    if (years_.insert(cell.year).second) {
      problem(cell, "FILED-YEAR",
              {fmt::format("这是 {} 年度的申报表，需要的是 {} 年度", cell.year, scope_.year),
               fmt::format("this return is for {}; the one for {} is needed", cell.year, scope_.year)},
              {"换用该年度的申报表，或更正 --year。", "Take the return of that year, or correct --year."});
    }
    return false;
  }

  // Rows have moved from edition to edition: a number means nothing without it.
  bool check_edition(const FiledFormCell& cell, const FormEdition& form) {
    if (cell.edition.empty() || year_of_edition(cell.edition) == form.name()) return true;
    if (editions_.insert({cell.form, cell.edition}).second) {
      problem(
          cell, "FILED-EDITION",
          {fmt::format("{} {} 年度按 {} 版填报，文件写的是 {} 版", cell.form, scope_.year, form.name(), cell.edition),
           fmt::format("{} for {} was filed on the edition of {}, and the file says {}", cell.form, scope_.year,
                       form.name(), cell.edition)},
          {fmt::format("行次逐版变动：按 {} 版的行次重新导出；tieout rules show {}/{} 列出各行。", form.name(),
                       form.form, form.name()),
           fmt::format("Row numbers move between editions: export it by those of {}; tieout rules show {}/{} "
                       "lists them.",
                       form.name(), form.form, form.name())});
    }
    return false;
  }

  bool check_place(const FiledFormCell& cell, const FormEdition& form) {
    const auto row = form.find_row(cell.row);
    const auto column = form.find_column(cell.column);
    const std::string edition = fmt::format("{}/{}", form.form, form.name());
    const Text help{fmt::format("tieout rules show {} 列出各行各栏。", edition),
                    fmt::format("tieout rules show {} lists its rows and columns.", edition)};
    if (!row) {
      problem(cell, "FILED-ROW-UNKNOWN",
              {fmt::format("{} 没有第 {} 行", edition, cell.row), fmt::format("{} has no row {}", edition, cell.row)},
              help);
      return false;
    }
    if (!column) {
      problem(cell, "FILED-COLUMN-UNKNOWN",
              {fmt::format("{} 没有第 {} 栏", edition, cell.column),
               fmt::format("{} has no column {}", edition, cell.column)},
              help);
      return false;
    }
    if (form.columns[*column].amount == FormAmount::adjustment_reason) return false;
    if (!form.rows[*row].closed[*column]) return true;
    if (!cell.amount.is_zero()) {
      problem(cell, "FILED-CELL-CLOSED",
              {fmt::format("{} 第 {} 行第 {} 栏不填金额", edition, cell.row, cell.column),
               fmt::format("row {}, column {} of {} takes no amount", cell.row, cell.column, edition)},
              help);
    }
    return false;
  }

  // A copy with a slip of the pen is found where the rows do not sum to their total.
  void check_sums() {
    for (const FiledFormCell& cell : kept_) {
      const FormEdition& form = *edition_of(cell.form);
      const rules::FormRow& row = form.rows[*form.find_row(cell.row)];
      const std::size_t column = *form.find_column(cell.column);
      const auto apart = std::find_if(row.sum_by_column.begin(), row.sum_by_column.end(),
                                      [&](const auto& each) { return each.first == column; });
      const std::vector<std::size_t>& parts = apart == row.sum_by_column.end() ? row.sum : apart->second;
      if (parts.empty()) continue;
      Money sum;
      for (const std::size_t part : parts) {
        sum += filed_amount(kept_, cell.entity, cell.form, form.rows[part].number, cell.column).value_or(Money{});
      }
      if (sum == cell.amount) continue;
      problem(cell, "FILED-SUM",
              {fmt::format("{} 第 {} 行第 {} 栏为 {}，各行合计 {}", cell.form, cell.row, cell.column,
                           to_grouped_string(cell.amount), to_grouped_string(sum)),
               fmt::format("row {}, column {} of {} is {}, its rows sum to {}", cell.row, cell.column, cell.form,
                           to_grouped_string(cell.amount), to_grouped_string(sum))},
              {"核对是否漏行或抄错。", "Look for a row left out or a figure miscopied."}, Severity::warning);
    }
  }

  // A cell that was changed in one form and not in the one that takes it over.
  void check_relations() {
    std::set<std::string> entities;
    for (const FiledFormCell& cell : kept_) entities.insert(cell.entity);
    for (const std::string& entity : entities) {
      for (const FormEdition* form : scope_.forms) {
        for (const rules::FormCheck& check : form->checks) {
          if (check.relation == rules::FormRelation::equal) check_relation(entity, *form, check);
        }
      }
    }
  }

  void check_relation(const std::string& entity, const FormEdition& form, const rules::FormCheck& check) {
    const FiledFormCell* place = nullptr;
    const auto left = stated_sum(entity, form, check.left, place);
    const auto right = stated_sum(entity, form, check.right, place);
    if (!left || !right || *left == *right || place == nullptr) return;
    problem(*place, "FILED-RELATION",
            {fmt::format("{}：{} 为 {}，{} 为 {}", form.form, check.left.text, to_grouped_string(*left),
                         check.right.text, to_grouped_string(*right)),
             fmt::format("{}: {} comes to {}, {} to {}", form.form, check.left.text, to_grouped_string(*left),
                         check.right.text, to_grouped_string(*right))},
            {"核对两处是否只更改了一处。", "See whether only one of the two was changed."}, Severity::warning);
  }

  // Of a formula whose every cell the return states; nothing for one that speaks of every row, or of a cell left out.
  std::optional<Money> stated_sum(const std::string& entity, const FormEdition& form,
                                  const rules::FormExpression& expression, const FiledFormCell*& place) const {
    Money sum;
    for (const rules::FormTerm& term : expression.terms) {
      if (term.row.empty()) continue;
      const std::string& in = term.form.empty() ? form.form : term.form;
      const auto found = std::find_if(kept_.begin(), kept_.end(), [&](const FiledFormCell& cell) {
        return cell.entity == entity && cell.form == in && cell.row == term.row && cell.column == term.column;
      });
      if (found == kept_.end()) return std::nullopt;
      place = &*found;
      const Money amount = term.factor == 1 ? found->amount : scale(found->amount, term.factor, 1);
      sum = term.minus ? sum - amount : sum + amount;
    }
    if (expression.part == rules::FormExpression::Part::positive) return std::max(sum, Money{});
    if (expression.part == rules::FormExpression::Part::negative) return std::max(-sum, Money{});
    return sum;
  }

  const FiledFormScope& scope_;
  Diagnostics& diagnostics_;
  std::vector<FiledFormCell> kept_;
  std::set<std::tuple<std::string, std::string, std::string, std::string>> seen_;
  std::set<std::int32_t> years_;
  std::set<std::pair<std::string, std::string>> editions_;
};

}  // namespace

std::vector<FiledFormCell> check_filed_form(const std::vector<FiledFormCell>& cells, const FiledFormScope& scope,
                                            Diagnostics& diagnostics) {
  return Checker(scope, diagnostics).check(cells);
}

std::optional<Money> filed_amount(const std::vector<FiledFormCell>& cells, std::string_view entity,
                                  std::string_view form, std::string_view row, std::string_view column) {
  for (const FiledFormCell& cell : cells) {
    if (cell.entity == entity && cell.form == form && cell.row == row && cell.column == column) return cell.amount;
  }
  return std::nullopt;
}

}  // namespace tieout
