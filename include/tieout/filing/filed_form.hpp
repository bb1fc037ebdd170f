// A return as it was accepted: its cells by entity, form, row and column, with the receipt and what the filer says of
// cells that differ from the computed ones. Checked against the edition that was filed for the year.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"
#include "tieout/rules/form.hpp"

namespace tieout {

struct FiledFormCell {
  std::string entity, form, edition, row, column;
  std::int32_t year = 0;  // 0: not said
  Money amount;
  std::string reason;            // why it is not what was computed, or empty
  std::string receipt;           // number of the receipt, or empty
  std::optional<Date> filed_on;  // day of acceptance
  SourceSpan at;
};

// What the cells are checked against.
struct FiledFormScope {
  int year = 0;                                         // tax year of the return
  const std::vector<const rules::FormEdition*>& forms;  // the editions of that year
  std::string_view only_form;                           // others are left out; empty: those of `forms`
};

// The cells of the scope. What is wrong goes to `diagnostics`: another year, another edition, rows and columns that do
// not exist, closed cells with an amount, a cell given twice; sums that do not add up are warnings.
std::vector<FiledFormCell> check_filed_form(const std::vector<FiledFormCell>& cells, const FiledFormScope& scope,
                                            Diagnostics& diagnostics);

// The amount of a cell; nothing where the return does not state it.
std::optional<Money> filed_amount(const std::vector<FiledFormCell>& cells, std::string_view entity,
                                  std::string_view form, std::string_view row, std::string_view column);

}  // namespace tieout
