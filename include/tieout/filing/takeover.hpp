// The first year: each card's tax balances as its terms lead to them, added up by row of last year's A105080 and set
// against what was filed. The answer for a row decides what its cards begin with; nothing is decided without one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/filing/filed_form.hpp"
#include "tieout/filing/forms.hpp"

namespace tieout {

// One card at the start of the year, from its terms or, where it states them, from itself.
struct TakeoverCard {
  std::string entity;  // on whose list it stands
  std::string holder;  // in whose return it stood
  std::string asset, name;
  ClassId asset_class;
  std::optional<std::size_t> row;  // of the form; nothing: the form has none for its class
  bool charged = false;            // either ledger charged it in the year filed: it stands in the form
  bool stated = false;             // its tax balance is the card's own
  bool gone = false;               // it left in the year filed: in the form, and not taken over
  bool charges_left = false;       // tax charging months are left after the take-over
  // In the form: with what left in the year.
  Money form_book_accumulated, form_tax_cost, form_tax_accumulated;
  Money book_accumulated, provision, tax_cost, tax_accumulated;
  std::int32_t book_months = 0, tax_months = 0;
  // By the answer for its row.
  OpeningStatus status = OpeningStatus::computed;
  Money allocated_cost, allocated;  // in addition
  std::string source;

  Money opening_tax_cost() const { return tax_cost + allocated_cost; }
  Money opening_tax_accumulated() const { return tax_accumulated + allocated; }
};

enum class TakeoverAnswer : std::uint8_t { computed, filed, unallocated };
std::string_view name_of(TakeoverAnswer);

struct TakeoverAnswerLine {
  std::string entity, row;
  std::optional<TakeoverAnswer> answer;
  std::int32_t months = 0;  // over which an unallocated balance runs off
  std::string reason;
  SourceSpan at;
};

// Computed and filed of one column; nothing is compared where the return leaves the cell out.
struct TakeoverFigure {
  Money computed;
  std::optional<Money> filed;

  Money difference() const { return filed ? *filed - computed : Money{}; }
};

// A line for the file of amounts without a card: a balance at the start of a year, or what runs off in one.
struct UnallocatedLine {
  std::string entity;
  std::int32_t year = 0;
  ClassId asset_class;
  std::string key;  // tax_cost_open, tax_accumulated_open, tax_charge
  Money amount;
  std::string reason, source;
};

// A row of the form of one entity.
struct TakeoverRow {
  std::string entity;
  std::size_t row = 0;  // of the edition
  std::string number;
  Text label;
  std::vector<std::size_t> cards;  // indices
  bool with_uncharged = false;     // it ties with the cards that neither ledger charges any more, so they were in it
  TakeoverFigure book_accumulated, tax_cost, tax_accumulated;
  std::optional<TakeoverAnswerLine> answer;
  SourceSpan at;  // of the accumulated deductions in the return

  // The tax columns differ: the row needs an answer.
  bool differs() const { return !tax_cost.difference().is_zero() || !tax_accumulated.difference().is_zero(); }
  bool open() const { return differs() && (!answer || !answer->answer); }
};

// The columns of an edition of A105080 that are compared.
struct TakeoverColumns {
  explicit TakeoverColumns(const rules::FormEdition& edition);
  std::vector<std::size_t> book_accumulated, tax_cost, tax_accumulated;
};

// The card of an asset that stands at the end of the year of `set`; nothing where it has gone or is not there yet.
// `entry` is the asset as it was run, `stated` what its card says of the start of the next year.
std::optional<TakeoverCard> takeover_card(const FormSet& set, const RegisterEntry& entry, const AssetYear& year,
                                          const AssetReconciler& reconciler, const std::optional<Opening>& stated,
                                          const Entity* holder);

class Takeover {
 public:
  // `cards` in the order of the register. `filed` must have been checked.
  Takeover(const FormSet& set, std::vector<TakeoverCard> cards, const std::vector<FiledFormCell>& filed);

  const std::vector<TakeoverCard>& cards() const { return cards_; }
  const std::vector<TakeoverRow>& rows() const { return rows_; }
  // Tax year of the form.
  int filed_year() const { return set_.year(); }
  const FormSet& set() const { return set_; }

  // Takes the answers; rows that do not exist, answers given twice, and a run-off without months or reason are errors.
  void answer(const std::vector<TakeoverAnswerLine>& answers, Diagnostics& diagnostics);
  // A row that differs and has no answer, as errors.
  void refuse_open_rows(const std::string& file, Diagnostics& diagnostics) const;
  std::size_t open_rows() const;

  // What the answers make of the cards. Errors where the filed amounts cannot be held by the cards of a row.
  void settle(Diagnostics& diagnostics);

  // The balances without a card and how they run off, of the rows answered `unallocated`.
  std::vector<UnallocatedLine> unallocated() const;

 private:
  TakeoverRow& row_of(const std::string& entity, std::size_t row);
  void add_filed_rows(const std::vector<FiledFormCell>& filed);
  void compare(TakeoverRow& row, const std::vector<FiledFormCell>& filed) const;
  void settle_filed(TakeoverRow& row, Diagnostics& diagnostics);
  void allocate(TakeoverRow& row);
  void run_off(const TakeoverRow& row, std::vector<UnallocatedLine>& list) const;

  const FormSet& set_;
  std::size_t form_;
  std::vector<TakeoverCard> cards_;
  std::vector<TakeoverRow> rows_;  // by entity, then row
};

}  // namespace tieout
