// Charges: each run of months under one plan as the difference of two cumulative figures, with the method's own
// formula, and the plan's amount behind it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "workings.hpp"

namespace tieout {

namespace {

using PlanOrigin = ChargePlan::Origin;

// Twice the straight-line rate a year, in months: 24/n; also the months that run straight at the end.
constexpr std::int64_t kTwice = 24;
constexpr std::int64_t kYear = 12;

bool is_charge(const Posting& posting) {
  return posting.kind == PostingKind::charge || posting.kind == PostingKind::charge_difference;
}

// Sum of the years' digits, 12 × 12 to the unit: a block of twelve months weighs the months that remain at its start
// twelve times, the last block of r months r·r; part of a block its part.
std::int64_t years_weight(std::int64_t done, std::int64_t months) {
  std::int64_t weight = 0;
  for (std::int64_t block = 0; block < done; block += kYear) {
    weight += (months - block) * std::min(kYear, done - block);
  }
  return weight;
}

std::optional<std::int64_t> small(const std::string& digits) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc{} || end != digits.data() + digits.size()) return {};
  return number;
}

Expression by_share(Expression base, const ExactShare& share) {
  const auto top = small(share.numerator), bottom = small(share.denominator);
  return top && bottom ? product(std::move(base), *top, *bottom) : product(std::move(base), share);
}

Text formula_of(const ChargePlan& plan) {
  switch (plan.method) {
    case Method::straight_line:
      if (plan.rounding == ChargeRounding::monthly) {
        return {"每月 round((C − R)/n)，末月取余额", "round((C − R)/n) a month; the last month takes what is left"};
      }
      return {"round((C − R)·k₁/n) − round((C − R)·k₀/n)", "round((C − R)·k₁/n) − round((C − R)·k₀/n)"};
    case Method::double_declining:
      if (plan.origin == PlanOrigin::month) {
        return {"min(round(C′·2/L), C′ − R)，C′ 为月初余额", "min(round(C′·2/L), C′ − R), C′ the month's balance"};
      }
      if (plan.tail) return {"末两年直线：(C′ − R)·k/r", "the last two years run straight: (C′ − R)·k/r"};
      return {"本段 A 按 12 个月分摊：round(A·k/12)", "the block's A over its months: round(A·k/12)"};
    case Method::sum_of_years:
      return {"(C − R)·剩余年数权数/权数之和", "(C − R)·weights of the remaining years/sum of the weights"};
    case Method::units_of_production:
      return {"round((C − R)·已用工作量/剩余工作量)", "round((C − R)·units used/units remaining at the start)"};
    case Method::one_time:
      return {"一次性扣除 C − R，以后各月为零", "all of C − R at once, nothing in later months"};
    case Method::first_share:
      if (plan.origin == PlanOrigin::share) return {"首年比例 × (C − R)", "the first share × (C − R)"};
      return {"其余金额自次年一月起直线扣除", "the rest runs straight from January of the next year"};
    case Method::none:
      break;
  }
  return {"不折旧摊销", "nothing is charged"};
}

}  // namespace

void Workings::charge_figures() {
  charge_figure(book_, "book_charge");
  charge_figure(tax_, "tax_charge");
  if (terms().elected) {
    charge_figure(general_, "tax_charge_general");
  } else {
    figure("tax_charge_general", {"未选择优惠，即税收折旧摊销额", "nothing is elected: the tax charge itself"},
           reference("tax_charge"));
  }
}

void Workings::charge_figure(const Side& side, const std::string& key) {
  std::vector<Expression> pieces = charge_pieces(side, side.first, side.end());
  const bool none = pieces.empty();
  const std::string prefix = side.basis == Basis::book ? "book" : "tax";
  figure(key, none ? why_no_charge(side) : Text{"本年各段折旧摊销之和", "the charges of the year's runs of months"},
         sum(std::move(pieces)),
         {prefix + "_method", prefix + "_life_months", prefix + "_residual", prefix + "_starts", prefix + "_stops"});
}

