#include "tieout/filing/takeover_candidates.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tieout/reconcile/election_survey.hpp"

namespace tieout {

namespace {

constexpr std::int32_t kYear = 12;
constexpr std::int32_t kShortestLife = 2 * kYear, kLongestLife = 40 * kYear;

class CandidateFinder {
 public:
  CandidateFinder(const Takeover& takeover, const TakeoverRow& row, std::size_t index, const RegisterEntry& entry,
                  const Framework& framework, std::vector<TakeoverCandidate>& out)
      : year_(takeover.filed_year()),
        row_(row),
        index_(index),
        card_(takeover.cards()[index]),
        entry_(entry),
        reconciler_(framework),
        framework_(framework),
        out_(out) {
    reconciler_.set_entity(framework.entity);
  }

  void run(const std::vector<Ratio>& rates) {
    add_form_footing();
    if (card_.stated) return;
    if (!reconciler_.open(entry_)) return;
    const AssetTerms terms = reconciler_.terms();
    const AssetYear* as_is = reconciler_.run_year(year_);
    if (as_is == nullptr || terms.treatment != TaxTreatment::depreciable) return;
    base_cost_ = as_is->row.tax_cost;
    base_accumulated_ = as_is->row.tax_accumulated;
    if (terms.elected) {
      add(TakeoverExplanation::general_rule, entry_.asset.tax_election,
          {fmt::format("未享受 {}，按一般规定扣除", entry_.asset.tax_election),
           fmt::format("{} was not taken: deducted by the general rule", entry_.asset.tax_election)},
          as_is->row.tax_cost, as_is->row.tax_accumulated_general);
    } else {
      add_elections();
    }
    if (terms.tax.method != Method::straight_line) return;
    add_lives(terms);
    add_residuals(terms, rates);
    add_start(terms);
    add_rounding(terms);
  }

 private:
  void put(TakeoverExplanation kind, std::string detail, Text what, Money cost, Money accumulated, bool specific) {
    if (cost.is_zero() && accumulated.is_zero()) return;
    std::string habit = kind == TakeoverExplanation::one_time ? detail : habit_;
    out_.push_back({kind, index_, std::move(detail), std::move(what), cost, accumulated, std::move(habit), specific});
  }

  // The balances that other terms lead to.
  void add(TakeoverExplanation kind, std::string detail, Text what, Money cost, Money accumulated,
           bool specific = true) {
    put(kind, std::move(detail), std::move(what), cost - base_cost_, accumulated - base_accumulated_, specific);
  }

  void add_form_footing() {
    if (!card_.charged && !row_.with_uncharged) {
      put(TakeoverExplanation::uncharged, "",
          {"两账均已不再计提，但申报表仍列示", "neither ledger charges it any more, yet the form held it"},
          card_.form_tax_cost, card_.form_tax_accumulated, true);
      return;
    }
    put(TakeoverExplanation::not_in_form, "", {"申报表未列示该卡片", "the form did not hold the card"},
        -card_.form_tax_cost, -card_.form_tax_accumulated, true);
  }

  // The deductions by then under each election that the card's facts open; nothing is held against anyone.
  void add_elections() {
    for (const ElectionOption& option : survey_elections(entry_, framework_, std::nullopt)) {
      if (option.state != ElectionState::open) continue;
      Money deducted;
      for (const ElectionYear& year : option.years) {
        if (year.year <= year_) deducted += year.deduction;
      }
      const std::string& code = option.election->code;
      const bool at_once = option.method == Method::one_time;
      add(TakeoverExplanation::one_time, code,
          {fmt::format("{}（{}）：{}购置，在期间内且不超过限额", option.election->title.zh, code,
                       to_string(rules::purchase_date(entry_.asset))),
           fmt::format("{} ({}): bought {}, in its window and under its ceiling", option.election->title.en, code,
                       to_string(rules::purchase_date(entry_.asset)))},
          base_cost_, deducted, at_once);
    }
  }

