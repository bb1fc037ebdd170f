#include "loading/record_removed.hpp"

#include <fmt/format.h>

#include "loading/register_rows.hpp"

namespace tieout::loading {

namespace {

class RemovedRow {
 public:
  RemovedRow(RowReport& report, const WordBook& words) : report_(report), in_(report, words) {}

  RemovedCard read(const RowBuffer& cells) {
    for_each_cell(report_.table(), cells, [&](const FilledCell& cell) { take(cell); });
    removed_.origin = report_.table().origin_of(report_.row());
    not_negative(removed_.cost, RemovedField::cost_removed);
    not_negative(removed_.accumulated, RemovedField::accumulated_removed);
    not_negative(removed_.provision, RemovedField::provision_removed);
    return std::move(removed_);
  }

 private:
  void take(const FilledCell& cell) {
    switch (static_cast<RemovedField>(cell.field)) {
      case RemovedField::asset:
        in_.text(cell, removed_.asset);
        break;
      case RemovedField::entity:
        in_.text(cell, removed_.entity);
        break;
      case RemovedField::date:
        in_.date(cell, removed_.date);
        break;
      case RemovedField::cost_removed:
        in_.amount(cell, removed_.cost);
        break;
      case RemovedField::accumulated_removed:
        in_.amount(cell, removed_.accumulated);
        break;
      case RemovedField::provision_removed:
        in_.amount(cell, removed_.provision);
        break;
      case RemovedField::proceeds:
        in_.amount(cell, removed_.terms.proceeds);
        break;
      case RemovedField::compensation:
        in_.amount(cell, removed_.terms.compensation);
        break;
      case RemovedField::costs:
        in_.amount(cell, removed_.terms.costs);
        break;
      case RemovedField::kind:
        in_.word(cell, removed_.terms.kind);
        break;
      case RemovedField::note:
        in_.text(cell, removed_.note);
        break;
      case RemovedField::currency:
        in_.currency(cell);
        break;
    }
  }

  void not_negative(const std::optional<Money>& amount, RemovedField field) {
    if (!amount || *amount >= Money{}) return;
    const std::string_view name = fields_of(RecordType::removed)[index_of(field)].name;
    report_.at_field(
        index_of(field),
        {"EVENT-AMOUNT-NEGATIVE",
         {fmt::format("减少清单的 `{}` 小于零", name), fmt::format("a removed card cannot have `{}` below zero", name)},
         {"金额写正数；冲回另列事件。", "Write a positive amount; a cancellation is an event of its own."}});
  }

  RowReport& report_;
  CellReader in_;
  RemovedCard removed_;
};

}  // namespace

std::vector<RemovedCard> read_removed(const RecordTable& table, const HeadingWords& headings, const WordBook& words,
                                      std::string_view default_entity, Diagnostics& diagnostics) {
  std::vector<RemovedCard> result;
  const RowSorter sorter(table, headings);
  RowBuffer cells;
  for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
    table.sheet->read_row(row, cells);
    const RowKind kind = sorter.kind_of(cells, cell_text(table, cells, index_of(RemovedField::asset)));
    if (kind == RowKind::nameless) refuse_nameless(table, row, diagnostics);
    if (kind != RowKind::record) continue;
    RowReport report(table, row, diagnostics);
    check_width(cells, report);
    if (!report.ok()) continue;
    RemovedCard removed = RemovedRow(report, words).read(cells);
    if (removed.entity.empty()) removed.entity = default_entity;
    if (report.ok()) result.push_back(std::move(removed));
  }
  return result;
}

}  // namespace tieout::loading
