// tieout history ASSET --db W: what became of a card's records.
#include "archive/history.hpp"

#include <fmt/format.h>

#include "cli/commands.hpp"
#include "cli/output.hpp"
#include "cli/session.hpp"
#include "cli/workspace.hpp"

namespace tieout::cli {

namespace {

TableSchema history_schema() {
  return {"history",
          {"变更历史", "History"},
          {{"at", {"时间", "At"}},
           {"user", {"操作人", "User"}},
           {"import", {"导入号", "Import"}, CellKind::integer},
           {"action", {"动作", "Action"}},
           {"kind", {"种类", "Kind"}},
           {"entity", {"核算主体", "Entity"}},
           {"record", {"记录", "Record"}},
           {"field", {"列", "Field"}},
           {"before", {"原值", "Before"}},
           {"after", {"新值", "After"}},
           {"file", {"文件", "File"}},
           {"sheet", {"工作表", "Sheet"}},
           {"row", {"行", "Row"}, CellKind::integer},
           {"sha256", {"SHA-256", "SHA-256"}}}};
}

void add_rows(const archive::HistoryEntry& entry, Table& table) {
  const auto kept = [&](const std::string& text) { return text.empty() ? Cell{} : Cell::of(table.keep(text)); };
  std::vector<archive::CellChange> cells = entry.change.cells;
  if (cells.empty()) cells.emplace_back();
  for (const archive::CellChange& cell : cells) {
    table.rows.push_back({kept(entry.at), kept(entry.user), Cell::of(static_cast<std::int32_t>(entry.import)),
                          kept(entry.change.action), Cell::of(loading::table_name(entry.change.type)),
                          kept(entry.change.entity), kept(entry.change.record), kept(cell.field), kept(cell.before),
                          kept(cell.after), kept(entry.file), kept(entry.change.sheet),
                          Cell::of(static_cast<std::int32_t>(entry.change.line)), kept(entry.sha256)});
  }
}

// Hashes and sheets are for programs; on the terminal they only make the table wide.
void narrow(Table& table) {
  constexpr std::size_t kSheet = 11;
  table.schema.columns.pop_back();
  table.schema.columns.erase(table.schema.columns.begin() + kSheet);
  for (auto& row : table.rows) {
    row.pop_back();
    row.erase(row.begin() + kSheet);
  }
}

}  // namespace

static int run_history(const Options& options) {
  if (!require_workspace(options)) return kUsage;
  const std::string asset = !options.asset.empty()          ? options.asset
                            : options.arguments.size() == 1 ? options.arguments.front()
                                                            : std::string();
  const auto say = [&](const Text& text) { fmt::print(stderr, "tieout: {}\n", in(options.language, text)); };
  if (asset.empty()) {
    say({"请给出资产编号：tieout history 资产编号 --db 工作区", "name the asset: tieout history ASSET --db W"});
    return kUsage;
  }
  const auto database = open_workspace(options, archive::Access::read);
  const auto entries = archive::history_of(*database, asset, options.entity);
  if (entries.empty()) {
    say({fmt::format("工作区中没有资产 {}", asset), fmt::format("the workspace has no asset {}", asset)});
    return kBadInput;
  }
  Table table;
  table.schema = history_schema();
  for (const archive::HistoryEntry& entry : entries) add_rows(entry, table);
  if (options.format == writing::Format::table) narrow(table);
  return write_tables({&table}, options, {{"asset", writing::json_string(asset)}});
}

const Command kHistoryCommand{"history",
                              run_history,
                              {"资产编号 --db 工作区", "ASSET --db W"},
                              {"一项资产的导入与更改历史", "what was imported and changed of an asset"},
                              {R"(tieout history 资产编号 --db 工作区 [--entity 核算主体]

列出该资产的卡片、事项、记录自首次导入以来的每次新增、更改（前后值）和删除：时间、操作人、文件、行号。
记录只增不减，无法从工作区中改写。

示例
  tieout history JX-0007 --db 集团.tieout
)",
                               R"(tieout history ASSET --db W [--entity E]

Lists every time that the card, its events or its recorded figures were added, changed (before and after) or removed since
they were first imported: when, by whom, from which file and row. The log only grows.

Example
  tieout history JX-0007 --db group.tieout
)"}};

}  // namespace tieout::cli
