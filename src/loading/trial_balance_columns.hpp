// Which columns of a sheet hold the closing balances of a trial balance, and the opening ones where it has them. Inside
// loading/ only.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/sheet.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

enum class BalanceField : std::uint8_t {
  entity,
  account,
  name,
  debit,
  credit,
  balance,
  direction,
  open_debit,  // of the opening balance; here as above, two columns or one with its direction
  open_credit,
  open_balance,
  open_direction
};
constexpr std::size_t kBalanceFields = 11;

// The canonical name: "account".
std::string_view name_of(BalanceField field);

// data/trial-balance-headings.toml.
struct TrialBalanceWords {
  using List = std::vector<std::string>;

  std::array<List, kBalanceFields> headings;  // normalised, the strongest first
  List bare_debit, bare_credit;
  // Openings of the period, by field: those of the year unless the file tells the year to date apart from the period.
  std::array<List, kBalanceFields> of_period;
  List year_to_date;
  List other_periods;
  List debit, credit, level;  // words of the column direction
  List subtotal, total;
  List sheets;
  List thousands;
  std::vector<List> whole_ledger;

  static TrialBalanceWords load(const std::string& path, Diagnostics& diagnostics);
};

struct TrialBalanceColumns {
  std::size_t heading_row = 0;  // the lower one of two tiers
  std::vector<std::string> headings;
  std::array<std::optional<std::size_t>, kBalanceFields> of;

  std::optional<std::size_t> at(BalanceField field) const { return of[static_cast<std::size_t>(field)]; }
  // Balances stand in two columns, debit and credit; else in one.
  bool in_two_columns() const { return at(BalanceField::debit).has_value(); }
  bool has_openings() const {
    return at(BalanceField::open_debit).has_value() || at(BalanceField::open_balance).has_value();
  }
};

struct TrialBalanceSheet {
  const Sheet* sheet = nullptr;
  TrialBalanceColumns columns;
};

// The sheet that holds a trial balance, with its columns; nothing, and errors, where there is none or more than one
// may be meant.
std::optional<TrialBalanceSheet> find_trial_balance(const std::vector<std::unique_ptr<Sheet>>& sheets,
                                                    const TrialBalanceWords& words, Diagnostics& diagnostics);

bool contains_any(std::string_view text, const TrialBalanceWords::List& parts);

}  // namespace tieout::loading