  // Runs the asset with other tax terms; nothing where the engine refuses them.
  std::optional<Money> accumulated_under(const RegisterEntry& variant) {
    if (!reconciler_.open(variant)) return std::nullopt;
    const AssetYear* year = reconciler_.run_year(year_);
    if (year == nullptr || !reconciler_.problems().empty()) return std::nullopt;
    return year->row.tax_accumulated;
  }

  RegisterEntry variant() const {
    RegisterEntry other = entry_;
    other.asset.tax_override = "take-over review";  // lets a life below the minimum through
    return other;
  }

  std::optional<Money> with_life(std::int32_t months) {
    RegisterEntry other = variant();
    other.asset.tax.life_months = months;
    return accumulated_under(other);
  }

  void add_life(TakeoverExplanation kind, std::int32_t months, Text what, bool specific) {
    if (const auto accumulated = with_life(months)) {
      add(kind, std::to_string(months), std::move(what), base_cost_, *accumulated, specific);
    }
  }

  static Text life_words(std::int32_t months) {
    return {fmt::format("税收年限 {} 个月", months), fmt::format("a tax life of {} months", months)};
  }

  void add_lives(const AssetTerms& terms) {
    const std::int32_t own = terms.tax.life_months, book = terms.book.life_months,
                       least = terms.tax_life.minimum_months;
    if (book > 0 && book != own) {
      add_life(TakeoverExplanation::book_life, book,
               {fmt::format("按账面年限 {} 个月扣除", book), fmt::format("deducted as booked, over {} months", book)},
               true);
    }
    if (least > 0 && least != own && least != book) {
      add_life(TakeoverExplanation::life, least,
               {fmt::format("按最低年限 {} 个月扣除", least), fmt::format("the statutory minimum of {} months", least)},
               true);
    }
    add_best_life(own, book, least);
  }

  // Of all whole years the one that comes nearest.
  void add_best_life(std::int32_t own, std::int32_t book, std::int32_t least) {
    const Money wanted = row_.tax_accumulated.difference();
    std::optional<std::int32_t> best;
    Money best_miss;
    for (std::int32_t months = kShortestLife; months <= kLongestLife; months += kYear) {
      if (months == own || months == book || months == least) continue;
      // A shorter life deducts more by any day, a longer one less.
      if ((wanted > Money{}) != (months < own)) continue;
      const auto accumulated = with_life(months);
      if (!accumulated) continue;
      const Money miss = magnitude(wanted - (*accumulated - base_accumulated_));
      if (best && best_miss <= miss) continue;
      best = months;
      best_miss = miss;
    }
    if (best) add_life(TakeoverExplanation::life, *best, life_words(*best), false);
  }

  void add_residual(const AssetTerms& terms, Money residual) {
    if (residual == terms.tax.residual || residual > terms.tax.cost) return;
    RegisterEntry other = variant();
    other.asset.tax.residual_rate.reset();
    other.asset.tax.residual = residual;
    const auto accumulated = accumulated_under(other);
    if (!accumulated) return;
    add(TakeoverExplanation::residual, to_string(residual),
        {fmt::format("税收残值 {}，而不是 {}", to_grouped_string(residual), to_grouped_string(terms.tax.residual)),
         fmt::format("a tax residual of {} instead of {}", to_grouped_string(residual),
                     to_grouped_string(terms.tax.residual))},
        base_cost_, *accumulated);
  }

  void add_residuals(const AssetTerms& terms, const std::vector<Ratio>& rates) {
    std::vector<std::pair<Money, std::string>> tried{{Money{}, "none"}, {terms.book.residual, "book"}};
    for (const Ratio rate : rates) tried.emplace_back(scale(terms.tax.cost, rate), to_string(rate));
    for (std::size_t i = 0; i < tried.size(); ++i) {
      const bool again = std::any_of(tried.begin(), tried.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const auto& earlier) { return earlier.first == tried[i].first; });
      habit_ = tried[i].second;
      if (!again) add_residual(terms, tried[i].first);
    }
    habit_.clear();
  }

