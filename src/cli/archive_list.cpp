// tieout archive list and show: what is sealed.
#include <fmt/format.h>

#include "archive/csv_records.hpp"
#include "cli/archive_commands.hpp"
#include "cli/filing_lookup.hpp"
#include "cli/filing_standing.hpp"
#include "cli/output.hpp"

namespace tieout::cli {

namespace {

Table filings_table(FilingLookup& lookup, const Options& options) {
  Table table;
  table.schema = {"archive-list",
                  {"已封存的申报", "Sealed filings"},
                  {{"year", {"年度", "Year"}, CellKind::integer},
                   {"entity", {"主体", "Entity"}, CellKind::text},
                   {"version", {"版本", "Version"}, CellKind::integer},
                   {"hash", {"SHA-256", "SHA-256"}, CellKind::text},
                   {"sealed_at", {"封存时间", "Sealed at"}, CellKind::text},
                   {"preparer", {"编制", "Preparer"}, CellKind::text},
                   {"reviewer", {"复核", "Reviewer"}, CellKind::text},
                   {"program", {"程序版本", "Program"}, CellKind::text},
                   {"signatures", {"签名", "Signatures"}, CellKind::integer},
                   {"reason", {"更正原因", "Reason"}, CellKind::text},
                   {"supersedes", {"取代", "Supersedes"}, CellKind::text},
                   {"opening_from", {"期初取自", "Opening from"}, CellKind::text},
                   {"standing", {"状态", "Standing"}, CellKind::text}}};
  const std::vector<archive::StoredFiling> filings = lookup.store().list();
  for (const archive::StoredFiling& filing : filings) {
    if ((options.year && filing.year != *options.year) ||
        (!options.entity.empty() && filing.entity != options.entity)) {
      continue;
    }
    const archive::FilingHead head = lookup.store().head(filing).value_or(archive::FilingHead{});
    const auto text = [&](const std::string& value) { return Cell::of(table.keep(value)); };
    table.rows.push_back({Cell::of(filing.year), text(filing.entity), Cell::of(filing.version), text(filing.hash),
                          text(head.sealed_at), text(head.preparer), text(head.reviewer), text(head.program),
                          Cell::of(static_cast<std::int32_t>(filing.signatures.size())), text(head.reason),
                          text(head.supersedes), text(head.opening_from),
                          text(in(options.language, standing_of(lookup.store(), filings, filing)))});
  }
  return table;
}

Table pairs_table(const char* name, Text title) {
  Table table;
  table.schema = {
      name, std::move(title), {{"key", {"栏目", "Key"}, CellKind::text}, {"value", {"内容", "Value"}, CellKind::text}}};
  return table;
}

void add_pair(Table& table, const std::string& key, const std::string& value) {
  table.rows.push_back({Cell::of(table.keep(key)), Cell::of(table.keep(value))});
}

int show_filing(FilingLookup& lookup, const archive::StoredFiling& filing, const Options& options) {
  Table table = pairs_table("archive-show", {"封存的申报", "A sealed filing"});
  const auto head = lookup.store().head(filing);
  const auto add = [&](const char* key, const std::string& value) { add_pair(table, key, value); };
  add("hash", filing.hash);
  add("sequence", std::to_string(filing.sequence));
  add("year", std::to_string(filing.year));
  add("entity", filing.entity);
  add("version", std::to_string(filing.version));
  if (head) {
    add("sealed_at", head->sealed_at);
    add("program", head->program);
    add("book", head->book);
    add("tax", head->tax);
    add("law_as_of", head->law_as_of);
    add("preparer", head->preparer);
    add("reviewer", head->reviewer);
    add("reason", head->reason);
    add("previous", head->previous);
    add("supersedes", head->supersedes);
    add("opening_from", head->opening_from);
    add("standing", in(options.language, standing_of(lookup.store(), lookup.store().list(), filing)));
  }
  for (const archive::Signature& each : filing.signatures) add(each.role.c_str(), each.public_key);
  return write_tables({&table}, options);
}

// The figures of one asset as they were sealed.
int show_asset(FilingLookup& lookup, const archive::StoredFiling& filing, const Options& options) {
  const std::vector<std::string> rows = lookup.store().asset_rows(filing, options.entity, options.asset);
  if (rows.empty()) {
    Diagnostic diagnostic;
    diagnostic.code = "FILING-NO-ASSET";
    diagnostic.span.file = options.db;
    diagnostic.message = {fmt::format("该申报中没有资产 {}", options.asset),
                          fmt::format("the filing has no row of the asset {}", options.asset)};
    diagnostic.help = {"检查资产编号和 --entity。", "Check the code, and --entity."};
    print_diagnostic(diagnostic, options.language);
    return kBadInput;
  }
  std::vector<std::string> keys, cells;
  archive::csv_cells(rows.front(), keys);
  Table table = pairs_table("archive-row", {"封存的数字", "Sealed figures"});
  for (std::size_t row = 1; row < rows.size(); ++row) {
    archive::csv_cells(rows[row], cells);
    for (std::size_t at = 0; at < cells.size() && at < keys.size(); ++at) add_pair(table, keys[at], cells[at]);
  }
  return write_tables({&table}, options, {{"hash", "\"" + filing.hash + "\""}});
}

}  // namespace

int archive_list(const Options& options) {
  if (options.db.empty()) return archive_usage(options, {"缺少 --db", "--db is missing"});
  FilingLookup lookup(options);
  const Table table = filings_table(lookup, options);
  return write_tables({&table}, options);
}

int archive_show(const Options& options) {
  if (options.db.empty()) return archive_usage(options, {"缺少 --db", "--db is missing"});
  const std::string name = options.arguments.size() > 1 ? options.arguments[1] : "";
  if (name.empty() && !options.year) {
    return archive_usage(options, {"缺少申报或 --year", "name a filing, or a --year"});
  }
  FilingLookup lookup(options);
  auto filing = lookup.stored(name);
  if (!filing) return kBadInput;
  return options.asset.empty() ? show_filing(lookup, *filing, options) : show_asset(lookup, *filing, options);
}

}  // namespace tieout::cli
