#include "histories.hpp"

#include <algorithm>
#include <stdexcept>

#include "terms.hpp"

namespace tieout::auditor {

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::uint64_t Random::below(std::uint64_t bound) { return next() % bound; }

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  return low + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(high - low) + 1));
}

World real_world() {
  World world;
  world.classes = {
      {"machinery", Family::tangible, 120, false, false},
      {"electronics", Family::tangible, 36, false, false},
      {"furniture", Family::tangible, 60, false, false},
      {"vehicle", Family::tangible, 48, false, false},
      {"building", Family::tangible, 240, false, false},
      {"investment-property", Family::tangible, 240, false, false},
      {"bio-livestock", Family::tangible, 36, false, false},
      {"patent", Family::intangible, 120, true, false},
      {"know-how", Family::intangible, 120, true, false},
      {"other-intangible", Family::intangible, 120, true, false},
      {"land-use-right", Family::intangible, 120, true, false},
      {"goodwill", Family::intangible, 0, false, true},
      {"other-prepaid", Family::deferred, 36, false, false},
  };
  return world;
}

ClassId class_named(const World& world, std::string_view code) {
  for (std::size_t i = 0; i < world.classes.size(); ++i) {
    if (world.classes[i].code == code) return ClassId{static_cast<std::uint16_t>(i)};
  }
  throw std::logic_error("the auditor's world has no class " + std::string(code));
}

