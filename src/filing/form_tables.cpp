#include "tieout/filing/form_tables.hpp"

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace tieout {

using rules::FormAmount;
using rules::FormColumn;
using rules::FormEdition;
using rules::FormRow;

namespace {

std::string letters_of(const FormColumn& column, std::uint8_t bits) {
  using enum AdjustmentReason;
  constexpr std::array kOrder{life, method, basis, impairment};
  std::string letters;
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    const bool has = (bits & static_cast<std::uint8_t>(kOrder[i])) != 0;
    if (has && letters.find(column.letters[i]) == std::string::npos) letters += column.letters[i];
  }
  return letters;
}

bool filled_by_assets(const FormEdition& form, const FormRow& row) {
  if (row.filled_from_assets()) return true;
  for (const rules::FormByPosition& entry : form.by_position) {
    if (&form.rows[entry.row] == &row) return true;
  }
  for (const std::size_t child : row.sum) {
    if (filled_by_assets(form, form.rows[child])) return true;
  }
  return false;
}

}  // namespace

FormCellText form_cell_text(const FormSet& set, const EntityForms& forms, const FormCell& at) {
  const FormEdition& form = set.edition(at.form);
  if (form.rows[at.row].closed[at.column]) return {};
  const EntityForms::Sheet& sheet = forms.sheets[at.form];
  const FormColumn& column = form.columns[at.column];
  if (column.amount == FormAmount::adjustment_reason) return {true, true, letters_of(column, sheet.reasons[at.row])};
  return {true, false, to_string(sheet.cells[at.row * form.columns.size() + at.column])};
}

Table form_table(const FormSet& set, const EntityForms& forms, std::size_t form, Language language) {
  const FormEdition& edition = set.edition(form);
  Table table;
  table.schema.name = edition.form;
  table.schema.title = {fmt::format("{} {}（{} 版）{} {}{}", edition.form, edition.title.zh, edition.name(),
                                    forms.entity, set.period(), set.prepayment() ? " 累计" : " 年度"),
                        fmt::format("{} {} (edition {}), {} {}", edition.form, edition.title.en, edition.name(),
                                    forms.entity, set.period())};
  table.schema.columns = {{"row", {"行次", "Row"}}, {"label", {"项目", "Item"}}};
  for (const FormColumn& column : edition.columns) {
    const CellKind kind = column.amount == FormAmount::adjustment_reason ? CellKind::text : CellKind::money;
    table.schema.columns.push_back({column.number,
                                    {column.number + " " + column.label.zh, column.number + " " + column.label.en},
                                    kind,
                                    column.group});
  }
  for (std::size_t row = 0; row < edition.rows.size(); ++row) {
    const std::string& number = forms.sheets[form].numbers[row];
    if (number.empty()) continue;
    const FormRow& one = edition.rows[row];
    std::string label(static_cast<std::size_t>(one.indent) * 2, ' ');
    label += in(language, one.label);
    std::vector<Cell> cells{Cell::of(number), Cell::of(table.keep(std::move(label)))};
    for (std::size_t column = 0; column < edition.columns.size(); ++column) {
      FormCellText cell = form_cell_text(set, forms, {form, row, column});
      if (!cell.open) {
        cells.push_back(Cell::of(std::string_view("*")));
      } else if (cell.letters) {
        cells.push_back(Cell::of(table.keep(std::move(cell.text))));
      } else {
        cells.push_back(Cell::of(forms.sheets[form].cells[row * edition.columns.size() + column]));
      }
    }
    table.rows.push_back(std::move(cells));
  }
  return table;
}

TableSchema form_cells_schema() {
  return {"form-cells",
          {"申报表数据", "Cells of the forms"},
          {{"entity", {"核算主体", "Entity"}},
           {"form", {"表号", "Form"}},
           {"row", {"行次", "Row"}},
           {"column", {"栏次", "Column"}},
           {"amount", {"金额", "Amount"}, CellKind::money}}};
}

