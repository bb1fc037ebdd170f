#include "cli/position_note.hpp"

#include <fmt/format.h>

#include "cli/output.hpp"

namespace tieout::cli {

void add_positions(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year, int through,
                   BatchResult& result) {
  static const std::vector<PositionEffect> kNone;
  thread_local std::vector<std::string_view> raised;
  reconciler.positions_raised(raised);
  if (raised.empty()) {
    result.positions.add(entry.asset.entity, reconciler.framework(), kNone);
    return;
  }
  if (!result.comparison) result.comparison = std::make_unique<PositionComparison>(reconciler.framework());
  result.positions.add(entry.asset.entity, reconciler.framework(),
                       result.comparison->compare(reconciler, entry, year.row, through));
}

void write_position_note(const PositionTotals& positions, const Session& session, writing::ByteSink& out) {
  const Table table = positions.summary(session.options().language);
  if (table.rows.empty()) return;
  out.write("\n");
  writing::TextTableSink sink(out, text_options(session.options()));
  writing::write_table(table, sink);
}

writing::JsonMember positions_member(const PositionTotals& positions) {
  return {"positions", writing::json_rows(positions.table())};
}

void tell_positions(const PositionTotals& positions, const Session& session) {
  const std::int32_t raised = positions.raised();
  if (session.options().quiet || raised == 0) return;
  fmt::print(
      stderr, "tieout: {}\n",
      session.say({fmt::format("{} 项资产涉及法律未定的问题；tieout positions 列出立场和另一选项下的金额", raised),
                   fmt::format("{} asset{} a question that the law leaves open; tieout positions lists the "
                               "positions and the amounts under the other options",
                               raised, raised == 1 ? " raises" : "s raise")}));
}

}  // namespace tieout::cli
