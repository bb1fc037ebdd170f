// Start reading here. One asset goes in with its events and recorded figures; for each year its two ledgers come
// out reconciled: the row, the roll-forward and the disposals of engine.md §7, proven two ways.
//
//     AssetReconciler reconciler(framework);        // one per thread, reused for every asset
//     if (reconciler.open(entry)) {                 // terms resolved, ledgers started
//       if (const AssetYear* result = reconciler.run_year(2023)) …
//       reconciler.finish();                        // events after the year are checked too
//     }
//     reconciler.problems();                        // what was wrong with the stated facts
//
// A broken invariant throws InvariantViolation and names the asset, the year and both figures.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "tieout/ledger/projection.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout {

// Nobody walks an asset's life further than this many years: a guard against lives without end.
constexpr int kLongestLifeYears = 200;

class AssetReconciler {
 public:
  explicit AssetReconciler(const Framework& framework)
      : framework_(framework), run_book_(framework.book), run_tax_(framework.tax) {
    set_entity(framework.entity);
  }

  // The entity on whose cards the next assets stand, with its facts, regimes and positions; null: none stated. `entity`
  // must outlive its use here and not change. The facts of entities to which an asset is transferred come from
  // Framework::entities.
  void set_entity(const Entity* entity);

  // From here to the next entity: what the ledgers would be under another option of one position.
  void assume(std::string_view position_id, std::string_view option_code);

  // Every posting of the assets opened from now on is told to `trace`; null: to nobody. It must outlive its use.
  void observe(AssetTrace* trace) { trace_ = trace; }

  // Takes the asset; `entry` must outlive its use here. False where its facts do not hold: see problems().
  bool open(const RegisterEntry& entry);

  // The asset in `year`, up to the end of month `through` (default December). Years must ascend. Null where the
  // asset has no row: before its first year, after its full disposal or its holder's closure, or after a problem. The
  // year in which the holder closes ends with that month.
  const AssetYear* run_year(int year, int through = 12) { return run_period(january(year), Month::of(year, through)); }

  // The same for any run of months inside one year (schedules by month).
  const AssetYear* run_period(Month first, Month last);

  // Runs what is left of the events, so that a mistake after the year asked for is reported as well.
  void finish();

  // First year with a row.
  int first_year() const { return book_.first().year(); }
  // The year of full disposal, once the ledgers have passed it.
  std::optional<int> last_year() const;
  // No charge is left in either ledger and no event ahead: later rows repeat the balances.
  bool at_rest(int year) const;

  // The entity that holds the asset at the end of the month.
  const std::string& entity_at(Month month) const;

  // The last month of that entity's business, where it has closed.
  std::optional<Month> last_month_of_holder(Month month) const;

  // Its facts.
  const Entity& facts_in(Month month) const;

  // Ids of the positions whose question the open asset raises (rules/position.hpp), in the order of the regime;
  // none for most assets.
  void positions_raised(std::vector<std::string_view>& ids) const;

  const AssetTerms& terms() const { return terms_; }
  // With the regimes of the entity set last.
  const Framework& framework() const { return framework_; }
  const BasisLedger& book_ledger() const { return book_.ledger(); }
  const BasisLedger& tax_ledger() const { return tax_.ledger(); }
  const Problems& problems() const { return problems_; }
  const Problems& findings() const { return findings_; }

 private:
  void find_holders();
  bool check_dates();
  bool raises(std::string_view position_id) const;
  template <typename Holds>
  bool any_event(Holds holds) const;
  void check_entities();
  void check_short_years();
  void refuse_after_closure(const Origin& origin, const char* field, const Entity& holder);
  const Entity* stated(const std::string& id) const;
  void check_units();
  void check_suspensions(BasisChoice basis);
  void run_through(Month last);
  void begin_period();
  void attach_trace();
  void run_tax_by_rate(Month first, Month last);
  Ratio rate_of_month(Month month) const;
  Holder holder_charged_in(Month month) const;
  void fill_row(Month last);
  void fill_schedule();
  void overflow();
  void fill_disposals();
  void fill_adjustments();
  void fill_reasons();
  void fill_roll_forward();
  void prove() const;
  void prove_sums(Basis basis, Money charge, Money cost) const;

  Framework framework_;
  const rules::BookRegime* run_book_;  // where the entity names none
  const rules::TaxRegime* run_tax_;
  bool entity_taken_ = false;
  const RegisterEntry* entry_ = nullptr;
  AssetTerms terms_;
  Timeline timeline_;
  BookProjection book_;
  TaxProjection tax_, general_;
  AssetYear result_;
  Money extra_deduction_by_rule_;
  bool has_closed_ = false;  // a period of this asset was run; its closing balances:
  Month closed_;
  Layers book_closed_, tax_closed_;
  Problems problems_, findings_;
  AssetTrace* trace_ = nullptr;
};

}  // namespace tieout
