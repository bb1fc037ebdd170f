// Amounts without a card as lines of a period: what was entered in it, and what earlier rows left in the balances. A
// line has the three results of an asset (row, roll-forward, disposals) but is none: its asset is empty, its name the
// reason. So forms, tie-out, totals and deferred tax take it as they take an asset, and show it apart.
#pragma once

#include <string>
#include <vector>

#include "tieout/asset/adjustment.hpp"
#include "tieout/asset/register.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"
#include "tieout/rules/classes.hpp"

namespace tieout {

// Rows of one entity, class and account; together, because a row of the opposite sign takes an earlier one back.
struct AdjustmentLine {
  std::string account;                  // or empty
  RegisterEntry entry;                  // no id; entity, class and, as its name, the reasons
  AssetYear year;                       // of the period
  Money initial_open, initial_close;    // of the temporary differences: what arose beside profit, on recognition
  std::vector<const Adjustment*> rows;  // that it consists of, by year and month; carried ones first

  const ReconciliationRow& row() const { return year.row; }
};

// The lines of the months `first` to `last` of one year, by entity, class and account. Rows whose balances were taken
// back before the period are left out. `rows` must outlive the lines. Throws MoneyOverflow, and InvariantViolation
// where the two-way proof of a line fails.
std::vector<AdjustmentLine> adjustment_lines(const std::vector<Adjustment>& rows, Month first, Month last);

// Whether a row of `entity` (or of any, where it is empty) is entered after `last` in the same year.
bool adjustments_after(const std::vector<Adjustment>& rows, const std::string& entity, Month last);

// The lines themselves, a row each with its account and reason in the place of an asset, in the columns that people
// read of an asset, and their totals.
Table adjustment_line_table(const std::vector<AdjustmentLine>& lines, const rules::ClassTable& classes,
                            Language language);

// Three rows: the assets alone, the lines alone, both together; `assets` is the sum of the first.
Table totals_with_lines(const ReconciliationRow& assets, const std::vector<AdjustmentLine>& lines, Language language,
                        bool for_people);

// The rows behind the lines, one each: entered in the period or carried from before.
Table adjustment_table(const std::vector<AdjustmentLine>& lines, const rules::ClassTable& classes, Language language,
                       bool for_people);

}  // namespace tieout
