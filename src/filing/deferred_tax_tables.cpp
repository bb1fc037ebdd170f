#include "tieout/filing/deferred_tax_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tieout/core/invariant.hpp"

namespace tieout {

namespace {

Money assets_in(Money balance) { return std::max(balance, Money{}); }
Money liabilities_in(Money balance) { return std::max(-balance, Money{}); }

struct NatureWord {
  const char* code;
  Text label;
};
const std::array<NatureWord, kDifferenceNatures>& nature_words() {
  static const std::array<NatureWord, kDifferenceNatures> words{{{"charge", {"折旧摊销", "Charges"}},
                                                                 {"provision", {"减值准备", "Provisions"}},
                                                                 {"fair_value", {"公允价值变动", "Fair value"}},
                                                                 {"cost", {"成本与计税基础", "Cost"}}}};
  return words;
}

std::optional<Money> limit_of(const std::vector<DeferredTaxLimit>& limits, const std::string& entity, int year) {
  for (const DeferredTaxLimit& limit : limits) {
    if (limit.entity == entity && limit.year == year) return limit.limit;
  }
  return {};
}

}  // namespace

TableSchema deferred_tax_schema() {
  TableSchema schema{"deferred-tax", {"递延所得税", "Deferred tax"}, {}};
  schema.columns = {{"entity", {"核算主体", "Entity"}},
                    {"asset", {"资产编号", "Asset"}},
                    {"name", {"资产名称", "Name"}},
                    {"provision", {"准备", "Provision"}},
                    {"temp_diff_open", {"期初暂时性差异", "Difference, opening"}, CellKind::money},
                    {"temp_diff_close", {"期末暂时性差异", "Difference, closing"}, CellKind::money},
                    {"temp_diff_unrecognised", {"其中期末不确认", "Of it not recognised"}, CellKind::money},
                    {"deferred_tax_open", {"期初递延所得税", "Deferred tax, opening"}, CellKind::money},
                    {"deferred_tax_close", {"期末递延所得税", "Deferred tax, closing"}, CellKind::money},
                    {"deferred_tax_movement", {"本年变动", "Movement"}, CellKind::money},
                    {"deferred_tax_rate_effect", {"其中税率变动", "Of it change of rate"}, CellKind::money},
                    {"deferred_tax_origination", {"产生", "Origination"}, CellKind::money},
                    {"deferred_tax_reversal", {"转回", "Reversal"}, CellKind::money},
                    {"deferred_tax_equity", {"计入其他综合收益", "In other comprehensive income"}, CellKind::money}};
  for (const NatureWord& nature : nature_words()) {
    schema.columns.push_back({std::string("temp_diff_") + nature.code,
                              nature.label,
                              CellKind::money,
                              {"期末暂时性差异的性质", "Nature of the closing difference"}});
  }
  return schema;
}

void deferred_tax_cells(const DeferredTaxRow& row, std::vector<Cell>& cells) {
  cells = {Cell::of(std::string_view(row.entity)),
           Cell::of(std::string_view(row.asset)),
           Cell::of(std::string_view(row.name)),
           row.provision ? Cell::of(std::string_view(row.provision->code)) : Cell{},
           Cell::of(row.temp_diff_open),
           Cell::of(row.temp_diff_close),
           Cell::of(row.temp_diff_close - row.tax.recognised_close),
           Cell::of(row.tax.open),
           Cell::of(row.tax.close),
           Cell::of(row.tax.movement()),
           Cell::of(row.tax.rate_effect),
           Cell::of(row.tax.origination()),
           Cell::of(row.tax.reversal()),
           Cell::of(row.tax.equity_movement())};
  for (const Money nature : row.natures) cells.push_back(Cell::of(nature));
}

void DeferredTaxRow::take(const ReconciliationRow& row, Money equity_surplus) {
  entity = row.entity;
  asset = row.asset;
  name = row.name;
  temp_diff_open = row.temp_diff_open;
  temp_diff_close = row.temp_diff_close;
  natures = {row.book_accumulated - row.tax_accumulated, row.book_provision, -row.book_fair_value,
             row.tax_cost - row.book_cost};
  surplus = equity_surplus;
  surplus_open = equity_surplus + row.temp_diff_equity;
  book_profit = row.book_disposal_gain + row.book_reversal - row.book_charge - row.book_impairment - row.adj_fair_value;
  adj_total = row.adj_total;
  adj_permanent = row.adj_permanent;
  temp_diff_equity = row.temp_diff_equity;
}

// By the rate that the whole is measured at; the fen that rounding leaves go to the largest remainders. The part that
// is not recognised is one of cost.
ByNature DeferredTaxRow::tax_by_nature() const {
  using Wide = __int128;
  ByNature result;
  const Wide whole = tax.recognised_close.fen();
  if (whole == 0) return result;
  std::array<Wide, kDifferenceNatures> remainders{};
  std::int64_t left = tax.close.fen();
  for (std::size_t i = 0; i < kDifferenceNatures; ++i) {
    Money recognised = natures[i];
    if (i == static_cast<std::size_t>(DifferenceNature::cost)) recognised -= temp_diff_close - tax.recognised_close;
    const Wide product = Wide{recognised.fen()} * tax.close.fen() * (whole < 0 ? -1 : 1);
    const Wide size = whole < 0 ? -whole : whole;
    Wide share = product / size;
    if (product % size < 0) --share;  // down, also below zero, so that what is left is never negative
    remainders[i] = product - share * size;
    result[i] = Money::from_fen(static_cast<std::int64_t>(share));
    left -= static_cast<std::int64_t>(share);
  }
  if (left < 0 || left > static_cast<std::int64_t>(kDifferenceNatures)) {
    throw InvariantViolation("natures-sum-to-difference", fmt::format("asset '{}': {} fen of tax left", asset, left));
  }
  for (; left > 0; --left) {
    const auto largest = std::max_element(remainders.begin(), remainders.end());
    result[static_cast<std::size_t>(largest - remainders.begin())] += Money::from_fen(1);
    *largest = -1;
  }
  return result;
}

void DeferredTaxTotals::Sum::add(const Sum& other) {
  rows += other.rows;
  temp_diff_open += other.temp_diff_open;
  temp_diff_close += other.temp_diff_close;
  unrecognised_close += other.unrecognised_close;
  assets_open += other.assets_open;
  liabilities_open += other.liabilities_open;
  assets += other.assets;
  liabilities += other.liabilities;
  rate_effect += other.rate_effect;
  deductible_open += other.deductible_open;
  deductible += other.deductible;
  origination += other.origination;
  reversal += other.reversal;
  equity += other.equity;
  equity_rate_effect += other.equity_rate_effect;
  recognised_movement += other.recognised_movement;
  book_profit += other.book_profit;
  adj_total += other.adj_total;
  adj_permanent += other.adj_permanent;
  temp_diff_equity += other.temp_diff_equity;
  transferred += other.transferred;
  for (const KindSum& part : other.kinds) add(part);
  for (std::size_t i = 0; i < kDifferenceNatures; ++i) {
    natures[i] += other.natures[i];
    tax_by_nature[i] += other.tax_by_nature[i];
  }
}

void DeferredTaxTotals::Sum::add(const KindSum& part) {
  const auto same = std::find_if(kinds.begin(), kinds.end(), [&](const KindSum& one) { return one.kind == part.kind; });
  if (same == kinds.end()) return kinds.push_back(part);
  same->difference += part.difference;
  same->tax += part.tax;
}

void DeferredTaxTotals::add(const DeferredTaxRow& row) {
  Sum one;
  one.rows = 1;
  one.temp_diff_open = row.temp_diff_open;
  one.temp_diff_close = row.temp_diff_close;
  one.unrecognised_close = row.temp_diff_close - row.tax.recognised_close;
  one.assets_open = assets_in(row.tax.open);
  one.liabilities_open = liabilities_in(row.tax.open);
  one.assets = assets_in(row.tax.close);
  one.liabilities = liabilities_in(row.tax.close);
  one.rate_effect = row.tax.rate_effect;
  one.deductible_open = assets_in(row.tax.recognised_open);
  one.deductible = assets_in(row.tax.recognised_close);
  one.origination = row.tax.origination();
  one.reversal = row.tax.reversal();
  one.equity = row.tax.equity_movement();
  one.equity_rate_effect = row.tax.equity_rate_effect;
  one.recognised_movement = row.tax.recognised_close - row.tax.recognised_open;
  one.book_profit = row.book_profit;
  one.adj_total = row.adj_total;
  one.adj_permanent = row.adj_permanent;
  one.temp_diff_equity = row.temp_diff_equity;
  one.transferred = row.transferred;
  one.natures = row.natures;
  one.tax_by_nature = row.tax_by_nature();
  if (row.provision != nullptr) one.add(KindSum{row.provision, row.temp_diff_close, row.tax.close});
  by_entity_[row.entity].add(one);
}

void DeferredTaxTotals::merge(const DeferredTaxTotals& other) {
  for (const auto& [entity, sum] : other.by_entity_) by_entity_[entity].add(sum);
}

DeferredTaxTotals::Sum DeferredTaxTotals::total() const {
  Sum total;
  for (const auto& [entity, sum] : by_entity_) total.add(sum);
  return total;
}

std::size_t DeferredTaxTotals::rows() const { return static_cast<std::size_t>(total().rows); }

std::vector<std::string> DeferredTaxTotals::entities() const {
  std::vector<std::string> result;
  for (const auto& [entity, sum] : by_entity_) result.push_back(entity);
  return result;
}

// Assets are cut in the proportion in which the differences are.
DeferredTaxCut DeferredTaxTotals::cut(const std::string& entity, const std::vector<DeferredTaxLimit>& limits,
                                      int year) const {
  DeferredTaxCut result;
  const auto found = by_entity_.find(entity);
  if (found == by_entity_.end()) return result;
  const auto beyond = [](std::optional<Money> limit, Money deductible) {
    return limit ? std::max(deductible - *limit, Money{}) : Money{};
  };
  const auto share = [](Money assets, Money part, Money whole) {
    return part.is_zero() ? Money{} : scale(assets, part.fen(), whole.fen());
  };
  const Sum& sum = found->second;
  result.limit = limit_of(limits, entity, year);
  result.difference = beyond(result.limit, sum.deductible);
  result.assets = share(sum.assets, result.difference, sum.deductible);
  const Money before = beyond(limit_of(limits, entity, year - 1), sum.deductible_open);
  result.assets_open = share(sum.assets_open, before, sum.deductible_open);
  return result;
}

Table DeferredTaxTotals::nature_table(Language language) const {
  Table table;
  table.schema = {"deferred-tax-natures", {"按性质", "By nature"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"nature", {"性质", "Nature"}},
                          {"label", {"名称", "Name"}},
                          {"temp_diff_close", {"期末暂时性差异", "Difference, closing"}, CellKind::money},
                          {"deferred_tax_close", {"期末递延所得税", "Deferred tax, closing"}, CellKind::money}};
  const auto add = [&](const std::string& entity, std::string_view code, const Text& label, Money difference,
                       Money tax) {
    table.rows.push_back({Cell::of(std::string_view(entity)), Cell::of(code),
                          Cell::of(std::string_view(in(language, label))), Cell::of(difference), Cell::of(tax)});
  };
  for (const auto& [entity, sum] : by_entity_) {
    ByNature differences = sum.natures, taxes = sum.tax_by_nature;
    for (const KindSum& part : sum.kinds) {
      differences[static_cast<std::size_t>(DifferenceNature::provision)] -= part.difference;
      taxes[static_cast<std::size_t>(DifferenceNature::provision)] -= part.tax;
    }
    for (std::size_t i = 0; i < kDifferenceNatures; ++i) {
      add(entity, nature_words()[i].code, nature_words()[i].label, differences[i], taxes[i]);
    }
    for (const KindSum& part : sum.kinds) add(entity, part.kind->code, part.kind->label, part.difference, part.tax);
  }
  return table;
}

Table DeferredTaxTotals::proof_table(const std::vector<DeferredTaxLimit>& limits, int year,
                                     const std::function<std::optional<Ratio>(const std::string&)>& rate_of) const {
  Table table;
  table.schema = {"deferred-tax-proof", {"所得税费用的验证", "Proof of tax"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"book_profit", {"对会计利润的影响", "Effect on book profit"}, CellKind::money},
                          {"tax_at_rate", {"按适用税率", "At the rate"}, CellKind::money},
                          {"permanent", {"永久性差异", "Permanent"}, CellKind::money},
                          {"unrecognised", {"不确认的差异", "Differences not recognised"}, CellKind::money},
                          {"transferred", {"转入转出的准备", "Provisions transferred"}, CellKind::money},
                          {"rate_change", {"税率变动", "Change of rate"}, CellKind::money},
                          {"limit", {"可抵扣差异的上限", "Limit of assets"}, CellKind::money},
                          {"other_rates", {"以后年度税率与尾差", "Rates of later years, rounding"}, CellKind::money},
                          {"current_tax", {"当期所得税", "Current tax"}, CellKind::money},
                          {"deferred_tax", {"递延所得税费用", "Deferred tax expense"}, CellKind::money},
                          {"tax_expense", {"所得税费用", "Tax expense"}, CellKind::money}};
  for (const auto& [entity, sum] : by_entity_) {
    const auto rate = rate_of(entity);
    if (!rate) continue;
    const DeferredTaxCut cut = this->cut(entity, limits, year);
    const Money movement = sum.assets - sum.liabilities - sum.assets_open + sum.liabilities_open;
    const Money limit = cut.assets - cut.assets_open;
    const Money current = scale(sum.book_profit + sum.adj_total, *rate);
    const Money deferred = limit - (movement - sum.equity);
    const Money at_rate = scale(sum.book_profit, *rate);
    const Money permanent = scale(sum.adj_permanent, *rate);
    const Money unrecognised_difference =
        sum.adj_total - sum.adj_permanent - (sum.recognised_movement - sum.temp_diff_equity - sum.transferred);
    const Money unrecognised = scale(unrecognised_difference, *rate);
    const Money rate_change = sum.equity_rate_effect - sum.rate_effect;
    const Money transferred = -scale(sum.transferred, *rate);
    const Money rest = current + deferred - at_rate - permanent - unrecognised - transferred - rate_change - limit;
    table.rows.push_back({Cell::of(std::string_view(entity)), Cell::of(sum.book_profit), Cell::of(at_rate),
                          Cell::of(permanent), Cell::of(unrecognised), Cell::of(transferred), Cell::of(rate_change),
                          Cell::of(limit), Cell::of(rest), Cell::of(current), Cell::of(deferred),
                          Cell::of(current + deferred)});
  }
  return table;
}

Table DeferredTaxTotals::table(const std::vector<DeferredTaxLimit>& limits, int year) const {
  Table table;
  table.schema = {"deferred-tax-totals", {"各主体递延所得税", "Deferred tax by entity"}, {}};
  table.schema.columns = {{"entity", {"核算主体", "Entity"}},
                          {"rows", {"项数", "Items counted"}, CellKind::integer},
                          {"assets_open", {"期初资产", "Assets, opening"}, CellKind::money},
                          {"liabilities_open", {"期初负债", "Liabilities, opening"}, CellKind::money},
                          {"net_open", {"期初净额", "Net, opening"}, CellKind::money},
                          {"assets", {"期末资产", "Assets"}, CellKind::money},
                          {"liabilities", {"期末负债", "Liabilities"}, CellKind::money},
                          {"net", {"期末净额", "Net"}, CellKind::money},
                          {"movement", {"净额变动", "Movement"}, CellKind::money},
                          {"rate_effect", {"其中税率变动", "Of it change of rate"}, CellKind::money},
                          {"origination", {"产生", "Origination"}, CellKind::money},
                          {"reversal", {"转回", "Reversal"}, CellKind::money},
                          {"equity", {"计入其他综合收益", "In other comprehensive income"}, CellKind::money},
                          {"deductible", {"可抵扣差异", "Deductible differences"}, CellKind::money},
                          {"deductible_limit", {"上限", "Limit"}, CellKind::money},
                          {"deductible_unrecognised", {"未确认的差异", "Not recognised"}, CellKind::money},
                          {"assets_unrecognised", {"未确认的资产", "Assets not recognised"}, CellKind::money}};
  for (const auto& [entity, sum] : by_entity_) {
    const DeferredTaxCut cut = this->cut(entity, limits, year);
    const Money assets_open = sum.assets_open - cut.assets_open;
    const Money assets = sum.assets - cut.assets;
    const Money net_open = assets_open - sum.liabilities_open;
    const Money net = assets - sum.liabilities;
    table.rows.push_back({Cell::of(std::string_view(entity)), Cell::of(sum.rows), Cell::of(assets_open),
                          Cell::of(sum.liabilities_open), Cell::of(net_open), Cell::of(assets),
                          Cell::of(sum.liabilities), Cell::of(net), Cell::of(net - net_open), Cell::of(sum.rate_effect),
                          Cell::of(sum.origination), Cell::of(sum.reversal), Cell::of(sum.equity),
                          Cell::of(sum.deductible), cut.limit ? Cell::of(*cut.limit) : Cell{}, Cell::of(cut.difference),
                          Cell::of(cut.assets)});
  }
  return table;
}

std::vector<Cell> DeferredTaxTotals::row_totals() const {
  const Sum sum = total();
  const Money open = sum.assets_open - sum.liabilities_open;
  const Money close = sum.assets - sum.liabilities;
  return {Cell{},
          Cell{},
          Cell{},
          Cell{},
          Cell::of(sum.temp_diff_open),
          Cell::of(sum.temp_diff_close),
          Cell::of(sum.unrecognised_close),
          Cell::of(open),
          Cell::of(close),
          Cell::of(close - open),
          Cell::of(sum.rate_effect),
          Cell::of(sum.origination),
          Cell::of(sum.reversal),
          Cell::of(sum.equity),
          Cell::of(sum.natures[0]),
          Cell::of(sum.natures[1]),
          Cell::of(sum.natures[2]),
          Cell::of(sum.natures[3])};
}

}  // namespace tieout
