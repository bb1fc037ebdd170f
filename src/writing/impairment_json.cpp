#include "writing/impairment_json.hpp"

#include "tieout/filing/impairment_tables.hpp"
#include "writing/json.hpp"

namespace tieout::writing {

namespace {

// One object; members in the order of calls.
class Object {
 public:
  Object& raw(std::string_view key, std::string_view value) {
    text_ += text_.empty() ? "{" : ",";
    append_json_string(text_, key);
    text_ += ":";
    text_ += value;
    return *this;
  }
  Object& text(std::string_view key, std::string_view value) { return raw(key, json_string(value)); }
  Object& money(std::string_view key, Money amount) { return text(key, to_string(amount)); }
  Object& money(std::string_view key, const std::optional<Money>& amount) {
    return amount ? money(key, *amount) : raw(key, "null");
  }
  std::string str() const { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

template <typename List, typename Render>
std::string array(const List& list, std::string_view separator, Render render) {
  std::string all = "[";
  for (const auto& item : list) {
    if (all.size() > 1) all += ",";
    all += separator;
    all += render(item);
  }
  return all + "]";
}

std::string texts(const std::vector<std::string>& list) {
  return array(list, "", [](const std::string& text) { return json_string(text); });
}

std::string asset_json(const AssetOutcome& asset) {
  return Object()
      .text("id", asset.id)
      .money("loss", asset.loss)
      .money("reversal", asset.reversal)
      .money("carrying_after", asset.carrying_after)
      .text("entity", asset.entity)
      .money("carrying", asset.carrying)
      .money("floor", asset.floor)
      .money("first_round", asset.first_round)
      .money("group_loss", asset.group_loss)
      .money("by_shortfall", asset.by_shortfall)
      .raw("excluded", asset.excluded ? "true" : "false")
      .str();
}

std::string share_json(const CorporateShare& share, const std::vector<CorporateOutcome>& corporate) {
  return Object()
      .text("id", corporate[share.corporate].id)
      .money("carrying", share.carrying)
      .money("loss", share.loss)
      .money("carrying_after", share.carrying_after)
      .str();
}

std::string year_json(const DiscountedYear& year) {
  return Object()
      .text("year", year.year == 0 ? "terminal" : std::to_string(year.year))
      .money("cash_flow", year.cash_flow)
      .text("factor", year.factor)
      .money("present_value", year.present_value)
      .str();
}

// What a unit and a group have in common, behind their losses.
void add_basis(Object& object, const RecoverableAmount& recoverable, const GoodwillOutcome& goodwill) {
  object.money("fair_value_less_costs", recoverable.fair_value_less_costs)
      .text("recoverable_source", code_of(recoverable.source))
      .money("goodwill_after", goodwill.carrying_after)
      .money("noncontrolling_goodwill_loss", goodwill.noncontrolling_loss);
}

std::string unit_json(const TestedUnit& tested, const UnitOutcome& unit,
                      const std::vector<CorporateOutcome>& corporate) {
  Object object;
  object.text("id", unit.id)
      .money("recoverable", unit.recoverable.amount)
      .money("value_in_use", unit.recoverable.value_in_use)
      .money("loss", unit.loss)
      .money("goodwill_loss", unit.goodwill.loss)
      .money("unallocated", unit.unallocated)
      .money("reversal", unit.reversal)
      .raw("assets", array(unit.assets, "\n  ", asset_json))
      .text("name", tested.name)
      .money("carrying", unit.carrying)
      .money("recognised", unit.recognised())
      .money("group_loss", unit.group_loss);
  add_basis(object, unit.recoverable, unit.goodwill);
  return object
      .raw("corporate",
           array(unit.corporate, "\n  ", [&](const CorporateShare& s) { return share_json(s, corporate); }))
      .raw("years", array(unit.recoverable.years, "\n  ", year_json))
      .raw("reversal_barred", unit.reversal_barred ? "true" : "false")
      .raw("indicators", texts(tested.indicators))
      .raw("evidence", texts(tested.evidence))
      .text("justification", tested.basis.forecast ? tested.basis.forecast->justification : std::string())
      .str();
}

std::string corporate_json(const CorporateOutcome& corporate) {
  return Object()
      .text("id", corporate.id)
      .text("entity", corporate.entity)
      .money("carrying", corporate.carrying)
      .money("loss", corporate.loss)
      .money("carrying_after", corporate.carrying_after)
      .str();
}

std::string group_json(const GroupOutcome& group) {
  Object object;
  object.text("id", group.id)
      .money("carrying", group.carrying)
      .money("recoverable", group.recoverable.amount)
      .money("value_in_use", group.recoverable.value_in_use)
      .money("loss", group.loss)
      .money("goodwill_loss", group.goodwill.loss)
      .money("unallocated", group.unallocated);
  add_basis(object, group.recoverable, group.goodwill);
  return object.raw("years", array(group.recoverable.years, "\n  ", year_json)).str();
}

}  // namespace

void write_impairment_json(const ImpairmentInput& input, const ImpairmentOutcome& outcome,
                           const std::vector<JsonMember>& members, ByteSink& out) {
  std::string units;
  for (std::size_t at = 0; at < outcome.units.size(); ++at) {
    units += at == 0 ? "\n" : ",\n";
    units += unit_json(input.units[at], outcome.units[at], outcome.corporate);
  }
  Object document;
  document.text("schema", "tieout/impairment/1")
      .raw("units", "[" + units + "]")
      .raw("corporate", array(outcome.corporate, "\n", corporate_json))
      .raw("groups", array(outcome.groups, "\n", group_json))
      .text("regime", input.regime)
      .raw("date", input.date ? json_string(to_string(*input.date)) : "null");
  for (const JsonMember& member : members) document.raw(member.key, member.value);
  out.write(document.str() + "\n");
}

}  // namespace tieout::writing
