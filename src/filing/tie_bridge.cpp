#include "tieout/filing/tie_bridge.hpp"

#include <fmt/format.h>

#include <array>
#include <tuple>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

void add_line(RollForwardLine& sum, const RollForwardLine& line) {
  sum.open += line.open;
  sum.added += line.added;
  sum.charged += line.charged;
  sum.reversed += line.reversed;
  sum.moved_in += line.moved_in;
  sum.moved_out += line.moved_out;
  sum.disposed += line.disposed;
  sum.close += line.close;
}

// The columns between opening and closing.
enum class Movement : std::uint8_t {
  added,
  charge,
  impairment,
  reversed,
  transferred,
  disposed,
  recorded,
  set_aside,
  adjustments
};
constexpr std::size_t kMovements = 9;

struct Bridge {
  Money open, close;
  std::array<Money, kMovements> moved{};

  Money& operator[](Movement movement) { return moved[static_cast<std::size_t>(movement)]; }
  Bridge& operator-=(const Bridge& other) {
    open -= other.open;
    close -= other.close;
    for (std::size_t i = 0; i < kMovements; ++i) moved[i] -= other.moved[i];
    return *this;
  }
  bool is_zero() const {
    for (const Money amount : moved) {
      if (!amount.is_zero()) return false;
    }
    return open.is_zero() && close.is_zero();
  }
  Money sum() const {
    Money total = open;
    for (const Money amount : moved) total += amount;
    return total;
  }
};

// The layer of the account: the fair value stands in the account of the cost.
Money of(const Layers& layers, Money Layers::*layer) {
  return layer == &Layers::cost ? layers.cost + layers.fair_value : layers.*layer;
}

Bridge bridge_of(const RollForwardLine& roll, const RollForwardLine& adjusted, Money stated, Money Layers::*layer) {
  using enum Movement;
  Bridge bridge;
  const bool accumulated = layer == &Layers::accumulated;
  bridge.open = of(roll.open, layer) + of(adjusted.open, layer);
  bridge.close = of(roll.close, layer) + of(adjusted.close, layer);
  bridge[added] = of(roll.added, layer);
  const Money charged = of(roll.charged, layer);
  if (layer == &Layers::provision) {
    bridge[impairment] = charged;
  } else {
    bridge[charge] = accumulated ? charged - stated : charged;
  }
  if (accumulated) bridge[recorded] = stated;
  bridge[reversed] = -of(roll.reversed, layer);
  bridge[transferred] = of(roll.moved_in, layer) - of(roll.moved_out, layer);
  bridge[disposed] = -of(roll.disposed, layer);
  bridge[adjustments] = of(adjusted.close, layer) - of(adjusted.open, layer);
  return bridge;
}

struct MeasureWord {
  std::string_view code, zh, en;
};
constexpr std::array<MeasureWord, 6> kMeasures{{{"cost", "原值", "cost"},
                                                {"accumulated", "累计折旧摊销", "accumulated"},
                                                {"provision", "减值准备", "provision"},
                                                {"carrying", "账面价值", "carrying amount"},
                                                {"tax-base", "计税基础", "tax base"},
                                                {"temp-diff", "暂时性差异", "temporary difference"}}};

using Accounts = std::array<std::string, 3>;

}  // namespace

void TieBridge::Sums::add(const Sums& other) {
  add_line(book, other.book);
  add_line(tax, other.tax);
  add_line(book_adjusted, other.book_adjusted);
  add_line(tax_adjusted, other.tax_adjusted);
  book_recorded += other.book_recorded;
  tax_recorded += other.tax_recorded;
  set_aside += other.set_aside;
}

void TieBridge::add(const Asset& asset, const AssetYear& year, const rules::ClassTable& classes,
                    const std::string& entity) {
  const auto sums_of = [&](const std::string& holder, ClassId id) -> Sums& {
    return sums_[{{holder, asset.category, classes.at(id).code, id.index != asset.asset_class.index}, {}}];
  };
  for (const RollForwardLine& line : year.roll_forward) {
    const std::string& holder = year.entity_of(line.holder);
    if (!entity.empty() && holder != entity) continue;
    Sums& sums = sums_of(holder, line.asset_class);
    add_line(line.basis == Basis::book ? sums.book : sums.tax, line);
  }
  // A recorded year is met in December or before the disposal: with the last holder.
  const ReconciliationRow& row = year.row;
  if (!entity.empty() && row.entity != entity) return;
  if (year.recorded.book_difference.is_zero() && year.recorded.tax_difference.is_zero()) return;
  Sums& sums = sums_of(row.entity, row.asset_class);
  sums.book_recorded += year.recorded.book_difference;
  sums.tax_recorded += year.recorded.tax_difference;
}

