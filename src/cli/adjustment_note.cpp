#include "cli/adjustment_note.hpp"

#include <fmt/format.h>

namespace tieout::cli {

std::vector<AdjustmentLine> adjustment_lines_of(const Session& session, int year, int through) {
  const Options& options = session.options();
  if (!options.asset.empty()) return {};
  std::vector<AdjustmentLine> lines =
      adjustment_lines(session.reader().adjustments(), january(year), Month::of(year, through));
  if (!options.entity.empty()) {
    std::erase_if(lines, [&](const AdjustmentLine& line) { return line.row().entity != options.entity; });
  }
  return lines;
}

bool is_for_people(writing::Format format) { return format != writing::Format::csv && format != writing::Format::json; }

Table adjustment_rows(const std::vector<AdjustmentLine>& lines, const Session& session) {
  const Options& options = session.options();
  return adjustment_table(lines, session.rules().classes, options.language, is_for_people(options.format));
}

writing::JsonMember adjustments_member(const std::vector<AdjustmentLine>& lines, const Session& session) {
  return {"adjustments", writing::json_rows(adjustment_rows(lines, session))};
}

void tell_adjustments(const std::vector<AdjustmentLine>& lines, const Session& session, Month end) {
  const Options& options = session.options();
  if (options.quiet) return;
  if (!lines.empty()) {
    Money adjustment;
    std::size_t rows = 0;
    for (const AdjustmentLine& line : lines) {
      adjustment += line.row().adj_total;
      rows += line.rows.size();
    }
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("另有无卡片金额 {} 笔（{} 行），其纳税调整 {}，逐行两向验证无误", rows,
                                        lines.size(), to_grouped_string(adjustment)),
                            fmt::format("{} amounts without a card ({} lines), adjustment {} of them, each line proven "
                                        "two ways",
                                        rows, lines.size(), to_grouped_string(adjustment))}));
  }
  if (options.asset.empty() && adjustments_after(session.reader().adjustments(), options.entity, end)) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("有无卡片金额在 {} 之后入账，不在本期之内", to_string(end)),
                            fmt::format("amounts without a card are entered after {} and not in this period",
                                        to_string(end))}));
  }
}

}  // namespace tieout::cli