void form_cells_rows(const FormSet& set, const EntityForms& forms, const std::vector<std::size_t>& wanted,
                     Table& table) {
  for (const std::size_t form : wanted) {
    const FormEdition& edition = set.edition(form);
    for (std::size_t row = 0; row < edition.rows.size(); ++row) {
      const std::string& number = forms.sheets[form].numbers[row];
      // Rows that no asset fills are the taxpayer's own: a zero here would overwrite what is entered there.
      if (number.empty() || !filled_by_assets(edition, edition.rows[row])) continue;
      for (std::size_t column = 0; column < edition.columns.size(); ++column) {
        FormCellText cell = form_cell_text(set, forms, {form, row, column});
        if (!cell.open) continue;
        Cell amount = cell.letters ? Cell::of(table.keep(std::move(cell.text)))
                                   : Cell::of(forms.sheets[form].cells[row * edition.columns.size() + column]);
        table.rows.push_back({Cell::of(forms.entity), Cell::of(edition.form), Cell::of(number),
                              Cell::of(edition.columns[column].number), amount});
      }
    }
  }
}

Table form_checks_table(const std::vector<FormCheckResult>& checks, Language language) {
  Table table;
  table.schema = {"form-checks", {"表内与表间关系", "Formulas"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"id", {"关系", "Check"}},
                          {"row", {"行次", "Row"}},
                          {"formula", {"公式", "Formula"}},
                          {"left", {"左", "Left"}, CellKind::money},
                          {"right", {"右", "Right"}, CellKind::money},
                          {"result", {"结果", "Result"}},
                          {"verified", {"依据", "Evidence"}}};
  for (const FormCheckResult& check : checks) {
    const bool equal = check.relation == rules::FormRelation::equal;
    std::string formula = fmt::format("{} {} {}", check.left_text, equal ? "=" : "≥", check.right_text);
    const std::string_view result = check.ok                   ? (language == Language::zh ? "相符" : "holds")
                                    : language == Language::zh ? "提示"
                                                               : "warning";
    table.rows.push_back({Cell::of(check.entity), Cell::of(check.id), Cell::of(check.row),
                          Cell::of(table.keep(std::move(formula))), Cell::of(check.left), Cell::of(check.right),
                          Cell::of(result), Cell::of(check.verified)});
  }
  return table;
}

Table form_pointers_table(const FormSet& set, const std::vector<EntityForms>& all, Language language) {
  Table table;
  table.schema = {"form-pointers", {"另填他表的调整", "Adjustments that other forms take"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"form", {"表号", "Form"}},
                          {"row", {"行次", "Row"}},
                          {"label", {"项目", "Item"}},
                          {"amount", {"纳税调整", "Adjustment"}, CellKind::money}};
  for (const EntityForms& forms : all) {
    for (std::size_t i = 0; i < set.pointers().size(); ++i) {
      const rules::FormPointer& pointer = set.pointers()[i];
      if (forms.pointers[i].is_zero()) continue;
      table.rows.push_back({Cell::of(forms.entity), Cell::of(pointer.form), Cell::of(pointer.row),
                            Cell::of(in(language, pointer.label)), Cell::of(forms.pointers[i])});
    }
  }
  return table;
}

std::string routing_words(const RoutedDisposal& disposal, Language language) {
  switch (disposal.reason) {
    case RoutingReason::book_loss:
      return in(language, {"账面亏损，属资产损失", "book loss: an asset loss"});
    case RoutingReason::no_loss:
      return in(language, {"账面无亏损", "no book loss"});
    case RoutingReason::position:
      return in(language, {"按所选立场", "by the position chosen"});
    case RoutingReason::outside:
      return in(language, {"表外资产，差异计入表外调整", "an asset outside the forms: adjusted outside them"});
    case RoutingReason::stated:
      break;
  }
  return in(language, {"指定：" + disposal.stated_reason, "stated: " + disposal.stated_reason});
}

