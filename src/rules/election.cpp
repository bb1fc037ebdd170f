#include "tieout/rules/election.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace tieout::rules {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

// Compares cost ÷ quantity with a limit, without dividing.
int compare_unit_cost(const Asset& asset, Money limit) {
  const Ratio quantity = asset.quantity.value_or(Ratio::of(1, 1));
  const __int128 cost = static_cast<__int128>(asset.cost.fen()) * quantity.denominator();
  const __int128 bound = static_cast<__int128>(limit.fen()) * quantity.numerator();
  if (cost == bound) return 0;
  return cost < bound ? -1 : 1;
}

// "2018-01-01 – 2027-12-31": windows that follow one another without a gap read as one period.
std::string periods(const ElectionGround& ground, std::optional<Date> as_of) {
  std::string text;
  bool open = false;
  for (std::size_t i = 0; i < ground.windows.size(); ++i) {
    const ElectionWindow& window = ground.windows[i];
    if (as_of && window.published > *as_of) continue;
    const bool overruled = i + 1 < ground.windows.size() && ground.windows[i + 1].from == window.from &&
                           (!as_of || ground.windows[i + 1].published <= *as_of);
    if (overruled || window.ends != open) continue;
    text +=
        window.ends ? " – " + to_string(day_before(window.from)) : (text.empty() ? "" : ", ") + to_string(window.from);
    open = !window.ends;
  }
  return open ? text + " –" : text;
}

// The conditions of one ground, checked one after another; every failure is kept.
class GroundCheck {
 public:
  GroundCheck(const ElectionGround& ground, const Asset& asset, const Entity& entity, const ClassTable& classes,
              std::optional<Date> as_of)
      : ground_(ground), asset_(asset), entity_(entity), classes_(classes), as_of_(as_of) {
    result_.ground = &ground;
    result_.window = ground.window_on(purchase_date(asset), as_of);
  }

  Eligibility run() {
    check_window();
    check_class();
    if (result_.window != nullptr) check_unit_cost();
    check_condition();
    check_type();
    if (result_.window != nullptr) check_industry();
    check_place();
    return std::move(result_);
  }

 private:
  void fail(std::string_view fact, bool stated, Text text) {
    result_.failed.push_back({fact, stated, std::move(text), cite()});
  }

  // The notice of the open window; else the last one known that spoke before the purchase.
  const Citation& cite() const {
    if (result_.window != nullptr) return result_.window->cite;
    const ElectionWindow* nearest = &ground_.windows.front();
    for (const ElectionWindow& window : ground_.windows) {
      const bool known = !as_of_ || window.published <= *as_of_;
      if (known && window.from <= purchase_date(asset_)) nearest = &window;
    }
    return nearest->cite;
  }

  void check_window() {
    if (result_.window != nullptr) return;
    const std::string day = to_string(purchase_date(asset_));
    const std::string open = periods(ground_, as_of_);
    if (open.empty()) {
      const std::string first = to_string(ground_.windows.front().published);
      return fail("acquired", true,
                  {fmt::format("政策 {} 才公布，--law-as-of 所定日期尚无此项", first),
                   fmt::format("the rule was published on {}, after the day of --law-as-of", first)});
    }
    fail("acquired", true,
         {fmt::format("购置日 {} 不在政策执行期内({})", day, open),
          fmt::format("bought on {}, outside the period of the rule ({})", day, open)});
  }

  void check_class() {
    if (std::find(ground_.classes.begin(), ground_.classes.end(), asset_.asset_class) != ground_.classes.end()) return;
    const Text& label = classes_.at(asset_.asset_class).label;
    fail("class", true,
         {fmt::format("类别“{}”不在适用范围内", label.zh), fmt::format("class '{}' is not covered", label.en)});
  }

  void check_unit_cost() {
    if (asset_.quantity && asset_.quantity->numerator() <= 0) {
      return fail("quantity", true, {"数量必须大于 0", "the quantity must be above 0"});
    }
    const auto& above = result_.window->unit_cost_above;
    const auto& at_most = result_.window->unit_cost_at_most;
    if (above && compare_unit_cost(asset_, *above) <= 0) {
      fail("cost", true,
           {fmt::format("单位价值未超过 {}", to_grouped_string(*above)),
            fmt::format("the unit cost is not above {}", to_grouped_string(*above))});
    }
    if (at_most && compare_unit_cost(asset_, *at_most) > 0) {
      fail("cost", true,
           {fmt::format("单位价值超过 {}", to_grouped_string(*at_most)),
            fmt::format("the unit cost is above {}", to_grouped_string(*at_most))});
    }
  }

  void check_condition() {
    if (ground_.condition == Condition::unstated || ground_.condition == asset_.condition) return;
    const std::string_view wanted = name_of(ground_.condition);
    fail("condition", asset_.condition != Condition::unstated,
         {fmt::format("condition 须为 {}", wanted), fmt::format("the asset must be {}", wanted)});
  }

  void check_type() {
    if (ground_.entity_types.empty()) return;
    for (const std::string& type : ground_.entity_types) {
      if (contains(entity_.types, type)) return;
    }
    fail("entity.type", !entity_.types.empty(),
         {fmt::format("企业类型须为 {}", fmt::join(ground_.entity_types, "、")),
          fmt::format("the entity must be of type {}", fmt::join(ground_.entity_types, " or "))});
  }

