#include "small_worlds.hpp"

#include <utility>

#include "arithmetic.hpp"

namespace tieout::auditor {

namespace {

constexpr int months_long = 8;
constexpr int events_most = 3;

Money fen(Fen amount) { return Money::from_fen(amount); }

Dispose part_of(Ratio fraction) {
  Dispose event;
  event.fraction = fraction;
  event.proceeds = fen(1);
  return event;
}

Dispose removal_list(Fen cost, Fen accumulated) {
  Dispose event;
  event.cost_removed = fen(cost);
  event.accumulated_removed = fen(accumulated);
  return event;
}

Estimate estimate(BasisChoice basis, ReEstimate stated) { return Estimate{stated, basis}; }
ReEstimate remaining(int months) {
  ReEstimate stated;
  stated.remaining_months = months;
  return stated;
}
ReEstimate life(int months) {
  ReEstimate stated;
  stated.life_months = months;
  return stated;
}
ReEstimate method(Method method) {
  ReEstimate stated;
  stated.method = method;
  return stated;
}
ReEstimate residual(Fen amount) {
  ReEstimate stated;
  stated.residual = fen(amount);
  return stated;
}

Improve improvement(Fen amount, std::optional<int> months, std::optional<Ratio> removed = {}) {
  Improve event;
  event.amount = fen(amount);
  event.remaining_months = months;
  event.removed = removed;
  return event;
}

Transfer to_model(Model model, Fen amount) {
  Transfer event;
  event.model = model;
  event.amount = fen(amount);
  event.remaining_months = 3;
  return event;
}

// In service on 10 September 2020: the eight months run over a year's end.
History seven_fen(const std::string& class_code, const std::string& book, int book_life) {
  History history;
  history.world = real_world();
  history.world.book = book;
  history.world.recycles_equity_surplus = book == "cn/cas";
  Asset& asset = history.entry.asset;
  asset.id = "asset";
  asset.asset_class = class_named(history.world, class_code);
  asset.in_service = *make_date(2020, 9, 10);
  asset.cost = fen(7);
  asset.book.life_months = book_life;
  asset.tax_override = "a small world";
  asset.tax.life_months = book_life;
  history.last_year = 2022;
  return history;
}

const std::vector<EventDetail> ends{Dispose{fen(3), {}, fen(1), {}, {}, {}, {}, {}}, part_of(Ratio::of(1, 2))};

std::vector<EventDetail> with_ends(std::vector<EventDetail> events) {
  events.insert(events.end(), ends.begin(), ends.end());
  return events;
}

SmallWorld straight_line_cas() {
  History base = seven_fen("machinery", "cn/cas", 6);
  base.entry.asset.book.residual = fen(1);
  base.entry.asset.tax.life_months = 4;
  return {"straight-line under cn/cas", base,
          with_ends({Impair{fen(2), {}}, Test{fen(3), remaining(2)}, estimate(BasisChoice::book, remaining(2)),
                     estimate(BasisChoice::both, residual(0)), improvement(3, {}), improvement(2, 4, Ratio::of(1, 2)),
                     AdjustCost{fen(-1), {}}, Suspend{}, Resume{}, removal_list(3, 1)})};
}

SmallWorld reversals(const std::string& name, const std::string& class_code, Method method, ChargeRounding rounding) {
  History base = seven_fen(class_code, "cn/eas-2001", 5);
  base.entry.asset.book.method = method;
  base.entry.asset.book.rounding = rounding;
  return {name, base,
          with_ends({Impair{fen(2), {}}, Test{fen(1), {}}, Test{fen(9), {}}, Reverse{fen(1), {}},
                     Reverse{fen(3), fen(4)}, estimate(BasisChoice::book, auditor::method(Method::double_declining)),
                     improvement(2, 3), AdjustCost{fen(2), fen(1)}, Suspend{}, Resume{}})};
}

SmallWorld declining() {
  History base = seven_fen("machinery", "cn/cas", 30);
  base.entry.asset.cost = fen(97);
  base.entry.asset.book.method = Method::double_declining;
  base.entry.asset.tax.method = Method::sum_of_years;
  base.entry.asset.book.residual = fen(5);
  base.last_year = 2023;
  return {"double-declining and sum-of-years", base,
          with_ends({Impair{fen(20), {}}, improvement(30, 26), improvement(11, {}, Ratio::of(1, 3)),
                     estimate(BasisChoice::tax, remaining(14)), Suspend{BasisChoice::book}, Resume{BasisChoice::book},
                     AdjustCost{fen(-9), {}}, part_of(Ratio::of(1, 7))})};
}

SmallWorld units() {
  History base = seven_fen("machinery", "ifrs", 6);
  base.entry.asset.book.method = Method::units_of_production;
  base.entry.asset.total_units = Ratio::of(7, 1);
  return {"units of production", base,
          with_ends({Usage{Ratio::of(2, 1)}, Usage{Ratio::of(7, 2)}, Impair{fen(2), {}}, Test{fen(9), {}},
                     improvement(3, {}), AdjustCost{fen(-1), {}}, Suspend{}, Resume{},
                     estimate(BasisChoice::book, residual(1)), part_of(Ratio::of(1, 3))})};
}

SmallWorld fair_value(const std::string& book, Model model) {
  History base = seven_fen("investment-property", book, 6);
  base.entry.asset.book_model = model;
  return {"fair value under " + book, base,
          with_ends({FairValue{fen(5)}, FairValue{fen(9)}, to_model(Model::cost, 4), to_model(Model::fair_value, 6),
                     to_model(Model::fair_value, 2), improvement(2, {}), improvement(2, 5, Ratio::of(1, 2)),
                     AdjustCost{fen(1), {}}, Suspend{}, Resume{}, Test{fen(3), {}}})};
}

SmallWorld taken_at_once(Method method, const std::string& name) {
  History base = seven_fen("machinery", "cn/cas", 6);
  base.entry.asset.tax.method = method;
  base.entry.asset.tax.life_months = 15;
  base.entry.asset.tax_first_share = Ratio::of(3, 10);
  if (method == Method::one_time) base.entry.asset.tax_first_share.reset();
  base.last_year = 2023;
  return {name, base,
          with_ends({improvement(3, 8), improvement(2, {}, Ratio::of(1, 2)), improvement(0, 8, Ratio::of(1, 3)),
                     AdjustCost{fen(2), {}}, Suspend{BasisChoice::tax}, Resume{BasisChoice::tax},
                     estimate(BasisChoice::book, remaining(3)), Impair{fen(1), {}}})};
}

SmallWorld followed_life() {
  History base = seven_fen("electronics", "cn/cas", 38);
  base.entry.asset.cost = fen(77);
  base.entry.asset.tax_override.clear();
  base.entry.asset.tax.life_months.reset();
  base.last_year = 2024;
  return {"tax life that follows the books", base,
          with_ends({estimate(BasisChoice::book, life(30)), estimate(BasisChoice::book, life(45)),
                     estimate(BasisChoice::book, remaining(40)), Impair{fen(20), remaining(12)}, improvement(30, 50),
                     AdjustCost{fen(7), {}}, Suspend{BasisChoice::tax}, Resume{BasisChoice::tax}})};
}

}  // namespace

SmallWorld::SmallWorld(std::string name, History base, std::vector<EventDetail> alphabet)
    : name_(std::move(name)), base_(std::move(base)), alphabet_(std::move(alphabet)) {
  month_sequences_.push_back({});
  for (std::size_t i = 0; i < month_sequences_.size(); ++i) {
    if (month_sequences_[i].size() == events_most) continue;
    const int from = month_sequences_[i].empty() ? 0 : month_sequences_[i].back();
    for (int month = from; month < months_long; ++month) {
      std::vector<int> longer = month_sequences_[i];
      longer.push_back(month);
      month_sequences_.push_back(longer);
    }
  }
  for (const std::vector<int>& months : month_sequences_) {
    std::uint64_t count = 1;
    for (std::size_t i = 0; i < months.size(); ++i) count *= alphabet_.size();
    size_ += count;
  }
}

History SmallWorld::at(std::uint64_t index) const {
  History history = base_;
  for (const std::vector<int>& months : month_sequences_) {
    std::uint64_t count = 1;
    for (std::size_t i = 0; i < months.size(); ++i) count *= alphabet_.size();
    if (index >= count) {
      index -= count;
      continue;
    }
    for (std::size_t i = 0; i < months.size(); ++i) {
      const Month month = base_.entry.asset.in_service.month() + months[i];
      const Date date = *make_date(month.year(), month.month(), 11 + static_cast<int>(i));
      history.entry.events.push_back(Event{date, alphabet_[index % alphabet_.size()], "", {}});
      index /= alphabet_.size();
    }
    break;
  }
  return history;
}

std::vector<SmallWorld> small_worlds() {
  std::vector<SmallWorld> worlds;
  worlds.push_back(straight_line_cas());
  worlds.push_back(reversals("reversals, tangible", "machinery", Method::straight_line, ChargeRounding::cumulative));
  worlds.push_back(reversals("reversals, intangible", "patent", Method::straight_line, ChargeRounding::monthly));
  worlds.push_back(reversals("reversals, sum of years", "machinery", Method::sum_of_years, ChargeRounding::cumulative));
  worlds.push_back(declining());
  worlds.push_back(units());
  worlds.push_back(fair_value("cn/cas", Model::cost));
  worlds.push_back(fair_value("ifrs", Model::fair_value));
  worlds.push_back(taken_at_once(Method::one_time, "one-time deduction"));
  worlds.push_back(taken_at_once(Method::first_share, "first share"));
  worlds.push_back(followed_life());
  return worlds;
}

}  // namespace tieout::auditor
