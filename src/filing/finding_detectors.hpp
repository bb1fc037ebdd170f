// The questions themselves, by topic. Inside filing/ only: findings.hpp is the door.
#pragma once

#include <string_view>
#include <vector>

#include "tieout/filing/findings.hpp"

namespace tieout {

// What a question may look at.
struct FindingSubject {
  const RegisterEntry& entry;
  const AssetTerms& terms;
  const Framework& framework;
  const AssetYear& result;  // the row of `year`
  int year = 0;

  const Asset& asset() const { return entry.asset; }
  const ReconciliationRow& row() const { return result.row; }
};

// Where the finding points: a column of the asset's row, or of another row.
struct FindingPlace {
  Origin origin;
  std::string_view field;
};

// Adds findings of one asset and year; drops those that the regimes or the year do not know.
class FindingSink {
 public:
  FindingSink(const Framework& framework, const rules::FindingCatalogue& catalogue, const FindingSubject& subject,
              std::vector<Finding>& out)
      : framework_(framework), catalogue_(catalogue), subject_(subject), out_(out) {}

  void add(std::string_view code, Money amount, FindingPlace place, Text message, rules::Citation cite = {});
  void add(std::string_view code, Money amount, std::string_view asset_field, Text message, rules::Citation cite = {}) {
    // The policy's cell where it completed the card.
    add(code, amount, FindingPlace{origin_of(subject_.asset(), asset_field), asset_field}, std::move(message),
        std::move(cite));
  }

 private:
  const Framework& framework_;
  const rules::FindingCatalogue& catalogue_;
  const FindingSubject& subject_;
  std::vector<Finding>& out_;
};

using Detector = void (*)(const FindingSubject&, FindingSink&);

// Lives, methods and residuals against the law's.
void find_in_terms(const FindingSubject& subject, FindingSink& sink);
// Differences between the bases and how they move.
void find_in_differences(const FindingSubject& subject, FindingSink& sink);
// Take-over balances and what was recorded.
void find_in_balances(const FindingSubject& subject, FindingSink& sink);
// Disposals and cost adjustments of the year.
void find_in_events(const FindingSubject& subject, FindingSink& sink);
// One-time deductions, elections open and missed.
void find_in_elections(const FindingSubject& subject, FindingSink& sink);

// Months of the year after whose beginning the books charge nothing because of a suspension and the tax ledger is not
// suspended: first and last, or nothing.
bool suspended_in_books_alone(const RegisterEntry& entry, int year);
// What the tax ledger charges in those months; runs the asset again, month by month.
Money tax_charge_while_idle(AssetReconciler& reconciler, const RegisterEntry& entry, int year);

// The tax cost on which the year's charge fell: at the start of the year and what was added in it.
Money tax_cost_charged(const AssetYear& result);

}  // namespace tieout