  void check_industry() {
    const std::vector<std::string>& listed = result_.window->industries;
    if (listed.empty()) return;
    for (const std::string& entry : listed) {
      if (industry_matches(entry, entity_.industry)) return;
    }
    fail("entity.industry", !entity_.industry.empty(),
         {fmt::format("行业须为 {}", fmt::join(listed, "、")),
          fmt::format("the industry must be one of {}", fmt::join(listed, ", "))});
  }

  void check_place() {
    if (ground_.places.empty() || contains(ground_.places, entity_.place)) return;
    fail("entity.place", !entity_.place.empty(),
         {fmt::format("企业所在地须为 {}", fmt::join(ground_.places, "、")),
          fmt::format("the entity must be in {}", fmt::join(ground_.places, " or "))});
  }

  const ElectionGround& ground_;
  const Asset& asset_;
  const Entity& entity_;
  const ClassTable& classes_;
  std::optional<Date> as_of_;
  Eligibility result_;
};

std::int32_t round_up(std::int64_t numerator, std::int64_t denominator) {
  return static_cast<std::int32_t>((numerator + denominator - 1) / denominator);
}

// 60% of the minimum life; of a used asset, 60% of what its earlier use leaves of it.
std::int32_t shortened_life(Ratio factor, const Asset& asset, std::int32_t minimum_life_months) {
  std::int32_t months = minimum_life_months;
  if (asset.condition == Condition::used) months -= std::min(asset.age_months.value_or(0), months - 1);
  return round_up(factor.numerator() * months, factor.denominator());
}

Method chosen_method(const ElectionTreatment& treatment, const Asset& asset) {
  const bool allowed = asset.tax.method && std::find(treatment.methods.begin(), treatment.methods.end(),
                                                     *asset.tax.method) != treatment.methods.end();
  if (allowed) return *asset.tax.method;
  return treatment.methods.empty() ? Method::straight_line : treatment.methods.front();
}

}  // namespace

bool industry_matches(std::string_view listed, std::string_view industry) {
  if (listed.empty() || !industry.starts_with(listed)) return false;
  const std::string_view rest = industry.substr(listed.size());
  return std::all_of(rest.begin(), rest.end(), [](char c) { return c >= '0' && c <= '9'; });
}

const ElectionWindow* ElectionGround::window_on(Date date, std::optional<Date> as_of) const {
  const ElectionWindow* open = nullptr;
  for (const ElectionWindow& window : windows) {
    if (window.from > date) break;
    if (!as_of || window.published <= *as_of) open = &window;
  }
  return open != nullptr && open->ends ? nullptr : open;
}

Date purchase_date(const Asset& asset) { return asset.acquired.value_or(asset.in_service); }

namespace {

// How much a ground claims that no register shows: where several are open, the taxpayer is taken to rest on the one
// that needs no assurance, and of those that do on the widest. A machine of a million yuan with a shortened life is not
// a research instrument for want of another word.
std::pair<bool, int> claim_of(const Eligibility& open) {
  const ElectionGround& ground = *open.ground;
  int conditions = (ground.entity_types.empty() ? 0 : 1) + (ground.places.empty() ? 0 : 1);
  if (const ElectionWindow* window = open.window) {
    conditions += (window->unit_cost_above ? 1 : 0) + (window->unit_cost_at_most ? 1 : 0);
    conditions += window->industries.empty() ? 0 : 1;
  }
  return {!ground.assurance.zh.empty(), conditions};
}

}  // namespace

Eligibility check_eligibility(const Election& election, const Asset& asset, const Entity& entity,
                              const ClassTable& classes, std::optional<Date> as_of) {
  Eligibility best;
  for (const ElectionGround& ground : election.grounds) {
    Eligibility result = GroundCheck(ground, asset, entity, classes, as_of).run();
    const bool better = best.ground == nullptr || result.failed.size() < best.failed.size() ||
                        (result.failed.empty() && best.failed.empty() && claim_of(result) < claim_of(best));
    if (better) best = std::move(result);
  }
  return best;
}

const ElectionTreatment* Election::treatment_on(Date date, std::optional<Date> as_of) const {
  const ElectionTreatment* open = nullptr;
  for (const ElectionTreatment& treatment : treatments) {
    if (as_of && treatment.published > *as_of) continue;
    if (treatment.from > date && open != nullptr) break;
    open = &treatment;
  }
  return open != nullptr && open->ends ? nullptr : open;
}

ElectionEffect effect_of(const ElectionTreatment& treatment, const Asset& asset,
                         std::optional<std::int32_t> minimum_life_months) {
  ElectionEffect effect;
  effect.method = chosen_method(treatment, asset);
  if (effect.method == Method::first_share) {
    const bool in_full = treatment.full_up_to_life_months && minimum_life_months &&
                         *minimum_life_months <= *treatment.full_up_to_life_months;
    if (in_full) {
      effect.method = Method::one_time;
    } else {
      effect.first_share = treatment.first_share;
    }
  }
  // An accelerated method keeps the statutory life; it is the alternative to a shorter one.
  if (treatment.life_factor && minimum_life_months && effect.method == Method::straight_line) {
    effect.life_months_min = shortened_life(*treatment.life_factor, asset, *minimum_life_months);
  }
  if (treatment.life_months) effect.life_months_min = treatment.life_months;
  effect.residual_zero = treatment.residual_zero && effect.method == Method::one_time;
  effect.extra_deduction_rate = treatment.extra_deduction_rate;
  effect.cite = treatment.cite;
  return effect;
}

}  // namespace tieout::rules
