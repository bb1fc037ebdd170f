#include "tieout/ledger/election_return.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "problems.hpp"
#include "tieout/ledger/basis_ledger.hpp"

namespace tieout {

namespace {

// What the terms alone have accumulated at the end of `last`, from in service.
Money accumulated_by(const BasisTerms& terms, ClassId asset_class, Month last) {
  BasisTerms plan = terms;
  plan.opening.reset();
  BasisLedger ledger;
  ledger.start(plan, asset_class);
  ledger.recognise();
  if (last >= plan.first_month) ledger.charge(plan.first_month, last);
  return ledger.layers().accumulated;
}

// Events of the first year that move its deduction: the plan says nothing of it then.
bool moves_deduction(const Event& event) {
  const EventDetail& detail = event.detail;
  return std::holds_alternative<Improve>(detail) || std::holds_alternative<AdjustCost>(detail) ||
         std::holds_alternative<Suspend>(detail) || std::holds_alternative<Resume>(detail) ||
         std::holds_alternative<Dispose>(detail) || std::holds_alternative<Estimate>(detail) ||
         std::holds_alternative<Usage>(detail);
}

class FirstReturn {
 public:
  FirstReturn(const RegisterEntry& entry, const AssetTerms& terms)
      : entry_(entry), terms_(terms), year_(terms.tax.first_month.year()) {}

  std::optional<Problem> examine() const {
    if (auto problem = examine_opening()) return problem;
    return examine_recorded();
  }

 private:
  // ERP rounding: at most one fen for each charging month (engine.md, recorded figures).
  static Money rounding(Month first, Month last) { return Money::from_fen(std::max(last - first + 1, 1)); }

  Money elected_by(Month last) const { return accumulated_by(terms_.tax, entry_.asset.asset_class, last); }
  Money general_by(Month last) const { return accumulated_by(terms_.general, entry_.asset.asset_class, last); }

  // Taken over after the end of the first year: the balance is that of the general rule, or it is too small to hold
  // the first year's deduction at once.
  std::optional<Problem> examine_opening() const {
    const auto& opening = entry_.asset.opening;
    if (!opening || !opening->tax_accumulated || opening->tax_months) return {};
    const Month last = opening->date.month() - 1;
    if (last < december(year_)) return {};
    const Money stated = *opening->tax_accumulated;
    const Money general = general_by(last);
    const Money elected = elected_by(last);
    const Money slack = rounding(terms_.tax.first_month, last);
    if (elected - stated <= slack) return {};
    const bool as_general = stated >= general - slack && stated <= general + slack;
    const bool at_once = terms_.tax.method == Method::one_time || terms_.tax.method == Method::first_share;
    const bool too_small = at_once && stated < elected_by(december(year_)) - slack && stated < general;
    if (!as_general && !too_small) return {};
    return problem(entry_.asset.origin, "opening_tax_accumulated", stated, elected, general,
                   {fmt::format("至 {}", to_string(opening->date)), fmt::format("by {}", to_string(opening->date))});
  }

  std::optional<Problem> examine_recorded() const {
    const bool moved = std::any_of(entry_.events.begin(), entry_.events.end(), [&](const Event& event) {
      return event.date.year() <= year_ && moves_deduction(event);
    });
    const auto& opening = entry_.asset.opening;
    const bool taken_over = opening && opening->date.month() > terms_.tax.first_month;
    if (moved || taken_over) return {};
    const Recorded* row = nullptr;
    const std::optional<Money> stated = recorded_charge(row);
    if (!stated) return {};
    const Month last = december(year_);
    const Money general = general_by(last);
    const Money elected = elected_by(last);
    const Money slack = rounding(terms_.tax.first_month, last);
    // Both rules may give the same first year: then it shows nothing.
    if (elected - general <= slack || *stated > general + slack) return {};
    return problem(row->origin, row->tax_charge ? "tax_charge" : "tax_accumulated", *stated, elected, general,
                   {fmt::format("{} 年度", year_), fmt::format("in {}", year_)});
  }

  // What the first year deducted: its row, or the balance at its end, or its months where all of them are stated.
  std::optional<Money> recorded_charge(const Recorded*& place) const {
    Money months;
    std::int32_t stated = 0;
    for (const Recorded& row : entry_.recorded) {
      if (row.year != year_) continue;
      const bool whole = row.month == 0 || (row.month == 12 && !row.tax_charge);
      const std::optional<Money> figure = row.tax_charge ? row.tax_charge : row.tax_accumulated;
      if (whole && figure) {
        place = &row;
        return figure;
      }
      if (row.month == 0 || !row.tax_charge || Month::of(row.year, row.month) < terms_.tax.first_month) continue;
      months += *row.tax_charge;
      ++stated;
      place = &row;
    }
    if (stated == 0 || stated < december(year_) - terms_.tax.first_month + 1) return {};
    return months;
  }

  Problem problem(Origin origin, const char* field, Money stated, Money elected, Money general,
                  const Text& when) const {
    const std::string& code = terms_.election->code;
    return make_problem(
        "ELECTION-TOO-LATE", origin, field,
        {fmt::format(
             "资产 {}：{}税前扣除 {}，不是优惠事项 {} 的 {}（一般规定为 {}），首个扣除年度 {} 的申报未选择该优惠，"
             "以后年度不得再选择",
             entry_.asset.id, when.zh, to_string(stated), code, to_string(elected), to_string(general), year_),
         fmt::format("asset {}: {} was deducted {}, not the {} of {} (general rule: {}): the return of {}, the first "
                     "year of deduction, did not take the election, and no later one can",
                     entry_.asset.id, to_string(stated), when.en, to_string(elected), code, to_string(general), year_)},
        {"删去 tax_election，按一般规定扣除；或更正已申报的金额",
         "Remove tax_election, so that the general rule holds; or correct what was deducted"},
        terms_.describe(terms_.election_treatment->cite));
  }

  const RegisterEntry& entry_;
  const AssetTerms& terms_;
  int year_;
};

}  // namespace

std::optional<Problem> election_too_late(const RegisterEntry& entry, const AssetTerms& terms) {
  const bool matters = terms.election_treatment != nullptr && terms.election_treatment->first_return_only &&
                       terms.treatment == TaxTreatment::depreciable && (entry.asset.opening || !entry.recorded.empty());
  if (!matters) return {};
  return FirstReturn(entry, terms).examine();
}

}  // namespace tieout
