#include "tieout/ledger/law_conflicts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "problems.hpp"

namespace tieout {

namespace {

std::int32_t whole(const rules::Value& value, std::string_view field) {
  const std::string_view text = value.field(field);
  std::int32_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

// The same day `months` later, or the last day of that month.
Date months_after(Date date, std::int32_t months) {
  const Month month = date.month() + months;
  const Date end = last_day(month);
  if (date.day() >= end.day()) return end;
  return Date{static_cast<std::int16_t>(month.year()), static_cast<std::int8_t>(month.month()),
              static_cast<std::int8_t>(date.day())};
}

class ConflictFinder {
 public:
  ConflictFinder(const RegisterEntry& entry, const AssetTerms& terms, const Framework& framework, Problems& findings)
      : entry_(entry),
        asset_(entry.asset),
        terms_(terms),
        regime_(*framework.tax),
        framework_(framework),
        findings_(findings) {}

  void find(const Timeline& timeline) {
    if (terms_.treatment == TaxTreatment::non_deductible) return;
    check_residual();
    check_repair();
    check_rebuilt();
    for (const TimelineItem& item : timeline.items()) {
      const EventDetail& detail = item.event->detail;
      if (const auto* adjust = std::get_if<AdjustCost>(&detail)) check_provisional(*item.event, *adjust);
      if (const auto* improve = std::get_if<Improve>(&detail)) check_extension(*item.event, *improve);
    }
  }

 private:
  const rules::Value* row(const rules::ClassRule& rule, Date date) const {
    return rule.value_on(asset_.asset_class, date, framework_.law_as_of);
  }

  struct Place {
    Origin origin;
    const char* field;
    int year;
  };
  Place on_card(const char* field) const { return {asset_.origin, field, asset_.in_service.year()}; }
  static Place at(const Event& event, const char* field) { return {event.origin, field, event.date.year()}; }

  // `stake`: the amount that the question is about.
  void warn(const char* code, Money stake, Place place, Text message, Text help, const rules::Citation& cite) {
    Problem finding =
        make_problem(code, place.origin, place.field, std::move(message), std::move(help), terms_.describe(cite));
    finding.diagnostic.severity = Severity::warning;
    finding.amount = stake;
    finding.year = place.year;
    findings_.push_back(std::move(finding));
  }

  // A cost entered without its invoice may be settled for a limited time; what comes later changes past years.
  void check_provisional(const Event& event, const AdjustCost& adjust) {
    const rules::Value* value = row(regime_.provisional_cost, asset_.in_service);
    const Money amount = adjust.tax_amount.value_or(adjust.amount);
    // What leaves a building torn down joins the cost of the one built in its place: nothing is settled.
    if (!value || amount.is_zero() || (entry_.successor && amount < Money{})) return;
    const std::int32_t months = whole(*value, "months");
    const Date last = months_after(asset_.in_service, months);
    if (event.date <= last) return;
    warn("TAX-PROVISIONAL-COST-LATE", amount, at(event, "date"),
         {fmt::format("计税基础于 {} 调整，超过投入使用后 {} 个月（至 {}）", to_string(event.date), months,
                      to_string(last)),
          fmt::format("the tax cost was adjusted on {}, more than {} months after the asset was put in use (until {})",
                      to_string(event.date), months, to_string(last))},
         {"暂估入账的，逾期取得发票的部分须先与税务机关确认；仅调整账面的，填写 tax_amount = 0",
          "Of a provisional cost, settle with the tax bureau what came late; if only the books change, state "
          "tax_amount = 0"},
         value->cite);
  }

  // Before it is fully depreciated, an extended building is depreciated anew over the statutory life, or over the
  // remaining usable life where that is shorter.
  void check_extension(const Event& event, const Improve& improve) {
    const rules::Value* value = row(regime_.building_extended, event.date);
    if (!value || improve.tax_amount.value_or(improve.amount).is_zero()) return;
    if (terms_.treatment == TaxTreatment::on_disposal || terms_.tax_life.minimum_months == 0) return;
    if (event.date.month() >= terms_.tax.first_month + terms_.tax.life_months) return;
    std::int32_t due = terms_.tax_life.minimum_months;
    if (improve.remaining_months) due = std::min(due, *improve.remaining_months);
    if (improve.tax_remaining_months) {
      // A stated life below the statutory one is the remaining usable life, unless the books know a longer one.
      const std::int32_t stated = *improve.tax_remaining_months;
      if (stated >= due || !improve.remaining_months) return;
    }
    warn("TAX-BUILDING-EXTENDED", improve.tax_amount.value_or(improve.amount),
         at(event, improve.tax_remaining_months ? "tax_remaining_months" : "amount"),
         {fmt::format("改扩建的房屋应自完工投入使用的次月起按 {} 个月重新计提折旧", due),
          fmt::format("an extended building is depreciated anew over {} months from the month after completion", due)},
         {fmt::format("填写 tax_remaining_months = {}；尚可使用年限更短的，填写该年限", due),
          fmt::format("State tax_remaining_months = {}, or the remaining usable life where that is shorter", due)},
         value->cite);
  }

  // What stood undeducted of the building torn down belongs to the new one's tax cost and is no loss.
  void check_rebuilt() {
    if (asset_.predecessor.empty() || asset_.tax_cost) return;
    const rules::Value* value = row(regime_.building_rebuilt, asset_.in_service);
    if (!value) return;
    warn("TAX-BUILDING-REBUILT", asset_.cost, on_card("predecessor"),
         {fmt::format("在 {} 处推倒重置：其计税净值应并入本资产的计税成本", asset_.predecessor),
          fmt::format("built in place of {}: what stood undeducted of it joins the tax cost of this asset",
                      asset_.predecessor)},
         {"填写 tax_cost（原值加上被拆除房屋的计税净值；没有净值时等于原值）",
          "State tax_cost: cost plus the tax base of the building torn down, or cost where nothing stood undeducted"},
         value->cite);
  }

  // A major repair costs at least a share of the asset's tax base at acquisition and lengthens its life; what does not
  // is deducted when it is made.
  void check_repair() {
    const rules::Value* value = row(regime_.major_repair, asset_.in_service);
    if (!value) return;
    check_repair_cost(*value);
    check_repair_life(*value);
  }

  void warn_of_repair(Place place, Text message, const rules::Value& value) {
    warn(
        "TAX-MAJOR-REPAIR", terms_.tax.cost, place, std::move(message),
        {"不符合大修理条件的修理支出可在发生当期扣除", "A repair that is no major one may be deducted when it is made"},
        value.cite);
  }

  void check_repair_cost(const rules::Value& value) {
    const auto share = parse_ratio(value.field("cost_share"));
    if (!share) return;
    if (!entry_.whole) {
      warn("MAJOR-REPAIR-UNTESTED", terms_.tax.cost, on_card("parent"),
           {"未指明所修理的资产，无法核对修理支出是否达到其计税基础的规定比例",
            "the asset repaired is not named: whether the repair reaches the share of its tax base cannot be told"},
           {"在 parent 填写所修理的资产", "Name the repaired asset in `parent`"}, value.cite);
      findings_.back().diagnostic.severity = Severity::note;
      return;
    }
    const Money least = scale(entry_.whole->tax_cost, *share);
    if (terms_.tax.cost >= least) return;
    warn_of_repair(on_card("cost"),
                   {fmt::format("修理支出 {} 未达到 {} 取得时计税基础 {} 的 {}", to_string(terms_.tax.cost),
                                asset_.parent, to_string(entry_.whole->tax_cost), value.field("cost_share")),
                    fmt::format("the repair of {} is less than {} of {}, the tax base of {} at acquisition",
                                to_string(terms_.tax.cost), value.field("cost_share"),
                                to_string(entry_.whole->tax_cost), asset_.parent)},
                   value);
  }

  // The repair is spread over the life then left: what the asset had left before, and what the repair added.
  void check_repair_life(const rules::Value& value) {
    const std::int32_t added = whole(value, "life_extension_months");
    if (terms_.tax.life_months == 0) return;
    std::int32_t left = 0;
    if (entry_.whole && entry_.whole->has_life) left = entry_.whole->life_ends - terms_.tax.first_month;
    left = std::max(left, 0);
    if (terms_.tax.life_months >= left + added) return;
    const Place place = on_card(asset_.contract_months ? "contract_months" : "book_life_months");
    if (left == 0) {
      warn_of_repair(
          place,
          {fmt::format("大修理支出按 {} 个月摊销，短于大修理须延长的 {} 个月", terms_.tax.life_months, added),
           fmt::format("a major repair spread over {} months, less than the {} by which it must lengthen "
                       "the life",
                       terms_.tax.life_months, added)},
          value);
      return;
    }
    warn_of_repair(place,
                   {fmt::format("大修理支出按 {} 个月摊销；{} 修理时尚余 {} 个月，须再延长 {} 个月",
                                terms_.tax.life_months, asset_.parent, left, added),
                    fmt::format("a major repair spread over {} months; {} had {} left and must gain at least {}",
                                terms_.tax.life_months, asset_.parent, left, added)},
                   value);
  }

  void check_residual() {
    const rules::ResidualBounds* bounds = bounds_of_entity();
    if (!bounds || asset_.opening) return;
    const rules::Value* value = rules::value_on(*bounds->parameter, asset_.in_service, framework_.law_as_of);
    if (!value) return;
    const auto least = parse_ratio(value->field("at_least"));
    const auto most = parse_ratio(value->field("at_most"));
    const Money residual = terms_.general.residual;
    const Money cost = terms_.tax.cost;
    const bool low = least && residual < scale(cost, *least);
    const bool high = most && residual > scale(cost, *most);
    if (!low && !high) return;
    const std::string_view bound = value->field(low ? "at_least" : "at_most");
    // Registers of old assets seldom keep the approval of another share: a note, not a warning.
    warn("TAX-RESIDUAL-RATE", residual - scale(cost, low ? *least : *most),
         on_card(asset_.tax.residual ? "tax_residual" : "book_residual"),
         {fmt::format("税收预计净残值 {} {}当时规定的原值的 {}", to_string(residual), low ? "低于" : "高于", bound),
          fmt::format("the tax residual of {} is {} the share of cost of that time, {}", to_string(residual),
                      low ? "below" : "above", bound)},
         {"填写 tax_residual_rate；经批准另定的，核对批准文件",
          "State tax_residual_rate; where another share was approved, keep the approval"},
         value->cite);
    findings_.back().diagnostic.severity = Severity::note;
  }

  // The bounds that name the entity's type; else those that name none.
  const rules::ResidualBounds* bounds_of_entity() const {
    const rules::ResidualBounds* found = nullptr;
    for (const rules::ResidualBounds& bounds : regime_.residual_bounds) {
      if (!bounds.by_class[asset_.asset_class.index]) continue;
      const bool named = std::any_of(bounds.entity_types.begin(), bounds.entity_types.end(), [&](const auto& type) {
        const auto* types = framework_.entity ? &framework_.entity->types : nullptr;
        return types && std::find(types->begin(), types->end(), type) != types->end();
      });
      if (named) return &bounds;
      if (bounds.entity_types.empty()) found = &bounds;
    }
    return found;
  }

  const RegisterEntry& entry_;
  const Asset& asset_;
  const AssetTerms& terms_;
  const rules::TaxRegime& regime_;
  const Framework& framework_;
  Problems& findings_;
};

}  // namespace

void find_law_conflicts(const RegisterEntry& entry, const AssetTerms& terms, const Framework& framework,
                        const Timeline& timeline, Problems& findings) {
  ConflictFinder(entry, terms, framework, findings).find(timeline);
}

}  // namespace tieout
