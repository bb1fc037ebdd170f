// Filled forms as tables: the form as it is printed, its cells in the order in which they are entered, the formulas,
// what lies outside the forms, where disposals went, and the assets behind a cell.
#pragma once

#include <string>
#include <vector>

#include "tieout/filing/forms.hpp"
#include "tieout/filing/table.hpp"

namespace tieout {

// One asset's part in a cell.
struct FormShare {
  std::string entity, asset, name;
  ClassId asset_class;
  Money amount;
};

// A cell of an earlier filling, as --format csv wrote it.
struct FiledCell {
  std::string entity, form, row, column;
  Money amount;
};

// The text of a cell: an amount, letters, or nothing where it is closed (then `open` is false).
struct FormCellText {
  bool open = false;
  bool letters = false;
  std::string text;
};
FormCellText form_cell_text(const FormSet& set, const EntityForms& forms, const FormCell& at);

// The form of one entity with rows and columns as printed; closed cells show "*".
Table form_table(const FormSet& set, const EntityForms& forms, std::size_t form, Language language);

// entity, form, row, column, amount: every open cell of the rows that assets can fill.
TableSchema form_cells_schema();
void form_cells_rows(const FormSet& set, const EntityForms& forms, const std::vector<std::size_t>& wanted,
                     Table& table);

Table form_checks_table(const std::vector<FormCheckResult>& checks, Language language);
// Extra deductions and charges without a row, with the form that takes them.
Table form_pointers_table(const FormSet& set, const std::vector<EntityForms>& all, Language language);
Table routing_table(const std::vector<RoutedDisposal>& routed, Language language);
Table form_shares_table(const std::vector<FormShare>& shares, const std::string& cell, const rules::ClassTable& classes,
                        Language language);

// Cells whose amounts differ between an earlier filling and this one.
Table form_differences_table(const std::vector<FiledCell>& earlier, const std::vector<FiledCell>& now);

std::string routing_words(const RoutedDisposal& disposal, Language language);

}  // namespace tieout
