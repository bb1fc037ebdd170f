// The choices behind the charges: what was stated, what a rule gives, what was elected, what an event changed later.
#include <fmt/format.h>

#include <algorithm>

#include "workings.hpp"

namespace tieout {

namespace {

std::string months(std::int32_t count) { return std::to_string(count); }

void append(std::vector<Authority>& to, std::vector<Authority> more) {
  std::move(more.begin(), more.end(), std::back_inserter(to));
}

const Text kStated{"按卡片或政策所列", "stated on the card or by policy"};

}  // namespace

void Workings::choose(std::string key, Text title, std::string value, Text why, std::vector<Authority> authorities,
                      StatedAt stated_at) {
  out_.choices.push_back({std::move(key), std::move(title), std::move(value), std::move(why), std::move(authorities),
                          std::move(stated_at)});
}

void Workings::choices() {
  book_choices();
  tax_choices();
  position_choices();
  opening_choices();
  extra_deduction_choice();
  later_changes(book_);
  later_changes(tax_);
}

void Workings::book_choices() {
  const Asset& asset = facts_.entry.asset;
  const BasisTerms& book = terms().book;
  const bool own_method = asset.book.method.has_value();
  choose("book_method", {"账面折旧方法", "Book method"}, std::string(name_of(book.method)),
         own_method ? kStated : Text{"未填写，按默认方法", "not stated: the default"}, {},
         own_method ? card("book_method") : StatedAt{});
  choose("book_life_months", {"账面年限（月）", "Book life in months"}, months(book.life_months),
         asset.book.life_months ? kStated : Text{"没有年限", "none"}, {}, card("book_life_months"));
  month_choices(book_, asset.book);
}

void Workings::month_choices(const Side& side, const StatedTerms& stated) {
  const std::string prefix(name_of(side.basis));
  const bool tax = side.basis == Basis::tax;
  const std::string regime = tax ? terms().tax_regime->code : terms().book_regime->code;
  const std::vector<Authority> rule = law(regime + "/charging-months/" + std::string(name_of(terms().family)));
  const char* kind = terms().family == Family::tangible     ? "有形资产"
                     : terms().family == Family::intangible ? "无形资产"
                                                            : "长期待摊费用";
  const Text family{fmt::format("{}的规则", kind), fmt::format("the rule for {} assets", name_of(terms().family))};
  const Month in_service = facts_.entry.asset.in_service.month();
  const bool same_month = side.terms->first_month == in_service;
  const Text first{fmt::format("{} 开始使用，首个计提月份 {}", to_string(facts_.entry.asset.in_service),
                               to_string(side.terms->first_month)),
                   fmt::format("in service {}, first charging month {}", to_string(facts_.entry.asset.in_service),
                               to_string(side.terms->first_month))};
  choose(prefix + "_starts",
         tax ? Text{"税收起始月份", "Tax: first month"} : Text{"账面起始月份", "Books: first month"},
         std::string(name_of(same_month ? Starts::month_of : Starts::month_after)),
         {first.zh + "；" + (stated.starts ? kStated.zh : family.zh),
          first.en + "; " + (stated.starts ? kStated.en : family.en)},
         stated.starts ? std::vector<Authority>{} : rule, card(stated.starts ? prefix + "_starts" : "in_service"));
  choose(prefix + "_stops", tax ? Text{"税收停止月份", "Tax: last month"} : Text{"账面停止月份", "Books: last month"},
         std::string(name_of(side.terms->stops)), stated.stops ? kStated : family,
         stated.stops ? std::vector<Authority>{} : rule, stated.stops ? card(prefix + "_stops") : StatedAt{});
}

void Workings::tax_choices() {
  const Asset& asset = facts_.entry.asset;
  const TaxTreatment treatment = terms().treatment;
  std::vector<Authority> passages;
  if (treatment != TaxTreatment::depreciable) {
    // The rule that names the class.
    const std::string& code = terms().rules->classes.at(asset.asset_class).code;
    const std::string prefix = terms().tax_regime->code + "/treatment/";
    for (const rules::Parameter& parameter : terms().rules->parameters) {
      const auto named = parameter.keys.find("classes");
      if (!parameter.id.starts_with(prefix) || named == parameter.keys.end()) continue;
      const bool fits = std::find(named->second.begin(), named->second.end(), code) != named->second.end();
      const std::string_view word = parameter.values.empty() ? "" : parameter.values.back().field("treatment");
      if (fits && word == "deducted-on-disposal" && treatment == TaxTreatment::on_disposal) {
        append(passages, law(parameter.id));
      }
    }
  }
  choose("tax_treatment", {"税收处理", "Tax treatment"}, std::string(name_of(treatment)),
         asset.tax_treatment_stated ? kStated : Text{"该类别的默认处理", "as the class has it"}, std::move(passages),
         asset.tax_treatment_stated ? card("tax_treatment") : StatedAt{});
  if (!asset.tax_override.empty()) {
    choose("tax_override", {"理由", "Override"}, asset.tax_override,
           {"书面理由，允许偏离最低年限和方法", "a written reason lets a shorter life or another method through"}, {},
           card("tax_override"));
  }
  election_choice();
  method_choice();
  life_choice();
  residual_choices();
  month_choices(tax_, asset.tax);
}

void Workings::election_choice() {
  const Asset& asset = facts_.entry.asset;
  if (asset.tax_election.empty() || !terms().elected) return;
  const rules::Election* election = terms().tax_regime->find_election(asset.tax_election);
  if (election == nullptr) return;
  static const Entity no_facts;
  const Framework& framework = facts_.reconciler.framework();
  const auto eligibility = rules::check_eligibility(*election, asset, framework.entity ? *framework.entity : no_facts,
                                                    terms().rules->classes, framework.law_as_of);
  Text why{election->title.zh, election->title.en};
  std::vector<Authority> passages;
  if (eligibility.ground != nullptr) {
    why.zh += "；条件：" + eligibility.ground->title.zh;
    why.en += "; ground: " + eligibility.ground->title.en;
    if (!eligibility.ground->assurance.en.empty()) {
      why.zh += "；纳税人保证：" + eligibility.ground->assurance.zh;
      why.en += "; the taxpayer asserts: " + eligibility.ground->assurance.en;
    }
  }
  if (eligibility.window != nullptr) {
    const std::string bought = to_string(rules::purchase_date(asset)), from = to_string(eligibility.window->from);
    why.zh += fmt::format("；购进 {}，适用 {} 起的规定", bought, from);
    why.en += fmt::format("; bought {}, in the window from {}", bought, from);
    append(passages, law_of(eligibility.window->cite, eligibility.ground->parameter, eligibility.window->line));
  }
  append(passages, law(terms().tax_regime->code + "/election/" + election->code));
  choose("tax_election", {"税收优惠选择", "Election"}, asset.tax_election, std::move(why), std::move(passages),
         card("tax_election"));
}

void Workings::method_choice() {
  const Asset& asset = facts_.entry.asset;
  const bool stated = asset.tax.method.has_value();
  Text why = stated ? kStated : Text{"税法的一般方法", "the general method of the tax law"};
  if (terms().treatment == TaxTreatment::on_disposal) why = {"处置前不扣除", "nothing is deducted before the disposal"};
  if (terms().elected && !stated) why = {"按所选优惠", "as the election has it"};
  choose("tax_method", {"税收折旧方法", "Tax method"}, std::string(name_of(terms().tax.method)), std::move(why),
         law(terms().tax_regime->code + (terms().elected ? "/election/" + asset.tax_election : "/methods")),
         stated ? card("tax_method") : StatedAt{});
}

// Explicit, term of law or contract, book life where it is not below the minimum, or the minimum.
void Workings::life_choice() {
  const Asset& asset = facts_.entry.asset;
  const TaxLifeRule& rule = terms().tax_life;
  const std::int32_t book_life = terms().book.life_months;
  Text why;
  std::vector<Authority> passages;
  StatedAt place;
  const auto minimum =
      terms().tax_regime->minimum_life(asset.asset_class, asset.in_service, facts_.reconciler.framework().law_as_of);
  const auto cite_minimum = [&] {
    if (minimum) append(passages, law_of(minimum->cite, minimum->parameter, minimum->line));
    if (rule.used_months > 0) append(passages, law(terms().tax_regime->code + "/used-asset"));
  };
  const std::string least = months(rule.minimum_months);
  if (terms().treatment == TaxTreatment::on_disposal) {
    why = {"处置时扣除，没有年限", "deducted on disposal: no life"};
  } else if (asset.tax.life_months) {
    why = rule.minimum_months > 0 ? Text{fmt::format("{}；最低年限 {} 个月", kStated.zh, least),
                                         fmt::format("{}; the minimum is {} months", kStated.en, least)}
                                  : kStated;
    place = card("tax_life_months");
    cite_minimum();
  } else if (rule.contract_months > 0) {
    why = {"法律或合同规定的期限", "the term of law or contract"};
    place = card("contract_months");
    const std::size_t index = asset.asset_class.index;
    const auto& cites = terms().tax_regime->contract_term_cite_by_class;
    if (index < cites.size()) append(passages, law_of(cites[index]));
  } else if (book_life >= rule.minimum_months && book_life > 0) {
    why =
        rule.minimum_months > 0
            ? Text{fmt::format("账面年限 {} 个月不短于最低年限 {} 个月，从账面", book_life, least),
                   fmt::format("the book life of {} months is not below the minimum of {}: it holds", book_life, least)}
            : Text{"没有最低年限，从账面年限", "no minimum is known: the book life"};
    place = card("book_life_months");
    cite_minimum();
    append(passages, law(terms().tax_regime->code + "/book-life"));
  } else {
    why = {fmt::format("账面年限 {} 个月短于最低年限，从最低年限 {} 个月", book_life, least),
           fmt::format("the book life of {} months is below the minimum: the minimum of {}", book_life, least)};
    cite_minimum();
  }
  if (rule.used_months > 0) {
    why.zh += fmt::format("；最低年限已减去购入前使用的 {} 个月（{}）", rule.used_months, asset.age_evidence);
    why.en +=
        fmt::format("; the minimum leaves out {} months of earlier use ({})", rule.used_months, asset.age_evidence);
  } else if (asset.condition == Condition::used && asset.age_months.value_or(0) > 0 && rule.minimum_months > 0 &&
             asset.age_evidence.empty()) {
    why.zh += fmt::format("；购入前使用的 {} 个月没有 age_evidence，不减少最低年限", *asset.age_months);
    why.en +=
        fmt::format("; {} months of earlier use have no age_evidence and leave the minimum whole", *asset.age_months);
  }
  choose("tax_life_months", {"税收年限（月）", "Tax life in months"}, months(terms().tax.life_months), std::move(why),
         std::move(passages), std::move(place));
}

void Workings::residual_choices() {
  const Asset& asset = facts_.entry.asset;
  const auto place = [&](const StatedTerms& stated, const std::string& prefix) {
    if (stated.residual) return card(prefix + "_residual");
    return stated.residual_rate ? card(prefix + "_residual_rate") : StatedAt{};
  };
  const auto why = [&](const StatedTerms& stated, Text otherwise) {
    if (stated.residual) return kStated;
    if (!stated.residual_rate) return otherwise;
    const std::string rate = to_string(*stated.residual_rate);
    return Text{fmt::format("round({} × 原值)", rate), fmt::format("round({} × cost)", rate)};
  };
  choose("book_residual", {"账面净残值", "Book residual"}, to_string(terms().book.residual),
         why(asset.book, {"未填写", "none stated"}), {}, place(asset.book, "book"));
  const Text otherwise = terms().tax.residual == terms().book.residual && !terms().book.residual.is_zero()
                             ? Text{"同账面初始净残值，以后不变", "the book residual at the start; it never changes"}
                         : terms().deducted_at_once ? Text{"一次性扣除，全部原值", "deducted at once: the whole cost"}
                                                    : Text{"没有净残值", "none"};
  choose("tax_residual", {"税收净残值", "Tax residual"}, to_string(terms().tax.residual), why(asset.tax, otherwise),
         law(terms().tax_regime->code + "/residual"), place(asset.tax, "tax"));
}

// Where the law is open and the question reaches this asset: what the entity chose, or the default with its reason.
void Workings::position_choices() {
  const Entity* entity = facts_.reconciler.framework().entity;
  std::vector<std::string_view> raised;
  facts_.reconciler.positions_raised(raised);
  for (const rules::Position& open : terms().tax_regime->positions) {
    if (std::find(raised.begin(), raised.end(), open.id) == raised.end()) continue;
    const bool own = entity != nullptr && entity->positions.contains(open.id);
    const rules::PositionOption& option = rules::chosen(*terms().tax_regime, entity, open.id);
    choose("position/" + open.id, open.title, option.code,
           {open.question.zh + (own ? "（企业选定）" : "　默认：" + open.default_reason.zh),
            open.question.en + (own ? " Chosen by the entity." : " The default: " + open.default_reason.en)},
           open.parameter == nullptr ? std::vector<Authority>{} : law(open.parameter->id));
  }
}

// Never omitted from a year: whoever reads a later figure must know what it began from.
void Workings::opening_choices() {
  const auto& opening = facts_.entry.asset.opening;
  if (!opening) return;
  const std::string date = to_string(opening->date);
  Text how;
  switch (opening->status) {
    case OpeningStatus::stated:
      how = {"期初余额由企业填报", "the balances were stated by the enterprise"};
      break;
    case OpeningStatus::computed:
      how = {"期初余额按原值和年限计算", "the balances were computed from cost and life"};
      break;
    case OpeningStatus::allocated:
      how = {"期初余额由总额分摊", "the balances were allocated from a total"};
      break;
  }
  Text from;
  if (!opening->source.empty()) {
    from = {fmt::format("（{}）", opening->source), fmt::format(" ({})", opening->source)};
  }
  choose("opening_status", {"期初余额来源", "Opening balances"}, std::string(name_of(opening->status)),
         {fmt::format("{} 接管；{}{}", date, how.zh, from.zh),
          fmt::format("taken over on {}; {}{}", date, how.en, from.en)},
         {}, opening_cell("opening_date"));
}

void Workings::extra_deduction_choice() {
  const Asset& asset = facts_.entry.asset;
  if (!terms().extra_deduction_by_rule) {
    if (terms().extra_deduction.is_zero()) return;
    choose("extra_deduction", {"加计扣除", "Extra deduction"}, to_string(terms().extra_deduction),
           asset.extra_deduction_rate ? kStated : Text{"按所选优惠", "as the election has it"},
           asset.extra_deduction_rate || asset.tax_election.empty()
               ? std::vector<Authority>{}
               : law(terms().tax_regime->code + "/election/" + asset.tax_election),
           asset.extra_deduction_rate ? card("extra_deduction_rate") : StatedAt{});
    return;
  }
  std::string value;
  std::vector<Authority> passages;
  Text why{"加计比例按纳税人和月份，乘以份额", "the rate by enterprise and month, times the share"};
  for (const AssetTrace::RateStretch& stretch : facts_.trace.extra_deduction) {
    const auto rate = rules::super_deduction_on(
        terms().tax_regime->super_deductions, facts_.reconciler.facts_in(stretch.first),
        *make_date(stretch.first.year(), stretch.first.month(), 1), facts_.reconciler.framework().law_as_of);
    value += fmt::format("{}{}: {}", value.empty() ? "" : ", ", months_text(stretch.first, stretch.last),
                         rate ? to_string(rate->rate) : "0");
    if (rate && rate->parameter) append(passages, law(rate->parameter->id));
  }
  choose("extra_deduction", {"加计扣除", "Extra deduction"}, value, std::move(why), std::move(passages),
         card("extra_deduction_share"));
}

// What events changed since, up to the end of the period.
void Workings::later_changes(const Side& side) {
  const std::string prefix(name_of(side.basis));
  const bool tax = side.basis == Basis::tax;
  for (const TermChange& change : side.trace->changes) {
    Text what;
    std::string key, value;
    std::vector<Authority> passages;
    const char* field = "type";
    switch (change.kind) {
      case TermChange::Kind::life: {
        key = "_life_months";
        value = months(change.life_months);
        what = {"年限变更", "life changed"};
        const auto* estimate = change.cause.event ? std::get_if<Estimate>(&change.cause.event->detail) : nullptr;
        if (tax && estimate && estimate->basis == BasisChoice::book) {
          what = {"税收年限随账面年限重新确定", "the tax life follows the book life"};
          passages = law(terms().tax_regime->code + "/book-life");
        }
        field = "life_months";
        break;
      }
      case TermChange::Kind::residual:
        key = "_residual";
        value = to_string(change.residual);
        what = {"净残值变更", "residual changed"};
        field = "residual";
        break;
      case TermChange::Kind::method:
        key = "_method";
        value = std::string(name_of(change.method));
        what = {"方法变更", "method changed"};
        field = "method";
        break;
      case TermChange::Kind::suspended:
        key = "_charge";
        value = "suspend";
        what = {"次月起停止计提", "suspended from the next month"};
        break;
      case TermChange::Kind::held:
        key = "_charge";
        value = "hold";
        what = {"按所选立场停止扣除", "held back by a position"};
        break;
      case TermChange::Kind::released:
        key = "_charge";
        value = "release";
        what = {"按所选立场恢复扣除", "no longer held back by a position"};
        break;
      case TermChange::Kind::resumed:
        key = "_charge";
        value = "resume";
        what = {"本月起恢复计提", "resumed from this month"};
        break;
    }
    const Text event = event_name(change.cause);
    choose(prefix + key + "@" + to_string(change.cause.month),
           tax ? Text{"税收：" + what.zh, "Tax: " + what.en} : Text{"账面：" + what.zh, "Books: " + what.en}, value,
           event, std::move(passages), at_event(change.cause, field));
  }
}

}  // namespace tieout
