// The return as it was accepted against the one that was computed: cell by cell, each difference with its reason, and
// what of it enters the next year.
#pragma once

#include <string>
#include <vector>

#include "tieout/filing/filed_form.hpp"
#include "tieout/filing/form_tables.hpp"

namespace tieout {

struct AsFiledLine {
  std::string entity, form, edition, row, column;
  Money computed, filed;
  bool total = false;  // the sum of other rows: explained where they are
  std::string reason, receipt;
  std::optional<Date> filed_on;
  SourceSpan at;

  Money difference() const { return filed - computed; }
  bool unexplained() const { return !total && !difference().is_zero() && reason.empty(); }
};

// Every cell of the accepted return that assets fill, in the order of `computed`. A cell that the return leaves out
// counts as zero where its column is given in other rows of the form; columns and forms that it does not hold at all
// are not compared.
std::vector<AsFiledLine> compare_as_filed(const std::vector<const rules::FormEdition*>& editions,
                                          const std::vector<FiledCell>& computed,
                                          const std::vector<FiledFormCell>& filed);

// The cells that differ; with `all` every cell.
Table as_filed_table(const std::vector<AsFiledLine>& lines, int year, bool all);

// One card of a row whose deductions were filed otherwise.
struct FiledShare {
  std::string entity, asset;
  Money tax_charge;  // computed
  Money tax_base;    // left at the year's end
  bool charges_left = false;
  Money share;  // in addition
};

// Spreads the difference over the cards by remaining tax base, largest remainder, within what each can take. What
// nobody can take is returned.
Money share_filed(Money difference, std::vector<FiledShare>& cards);

// Lines for --recorded: what the accepted return deducted.
Table filed_recorded_table(const std::vector<FiledShare>& cards, int year);

}  // namespace tieout