Text Workings::why_no_charge(const Side& side) const {
  const bool held = side.end() > 0;
  if (!held) return {"本年尚无余额", "nothing was held yet"};
  const BasisLedger& ledger =
      side.basis == Basis::book ? facts_.reconciler.book_ledger() : facts_.reconciler.tax_ledger();
  const BasisTerms& now = ledger.terms();
  if (now.model == Model::fair_value) return {"公允价值模式下不折旧摊销", "the fair-value model has no charge"};
  if (now.method == Method::none) return {"不折旧摊销的资产", "the asset is not charged"};
  if (ledger.held()) {
    return {"按所选立场，账面不折旧摊销时税收也不扣除", "a position: nothing is deducted that the books do not charge"};
  }
  if (ledger.suspended()) return {"折旧摊销已停止", "the charge is suspended"};
  if (now.first_month > facts_.last) return {"首个计提月份未到", "the first charging month is still to come"};
  if (ledger.months_charged() >= now.life_months) return {"年限已满", "the life is over"};
  return {"处置前无计提月份", "no charging month before the disposal"};
}

// The charges among the postings from..to: the figure of the row where they are all of the year's.
Expression Workings::charges(const Side& side, std::size_t from, std::size_t to) {
  bool all = !side.charge_key.empty() && from == side.first;
  for (std::size_t i = to; i < side.end(); ++i) all = all && !is_charge(side.at(i));
  if (all) return reference(side.charge_key);
  std::vector<Expression> pieces = charge_pieces(side, from, to);
  if (pieces.size() == 1) return pieces.front();
  return sum(std::move(pieces));
}

std::vector<Expression> Workings::charge_pieces(const Side& side, std::size_t from, std::size_t to) {
  std::vector<Expression> pieces;
  for (std::size_t i = from; i < to;) {
    if (side.at(i).kind == PostingKind::charge) {
      const std::size_t end = piece_end(side, i, to);
      pieces.push_back(charge_piece(side, i, end));
      i = end;
    } else {
      if (side.at(i).kind == PostingKind::charge_difference) pieces.push_back(charge_difference(side, i));
      ++i;
    }
  }
  return pieces;
}

// One past the last month of the run that follows the same plan without a posting between.
std::size_t Workings::piece_end(const Side& side, std::size_t from, std::size_t to) const {
  std::size_t end = from + 1;
  while (end < to && side.at(end).kind == PostingKind::charge && side.at(end).plan == side.at(from).plan) ++end;
  return end;
}

Expression Workings::charge_piece(const Side& side, std::size_t from, std::size_t to) {
  std::string& key = keys_[{fmt::format("{} piece to {}", side.name, to), from}];
  if (!key.empty()) return reference(key);
  key = numbered(side.name + "_charge");
  const Posting& first = side.at(from);
  const Posting& last = side.at(to - 1);
  Money charged;
  for (std::size_t i = from; i < to; ++i) charged += side.at(i).amount;
  const ChargePlan& plan = side.trace->plans[first.plan];
  const Text method = method_name(plan.method);
  const std::string months = months_text(first.cause.month, last.cause.month);
  const auto count = to - from;
  const std::string own = key;
  return step(own,
              {{fmt::format("{}，{} 个月，{}", months, count, method.zh),
                fmt::format("{}, {} month{}, {}", months, count, count == 1 ? "" : "s", method.en)},
               formula_of(plan)},
              piece_arithmetic(side, first, last), charged);
}

