// Forms of the annual return as data: what rows and columns an edition has, which cells are closed, what fills a
// row, and the formulas that its cells must satisfy. Read from rules/<country>/forms; here it is data and look-up
// only. An edition is named by the first tax year that it was filed for.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tieout/core/money.hpp"
#include "tieout/core/ratio.hpp"
#include "tieout/rules/classes.hpp"
#include "tieout/rules/rule.hpp"

namespace tieout::rules {

// What a column holds. Charges of an asset, then a disposal at a loss, then the four columns of the adjustment form.
enum class FormAmount : std::uint8_t {
  book_cost,
  book_charge,
  book_accumulated,
  tax_cost,
  tax_charge,
  tax_charge_general,
  tax_charge_above_general,
  tax_charge_above_book,
  charge_reduction,  // what the tax charge exceeds the book charge by; never negative
  tax_accumulated,
  charge_adjustment,
  adjustment_reason,  // letters, not an amount
  book_loss,
  provision_used,
  net_proceeds,  // proceeds less costs of the disposal
  compensation,
  tax_base,
  tax_loss,
  loss_adjustment,
  book,
  tax,
  increase,
  decrease,
};
constexpr std::size_t kFormAmounts = static_cast<std::size_t>(FormAmount::decrease) + 1;

// Which assets a column or row of preferences takes. Every list that is not empty must match.
struct PreferenceMatch {
  std::vector<std::string> elections;  // codes
  std::vector<std::string> grounds;    // last part of the ground's id ("key-industries")
  std::vector<Family> families;
  std::vector<ClassId> classes;
  std::optional<Money> unit_cost_above, unit_cost_at_most;
  std::optional<bool> books_alike;  // whether the books charge what the tax ledger does
};

// An asset in the eyes of a form: the facts on which a preference is chosen.
struct PreferenceFacts {
  std::string_view election;
  std::string_view ground;  // empty: none is open
  Family family = Family::tangible;
  ClassId asset_class;
  Money cost;  // unit cost = cost ÷ quantity
  Ratio quantity = Ratio::of(1, 1);
  bool books_alike = false;  // in the year
};

bool matches(const PreferenceMatch& match, const PreferenceFacts& facts);
bool matches_any(const std::vector<PreferenceMatch>& list, const PreferenceFacts& facts);

// Which disposals at a book loss a row takes; the first row of the form that matches has it.
struct LossMatch {
  std::vector<ClassId> classes;     // empty: any
  std::vector<DisposalKind> kinds;  // empty: any
  bool worn_out = false;            // only at or past the end of the book life
  bool rest = false;                // whatever no row above takes

  bool takes(ClassId asset_class, DisposalKind kind, bool at_end_of_life) const;
};

// Of which assets a column speaks: all, those whose preference counts in the year, or the others.
enum class FormElected : std::uint8_t { any, no, yes };

struct FormColumn {
  std::string number;
  Text label, group;
  FormAmount amount = FormAmount::book_cost;
  FormElected elected = FormElected::any;
  std::vector<ClassId> classes;              // empty: any
  std::vector<PreferenceMatch> preferences;  // not empty: only what a preference accrued
  // Of adjustment_reason: the letters for a difference of life, method, basis, and by impairment.
  std::array<std::string, 4> letters;
  std::string verified;
};

// Rows of the adjustment form, each filled from one source.
enum class FormTakes : std::uint8_t { nothing, charges, provisions, losses, other_disposals, fair_value };

struct FormRow {
  std::string number;
  Text label;
  int indent = 0;
  std::vector<std::size_t> sum;  // rows that it adds up; empty: filled from assets
  std::vector<std::pair<std::size_t, std::vector<std::size_t>>> sum_by_column;  // column index, rows: instead of `sum`
  std::vector<ClassId> classes;                                                 // charges of these classes
  std::vector<ClassId> classes_inferred;                                        // among `classes`, placed by us
  std::vector<PreferenceMatch> preferences;
  std::optional<LossMatch> losses;
  std::string of_which_form, of_which_row;  // takes only what that row took
  FormTakes takes = FormTakes::nothing;
  // Of what is deducted at once the general charge is that of a single month.
  bool general_of_one_month = false;
  bool named = false;        // a free row: shown where it is used, numbered in order
  std::vector<bool> closed;  // by column
  std::string verified;      // evidence of number and label; empty: the form's
  std::string sum_verified;  // evidence of the sum where it differs
  std::uint32_t line = 0;

