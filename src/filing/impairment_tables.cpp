#include "tieout/filing/impairment_tables.hpp"

#include <array>

namespace tieout {

namespace {

struct Word {
  std::string_view code;
  Text text;
};

const std::array<Word, 5> kKinds{{
    {"asset", {"资产", "asset"}},
    {"excluded", {"不适用减值准则", "outside the standard"}},
    {"goodwill", {"商誉", "goodwill"}},
    {"corporate", {"总部资产", "corporate asset"}},
    {"unallocated", {"未能分摊", "unallocated"}},
}};

const std::array<Word, 3> kSources{{
    {"stated", {"直接给定", "stated"}},
    {"fair-value-less-costs", {"公允价值减处置费用", "fair value less costs"}},
    {"value-in-use", {"未来现金流量现值", "value in use"}},
}};

enum class Kind : std::uint8_t { asset, excluded, goodwill, corporate, unallocated };

std::string_view shown(const Word& word, std::optional<Language> words) {
  return words ? std::string_view(in(*words, word.text)) : word.code;
}

std::string_view shown(Kind kind, std::optional<Language> words) {
  return shown(kKinds[static_cast<std::size_t>(kind)], words);
}

Column money(std::string key, Text label) { return {std::move(key), std::move(label), CellKind::money, {}}; }
Column text(std::string key, Text label) { return {std::move(key), std::move(label), CellKind::text, {}}; }

Cell amount_or_empty(const std::optional<Money>& amount) { return amount ? Cell::of(*amount) : Cell{}; }

class Lines {
 public:
  Lines(Table& table, std::optional<Language> words) : table_(table), words_(words) {}

  void of(const UnitOutcome& unit, const std::vector<CorporateOutcome>& corporate) {
    unit_ = table_.keep(unit.id);
    goodwill(unit.goodwill);
    for (const AssetOutcome& asset : unit.assets) {
      line(asset.excluded ? Kind::excluded : Kind::asset, asset.id,
           {asset.carrying, asset.floor, asset.first_round, asset.loss, asset.reversal, asset.carrying_after},
           asset.by_shortfall);
    }
    for (const CorporateShare& share : unit.corporate) {
      line(Kind::corporate, corporate[share.corporate].id,
           {share.carrying, share.floor, share.first_round, share.loss, Money{}, share.carrying_after});
    }
    remainder(unit.unallocated);
  }

  void of(const GroupOutcome& group) {
    unit_ = table_.keep(group.id);
    goodwill(group.goodwill);
    remainder(group.unallocated);
  }

  // Of those that no unit shares.
  void of(const CorporateOutcome& corporate) {
    unit_ = {};
    line(Kind::corporate, corporate.id,
         {corporate.carrying, Money{}, Money{}, corporate.loss, Money{}, corporate.carrying_after});
  }

 private:
  void goodwill(const GoodwillOutcome& goodwill) {
    if (goodwill.carrying.is_zero()) return;
    line(Kind::goodwill, {},
         {goodwill.carrying, Money{}, goodwill.loss, goodwill.loss, Money{}, goodwill.carrying_after});
  }

  void remainder(Money left) {
    if (!left.is_zero()) line(Kind::unallocated, {}, {Money{}, Money{}, Money{}, left, Money{}, Money{}});
  }

  void line(Kind kind, std::string_view id, std::initializer_list<Money> amounts,
            const std::optional<Money>& by_shortfall = {}) {
    std::vector<Cell> row{Cell::of(unit_), Cell::of(shown(kind, words_)), Cell::of(table_.keep(std::string(id)))};
    for (const Money amount : amounts) row.push_back(Cell::of(amount));
    row.push_back(amount_or_empty(by_shortfall));
    table_.rows.push_back(std::move(row));
  }

  Table& table_;
  std::optional<Language> words_;
  std::string_view unit_;
};

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& one : texts) all += (all.empty() ? "" : "; ") + one;
  return all;
}

void add_evidence(Table& table, const std::string& id, const RecoverableBasis& basis,
                  const std::vector<std::string>& indicators, const std::vector<std::string>& evidence) {
  const std::string justification = basis.forecast ? basis.forecast->justification : std::string();
  if (indicators.empty() && evidence.empty() && justification.empty()) return;
  table.rows.push_back({Cell::of(table.keep(id)), Cell::of(table.keep(joined(indicators))),
                        Cell::of(table.keep(joined(evidence))), Cell::of(table.keep(justification))});
}

void add_years(Table& table, const std::string& id, const RecoverableAmount& recoverable,
               std::optional<Language> words) {
  const std::string last = words == Language::zh ? "终值" : "terminal";
  for (const DiscountedYear& year : recoverable.years) {
    const std::string name = year.year == 0 ? last : std::to_string(year.year);
    table.rows.push_back({Cell::of(table.keep(id)), Cell::of(table.keep(name)), Cell::of(year.cash_flow),
                          Cell::of(table.keep(year.factor)), Cell::of(year.present_value)});
  }
}

}  // namespace