// What the plan had charged after the last month, less what it had before the first.
Expression Workings::piece_arithmetic(const Side& side, const Posting& first, const Posting& last) {
  const ChargePlan& plan = side.trace->plans[first.plan];
  if (plan.method == Method::one_time) {
    const bool begins = &first == &side.at(first_posting_of(side, first.plan));
    return begins ? plan_base(side, first.plan) : sum({});
  }
  if (plan.origin == PlanOrigin::month) return block_base(side, first.plan);
  if (plan.origin == PlanOrigin::share) return product(plan_base(side, first.plan), plan.first_share);
  std::vector<Expression> difference{cumulative(side, last, true)};
  const bool nothing_before =
      plan.method == Method::units_of_production ? first.charged_before.is_zero() : first.done_before == plan.from;
  if (!nothing_before) difference.push_back(minus(cumulative(side, first, false)));
  if (difference.size() == 1) return difference.front();
  return sum(std::move(difference));
}

Expression Workings::cumulative(const Side& side, const Posting& posting, bool after) {
  const ChargePlan& plan = side.trace->plans[posting.plan];
  const std::int64_t k = after ? posting.done_after : posting.done_before;
  const std::int64_t n = plan.months, from = plan.from;
  if (plan.method == Method::units_of_production) {
    return by_share(plan_base(side, posting.plan), after ? posting.used_after : posting.used_before);
  }
  if (plan.method == Method::double_declining) {
    return product(plan_base(side, posting.plan), k - from, plan.block_end - from);
  }
  // The plan has no month left to charge in.
  if (from == n) return sum({});
  if (plan.method == Method::sum_of_years) {
    return product(plan_base(side, posting.plan), years_weight(k, n) - years_weight(from, n),
                   years_weight(n, n) - years_weight(from, n));
  }
  if (plan.method == Method::straight_line && plan.rounding == ChargeRounding::monthly) {
    if (k == n) return plan_base(side, posting.plan);
    return least({product(product(plan_base(side, posting.plan), 1, n), k, 1), plan_base(side, posting.plan)});
  }
  return product(plan_base(side, posting.plan), k - from, n - from);
}

// What the ERP or the return recorded less what was computed; or a take-over balance trued up.
Expression Workings::charge_difference(const Side& side, std::size_t index) {
  std::string& known = keys_[{side.name + " difference", index}];
  if (!known.empty()) return reference(known);
  known = numbered(side.name + "_charge");
  const std::string key = known;
  const Posting& posting = side.at(index);
  const std::string basis(name_of(side.basis));
  if (!posting.cause.recorded) {
    const OpeningBalance& open = *side.terms->opening;
    return step(
        key, {{"接管余额一次调整", "the take-over balance trued up"}, {"计算值 − 期初累计", "computed − taken over"}},
        sum({amount(open.computed, {"按原值、年限和方法计算的累计", "accumulated by cost, life and method"}),
             minus(amount(open.accumulated, {"期初累计", "accumulated at take-over"},
                          opening_cell("opening_" + basis + "_accumulated")))}),
        posting.amount);
  }
  const Recorded& row = *posting.cause.recorded;
  const StatedAt place{row.origin, basis + "_charge"};
  if (&side == &unimpaired_) {
    return step(key, {{"账面记录差额", "the books' recorded difference"}, {"同账面", "as in the books"}, place},
                amount(posting.amount, {"记录差额", "recorded difference"}), posting.amount);
  }
  const Month begin = row.month == 0 ? january(row.year) : Month::of(row.year, row.month);
  std::size_t from = index;
  while (from > 0 && side.at(from - 1).cause.month >= begin) --from;
  const Money recorded = side.basis == Basis::book ? *row.book_charge : *row.tax_charge;
  const std::string period = row.month == 0 ? std::to_string(row.year) : to_string(begin);
  return step(key,
              {{fmt::format("{} 记录与计算之差", period), fmt::format("{}: recorded less computed", period)},
               {"记录值 − 计算值（记录为事实）", "recorded − computed (what was recorded is a fact)"},
               place},
              sum({amount(recorded, {"记录值", "recorded"}, place), minus(charges(side, from, index))}),
              posting.amount);
}