void TieBridge::add(const AdjustmentLine& line, const rules::ClassTable& classes) {
  Sums& sums = sums_[{{line.row().entity, {}, classes.at(line.row().asset_class).code, false}, line.account}];
  for (const RollForwardLine& each : line.year.roll_forward) {
    RollForwardLine& adjusted = each.basis == Basis::book ? sums.book_adjusted : sums.tax_adjusted;
    adjusted.open += each.open;
    adjusted.close += each.close;
  }
}

void TieBridge::add(const SetAsideCost& card) {
  sums_[{{card.entity, card.category, {}, false}, {}}].set_aside += card.cost;
}

Table TieBridge::table(const std::vector<CategoryAccounts>& accounts, const rules::ClassTable& classes,
                       TieWording wording, Language language) const {
  const auto word = [&](const MeasureWord& measure) {
    if (wording == TieWording::codes) return measure.code;
    return language == Language::zh ? measure.zh : measure.en;
  };
  // Categories of one class in the same accounts are one.
  std::map<std::tuple<std::string, std::string, Accounts>, Sums> groups;
  for (const auto& [key, sums] : sums_) {
    Accounts named =
        key.account.empty() ? accounts_of_group(accounts, key.group) : Accounts{key.account, key.account, key.account};
    // A card set aside is not computed; of its class its category speaks.
    const std::string& name = key.group.asset_class.empty() ? key.group.category : key.group.asset_class;
    groups[{key.group.entity, name, std::move(named)}].add(sums);
  }
  Table table;
  table.schema = {"tie-bridge", {"科目期初至期末变动", "From opening to closing, by class and account"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"class", {"类别", "Class"}},
                          {"account", {"科目", "Account"}},
                          {"measure", {"口径", "Measure"}}};
  const auto money = [&](const char* key, const char* zh, const char* en) {
    table.schema.columns.push_back({key, {zh, en}, CellKind::money});
  };
  money("open", "期初", "Opening");
  money("added", "增加", "Additions");
  money("charge", "折旧摊销", "Charge");
  money("impairment", "计提减值", "Impairment");
  money("reversed", "转回", "Reversals");
  money("transferred", "转入转出", "Transfers");
  money("disposed", "处置", "Disposals");
  money("recorded", "记录差异", "Recorded differences");
  money("set_aside", "搁置卡片", "Set aside");
  money("adjustments", "无卡片金额", "Without a card");
  money("close", "期末", "Closing");
  for (const auto& [key, sums] : groups) {
    const auto& [entity, name, named] = key;
    Bridge cost = bridge_of(sums.book, sums.book_adjusted, {}, &Layers::cost);
    const Bridge accumulated = bridge_of(sums.book, sums.book_adjusted, sums.book_recorded, &Layers::accumulated);
    const Bridge provision = bridge_of(sums.book, sums.book_adjusted, {}, &Layers::provision);
    Bridge tax_base = bridge_of(sums.tax, sums.tax_adjusted, {}, &Layers::cost);
    tax_base -= bridge_of(sums.tax, sums.tax_adjusted, sums.tax_recorded, &Layers::accumulated);
    Bridge carrying = cost;
    carrying -= accumulated;
    carrying -= provision;
    Bridge difference = tax_base;
    difference -= carrying;  // of cards set aside the tax base is not known: they are in neither
    for (Bridge* each : {&cost, &carrying}) {
      (*each)[Movement::set_aside] = sums.set_aside;
      each->close += sums.set_aside;
    }
    const auto id = classes.find(name);
    const std::string& label = wording == TieWording::words && id ? in(language, classes.at(*id).label) : name;
    const std::array<const Bridge*, 6> measures{&cost, &accumulated, &provision, &carrying, &tax_base, &difference};
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const Bridge& bridge = *measures[i];
      if (bridge.is_zero()) continue;
      if (bridge.sum() != bridge.close) {
        throw InvariantViolation("tie-bridge",
                                 fmt::format("entity '{}' {} {}: {} against {}", entity, name, kMeasures[i].code,
                                             to_string(bridge.sum()), to_string(bridge.close)));
      }
      std::vector<Cell> cells{Cell::of(table.keep(entity)), Cell::of(table.keep(label)),
                              Cell::of(table.keep(i < named.size() ? named[i] : named[0])),
                              Cell::of(word(kMeasures[i])), Cell::of(bridge.open)};
      for (const Money amount : bridge.moved) cells.push_back(Cell::of(amount));
      cells.push_back(Cell::of(bridge.close));
      table.rows.push_back(std::move(cells));
    }
  }
  return table;
}

}  // namespace tieout