std::string_view code_of(RecoverableSource source) { return kSources[static_cast<std::size_t>(source)].code; }

Table impairment_table(const ImpairmentOutcome& outcome, std::optional<Language> words) {
  Table table;
  table.schema = {"impairment",
                  {"减值损失的分摊", "Impairment by asset"},
                  {text("unit", {"资产组", "Unit"}), text("kind", {"类别", "Kind"}), text("id", {"编号", "Id"}),
                   money("carrying", {"账面价值", "Carrying"}), money("floor", {"抵减下限", "Floor"}),
                   money("first_round", {"首轮分摊", "First round"}), money("loss", {"减值损失", "Loss"}),
                   money("reversal", {"转回", "Reversal"}), money("carrying_after", {"减值后账面", "Carrying after"}),
                   money("by_shortfall", {"参考：按自身差额", "By own shortfall"})}};
  Lines lines(table, words);
  for (const UnitOutcome& unit : outcome.units) lines.of(unit, outcome.corporate);
  for (const GroupOutcome& group : outcome.groups) lines.of(group);
  for (std::size_t at = 0; at < outcome.corporate.size(); ++at) {
    bool shared = false;
    for (const UnitOutcome& unit : outcome.units) {
      for (const CorporateShare& share : unit.corporate) shared = shared || share.corporate == at;
    }
    if (!shared) lines.of(outcome.corporate[at]);
  }
  return table;
}

Table impairment_units_table(const ImpairmentOutcome& outcome, std::optional<Language> words) {
  Table table;
  table.schema = {"impairment-units",
                  {"减值测试", "Impairment test"},
                  {text("unit", {"资产组", "Unit"}), money("carrying", {"账面价值", "Carrying"}),
                   money("fair_value_less_costs", {"公允价值减处置费用", "Fair value less costs"}),
                   money("value_in_use", {"未来现金流量现值", "Value in use"}),
                   money("recoverable", {"可收回金额", "Recoverable"}), text("source", {"取自", "Taken from"}),
                   money("loss", {"减值损失", "Loss"}), money("goodwill_loss", {"其中商誉", "Of goodwill"}),
                   money("noncontrolling", {"其中少数股东商誉", "Of others' goodwill"}),
                   money("unallocated", {"未能分摊", "Unallocated"}), money("reversal", {"转回", "Reversal"})}};
  const auto add = [&](const std::string& id, Money carrying, const RecoverableAmount& amount,
                       const GoodwillOutcome& goodwill, Money loss, Money unallocated, Money reversal) {
    table.rows.push_back({Cell::of(table.keep(id)), Cell::of(carrying), amount_or_empty(amount.fair_value_less_costs),
                          amount_or_empty(amount.value_in_use), Cell::of(amount.amount),
                          Cell::of(shown(kSources[static_cast<std::size_t>(amount.source)], words)), Cell::of(loss),
                          Cell::of(goodwill.loss), Cell::of(goodwill.noncontrolling_loss), Cell::of(unallocated),
                          Cell::of(reversal)});
  };
  for (const UnitOutcome& unit : outcome.units) {
    add(unit.id, unit.carrying, unit.recoverable, unit.goodwill, unit.loss, unit.unallocated, unit.reversal);
  }
  for (const GroupOutcome& group : outcome.groups) {
    add(group.id, group.carrying, group.recoverable, group.goodwill, group.loss, group.unallocated, {});
  }
  return table;
}

Table discounting_table(const ImpairmentOutcome& outcome, std::optional<Language> words) {
  Table table;
  table.schema = {
      "discounting",
      {"未来现金流量现值", "Value in use"},
      {text("unit", {"资产组", "Unit"}), text("year", {"年份", "Year"}), money("cash_flow", {"现金流量", "Cash flow"}),
       text("factor", {"折现系数", "Discount factor"}), money("present_value", {"现值", "Present value"})}};
  for (const UnitOutcome& unit : outcome.units) add_years(table, unit.id, unit.recoverable, words);
  for (const GroupOutcome& group : outcome.groups) add_years(table, group.id, group.recoverable, words);
  return table;
}

Table impairment_evidence_table(const ImpairmentInput& input) {
  Table table;
  table.schema = {
      "impairment-evidence",
      {"减值迹象与依据", "Indicators and evidence"},
      {text("unit", {"资产组", "Unit"}), text("indicators", {"减值迹象", "Indicators"}),
       text("evidence", {"依据", "Evidence"}), text("justification", {"预测期理由", "Why the forecast is longer"})}};
  for (const TestedUnit& unit : input.units) add_evidence(table, unit.id, unit.basis, unit.indicators, unit.evidence);
  for (const UnitGroup& group : input.groups) {
    add_evidence(table, group.id, group.basis, group.indicators, group.evidence);
  }
  return table;
}

}  // namespace tieout
