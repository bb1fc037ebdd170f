// tieout schedule ASSET: both schedules side by side over the whole life.
#include <fmt/format.h>

#include <algorithm>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "tieout/filing/position_tables.hpp"
#include "tieout/filing/schedule_table.hpp"
#include "writing/sparkline.hpp"

namespace tieout::cli {

namespace {

constexpr std::size_t kCourseWidth = 24;

std::string period_of(const Cell& cell) {
  return cell.kind == CellKind::integer ? std::to_string(cell.number) : std::string(cell.text);
}

// How the temporary difference came and went, in one line for people; no rows where it never was.
Table course_of_difference(const Table& schedule) {
  Table table;
  table.schema = {"course",
                  {"暂时性差异走势", "Course of the temporary difference"},
                  {{"from", {"自", "From"}},
                   {"to", {"至", "To"}},
                   {"course", {"走势", "Course"}},
                   {"least", {"最小", "Least"}, CellKind::money},
                   {"largest", {"最大", "Largest"}, CellKind::money}}};
  std::vector<Money> amounts;
  for (const std::vector<Cell>& row : schedule.rows) amounts.push_back(Money::from_fen(row.back().number));
  if (std::all_of(amounts.begin(), amounts.end(), [](Money amount) { return amount.is_zero(); })) return table;
  const auto [least, largest] = std::minmax_element(amounts.begin(), amounts.end());
  table.rows.push_back({Cell::of(table.keep(period_of(schedule.rows.front().front()))),
                        Cell::of(table.keep(period_of(schedule.rows.back().front()))),
                        Cell::of(table.keep(writing::sparkline(amounts, kCourseWidth))), Cell::of(*least),
                        Cell::of(*largest)});
  return table;
}

}  // namespace

static int run_schedule(const Options& given) {
  Options options = given;
  if (options.asset.empty() && options.arguments.size() == 1) options.asset = options.arguments.front();
  if (options.asset.empty()) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {"请给出资产编号：tieout schedule 资产编号 --assets …",
                                     "name the asset: tieout schedule ASSET --assets …"}));
    return kUsage;
  }
  Session session(options);
  if (!session.open_rules() || !session.open_register()) return session.exit_code();
  std::vector<Table> tables;
  Table positions;
  options.threads = 1;
  session.run(
      [&](AssetReconciler& reconciler, const RegisterEntry& entry, BatchResult&) {
        if (!reconciler.open(entry)) return;
        tables.push_back(schedule_table(reconciler, entry, options.monthly, options.through));
        positions = raised_positions(reconciler);
        reconciler.finish();
      },
      [](BatchResult&) {});
  if (session.report_errors()) return session.exit_code();
  if (tables.size() > 1) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("资产 {} 属于多个核算主体，请用 --entity 指定", options.asset),
                            fmt::format("asset {} is in more than one entity: name it with --entity", options.asset)}));
    return kUsage;
  }
  std::vector<writing::JsonMember> members{{"asset", writing::json_string(options.asset)},
                                           {"positions", writing::json_rows(positions)}};
  std::vector<const Table*> written{&tables.front()};
  const bool for_terminal = options.format == writing::Format::table;
  const Table course = for_terminal ? course_of_difference(tables.front()) : Table{};
  if (!course.rows.empty()) written.push_back(&course);
  if (!positions.rows.empty()) written.push_back(&positions);
  return write_report(written, session, std::move(members));
}

const Command kScheduleCommand{"schedule",
                               run_schedule,
                               {"资产编号 --assets 文件 …", "ASSET --assets F …"},
                               {"单项资产账税折旧对照", "both schedules of an asset side by side"},
                               {R"(tieout schedule 资产编号 [--monthly] [--through YYYY-MM] --assets 文件 …

一项资产从开始使用（或接管）到处置，或到账税两边都提完为止，账面与税收逐年（--monthly 逐月）对照；--through 到该月末为止。

示例
  tieout schedule JX-0006 --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)",
                                R"(tieout schedule ASSET [--monthly] [--through YYYY-MM] --assets F …

An asset from in service (or take-over) to its disposal, or until both ledgers are fully charged: book and tax side by
side, by year or by month; with --through up to the end of that month.

Example
  tieout schedule JX-0006 --assets data/sample/assets.xlsx --policies data/sample/policies.csv
)"},
                               false,
                               true};

}  // namespace tieout::cli
