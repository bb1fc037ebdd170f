#include "opening_terms.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "problems.hpp"
#include "tieout/ledger/basis_ledger.hpp"

namespace tieout {

namespace {

class OpeningReader {
 public:
  OpeningReader(const Asset& asset, Problems& problems) : asset_(asset), problems_(problems) {}

  void take(BasisTerms& basis, std::optional<Money> accumulated, Money provision, std::optional<std::int32_t> months,
            const char* field, bool nothing_charged) {
    if (!asset_.opening) return;
    if (asset_.opening->date < asset_.in_service) {
      problem("OPENING-BEFORE-SERVICE", "opening_date",
              {"接管日早于开始使用日期", "the take-over is before in_service"}, {"更正日期", "Correct the date"});
    }
    if (!accumulated && !nothing_charged) {
      problem("OPENING-MISSING", field, {"接管资产缺少期初累计金额", "the accumulated balance at take-over is missing"},
              {"填写该单元格；为零时填 0", "State it; 0 where it is zero"});
      return;
    }
    OpeningBalance opening;
    opening.month = asset_.opening->date.month();
    opening.accumulated = accumulated.value_or(Money{});
    opening.provision = provision;
    check_opening_balance(basis, opening, field);
    basis.opening = opening;
    take_opening_months(basis, months, basis.basis == Basis::book ? "opening_book_months" : "opening_tax_months");
  }

 private:
  void check_opening_balance(const BasisTerms& basis, const OpeningBalance& opening, const char* field) {
    Money zero;
    bool sound = opening.accumulated >= zero && opening.provision >= zero &&
                 (basis.model == Model::fair_value || opening.accumulated + opening.provision <= basis.cost);
    if (sound) return;
    problem("OPENING-BALANCE", field,
            {fmt::format("期初累计 {} 与减值准备 {} 应不为负，合计不超过原值 {}", to_string(opening.accumulated),
                         to_string(opening.provision), to_string(basis.cost)),
             fmt::format(
                 "accumulated {} and provision {} at take-over must not be negative, nor exceed the cost {} together",
                 to_string(opening.accumulated), to_string(opening.provision), to_string(basis.cost))},
            {"更正期初余额", "Correct the opening balances"});
  }

  void take_opening_months(BasisTerms& basis, std::optional<std::int32_t> stated, const char* field) {
    OpeningBalance& opening = *basis.opening;
    std::int32_t elapsed = std::max(opening.month - basis.first_month, 0);
    if (basis.method == Method::none || basis.model == Model::fair_value || basis.held) elapsed = 0;
    if (basis.life_months > 0) elapsed = std::min(elapsed, basis.life_months);
    opening.months_charged = stated.value_or(elapsed);
    compute_opening(basis);
    bool stands_above = basis.cost - opening.accumulated - opening.provision > basis.residual;
    bool spread = needs_life(basis.method) && basis.model == Model::cost && !basis.held;
    if (spread && stands_above && basis.life_months > 0 && opening.months_charged >= basis.life_months) {
      problem("OPENING-MONTHS", field,
              {"接管时年限已满，却仍有高于残值的余额",
               "the life is over at the take-over, yet an amount above the residual is left"},
              {fmt::format("填写 {}（接管前已提月数）", field),
               fmt::format("State {}: the charging months made before the take-over", field)});
    }
  }

  // The accumulated balance that cost, life and method alone lead to after the months charged.
  void compute_opening(BasisTerms& basis) const {
    OpeningBalance& opening = *basis.opening;
    opening.comparable = opening.provision.is_zero() && basis.model == Model::cost && !basis.held &&
                         needs_life(basis.method) && basis.life_months > 0 && basis.residual <= basis.cost;
    if (!opening.comparable) return;
    BasisTerms from_the_start = basis;
    from_the_start.opening.reset();
    from_the_start.first_month = opening.month - opening.months_charged;
    BasisLedger ledger;
    ledger.start(from_the_start, asset_.asset_class);
    ledger.recognise();
    if (opening.months_charged > 0) ledger.charge(from_the_start.first_month, opening.month - 1);
    opening.computed = ledger.layers().accumulated;
  }

  void problem(const char* code, const char* field, Text message, Text help) {
    problems_.push_back(make_problem(code, asset_.opening_origin(), field, std::move(message), std::move(help)));
  }

  const Asset& asset_;
  Problems& problems_;
};

}  // namespace

void take_opening(const Asset& asset, Problems& problems, BasisTerms& basis, std::optional<Money> accumulated,
                  Money provision, std::optional<std::int32_t> months, const char* field, bool nothing_charged) {
  OpeningReader(asset, problems).take(basis, accumulated, provision, months, field, nothing_charged);
}

}  // namespace tieout
