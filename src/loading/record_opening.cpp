#include "loading/record_opening.hpp"

#include <fmt/format.h>

namespace tieout::loading {

namespace {

void take(const FilledCell& cell, CellReader& in, Opening& opening, bool& dated) {
  std::optional<Money> provision;
  switch (static_cast<OpeningField>(cell.field)) {
    case OpeningField::asset:
    case OpeningField::entity:
      break;  // read by the index
    case OpeningField::opening_date:
      dated = in.date(cell, opening.date);
      break;
    case OpeningField::opening_book_accumulated:
      in.amount(cell, opening.book_accumulated);
      break;
    case OpeningField::opening_provision:
      if (in.amount(cell, provision)) opening.provision = *provision;
      break;
    case OpeningField::opening_tax_cost:
      in.amount(cell, opening.tax_cost);
      break;
    case OpeningField::opening_tax_accumulated:
      in.amount(cell, opening.tax_accumulated);
      break;
    case OpeningField::opening_book_months:
      in.integer(cell, opening.book_months);
      break;
    case OpeningField::opening_tax_months:
      in.integer(cell, opening.tax_months);
      break;
    case OpeningField::opening_status:
      in.word(cell, opening.status);
      break;
    case OpeningField::source:
      in.text(cell, opening.source);
      break;
    case OpeningField::currency:
      in.currency(cell);
      break;
  }
}

void check_sign(const std::optional<Money>& amount, OpeningField field, RowReport& report) {
  if (!amount || *amount >= Money{}) return;
  const std::string_view name = fields_of(RecordType::opening)[index_of(field)].name;
  report.at_field(index_of(field), {"COST-NEGATIVE",
                                    {fmt::format("`{}` 小于零", name), fmt::format("`{}` is below zero", name)},
                                    {"原值和期初余额不得为负。", "Costs and opening balances are never negative."}});
}

}  // namespace

bool read_opening(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells,
                  Opening& opening, Diagnostics& diagnostics) {
  opening = Opening{};
  opening.origin = table.origin_of(row);
  RowReport report(table, row, diagnostics);
  check_width(cells, report);
  if (!report.ok()) return false;
  CellReader in(report, words);
  bool dated = false;
  for_each_cell(table, cells, [&](const FilledCell& cell) { take(cell, in, opening, dated); });
  const FieldIndex date = index_of(OpeningField::opening_date);
  if (!dated && !report.wrong(date)) {
    report.at_field(date, {"VALUE-MISSING",
                           {"缺少 `opening_date`", "the row has no `opening_date`"},
                           {"填写接管当月的第一天，如 2024-01-01。",
                            "State the first day of the month of take-over, such as 2024-01-01."}});
  } else if (dated && opening.date.day() != 1) {
    report.at_field(date, {"OPENING-NOT-FIRST-OF-MONTH",
                           {fmt::format("期初日期 {} 不是月初", to_string(opening.date)),
                            fmt::format("the opening date {} is not the first of a month", to_string(opening.date))},
                           {"余额按月结转：期初日期写接管当月的第一天。",
                            "Balances are taken over by the month: state the first day of the month of take-over."}});
  }
  check_sign(opening.book_accumulated, OpeningField::opening_book_accumulated, report);
  check_sign(opening.provision, OpeningField::opening_provision, report);
  check_sign(opening.tax_cost, OpeningField::opening_tax_cost, report);
  check_sign(opening.tax_accumulated, OpeningField::opening_tax_accumulated, report);
  return report.ok() && !table.spoiled(row);
}

bool take_opening(const RecordTable& table, std::size_t row, const Opening& opening, Asset& asset,
                  Diagnostics& diagnostics) {
  // A file made from the card itself repeats its day.
  if (asset.opening && asset.opening->date != opening.date) {
    RowReport(table, row, diagnostics)
        .at_field(0, {"OPENING-TWICE",
                      {fmt::format("资产 {} 的卡片已有 {} 的期初余额", asset.id, to_string(asset.opening->date)),
                       fmt::format("the card of asset {} states balances of its own at {}", asset.id,
                                   to_string(asset.opening->date))},
                      {"只保留一处：删去卡片的 opening_date，或删去本行。",
                       "Keep one of the two: clear opening_date on the card, or remove this row."}});
    return false;
  }
  asset.opening = opening;
  return true;
}

void refuse_second_opening(const RecordTable& table, std::size_t row, std::uint32_t first, Diagnostics& diagnostics) {
  RowReport(table, row, diagnostics)
      .at_field(0, {"OPENING-TWICE",
                    {fmt::format("该资产在第 {} 行已有期初余额", first),
                     fmt::format("the asset already has its opening in line {}", first)},
                    {"每项资产只保留一行。", "Keep one row per asset."}});
}

}  // namespace tieout::loading
