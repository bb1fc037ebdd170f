// Rows of the recorded table (record_event.hpp).
#include <fmt/format.h>

#include "loading/record_event.hpp"

namespace tieout::loading {

namespace {

constexpr std::int32_t kYearMin = 1900;
constexpr std::int32_t kYearMax = 2999;

void take(const FilledCell& cell, CellReader& in, Recorded& recorded, bool& year) {
  switch (static_cast<RecordedField>(cell.field)) {
    case RecordedField::asset:
    case RecordedField::entity:
      break;  // read by the index
    case RecordedField::year:
      year = in.integer(cell, recorded.year);
      break;
    case RecordedField::month:
      in.integer(cell, recorded.month);
      break;
    case RecordedField::book_charge:
      in.amount(cell, recorded.book_charge);
      break;
    case RecordedField::book_impairment:
      in.amount(cell, recorded.book_impairment);
      break;
    case RecordedField::book_accumulated:
      in.amount(cell, recorded.book_accumulated);
      break;
    case RecordedField::book_provision:
      in.amount(cell, recorded.book_provision);
      break;
    case RecordedField::book_cost:
      in.amount(cell, recorded.book_cost);
      break;
    case RecordedField::tax_charge:
      in.amount(cell, recorded.tax_charge);
      break;
    case RecordedField::tax_accumulated:
      in.amount(cell, recorded.tax_accumulated);
      break;
    case RecordedField::currency:
      in.currency(cell);
      break;
  }
}

}  // namespace

bool read_recorded(const RecordTable& table, const WordBook& words, std::size_t row, const RowBuffer& cells,
                   Recorded& recorded, Diagnostics& diagnostics) {
  recorded = Recorded{};
  recorded.origin = table.origin_of(row);
  RowReport report(table, row, diagnostics);
  check_width(cells, report);
  if (!report.ok()) return false;
  CellReader in(report, words);
  bool year = false;
  for_each_cell(table, cells, [&](const FilledCell& cell) { take(cell, in, recorded, year); });
  const FieldIndex year_field = index_of(RecordedField::year);
  if (!year && !report.wrong(year_field)) {
    report.at_field(year_field, {"VALUE-MISSING",
                                 {"缺少 `year`", "the row has no `year`"},
                                 {"填写会计年度，如 2023。", "State the fiscal year, such as 2023."}});
  } else if (year && (recorded.year < kYearMin || recorded.year > kYearMax)) {
    report.at_field(year_field,
                    {"DATE-IMPOSSIBLE",
                     {fmt::format("没有 {} 年", recorded.year), fmt::format("there is no year {}", recorded.year)},
                     {"写四位年份，如 2023。", "Write a year of four digits, such as 2023."}});
  }
  if (recorded.month > 12) {
    report.at_field(index_of(RecordedField::month),
                    {"DATE-IMPOSSIBLE",
                     {fmt::format("没有 {} 月", recorded.month), fmt::format("there is no month {}", recorded.month)},
                     {"写 1 至 12；全年数留空。", "Write 1 to 12; leave it empty for the whole year."}});
  }
  return report.ok() && !table.spoiled(row);
}

}  // namespace tieout::loading
