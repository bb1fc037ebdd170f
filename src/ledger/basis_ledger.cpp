#include "tieout/ledger/basis_ledger.hpp"

#include <algorithm>

namespace tieout {

namespace {

const MethodRule& rule_of(const BasisTerms& terms) {
  const bool monthly = terms.monthly_base && terms.method == Method::double_declining;
  return monthly ? monthly_double_declining() : tieout::rule_of(terms.method);
}

}  // namespace

void BasisLedger::start(const BasisTerms& terms, ClassId asset_class) {
  terms_ = terms;
  asset_class_ = asset_class;
  holder_ = 0;
  layers_ = {};
  equity_surplus_ = {};
  months_charged_ = 0;
  recognised_ = ended_ = suspended_ = false;
  segment_ = {};
  units_ = terms.total_units.is_zero() ? nullptr : std::make_unique<ProductionUnits>(terms.total_units);
  begin_period();
}

void BasisLedger::begin_period() {
  movements_.lines.clear();
  movements_.releases.clear();
  movements_.charge = movements_.impairment = movements_.reversal = {};
  movements_.fair_value_change = movements_.equity_surplus = movements_.added = {};
  RollForwardLine first;
  first.basis = terms_.basis;
  first.asset_class = asset_class_;
  first.holder = holder_;
  first.open = layers_;
  movements_.lines.push_back(first);
}

void BasisLedger::end_period() { line().close = layers_; }

void BasisLedger::recognise() {
  recognised_ = true;
  layers_.cost = terms_.cost;
  if (!terms_.opening) {
    line().added.cost += terms_.cost;
    movements_.added += terms_.cost;
    if (trace_) trace_->post(PostingKind::recognised, terms_.cost, Layers{}).layers.cost = terms_.cost;
    return;
  }
  layers_.accumulated = terms_.opening->accumulated;
  layers_.provision = terms_.opening->provision;
  months_charged_ = terms_.opening->months_charged;
  line().open = layers_;
  if (trace_) {
    Posting& posting = trace_->post(PostingKind::recognised, layers_.carrying(), Layers{});
    posting.opening = true;
    posting.layers = layers_;
  }
  // A first share was taken in the first charging month.
  if (terms_.method == Method::first_share && months_charged_ > 0) segment_.share_year = terms_.first_month.year();
}

void BasisLedger::set_life(std::int32_t life_months) {
  if (trace_ && life_months != terms_.life_months) {
    TermChange change;
    change.life_months = life_months;
    trace_->change(change);
  }
  terms_.life_months = life_months;
}

void BasisLedger::set_residual(Money residual) {
  if (trace_) {
    TermChange change;
    change.kind = TermChange::Kind::residual;
    change.residual = residual;
    trace_->change(change);
  }
  terms_.residual = residual;
}

void BasisLedger::set_method(Method method) {
  if (trace_ && method != terms_.method) {
    TermChange change;
    change.kind = TermChange::Kind::method;
    change.method = method;
    trace_->change(change);
  }
  terms_.method = method;
}

void BasisLedger::suspend() {
  suspended_ = true;
  if (!trace_) return;
  TermChange change;
  change.kind = TermChange::Kind::suspended;
  trace_->change(change);
}

void BasisLedger::resume() {
  suspended_ = false;
  if (!trace_) return;
  TermChange change;
  change.kind = TermChange::Kind::resumed;
  trace_->change(change);
}

void BasisLedger::hold(bool on) {
  if (trace_ && on != terms_.held) {
    TermChange change;
    change.kind = on ? TermChange::Kind::held : TermChange::Kind::released;
    trace_->change(change);
  }
  terms_.held = on;
}

void BasisLedger::re_base() {
  segment_.begun = false;
  if (units_) units_->drop_usage();
}

Money BasisLedger::charge(Month first, Month last) {
  const MethodRule& rule = rule_of(terms_);
  bool idle =
      !recognised_ || ended_ || suspended_ || terms_.held || terms_.model == Model::fair_value || !rule.counts_months;
  std::int32_t count = last - std::max(first, terms_.first_month) + 1;
  if (rule.ends_with_life) count = std::min(count, terms_.life_months - months_charged_);
  if (idle || count <= 0) {
    // Usage before a segment begins only reduces what remains; inside one it waits for the next charge.
    if (units_ && (!segment_.begun || terms_.method != Method::units_of_production)) units_->drop_usage();
    return {};
  }
  if (units_ && terms_.method != Method::units_of_production) units_->drop_usage();
  first = std::max(first, terms_.first_month);
  if (!segment_.begun) {
    segment_.begun = true;
    const SegmentStart start{carrying(),      terms_.residual,    terms_.life_months - months_charged_,
                             months_charged_, terms_.life_months, first};
    rule.begin(segment_, start, units_.get());
    if (trace_) trace_->segment_begins(start);
  }
  Money amount = trace_ ? charge_by_month(rule, first, count)
                        : rule.charge(segment_, {first, count, terms_.rounding, terms_.first_share, units_.get()});
  months_charged_ += count;
  // Units go on after the life; its end is where months stop counting.
  if (!rule.ends_with_life && terms_.life_months > 0) months_charged_ = std::min(months_charged_, terms_.life_months);
  layers_.accumulated += amount;
  line().charged.accumulated += amount;
  movements_.charge += amount;
  return amount;
}

// The same charge in steps of a month, each told to the trace.
Money BasisLedger::charge_by_month(const MethodRule& rule, Month first, std::int32_t count) {
  Money total;
  Layers layers = layers_;
  const bool by_units = terms_.method == Method::units_of_production;
  for (std::int32_t i = 0; i < count; ++i) {
    const ChargeSpan span{first + i, 1, terms_.rounding, terms_.first_share, units_.get()};
    const Segment before = segment_;
    const ExactShare used = by_units ? units_->used_share() : ExactShare{};
    const Money amount = rule.charge(segment_, span);
    Posting& posting = trace_->charged(rule, span, before, segment_, amount, layers);
    posting.used_before = used;
    if (by_units) posting.used_after = units_->used_share();
    layers.accumulated += amount;
    total += amount;
  }
  return total;
}

void BasisLedger::post_charge_difference(Money difference) {
  if (trace_) trace_->post(PostingKind::charge_difference, difference, layers_);
  layers_.accumulated += difference;
  line().charged.accumulated += difference;
  movements_.charge += difference;
  if (!difference.is_zero()) rescale(Ratio{}, difference);
}

void BasisLedger::rescale(Ratio removed, Money difference) {
  const MethodRule& rule = rule_of(terms_);
  if (!segment_.begun) return;
  if (rule.rescale == nullptr) {
    re_base();
  } else {
    if (trace_) trace_->rescaled(segment_, {carrying(), terms_.residual, removed, difference});
    rule.rescale(segment_, {carrying(), terms_.residual, removed, difference});
  }
}

void BasisLedger::impair(Money amount) {
  if (trace_) trace_->post(PostingKind::impairment, amount, layers_);
  layers_.provision += amount;
  line().charged.provision += amount;
  movements_.impairment += amount;
  if (!amount.is_zero()) re_base();
}

void BasisLedger::reverse(Money amount) {
  if (trace_) {
    Posting& posting = trace_->post(PostingKind::reversal, amount, layers_);
    if (trace_->unimpaired) posting.unimpaired = trace_->unimpaired->postings.size();
  }
  layers_.provision -= amount;
  line().reversed.provision += amount;
  movements_.reversal += amount;
  if (!amount.is_zero()) re_base();
}

void BasisLedger::move_provision_to_accumulated(Money amount) {
  if (trace_) {
    Posting& posting = trace_->post(PostingKind::provision_moved, amount, layers_);
    if (trace_->unimpaired) posting.unimpaired = trace_->unimpaired->postings.size();
  }
  layers_.provision -= amount;
  layers_.accumulated += amount;
  line().moved_out.provision += amount;
  line().moved_in.accumulated += amount;
}

void BasisLedger::add_cost(Money amount) {
  if (trace_) trace_->post(PostingKind::cost_added, amount, layers_);
  layers_.cost += amount;
  line().added.cost += amount;
  movements_.added += amount;
  re_base();
}

Layers BasisLedger::share_of(Ratio fraction, const StatedRemoval& stated) const {
  if (fraction.is_one()) return layers_;
  Layers share;
  share.cost = scale(layers_.cost, fraction);
  share.accumulated = scale(layers_.accumulated, fraction);
  // By difference, so that no balance turns negative (engine.md §6).
  share.provision = scale(layers_.accumulated + layers_.provision, fraction) - share.accumulated;
  share.fair_value = scale(layers_.fair_value, fraction);
  if (stated.accumulated) share.accumulated = *stated.accumulated;
  if (stated.provision) share.provision = *stated.provision;
  return share;
}

const Release& BasisLedger::release(std::uint32_t event, Ratio fraction, const StatedRemoval& stated) {
  Release out{event, asset_class_, holder_, share_of(fraction, stated), scale(equity_surplus_, fraction)};
  if (trace_) {
    Posting& posting = trace_->post(PostingKind::release, out.layers.carrying(), layers_);
    posting.layers = out.layers;
    posting.fraction = fraction;
    posting.stated_accumulated = stated.accumulated;
    posting.stated_provision = stated.provision;
    posting.surplus_before = equity_surplus_;
    posting.surplus = out.equity_surplus;
    posting.residual_before = terms_.residual;
  }
  layers_ -= out.layers;
  equity_surplus_ -= out.equity_surplus;
  terms_.residual -= scale(terms_.residual, fraction);
  line().disposed += out.layers;
  if (fraction.is_one()) ended_ = true;
  rescale(fraction, Money{});
  if (units_) units_->scale_remaining(fraction);
  return movements_.releases.emplace_back(out);
}

void BasisLedger::set_fair_value(Money amount) {
  Money change = amount - carrying();
  if (trace_) trace_->post(PostingKind::fair_value, change, layers_);
  layers_.fair_value += change;
  line().charged.fair_value += change;
  movements_.fair_value_change += change;
}

void BasisLedger::enter_fair_value_model(Money amount) {
  Money change = amount - carrying();
  terms_.model = Model::fair_value;
  if (change < Money{}) {
    set_fair_value(amount);
    return;
  }
  if (trace_) trace_->post(PostingKind::equity_surplus, change, layers_);
  layers_.fair_value += change;
  line().added.fair_value += change;
  equity_surplus_ += change;
  movements_.equity_surplus += change;
}

void BasisLedger::enter_cost_model(Money amount) {
  set_fair_value(amount);
  terms_.model = Model::cost;
  if (trace_) trace_->post(PostingKind::fair_value_to_cost, layers_.fair_value, layers_);
  // The cost model knows no fair-value layer: it becomes cost.
  line().moved_out.fair_value += layers_.fair_value;
  line().moved_in.cost += layers_.fair_value;
  layers_.cost += layers_.fair_value;
  layers_.fair_value = {};
  if (terms_.method == Method::none) set_method(Method::straight_line);
  re_base();
}

void BasisLedger::move_to(ClassId asset_class, bool next_holder) {
  if (asset_class == asset_class_ && !next_holder) return;
  line().moved_out += layers_;
  asset_class_ = asset_class;
  if (next_holder) ++holder_;
  RollForwardLine next;
  next.basis = terms_.basis;
  next.asset_class = asset_class;
  next.holder = holder_;
  next.moved_in = layers_;
  movements_.lines.push_back(next);
}

void BasisLedger::add_usage(Ratio units) {
  if (units_) units_->add_usage(units);
}

bool BasisLedger::balances_sound() const {
  Money zero;
  const Layers& l = layers_;
  if (l.cost < zero || l.accumulated < zero || l.provision < zero) return false;
  if (l.cost.is_zero() && !(l.accumulated.is_zero() && l.provision.is_zero())) return false;
  if (terms_.model == Model::fair_value) return true;
  return l.fair_value.is_zero() && l.accumulated + l.provision <= l.cost;
}

}  // namespace tieout