  void add_start(const AssetTerms& terms) {
    const bool with_month = terms.tax.first_month == entry_.asset.in_service.month();
    RegisterEntry other = variant();
    other.asset.tax.starts = with_month ? Starts::month_after : Starts::month_of;
    const auto accumulated = accumulated_under(other);
    if (!accumulated) return;
    add(TakeoverExplanation::start, std::string(name_of(*other.asset.tax.starts)),
        with_month ? Text{"自投入使用次月起扣除", "deducted from the month after it came into service"}
                   : Text{"自投入使用当月起扣除", "deducted from the month in which it came into service"},
        base_cost_, *accumulated);
  }

  void add_rounding(const AssetTerms& terms) {
    const bool monthly = terms.tax.rounding == ChargeRounding::monthly;
    RegisterEntry other = variant();
    other.asset.tax.rounding = monthly ? ChargeRounding::cumulative : ChargeRounding::monthly;
    const auto accumulated = accumulated_under(other);
    if (!accumulated) return;
    add(TakeoverExplanation::rounding, std::string(name_of(*other.asset.tax.rounding)),
        monthly ? Text{"不逐月舍入", "not rounded by the month"} : Text{"逐月舍入", "rounded by the month"}, base_cost_,
        *accumulated);
  }

  int year_;
  const TakeoverRow& row_;
  std::size_t index_;
  const TakeoverCard& card_;
  const RegisterEntry& entry_;
  AssetReconciler reconciler_;
  const Framework& framework_;
  std::vector<TakeoverCandidate>& out_;
  Money base_cost_, base_accumulated_;
  std::string habit_;  // of the candidates being added
};

}  // namespace

std::string_view name_of(TakeoverExplanation kind) {
  switch (kind) {
    case TakeoverExplanation::one_time:
      return "election";
    case TakeoverExplanation::general_rule:
      return "general-rule";
    case TakeoverExplanation::book_life:
      return "book-life";
    case TakeoverExplanation::life:
      return "life";
    case TakeoverExplanation::residual:
      return "residual";
    case TakeoverExplanation::start:
      return "start";
    case TakeoverExplanation::rounding:
      return "rounding";
    case TakeoverExplanation::uncharged:
      return "uncharged";
    case TakeoverExplanation::not_in_form:
      return "not-in-form";
  }
  return "";
}

Money TakeoverReview::left(const TakeoverRow& row, const TakeoverCandidate& candidate) {
  return magnitude(row.tax_cost.difference() - candidate.tax_cost) +
         magnitude(row.tax_accumulated.difference() - candidate.tax_accumulated);
}

void find_candidates(const Takeover& takeover, const TakeoverRow& row, std::size_t index, const RegisterEntry& entry,
                     const Framework& framework, const std::vector<Ratio>& rates,
                     std::vector<TakeoverCandidate>& candidates) {
  CandidateFinder(takeover, row, index, entry, framework, candidates).run(rates);
}

TakeoverReview review_row(const Takeover& takeover, std::size_t row, std::vector<TakeoverCandidate> candidates) {
  const TakeoverRow& of = takeover.rows()[row];
  TakeoverReview review;
  review.row = row;
  review.candidates = std::move(candidates);
  const Money whole = magnitude(of.tax_cost.difference()) + magnitude(of.tax_accumulated.difference());
  for (std::size_t i = 0; i < review.candidates.size(); ++i) {
    if (TakeoverReview::left(of, review.candidates[i]) < whole) review.best.push_back(i);
  }
  std::stable_sort(review.best.begin(), review.best.end(), [&](std::size_t a, std::size_t b) {
    const Money left_a = TakeoverReview::left(of, review.candidates[a]);
    const Money left_b = TakeoverReview::left(of, review.candidates[b]);
    return left_a != left_b ? left_a < left_b : review.candidates[a].kind < review.candidates[b].kind;
  });
  review.combinations = find_combinations(of, review.candidates);
  return review;
}

}  // namespace tieout
