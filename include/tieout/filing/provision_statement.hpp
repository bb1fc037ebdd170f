// The provision statement: what became of each provision in a year. Provisions of assets with cards come from the
// roll-forward and the disposals; those of receivables, inventories, investments and so on from rows that the user
// states. For each the adjustment is shown from the income side and proven from the balance side:
//
//     adj_total − adj_permanent = temp_diff_close − temp_diff_open − transferred
//
// A provision is not deductible: charged − reversed adjusts the income. A write-off is deducted when it is an actual
// loss in the eyes of the tax law; until then the difference stands on, and what never will be is permanent. What goes
// out with goods or investments that are sold lowers their cost in the books (CAS 1 art. 14), and is deducted with the
// whole of it for tax (CIT Law art. 15, Implementation Regulations art. 71).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "tieout/asset/origin.hpp"
#include "tieout/filing/table.hpp"
#include "tieout/reconcile/results.hpp"
#include "tieout/rules/provision_kind.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout {

// A row of the user's file. `opening`, `closing` not stated: from the year before, from the movements.
struct StatedProvision {
  std::string entity;
  int year = 0;
  std::string provision;  // code of the kind
  std::string item;       // apart within the kind, or empty
  std::optional<Money> opening, charged, reversed, closing;
  Money written_off, recovered;
  Money sold;         // went out with what was sold
  Money transferred;  // moved in; negative: moved out, as with a branch or a set-off
  std::optional<Money>
      deducted;          // of write-offs, this year's and earlier ones: actual losses; not stated: all of this year's
  Money not_deductible;  // of write-offs: never to be deducted
  Origin origin;
};

// An item whose cost is compared with its value.
struct ValuedItem {
  std::string entity;
  int year = 0;
  std::string provision;
  std::string category, item;
  rules::ValuationBasis basis = rules::ValuationBasis::item;
  Money cost, value;  // net realisable value, or market price
  Origin origin;
};

struct ProvisionLine {
  std::string entity;
  int year = 0;
  const rules::ProvisionKind* kind = nullptr;
  std::string item;
  bool from_register = false;
  Money opening, charged, reversed, written_off, recovered, sold, transferred, closing;
  std::optional<Money> required;  // by the lower of cost and value
  Money adj_provision;            // charged − reversed − sold: the row of provisions in the adjustment form
  Money adj_loss;                 // recovered − deducted: actual losses
  Money adj_permanent;            // written off and never deductible
  Money temp_diff_open, temp_diff_close;

  Money adj_total() const { return adj_provision + adj_loss; }
};

// A finding about a row of one of the two files.
struct ProvisionProblem {
  Origin origin;
  bool valuation = false;  // of the file of valued items
  std::string field;
  Diagnostic diagnostic;
};

// The provisions of cards, by entity and kind; made while years pass by, in any order.
class CardProvisions {
 public:
  void add(const AssetYear& year, const rules::ProvisionRules& rules);

  struct Sum {
    Money opening, charged, reversed, written_off, transferred, closing;

    void operator+=(const Sum& other);
  };
  // By entity and kind.
  const std::map<std::pair<std::string, const rules::ProvisionKind*>, Sum>& sums() const { return sums_; }

 private:
  std::map<std::pair<std::string, const rules::ProvisionKind*>, Sum> sums_;
};

struct ProvisionInput {
  int year = 0;
  const std::vector<StatedProvision>& stated;
  const std::vector<ValuedItem>& valued;
  const CardProvisions& cards;
  // The rules of the entity's standard, with their titles for messages.
  std::map<std::string, const rules::ProvisionRules*> rules_by_entity;
  std::string entity;  // this one alone; empty: all
  std::optional<Date> law_as_of;
  const rules::RuleBook* book = nullptr;  // to word citations; null: none are given
};

struct ProvisionStatement {
  std::vector<ProvisionLine> lines;  // of the year, by entity, then in the order of the kinds
  std::vector<ProvisionProblem> problems;
};

// Checks every row of the files, also of other years. Throws InvariantViolation where the two sides of the proof
// disagree, MoneyOverflow.
ProvisionStatement make_provision_statement(const ProvisionInput& input);

Table provision_table(const ProvisionStatement& statement, Language language);

}  // namespace tieout