  bool filled_from_assets() const {
    return !classes.empty() || !preferences.empty() || losses.has_value() || takes != FormTakes::nothing;
  }
};

// One cell in a formula: sign × factor × cell.
struct FormTerm {
  bool minus = false;
  std::int64_t factor = 1;
  std::string form;    // empty: the form that states the formula
  std::string row;     // "*": every row
  std::string column;  // empty: a constant 0
};

// A sum of cells, or its positive or negative part.
struct FormExpression {
  enum class Part : std::uint8_t { whole, positive, negative };
  Part part = Part::whole;
  std::vector<FormTerm> terms;
  std::string text;  // as written
};

// `equal` must hold in a form that the program fills; `at_least` is a check of the tax office that warns.
enum class FormRelation : std::uint8_t { equal, at_least };

struct FormCheck {
  std::string id;
  FormExpression left, right;
  FormRelation relation = FormRelation::equal;
  bool preference_rows_only = false;
  std::string verified;
  std::uint32_t line = 0;
};

// Where something belongs that the form itself does not take: extra deductions, charges without a row.
struct FormPointer {
  bool permanent = true;  // extra deductions; false: charges of classes without a row
  std::vector<std::string> elections;
  std::string form, row;
  Text label;
  std::string verified;
};

// A class that has a row only where an entity's position says so.
struct FormByPosition {
  std::string position, option;
  std::vector<ClassId> classes;
  std::size_t row = 0;
};

// Evidence of single cells.
struct FormCellNote {
  std::size_t row = 0;
  std::vector<std::size_t> columns;
  std::string verified, note;
};

struct FormEdition {
  std::string id;    // "cn/forms/A105080/2022"
  std::string form;  // "A105080"
  Text title;
  int from_year = 0;
  int through_year = 9999;
  // Of a form for prepayments: the month of `from_year` that ends the first period it was filed for; 0: an annual form.
  int from_month = 0;
  Date published;
  Citation cite;
  std::string verified, note, file;
  std::vector<FormColumn> columns;
  std::vector<FormRow> rows;
  std::vector<FormCellNote> cell_notes;
  std::vector<FormCheck> checks;
  std::vector<FormPointer> pointers;
  std::vector<FormByPosition> by_position;
  std::vector<ClassId> without_row;  // classes that this edition knows no row for

  std::string name() const { return std::to_string(from_year); }
  // Filed for the year up to a month, not for the year.
  bool prepayment() const { return from_month != 0; }
  std::optional<std::size_t> find_row(std::string_view number) const;
  std::optional<std::size_t> find_column(std::string_view number) const;
};

// The editions, one a form, that were filed for `year` as far as published by `as_of` (nothing: all); by form.
// Empty where the year has none.
std::vector<const FormEdition*> editions_for(const std::vector<FormEdition>& forms, int year,
                                             std::optional<Date> as_of = {});
// Those of the country of a tax regime ("cn/cit"): the forms of a country serve its tax law.
std::vector<const FormEdition*> editions_for(const std::vector<FormEdition>& forms, std::string_view regime, int year,
                                             std::optional<Date> as_of = {});

// The edition of a form for prepayments that was filed for a period ending in `month`, as far as published by `as_of`;
// null where there is none.
const FormEdition* prepayment_edition(const std::vector<FormEdition>& forms, std::string_view form, Month month,
                                      std::optional<Date> as_of = {});

// The names of all editions of annual forms, ascending.
std::vector<int> edition_years(const std::vector<FormEdition>& forms);

std::optional<FormAmount> parse_form_amount(std::string_view text);
std::string_view name_of(FormAmount amount);

}  // namespace tieout::rules
