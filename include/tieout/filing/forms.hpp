// The forms of the annual return, filled from the three results of each asset (row, roll-forward, disposals) while
// they pass by: one small accumulator an entity, nothing an asset. Which rows there are, what fills them and which
// formulas hold is rule data (rules/form.hpp); only the words of that data are acted on here.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/reconcile/reconcile.hpp"
#include "tieout/rules/form.hpp"

namespace tieout {

// A cell of a set of forms, by index; `column` of the edition's columns.
struct FormCell {
  std::size_t form = 0, row = 0, column = 0;
};

// Where a user sends the disposals of an asset in a year instead of the default, and why.
struct RoutingOverride {
  std::string entity;  // empty: any
  std::string asset;
  std::int32_t year = 0;
  std::string form, row;
  std::string reason;
  Origin origin;
};

enum class RoutingReason : std::uint8_t {
  book_loss,  // a book loss is an asset loss
  no_loss,    // anything else has only the row "other"
  position,   // the entity's position sends every difference to the row "other"
  stated,     // an override
  outside,    // the class has no row on the forms
};

// One disposal and the row that its difference went to; both rows where a stated claim of a tax loss leaves a book
// gain to be taken out.
struct RoutedDisposal {
  std::string entity, asset, name;
  Date date;
  DisposalKind kind = DisposalKind::sale;
  Money book_gain, tax_gain, adjustment;
  std::string form, row;
  RoutingReason reason = RoutingReason::no_loss;
  std::string stated_reason;  // of an override
};

// The forms of one entity: raw sums while assets are added, cells of the return once finished.
struct EntityForms {
  struct Sheet {
    std::vector<Money> cells;           // row × columns + column
    std::vector<std::uint8_t> used;     // by row: something was added
    std::vector<std::uint8_t> reasons;  // by row: bits of AdjustmentReason of the column of letters
    std::vector<std::string> numbers;   // by row, once finished; empty: a free row that is not used
  };
  std::string entity;
  std::vector<Sheet> sheets;    // by form
  std::vector<Money> pointers;  // by pointer of the set
  Money adjustments;            // Σ adj_total
  Money without_card;           // of it on lines without a card
  Money unplaced;               // acceleration of preferences that no row of the edition names
  std::int32_t assets = 0;
  std::int32_t lines_without_card = 0;
  std::vector<std::uint8_t> overrides_met;            // by override: it moved a disposal
  bool keep_disposed = true, route_to_other = false;  // positions
  std::vector<std::string> inside;                    // options taken: "right-of-use-form=inside"

  Money& cell(const FormCell& at, std::size_t columns) { return sheets[at.form].cells[at.row * columns + at.column]; }
};

// One formula of a filled form.
struct FormCheckResult {
  std::string entity, id, form;  // id: "A105080.column-9"
  std::string left_text, right_text;
  std::string row;  // of a failing instance; empty where the line speaks of the whole formula
  rules::FormRelation relation = rules::FormRelation::equal;
  bool ok = true;
  Money left, right;
  std::string verified;
};

// The editions of a year and how assets lead to their cells. Immutable once made; used by all threads.
class FormSet {
 public:
  // `overrides` must outlive the set. `editions`: by form, at most one a form; those of a year, or one that is filed
  // for the year up to the end of `through`.
  FormSet(std::vector<const rules::FormEdition*> editions, const Framework& framework, int year,
          const std::vector<RoutingOverride>& overrides, int through = 12);

  const std::vector<const rules::FormEdition*>& editions() const { return editions_; }
  const rules::FormEdition& edition(std::size_t form) const { return *editions_[form]; }
  std::size_t columns(std::size_t form) const { return editions_[form]->columns.size(); }
  // The form whose rows take charges by class; empty where the year has none.
  std::optional<std::size_t> charges_form() const { return charges_form_; }
  int year() const { return year_; }
  int through() const { return through_; }
  // Forms for a prepayment: they take reductions alone and are no account of all adjustments.
  bool prepayment() const;
  // "2024", or "2024-06" of a prepayment.
  std::string period() const;
  const std::vector<rules::FormPointer>& pointers() const { return pointers_; }

  // An empty accumulator; positions are the entity's (null: defaults).
  EntityForms begin(const std::string& name, const Entity* entity) const;

  // Adds an asset of the entity; `elected`: its terms stand on an election, `owner`: the entity whose facts decided
  // it. False where its class has no row and its charge none to stand in. An entry without an id is a line of amounts
  // without a card (adjustment_lines.hpp): its balances stand in the columns in years without a charge, too.
  // `routed`, where wanted, takes a line for each disposal that leads to a form.
  bool add(EntityForms& into, const RegisterEntry& entry, const AssetYear& year, bool elected, const Entity* owner,
           std::vector<RoutedDisposal>* routed) const;

  // Adds the sums of `from`, of the same entity, to `into`.
  static void merge(EntityForms& into, const EntityForms& from);

  // Sum rows, directions and free rows. Throws InvariantViolation where a formula does not hold.
  std::vector<FormCheckResult> finish(EntityForms& forms) const;

  // What one asset, added alone to `alone` (not finished), contributes to a cell of the finished `whole`.
  Money share(const EntityForms& alone, const EntityForms& whole, const FormCell& at) const;

  // The row that takes the charges of a class for this entity, or nothing. `form` is that of charges.
  std::optional<FormCell> charge_row(const EntityForms& forms, ClassId asset_class) const;

  // By form and row number (free rows as numbered for this entity) and column number.
  std::optional<FormCell> find(const EntityForms& forms, std::string_view form, std::string_view row,
                               std::string_view column) const;

  // Overrides that name a row to which no disposal leads; for diagnostics.
  bool takes_disposals(std::string_view form, std::string_view row) const;

 private:
  struct Facts;
  struct Preference;
  friend class FormAdder;
  Money value(const EntityForms& forms, std::size_t form, const rules::FormExpression& expression,
              std::optional<std::size_t> row) const;
  Money sum_of(const EntityForms& forms, std::size_t form, std::size_t row, std::size_t column) const;
  void total(EntityForms& forms, std::size_t form, std::size_t row, std::vector<std::uint8_t>& done) const;
  void direct(EntityForms& forms, std::size_t form) const;
  void number_free_rows(EntityForms& forms, std::size_t form) const;
  void check(const EntityForms& forms, std::size_t form, const rules::FormCheck& check,
             std::vector<FormCheckResult>& results) const;
  void check_sum(const EntityForms& forms, std::size_t form, std::size_t row,
                 std::vector<FormCheckResult>& results) const;
  FormCheckResult proof(const EntityForms& forms) const;
  std::optional<std::size_t> override_of(const std::string& entity, const std::string& asset) const;
  std::optional<std::size_t> find_form(std::string_view form) const;
  bool applies(std::size_t form, const rules::FormCheck& check, std::size_t row) const;

  std::vector<const rules::FormEdition*> editions_;
  Framework framework_;
  int year_ = 0;
  int through_ = 12;
  std::vector<rules::FormPointer> pointers_;
  const std::vector<RoutingOverride>& stated_;
  std::map<std::string, std::vector<std::size_t>, std::less<>> overrides_;  // of the year, by asset
  std::optional<std::size_t> charges_form_, losses_form_, adjustments_form_;
  std::vector<std::int32_t> row_of_class_;                            // of charges_form_; -1: none
  std::array<std::int32_t, 6> row_of_takes_{-1, -1, -1, -1, -1, -1};  // of adjustments_form_, by FormTakes
};

}  // namespace tieout