namespace {

std::int32_t months(std::int64_t value) { return static_cast<std::int32_t>(value); }

Fen random_cost(Random& random) {
  switch (random.below(8)) {
    case 0:
      return random.between(1, 20);
    case 1:
      return random.between(21, 5'000);
    case 2:
    case 3:
      return random.between(5'000, 1'000'000);
    case 4:
      return random.between(1, 5'000) * 10'000;
    default:
      return random.between(100'000, 500'000'000);
  }
}

std::int32_t random_life(Random& random) {
  constexpr std::array<std::int32_t, 12> round_lives{12, 24, 36, 48, 60, 72, 84, 96, 120, 120, 240, 25};
  if (random.percent(65)) return round_lives[random.below(round_lives.size())];
  if (random.percent(50)) return months(random.between(1, 30));
  return months(random.between(1, 150));
}

void choose_rules(Random& random, World& world) {
  const std::uint64_t pick = random.below(100);
  if (pick < 45) {
    world.book = "cn/cas";
  } else if (pick < 65) {
    world.book = "cn/eas-2001";
  } else if (pick < 80) {
    world.book = "ifrs";
  } else if (pick < 90) {
    world.book = "cn/sbs";
  } else {
    world.book = "us/gaap";
  }
  world.recycles_equity_surplus = world.book == "cn/cas";
  if (random.percent(12)) world.tax = "none";
}

void choose_class(Random& random, History& history) {
  Asset& asset = history.entry.asset;
  asset.asset_class.index = static_cast<std::uint16_t>(random.below(history.world.classes.size()));
  const WorldClass& chosen = history.world.classes[asset.asset_class.index];
  // Small businesses and the older systems know no fair-value model.
  const bool knows_fair_value = history.world.book == "cn/cas" || history.world.book == "ifrs";
  if (chosen.code == "investment-property" && knows_fair_value && random.percent(50)) {
    asset.book_model = Model::fair_value;
  }
  if (chosen.goodwill) asset.tax_treatment = TaxTreatment::on_disposal;
  if (chosen.contract_term_allowed && random.percent(20)) asset.contract_months = random_life(random);
}

// From 2013 on the standard for small businesses is in force too.
void choose_recognition(Random& random, Asset& asset, const World& world) {
  const int year = static_cast<int>(random.between(world.book == "cn/sbs" ? 2013 : 2010, 2022));
  const int month = random.percent(35) ? (random.percent(50) ? 12 : 1) : static_cast<int>(random.between(1, 12));
  Date last = last_day(Month::of(year, month));
  const int day = random.percent(30) ? 1 : (random.percent(30) ? last.day() : static_cast<int>(random.between(1, 28)));
  asset.in_service = *make_date(year, month, day);
  asset.cost = Money::from_fen(random_cost(random));
}

void choose_residual(Random& random, StatedTerms& terms, Fen cost) {
  const std::uint64_t pick = random.below(10);
  if (pick < 3) terms.residual = Money::from_fen(cost / 20);
  if (pick == 3) terms.residual = Money::from_fen(random.between(0, cost));
  if (pick == 4) terms.residual_rate = Ratio::of(random.between(0, 10), 100);
  if (pick == 5) terms.residual_rate = Ratio::of(1, random.between(2, 40));
}

void choose_conventions(Random& random, StatedTerms& terms) {
  if (random.percent(10)) terms.starts = random.percent(50) ? Starts::month_of : Starts::month_after;
  if (random.percent(15)) terms.stops = random.percent(50) ? Stops::month_of : Stops::month_before;
  if (random.percent(20)) terms.rounding = ChargeRounding::monthly;
}

void choose_units(Random& random, Asset& asset) {
  const std::int64_t denominator = random.percent(70) ? 1 : 10;
  asset.total_units = Ratio::of(random.between(1, 5'000), denominator);
}

void choose_book(Random& random, Asset& asset) {
  StatedTerms& book = asset.book;
  const std::uint64_t pick = random.below(100);
  if (pick < 20) {
    book.method = Method::double_declining;
  } else if (pick < 34) {
    book.method = Method::sum_of_years;
  } else if (pick < 46) {
    book.method = Method::units_of_production;
    choose_units(random, asset);
  } else if (pick < 51) {
    book.method = Method::none;
  } else if (pick < 60) {
    book.method = Method::straight_line;
  }
  if (book.method != Method::none || random.percent(20)) book.life_months = random_life(random);
  choose_residual(random, book, asset.cost.fen());
  choose_conventions(random, book);
}

void choose_overridden_tax(Random& random, Asset& asset) {
  asset.tax_override = "the auditor's choice";
  StatedTerms& tax = asset.tax;
  if (random.percent(60)) tax.life_months = random_life(random);
  const std::uint64_t pick = random.below(100);
  if (pick < 22) tax.method = Method::double_declining;
  if (pick >= 22 && pick < 40) tax.method = Method::sum_of_years;
  if (pick >= 40 && pick < 55) tax.method = Method::one_time;
  if (pick >= 55 && pick < 72) {
    tax.method = Method::first_share;
    asset.tax_first_share = Ratio::of(random.between(1, 10), 10);
    if (tax.life_months && *tax.life_months <= 12) tax.life_months = *tax.life_months + 12;
  }
  if (pick >= 72 && pick < 82) {
    tax.method = Method::units_of_production;
    if (!asset.total_units) choose_units(random, asset);
  }
}

void elect(Random& random, History& history) {
  Asset& asset = history.entry.asset;
  const Date day = asset.in_service;
  asset.in_service =
      *make_date(static_cast<int>(random.between(2018, 2022)), day.month_number, std::min(day.day(), 28));
  asset.tax_election = "equipment-one-time";
  history.world.election = WorldElection{asset.tax_election, Method::one_time};
}

void choose_tax(Random& random, History& history, bool may_elect) {
  Asset& asset = history.entry.asset;
  const WorldClass& chosen = history.world.classes[asset.asset_class.index];
  if (random.percent(10)) asset.tax_cost = Money::from_fen(asset.cost.fen() + random.between(0, asset.cost.fen() / 3));
  if (random.percent(25)) choose_residual(random, asset.tax, asset.cost.fen());
  choose_conventions(random, asset.tax);
  const bool equipment = chosen.family == Family::tangible && chosen.minimum_months < 240 &&
                         chosen.code != "bio-livestock" && history.world.tax == "cn/cit";
  if (asset.tax_treatment != TaxTreatment::depreciable) return;
  if (random.percent(5)) {
    asset.tax_treatment = TaxTreatment::on_disposal;
    asset.tax = {};
  } else if (random.percent(6)) {
    asset.tax_treatment = TaxTreatment::non_deductible;
    asset.tax_cost.reset();
    asset.tax.residual.reset();
    asset.tax.residual_rate.reset();
  } else if (random.percent(35)) {
    choose_overridden_tax(random, asset);
  } else if (random.percent(25)) {
    const int least = std::max(chosen.minimum_months, asset.contract_months.value_or(0));
    asset.tax.life_months = months(std::max(1, least) + random.between(0, 40));
  } else if (may_elect && equipment && random.percent(15)) {
    elect(random, history);
  }
  asset.tax_treatment_stated = asset.tax_treatment != TaxTreatment::depreciable;
}

// Rules with no minimum lives take the book life, or none is known.
void complete_tax_life(Random& random, History& history) {
  Asset& asset = history.entry.asset;
  const bool on_disposal = asset.tax_treatment == TaxTreatment::on_disposal;
  if (asset.tax_treatment_stated || on_disposal) asset.tax_treatment_stated = true;
  if (on_disposal) {
    asset.tax.method.reset();
    asset.tax.life_months.reset();
    return;
  }
  if (history.world.tax == "none" && !asset.tax.life_months && !asset.book.life_months) {
    asset.tax.life_months = months(12 + random_life(random));
  }
  if (asset.tax.method == Method::first_share && !asset.tax.life_months) {
    asset.tax.life_months = months(12 + random_life(random));
  }
}

// Near what a straight line would have charged by then, or well off it.
Fen opening_balance(Random& random, Fen cost, Fen residual, int done, int life) {
  const Fen linear = life > 0 ? (cost - residual) * std::min(done, life) / life : 0;
  if (random.percent(70)) return std::clamp<Fen>(linear + random.between(-3, 3), 0, cost);
  return random.between(0, cost);
}

void choose_opening(Random& random, Asset& asset, const World& world) {
  Opening opening;
  if (!asset.tax_cost && asset.tax_treatment != TaxTreatment::non_deductible && random.percent(12)) {
    opening.tax_cost = Money::from_fen(asset.cost.fen() + random.between(0, asset.cost.fen() / 4));
  }
  const Projection book = starting_book(asset, world);
  const StartingTax tax = starting_tax(asset, world, book, false);
  const int life = std::max({book.life, tax.basis.life, 12});
  const Month at = asset.in_service.month() + static_cast<int>(random.between(1, life));
  opening.date = *make_date(at.year(), random.percent(60) ? 1 : at.month(), 1);
  if (opening.date < asset.in_service) opening.date = *make_date(at.year(), at.month(), 1);
  const int done_book = opening.date.month() - book.first_charging;
  const int done_tax = opening.date.month() - tax.basis.first_charging;
  const Fen book_accumulated =
      opening_balance(random, book.cost, std::min(book.cost, book.residual), std::max(0, done_book), book.life);
  opening.book_accumulated = Money::from_fen(book_accumulated);
  if (random.percent(25) && world.book != "cn/sbs" && asset.book_model == Model::cost) {
    opening.provision = Money::from_fen(random.between(0, (book.cost - book_accumulated) / 2));
  }
  const Fen tax_residual = std::min(tax.basis.cost, tax.basis.residual);
  opening.tax_accumulated =
      Money::from_fen(opening_balance(random, tax.basis.cost, tax_residual, std::max(0, done_tax), tax.basis.life));
  if (tax.basis.method == Method::one_time) opening.tax_accumulated = Money::from_fen(tax.basis.cost - tax_residual);
  if (asset.tax_treatment == TaxTreatment::on_disposal) opening.tax_accumulated = Money{};
  if (random.percent(30) && book.life > 0) opening.book_months = months(random.between(0, book.life - 1));
  if (random.percent(30) && tax.basis.life > 0) opening.tax_months = months(random.between(0, tax.basis.life - 1));
  asset.opening = opening;
}

void choose_last_year(Random& random, History& history) {
  int last = first_month(history.entry.asset).year() + static_cast<int>(random.between(0, 4));
  for (const Event& event : history.entry.events) last = std::max(last, event.date.year());
  if (random.percent(35)) {
    const int life = history.entry.asset.book.life_months.value_or(0);
    const int tax_life = history.entry.asset.tax.life_months.value_or(
        history.world.classes[history.entry.asset.asset_class.index].minimum_months);
    last = std::max(last, (history.entry.asset.in_service.month() + std::max(life, tax_life)).year() + 1);
  }
  history.last_year = last;
}

}  // namespace

History random_history(std::uint64_t seed, const GeneratorOptions& options) {
  Random random(seed);
  History history;
  history.world = real_world();
  Asset& asset = history.entry.asset;
  asset.id = "asset";
  choose_rules(random, history.world);
  choose_class(random, history);
  choose_recognition(random, asset, history.world);
  choose_book(random, asset);
  choose_tax(random, history, options.elections);
  complete_tax_life(random, history);
  if (random.percent(8)) {
    asset.extra_deduction_rate = Ratio::of(random.between(1, 8), 4);
    if (random.percent(50)) asset.extra_deduction_share = Ratio::of(random.between(1, 7), 7);
  }
  const bool elected = !asset.tax_election.empty();
  if (!elected && random.percent(18)) choose_opening(random, asset, history.world);
  add_random_events(random, history);
  choose_last_year(random, history);
  if (random.percent(30)) add_random_recorded(random, history);
  if (random.percent(7)) break_a_rule(random, history);
  return history;
}

}  // namespace tieout::auditor