std::size_t Workings::first_posting_of(const Side& side, std::size_t plan) const {
  const auto& postings = side.trace->postings;
  const auto found = std::find_if(postings.begin(), postings.end(), [&](const Posting& posting) {
    return posting.kind == PostingKind::charge && posting.plan == plan;
  });
  return static_cast<std::size_t>(found - postings.begin());
}

// What the plan spreads: C − R where a segment begins, derived apart where more is behind it.
Expression Workings::plan_base(const Side& side, std::size_t index) {
  const ChargePlan& plan = side.trace->plans[index];
  const bool apart = plan.origin == PlanOrigin::block || plan.origin == PlanOrigin::spread ||
                     (plan.origin == PlanOrigin::rescaled && plan.method == Method::double_declining && !plan.tail);
  if (apart) return plan_step(side, index);
  const bool spent =
      plan.method == Method::one_time && (plan.origin == PlanOrigin::rescaled || plan.start.months_charged > 0);
  return spent ? sum({}) : above_residual_of(side, index);
}

Expression Workings::plan_step(const Side& side, std::size_t index) {
  std::string& known = keys_[{side.name + " plan", index}];
  if (!known.empty()) return reference(known);
  known = numbered(side.name + "_plan");
  const std::string key = known;
  const ChargePlan& plan = side.trace->plans[index];
  const std::string from = to_string(side.at(first_posting_of(side, index)).cause.month);
  if (plan.origin == PlanOrigin::spread) {
    const ChargePlan& share = side.trace->plans[index - 1];
    return step(
        key, {{"首年比例之外的余额", "what the first share left"}, {"(C − R) − 首年扣除", "(C − R) − the first share"}},
        sum({plan_base(side, index - 1), minus(product(plan_base(side, index - 1), share.first_share))}), plan.base);
  }
  return step(key,
              {{fmt::format("双倍余额递减，自 {} 起一段的金额 A", from),
                fmt::format("double-declining: the block's A from {}", from)},
               plan.origin == PlanOrigin::block
                   ? Text{"A = round(C′·24/L)，不超过 C′ − R", "A = round(C′·24/L), at most C′ − R"}
                   : Text{"本段未提部分按比例减少，不超过 C′ − R",
                          "what the block had not charged, less the part removed, at most C′ − R"}},
              block_base(side, index), plan.base);
}

Expression Workings::block_base(const Side& side, std::size_t index) {
  const ChargePlan& plan = side.trace->plans[index];
  if (plan.origin == PlanOrigin::block || plan.origin == PlanOrigin::month) {
    const std::int64_t rate = plan.origin == PlanOrigin::block ? kTwice : kTwice / kYear;
    return least({product(plan_carrying(side, index), rate, plan.months), above_residual_of(side, index)});
  }
  const auto open = [&] {
    return greatest({sum({amount(plan.base_before, {"本段金额", "the block's amount"}),
                          minus(amount(plan.charged_before, {"已提", "charged of it"})),
                          minus(amount(plan.difference, {"记录差额", "recorded difference"}))}),
                     sum({})});
  };
  return least({sum({open(), minus(product(open(), plan.removed))}), above_residual_of(side, index)});
}

Expression Workings::above_residual_of(const Side& side, std::size_t index) {
  const ChargePlan& plan = side.trace->plans[index];
  Expression above = sum({plan_carrying(side, index), minus(residual_at(side, first_posting_of(side, index)))});
  return plan.carrying > plan.residual ? above : greatest({std::move(above), sum({})});
}

// The ledger in the year of the posting: a plan may have begun long before the year explained. The general rule's
// balances stand in no row, so that they are derived from in service on.
Side Workings::side_at(const Side& side, std::size_t posting) const {
  if (posting >= side.first) return side;
  Side then = side;
  then.charge_key.clear();
  then.year = side.name == "general" ? 0 : side.at(posting).cause.month.year();
  then.first = then.year == 0 ? 0 : first_of_year(*side.trace, then.year);
  return then;
}