Table routing_table(const std::vector<RoutedDisposal>& routed, Language language) {
  Table table;
  table.schema = {"form-disposals", {"处置差异的去向", "Where disposals went"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"name", {"资产名称", "Name"}},
                          {"date", {"日期", "Date"}, CellKind::date},
                          {"kind", {"方式", "Kind"}},
                          {"book_gain", {"账面损益", "Book gain"}, CellKind::money},
                          {"tax_gain", {"税收损益", "Tax gain"}, CellKind::money},
                          {"adjustment", {"纳税调整", "Adjustment"}, CellKind::money},
                          {"form", {"表号", "Form"}},
                          {"row", {"行次", "Row"}},
                          {"reason", {"理由", "Reason"}}};
  for (const RoutedDisposal& each : routed) {
    table.rows.push_back({Cell::of(each.entity), Cell::of(each.asset), Cell::of(each.name), Cell::of(each.date),
                          Cell::of(name_of(each.kind)), Cell::of(each.book_gain), Cell::of(each.tax_gain),
                          Cell::of(each.adjustment), Cell::of(each.form), Cell::of(each.row),
                          Cell::of(table.keep(routing_words(each, language)))});
  }
  return table;
}

Table form_shares_table(const std::vector<FormShare>& shares, const std::string& cell, const rules::ClassTable& classes,
                        Language language) {
  Table table;
  table.schema = {"form-cell", {cell + " 的构成", "What makes up " + cell}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"asset", {"资产编号", "Asset"}},
                          {"name", {"资产名称", "Name"}},
                          {"class", {"资产类别", "Class"}},
                          {"amount", {"金额", "Amount"}, CellKind::money}};
  Money sum;
  for (const FormShare& share : shares) {
    const rules::AssetClass& one = classes.at(share.asset_class);
    table.rows.push_back({Cell::of(share.entity), Cell::of(share.asset), Cell::of(share.name),
                          Cell::of(language == Language::zh ? one.label.zh : one.code), Cell::of(share.amount)});
    sum += share.amount;
  }
  table.totals = {Cell{}, Cell{}, Cell{}, Cell{}, Cell::of(sum)};
  return table;
}

Table form_differences_table(const std::vector<FiledCell>& earlier, const std::vector<FiledCell>& now) {
  Table table;
  table.schema = {"form-differences", {"与前次申报的差异", "Differences from the earlier filing"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"form", {"表号", "Form"}},
                          {"row", {"行次", "Row"}},
                          {"column", {"栏次", "Column"}},
                          {"earlier", {"前次", "Earlier"}, CellKind::money},
                          {"now", {"本次", "Now"}, CellKind::money},
                          {"difference", {"差异", "Difference"}, CellKind::money}};
  std::map<std::tuple<std::string, std::string, std::string, std::string>, Money> before;
  for (const FiledCell& cell : earlier) before[{cell.entity, cell.form, cell.row, cell.column}] = cell.amount;
  const auto list = [&](const FiledCell& cell, Money old_amount, Money new_amount) {
    if (old_amount == new_amount) return;
    table.rows.push_back({Cell::of(table.keep(cell.entity)), Cell::of(table.keep(cell.form)),
                          Cell::of(table.keep(cell.row)), Cell::of(table.keep(cell.column)), Cell::of(old_amount),
                          Cell::of(new_amount), Cell::of(new_amount - old_amount)});
  };
  for (const FiledCell& cell : now) {
    const auto found = before.find({cell.entity, cell.form, cell.row, cell.column});
    list(cell, found == before.end() ? Money{} : found->second, cell.amount);
    if (found != before.end()) before.erase(found);
  }
  // What the earlier filling had and this one has not, in its own order.
  for (const FiledCell& cell : earlier) {
    const auto left = before.find({cell.entity, cell.form, cell.row, cell.column});
    if (left == before.end()) continue;
    list(cell, left->second, {});
    before.erase(left);
  }
  return table;
}

}  // namespace tieout
