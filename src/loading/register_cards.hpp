// The first pass over the register: keys of the cards, what can only be seen over all rows (repeated cards,
// unmapped categories, control totals, undated openings), and the joining of the other tables. Inside
// loading/ only.
#pragma once

#include <vector>

#include "loading/components.hpp"
#include "loading/record_asset.hpp"
#include "loading/register_index.hpp"
#include "loading/register_moves.hpp"
#include "loading/register_reader.hpp"
#include "loading/register_rows.hpp"

namespace tieout::loading {

class RegisterCards {
 public:
  RegisterCards(AssetContext context, const HeadingWords& headings, bool may_be_empty, Diagnostics& diagnostics)
      : context_(context), headings_(headings), may_be_empty_(may_be_empty), diagnostics_(diagnostics) {}

  // Whether the file dates its opening balances at all; if it has balances without a date they are left out,
  // with a warning, and a standing provision among them is an error.
  bool openings_dated();
  // The same without a word about it.
  bool dates_openings() const;

  // Fills `index` with the cards of the asset table, in the register's order.
  void index(RegisterIndex& index);

  // Whether any card names a parent, and the check of those that do (the index must be ready to look up).
  bool has_components() const { return !components_.empty(); }
  const std::vector<ComponentLink>& components() const { return components_; }
  void check_parents(const RegisterIndex& index);

  // Cards that name another as the one they were built in place of (in `parent`).
  const std::vector<ComponentLink>& successors() const { return successors_; }

  // Positions (ascending) of the cards that the list sets aside; their cards go to `cards`.
  std::vector<std::uint32_t> take_aside(const RegisterIndex& index, const RecordTable& list,
                                        std::vector<SetAsideCard>& cards);

  // Rows of events or recorded figures by card, as positions will be when `removed` have left the index. Transfers to
  // other entities go to `moves`; a row may name a card by any entity that holds it at some time.
  RowsByCard group(const RegisterIndex& index, const RecordTable& table, const std::vector<std::uint32_t>& removed,
                   CardMoves& moves);

 private:
  struct Unmapped {
    std::string category;
    std::size_t cards = 0;
    Money cost;
    std::size_t first_row = 0;
  };

  const RecordTable& assets() const { return context_.table; }
  bool find_opening_date();
  std::string_view entity_of(const RowBuffer& cells) const;
  void add_card(RegisterIndex& index, std::size_t row, const RowBuffer& cells, std::string_view id);
  void watch_category(std::size_t row, const RowBuffer& cells);
  void report_unmapped();
  void refuse_repeated(std::uint32_t first_row, std::uint32_t repeated_row);
  void refuse_unknown(const RecordTable& table, std::size_t row, std::string_view id, bool ambiguous);
  struct Rows {
    std::vector<std::uint32_t> cards, rows;
  };
  void place(const RecordTable& table, std::uint32_t card, std::size_t row, const RowBuffer& cells, Rows& placed,
             CardMoves& moves) const;
  void place_loose(const RegisterIndex& index, const RecordTable& table, const std::vector<std::size_t>& loose,
                   Rows& placed, CardMoves& moves);
  void check_loose_row(const RecordTable& table, std::size_t row, const RowBuffer& cells);
  SetAsideCard card_at(std::size_t row);

  AssetContext context_;
  const HeadingWords& headings_;
  bool may_be_empty_;
  Diagnostics& diagnostics_;
  std::vector<Unmapped> unmapped_;
  std::vector<ComponentLink> components_, successors_;
};

}  // namespace tieout::loading