// C: the opening of the year in which the plan began, and what moved it until then.
Expression Workings::plan_carrying(const Side& side, std::size_t index) {
  const ChargePlan& plan = side.trace->plans[index];
  const std::size_t first = first_posting_of(side, index);
  const std::string from = to_string(side.at(first).cause.month);
  const bool tax = side.basis == Basis::tax;
  std::string& known = keys_[{side.name + " carrying", first}];
  if (!known.empty()) return reference(known);
  Expression before = balance(side_at(side, first), Layer::carrying, first);
  if (before.kind != Expression::Kind::sum) return before;
  if (before.operands.size() == 1 && !before.operands.front().subtracted) return before.operands.front();
  known = numbered(side.name + "_base");
  const std::string key = known;
  return step(key,
              {{fmt::format("{} 前的{} C", from, tax ? "计税基础" : "账面价值"),
                fmt::format("{} before {}: C", tax ? "tax base" : "carrying amount", from)},
               {"期初与其后的变动", "the opening and what moved it"}},
              std::move(before), plan.carrying);
}

Expression Workings::first_residual(const Side& side) {
  const Asset& asset = facts_.entry.asset;
  const StatedTerms& stated = side.basis == Basis::book ? asset.book : asset.tax;
  const std::string prefix(name_of(side.basis));
  const Money residual = side.terms->residual;
  const bool never = side.basis == Basis::tax && terms().treatment == TaxTreatment::non_deductible;
  if (never || residual.is_zero()) return amount(residual, {"预计净残值", "residual"});
  if (stated.residual) return amount(*stated.residual, {"预计净残值", "residual"}, card(prefix + "_residual"));
  if (stated.residual_rate) {
    return product(amount(side.terms->cost, {"原值", "cost"}, card("cost")), *stated.residual_rate);
  }
  return side.basis == Basis::tax ? first_residual(book_) : amount(residual, {"预计净残值", "residual"});
}

// R as it stands before the posting: set at the start, changed by estimates, reduced with every part that leaves.
Expression Workings::residual_at(const Side& side, std::size_t position) {
  auto& states = residuals_[side.name];
  if (states.empty()) {
    const auto add = [&](std::size_t from, Text title, Text formula, Expression expression,
                         std::optional<Money> expected, StatedAt place = {}) {
      const std::string key = numbered(side.name + "_residual");
      step(key, {std::move(title), std::move(formula), std::move(place)}, std::move(expression), expected);
      states.emplace_back(from, key);
    };
    add(0, {"预计净残值 R", "residual R"}, {"设定时的金额", "as it was set"}, first_residual(side),
        side.terms->residual);
    auto change = side.trace->changes.begin();
    const auto take_changes = [&](std::size_t up_to) {
      for (; change != side.trace->changes.end() && change->position <= up_to; ++change) {
        if (change->kind != TermChange::Kind::residual) continue;
        const StatedAt place = at_event(change->cause, "residual");
        add(change->position, {"重新估计的净残值", "residual as re-estimated"}, event_name(change->cause),
            amount(change->residual, {"净残值", "residual"}, place), change->residual, place);
      }
    };
    for (std::size_t i = 0; i < side.end(); ++i) {
      const Posting& posting = side.at(i);
      if (posting.kind != PostingKind::release || posting.fraction.is_one()) continue;
      take_changes(i);
      const std::string before = states.back().second;
      add(i + 1, {"处置后余下的净残值", "residual left after the disposal"},
          {"R − round(R × 比例)", "R − round(R × fraction)"},
          sum({reference(before), minus(product(reference(before), posting.fraction))}), std::nullopt);
    }
    take_changes(side.end());
  }
  const std::string* key = &states.front().second;
  for (const auto& [from, at] : states) {
    if (from <= position) key = &at;
  }
  return reference(*key);
}

}  // namespace tieout
