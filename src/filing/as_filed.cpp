#include "tieout/filing/as_filed.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "filing/apportionment.hpp"

namespace tieout {

namespace {

using CellKey = std::tuple<std::string, std::string, std::string, std::string>;

const rules::FormEdition* edition_of(const std::vector<const rules::FormEdition*>& editions, const std::string& form) {
  for (const rules::FormEdition* each : editions) {
    if (each->form == form) return each;
  }
  return nullptr;
}

bool is_total(const rules::FormEdition& edition, const std::string& number) {
  const auto row = edition.find_row(number);
  return row && !edition.rows[*row].sum.empty();
}

}  // namespace

std::vector<AsFiledLine> compare_as_filed(const std::vector<const rules::FormEdition*>& editions,
                                          const std::vector<FiledCell>& computed,
                                          const std::vector<FiledFormCell>& filed) {
  std::map<CellKey, const FiledFormCell*> cells;
  std::set<std::tuple<std::string, std::string, std::string>> columns;
  std::map<std::string, const FiledFormCell*> receipts;  // of each entity
  for (const FiledFormCell& cell : filed) {
    cells[{cell.entity, cell.form, cell.row, cell.column}] = &cell;
    columns.insert({cell.entity, cell.form, cell.column});
    if (!cell.receipt.empty() || cell.filed_on) receipts.try_emplace(cell.entity, &cell);
  }
  std::vector<AsFiledLine> lines;
  for (const FiledCell& cell : computed) {
    const rules::FormEdition* edition = edition_of(editions, cell.form);
    if (edition == nullptr || !columns.contains({cell.entity, cell.form, cell.column})) continue;
    AsFiledLine line{cell.entity, cell.form, edition->name(), cell.row, cell.column, cell.amount, {}, false, {}, {},
                     {},          {}};
    line.total = is_total(*edition, cell.row);
    const auto found = cells.find({cell.entity, cell.form, cell.row, cell.column});
    if (found != cells.end()) {
      line.filed = found->second->amount;
      line.reason = found->second->reason;
      line.at = found->second->at;
    }
    const auto receipt = receipts.find(cell.entity);
    if (receipt != receipts.end()) {
      line.receipt = receipt->second->receipt;
      line.filed_on = receipt->second->filed_on;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

Table as_filed_table(const std::vector<AsFiledLine>& lines, int year, bool all) {
  Table table;
  table.schema = {
      "as-filed",
      {fmt::format("{} 年度：申报与计算的差异", year), fmt::format("As filed for {}, against computed", year)},
      {{"entity", {"核算主体", "Entity"}},
       {"year", {"年度", "Year"}, CellKind::integer},
       {"form", {"表号", "Form"}},
       {"edition", {"版本", "Edition"}},
       {"row", {"行次", "Row"}},
       {"column", {"栏次", "Column"}},
       {"computed", {"计算", "Computed"}, CellKind::money},
       {"amount", {"申报", "Filed"}, CellKind::money},
       {"difference", {"差异", "Difference"}, CellKind::money},
       {"reason", {"理由", "Reason"}},
       {"receipt", {"回执编号", "Receipt"}},
       {"filed_on", {"受理日期", "Filed on"}, CellKind::date}}};
  for (const AsFiledLine& line : lines) {
    if (!all && line.difference().is_zero()) continue;
    table.rows.push_back({Cell::of(line.entity), Cell::of(static_cast<std::int32_t>(year)), Cell::of(line.form),
                          Cell::of(line.edition), Cell::of(line.row), Cell::of(line.column), Cell::of(line.computed),
                          Cell::of(line.filed), Cell::of(line.difference()), Cell::of(line.reason),
                          Cell::of(line.receipt), line.filed_on ? Cell::of(*line.filed_on) : Cell{}});
  }
  return table;
}

Money share_filed(Money difference, std::vector<FiledShare>& cards) {
  const bool less = difference < Money{};
  std::vector<Participant> parts;
  for (const FiledShare& card : cards) {
    // What was deducted less comes later, by cards that still charge; none can have deducted less than nothing.
    const bool takes = !less || card.charges_left;
    parts.push_back({takes ? Weight{card.tax_base.fen()} : Weight{0}, less ? card.tax_charge : card.tax_base});
  }
  const Apportionment result = apportion_within(less ? -difference : difference, parts);
  for (std::size_t i = 0; i < cards.size(); ++i) cards[i].share = less ? -result.shares[i] : result.shares[i];
  return less ? -result.left : result.left;
}

Table filed_recorded_table(const std::vector<FiledShare>& cards, int year) {
  Table table;
  table.schema = {"recorded",
                  {"申报扣除", "Deducted as filed"},
                  {{"asset", {"资产编号", "Asset"}},
                   {"entity", {"核算主体", "Entity"}},
                   {"year", {"年度", "Year"}, CellKind::integer},
                   {"tax_charge", {"税前扣除", "Tax charge"}, CellKind::money}}};
  for (const FiledShare& card : cards) {
    if (card.share.is_zero()) continue;
    table.rows.push_back({Cell::of(card.asset), Cell::of(card.entity), Cell::of(static_cast<std::int32_t>(year)),
                          Cell::of(card.tax_charge + card.share)});
  }
  return table;
}

}  // namespace tieout
