#include "tieout/filing/impairment_tables.hpp"

namespace tieout {

namespace {

class Events {
 public:
  Events(Table& table, Date date) : table_(table), date_(date) {}

  void test(const AssetOutcome& asset, Money recoverable) {
    add(asset.id, asset.entity, "test", Cell{}, Cell::of(recoverable));
  }
  void impair(const std::string& id, const std::string& entity, Money loss) {
    if (!loss.is_zero()) add(id, entity, "impair", Cell::of(loss), Cell{});
  }
  void reverse(const std::string& id, const std::string& entity, Money reversal) {
    if (!reversal.is_zero()) add(id, entity, "reverse", Cell::of(reversal), Cell{});
  }

 private:
  void add(const std::string& id, const std::string& entity, std::string_view type, Cell amount, Cell recoverable) {
    table_.rows.push_back({Cell::of(table_.keep(id)), Cell::of(table_.keep(entity)), Cell::of(date_), Cell::of(type),
                           amount, recoverable});
  }

  Table& table_;
  Date date_;
};

// The card's own figures can then be tested again: nothing but this asset decides.
bool tested_alone(const UnitOutcome& unit) {
  return unit.assets.size() == 1 && unit.goodwill.carrying.is_zero() && unit.corporate.empty() &&
         unit.group_loss.is_zero() && unit.unallocated.is_zero() && !unit.assets.front().excluded &&
         unit.recoverable.amount >= Money{};
}

}  // namespace

Table impairment_events(const ImpairmentInput& input, const ImpairmentOutcome& outcome, Date date) {
  Table table;
  table.schema = {"events",
                  {"减值事项", "Events of impairment"},
                  {{"asset", {"资产", "Asset"}, CellKind::text, {}},
                   {"entity", {"主体", "Entity"}, CellKind::text, {}},
                   {"date", {"日期", "Date"}, CellKind::date, {}},
                   {"type", {"类型", "Type"}, CellKind::text, {}},
                   {"amount", {"金额", "Amount"}, CellKind::money, {}},
                   {"recoverable", {"可收回金额", "Recoverable"}, CellKind::money, {}}}};
  Events events(table, date);
  for (std::size_t at = 0; at < input.units.size(); ++at) {
    const UnitOutcome& unit = outcome.units[at];
    if (tested_alone(unit)) {
      events.test(unit.assets.front(), unit.recoverable.amount);
      continue;
    }
    for (const AssetOutcome& asset : unit.assets) {
      events.impair(asset.id, asset.entity, asset.loss);
      events.reverse(asset.id, asset.entity, asset.reversal);
    }
  }
  for (const CorporateOutcome& corporate : outcome.corporate) {
    events.impair(corporate.id, corporate.entity, corporate.loss);
  }
  return table;
}

}  // namespace tieout
