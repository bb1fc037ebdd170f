// The bridge of a tie-out: how each class and account came from its opening to its closing balance, for cost,
// accumulated charges, provision, carrying amount, tax base and temporary difference. Every movement is signed, so that
// the opening and the movements add up to the closing.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tieout/filing/adjustment_lines.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/filing/tie_out.hpp"
#include "tieout/rules/classes.hpp"

namespace tieout {

class TieBridge {
 public:
  // What each entity and class held of the asset; of `entity` alone where it is not empty.
  void add(const Asset& asset, const AssetYear& year, const rules::ClassTable& classes, const std::string& entity);
  void add(const AdjustmentLine& line, const rules::ClassTable& classes);
  void add(const SetAsideCost& card);

  // A row for each class, its accounts, and measure that is not zero throughout. Throws MoneyOverflow, and
  // InvariantViolation where a row does not close.
  Table table(const std::vector<CategoryAccounts>& accounts, const rules::ClassTable& classes, TieWording wording,
              Language language) const;

 private:
  struct Sums {
    RollForwardLine book, tax;
    Money book_recorded, tax_recorded;            // recorded less computed charges; part of the charges
    RollForwardLine book_adjusted, tax_adjusted;  // of lines without a card: opening and closing alone
    Money set_aside;

    void add(const Sums& other);
  };
  struct Key {
    CardGroup group;
    std::string account;  // stated by a line without a card; empty: the accounts of the group

    friend auto operator<=>(const Key&, const Key&) = default;
  };
  std::map<Key, Sums> sums_;
};

}  // namespace tieout
