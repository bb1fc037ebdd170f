#include "cli/import_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "cli/output.hpp"

namespace tieout::cli {

namespace {

// On the terminal; csv and json hold all.
constexpr std::size_t kChangesShown = 100;

Table counts_table(const archive::Import& found, const KeptDocuments& documents) {
  Table table;
  table.schema = {"import-counts",
                  {"导入内容", "Import"},
                  {{"kind", {"种类", "Kind"}},
                   {"file", {"文件", "File"}},
                   {"sheet", {"工作表", "Sheet"}},
                   {"rows", {"记录", "Records"}, CellKind::integer},
                   {"added", {"新增", "Added"}, CellKind::integer},
                   {"changed", {"更改", "Changed"}, CellKind::integer},
                   {"removed", {"删除", "Removed"}, CellKind::integer},
                   {"unchanged", {"未变", "Unchanged"}, CellKind::integer},
                   {"sha256", {"SHA-256", "SHA-256"}}}};
  const auto number = [](std::size_t value) { return Cell::of(static_cast<std::int32_t>(value)); };
  for (const archive::KindCount& count : found.counts()) {
    table.rows.push_back({Cell::of(loading::table_name(count.type)), Cell::of(count.file), Cell::of(count.sheet),
                          number(count.rows), number(count.added), number(count.changed), number(count.removed),
                          number(count.rows - count.added - count.changed), Cell::of(count.sha256)});
  }
  for (const auto& each : documents) {
    const archive::DocumentCounts& count = each->counts();
    table.rows.push_back({Cell::of(std::string_view(each->kind())), Cell::of(each->document().file),
                          Cell::of(each->sheet()), number(count.rows), number(count.added), number(count.changed),
                          number(count.removed), number(count.rows - count.added - count.changed),
                          Cell::of(each->document().sha256)});
  }
  return table;
}

TableSchema changes_schema() {
  return {"import",
          {"更改明细", "Changes"},
          {{"action", {"动作", "Action"}},
           {"kind", {"种类", "Kind"}},
           {"entity", {"核算主体", "Entity"}},
           {"asset", {"资产编号", "Asset"}},
           {"record", {"记录", "Record"}},
           {"field", {"列", "Field"}},
           {"before", {"原值", "Before"}},
           {"after", {"新值", "After"}},
           {"file", {"文件", "File"}},
           {"sheet", {"工作表", "Sheet"}},
           {"row", {"行", "Row"}, CellKind::integer}}};
}

std::string word_of(const std::string& action, const Options& options) {
  if (options.format != writing::Format::table) return action;
  const Text text = action == "added"     ? Text{"新增", "added"}
                    : action == "changed" ? Text{"更改", "changed"}
                                          : Text{"删除", "removed"};
  return in(options.language, text);
}

void add_rows(const archive::RecordChange& change, const Options& options, Table& table) {
  const auto kept = [&](const std::string& text) { return text.empty() ? Cell{} : Cell::of(table.keep(text)); };
  std::vector<archive::CellChange> cells = change.cells;
  if (cells.empty()) cells.emplace_back();
  for (const archive::CellChange& cell : cells) {
    table.rows.push_back({kept(word_of(change.action, options)), Cell::of(loading::table_name(change.type)),
                          kept(change.entity), kept(change.asset), kept(change.record), kept(cell.field),
                          kept(cell.before), kept(cell.after), kept(change.file), kept(change.sheet),
                          Cell::of(static_cast<std::int32_t>(change.line))});
  }
}

Cell cell_of(const DocumentValue& value, Table& table) {
  if (const auto* amount = std::get_if<Money>(&value)) return Cell::of(*amount);
  if (const auto* text = std::get_if<std::string>(&value)) return Cell::of(table.keep(*text));
  return {};
}

void add_document(const DocumentChange& change, const DocumentImport& of, const Options& options, Table& table) {
  const auto kept = [&](const std::string& text) { return text.empty() ? Cell{} : Cell::of(table.keep(text)); };
  table.rows.push_back({kept(word_of(change.action, options)), Cell::of(std::string_view(of.kind())),
                        kept(change.entity), Cell{}, kept(of.period() + " " + change.record), kept(change.field),
                        cell_of(change.before, table), cell_of(change.after, table), kept(of.document().file),
                        kept(of.sheet()), Cell{}});
}

}  // namespace

int write_import(const archive::Import& found, const KeptDocuments& documents, const Options& options) {
  Table counts = counts_table(found, documents);
  Table changes;
  changes.schema = changes_schema();
  const bool brief = options.format == writing::Format::table;
  std::size_t more = 0;
  for (const archive::KindCount& count : found.counts()) more += count.added + count.changed + count.removed;
  found.each_change([&](const archive::RecordChange& change) {
    add_rows(change, options, changes);
    --more;
    return !brief || changes.rows.size() < kChangesShown;
  });
  for (const auto& each : documents) {
    more += each->changes().size();
    for (const DocumentChange& change : each->changes()) {
      if (brief && changes.rows.size() >= kChangesShown) break;
      add_document(change, *each, options, changes);
      --more;
    }
  }
  if (!brief) {
    const bool same = found.changes_nothing() && std::all_of(documents.begin(), documents.end(),
                                                             [](const auto& each) { return each->changes_nothing(); });
    const bool applied = options.apply && !same;
    return write_tables({&changes, &counts}, options,
                        {{"applied", applied ? "true" : "false"}, {"kinds", writing::json_rows(counts)}});
  }
  // A hash is of use to programs; on the terminal it only makes the table wide.
  counts.schema.columns.pop_back();
  for (auto& row : counts.rows) row.pop_back();
  std::vector<const Table*> tables{&counts};
  if (!changes.rows.empty()) tables.push_back(&changes);
  const int code = write_tables(tables, options);
  if (more > 0 && !options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               in(options.language, {fmt::format("另有 {} 条未列出；--format csv 列出全部", more),
                                     fmt::format("{} more are not shown; --format csv lists all", more)}));
  }
  return code;
}

}  // namespace tieout::cli
