#include "loading/record_acceptance.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::loading {

namespace {

void take(const FilledCell& cell, CellReader& in, Acceptance& acceptance) {
  switch (static_cast<AcceptanceField>(cell.field)) {
    case AcceptanceField::code:
      in.text(cell, acceptance.code);
      break;
    case AcceptanceField::entity:
      in.text(cell, acceptance.entity);
      break;
    case AcceptanceField::asset:
      in.text(cell, acceptance.asset);
      break;
    case AcceptanceField::year:
      in.integer(cell, acceptance.year);
      break;
    case AcceptanceField::reason:
      in.text(cell, acceptance.reason);
      break;
    case AcceptanceField::by:
      in.text(cell, acceptance.by);
      break;
    case AcceptanceField::date:
      in.date(cell, acceptance.date);
      break;
  }
}

}  // namespace

std::vector<Acceptance> read_acceptances(const RecordTable& table, const WordBook& words, Diagnostics& diagnostics) {
  std::vector<Acceptance> result;
  RowBuffer cells;
  for (std::size_t index = table.columns.first_row; index < table.sheet->row_count(); ++index) {
    table.sheet->read_row(index, cells);
    if (is_blank(cells)) continue;
    RowReport report(table, index, diagnostics);
    CellReader in(report, words);
    check_width(cells, report);
    if (!report.ok()) continue;
    Acceptance acceptance;
    acceptance.origin = table.origin_of(index);
    for_each_cell(table, cells, [&](const FilledCell& cell) { take(cell, in, acceptance); });
    if (acceptance.code.empty() && report.ok()) {
      report.at_field(index_of(AcceptanceField::code), {"VALUE-MISSING",
                                                        {"缺少 `code`", "the row has no `code`"},
                                                        {"填写检查事项的代码。", "State the code of the finding."}});
    }
    if (acceptance.reason.empty() && report.ok()) {
      report.at_field(index_of(AcceptanceField::reason),
                      {"ACCEPTANCE-WITHOUT-REASON",
                       {fmt::format("接受 {} 而没有理由", acceptance.code),
                        fmt::format("{} is accepted without a reason", acceptance.code)},
                       {"写明接受的理由；它与检查结果一并留存。", "Say why; the reason is kept with the finding."}});
    }
    if (report.ok()) result.push_back(std::move(acceptance));
  }
  return result;
}

}  // namespace tieout::loading
