#include "cli/snapshot_into.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <tuple>

#include "archive/workspace_rows.hpp"
#include "cli/output.hpp"
#include "cli/workspace.hpp"
#include "loading/canonical_register.hpp"
#include "loading/reviewed_rows.hpp"
#include "loading/value.hpp"
#include "writing/csv.hpp"

namespace tieout::cli {

namespace {

using loading::CanonicalRegister;
using loading::CanonicalTable;
using loading::ReviewedRow;

std::string text_of(const Cell& cell) {
  switch (cell.kind) {
    case CellKind::money:
      return to_string(Money::from_fen(cell.number));
    case CellKind::integer:
      return std::to_string(cell.number);
    case CellKind::date:
      return fmt::format("{:04}-{:02}-{:02}", cell.number / 10000, cell.number / 100 % 100, cell.number % 100);
    default:
      return std::string(cell.text);
  }
}

// "cards.xlsx:[2024]:14:3" with the file "cards.xlsx": 14; 0 where the text names another file.
std::uint32_t line_in(const std::string& place, const std::string& file) {
  if (!place.starts_with(file + ":")) return 0;
  std::size_t at = file.size() + 1;
  if (at < place.size() && place[at] == '[') at = place.find("]:", at) + 2;
  return static_cast<std::uint32_t>(std::strtoul(place.c_str() + at, nullptr, 10));
}

std::vector<ReviewedRow> rows_of(const std::vector<const Table*>& tables, const std::string& list) {
  std::vector<ReviewedRow> rows;
  for (const Table* table : tables) {
    for (const std::vector<Cell>& cells : table->rows) {
      ReviewedRow& row = rows.emplace_back();
      for (std::size_t at = 0; at < cells.size(); ++at) {
        if (cells[at].kind != CellKind::empty) row.cells[table->schema.columns[at].key] = text_of(cells[at]);
      }
      row.place.line = line_in(row.at("from"), list);
    }
  }
  return rows;
}

void note_line(CanonicalTable& table, std::size_t row, std::uint32_t line) {
  table.from.resize(table.rows.size());
  table.from[row] = line;
}

std::size_t column_in(CanonicalTable& table, const std::string& name) {
  const auto found = std::find(table.columns.begin(), table.columns.end(), name);
  if (found != table.columns.end()) return static_cast<std::size_t>(found - table.columns.begin());
  table.columns.push_back(name);
  for (auto& row : table.rows) row.emplace_back();
  return table.columns.size() - 1;
}

void append(CanonicalTable& table, const ReviewedRow& reviewed) {
  static constexpr std::array<std::string_view, 5> kReview{"change", "was", "is", "from", "accept"};
  std::vector<std::pair<std::size_t, std::string>> cells;
  for (const auto& [name, text] : reviewed.cells) {
    if (std::find(kReview.begin(), kReview.end(), name) == kReview.end())
      cells.emplace_back(column_in(table, name), text);
  }
  std::vector<std::string> row(table.columns.size());
  for (auto& [column, text] : cells) row[column] = std::move(text);
  table.rows.push_back(std::move(row));
  note_line(table, table.rows.size() - 1, reviewed.place.line);
}

// Sets a column of the rows of the asset; rows that name no entity are of any.
void set(CanonicalTable& table, const ReviewedRow& of, const std::string& column, const std::string& value) {
  if (table.columns.empty()) return;
  const std::size_t asset = column_in(table, "asset"), entity = column_in(table, "entity");
  const std::size_t target = column_in(table, column);
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    auto& row = table.rows[at];
    if (row[asset] != of.at("asset") || (!row[entity].empty() && row[entity] != of.at("entity"))) continue;
    row[target] = value;
    note_line(table, at, of.place.line);
  }
}

// "A40 6000.00": the code.
std::string code_in(const std::string& text) { return text.substr(0, text.rfind(' ')); }

void take(const ReviewedRow& row, CanonicalRegister& books) {
  const std::string& change = row.at("change");
  if (change == "added") {
    append(books.assets, row);
  } else if (!row.at("type").empty()) {
    append(books.events, row);
  } else if (!row.at("book_charge").empty()) {
    append(books.recorded, row);
  } else if (change == "renamed") {
    set(books.assets, row, "name", row.at("is"));
  }
}

// New codes last: everything before speaks of the old ones.
void renumber(const ReviewedRow& row, CanonicalRegister& books) {
  if (row.at("change") != "renumbered") return;
  for (CanonicalTable* table : {&books.assets, &books.events, &books.recorded}) {
    set(*table, row, "asset", code_in(row.at("is")));
  }
}

// An amount stays a number in the CSV, whatever its sign.
Cell cell_of(Table& table, const std::string& text) {
  if (text.empty()) return {};
  Money amount;
  if (loading::parse_amount(text, amount) == loading::ValueError::none && to_string(amount) == text) {
    return Cell::of(amount);
  }
  return Cell::of(table.keep(text));
}

std::optional<Diagnostic> write_csv(const std::string& path, const CanonicalTable& books) {
  Table table;
  for (const std::string& name : books.columns) table.schema.columns.push_back({name, {name, name}});
  for (const auto& row : books.rows) {
    std::vector<Cell> cells;
    for (const std::string& text : row) cells.push_back(cell_of(table, text));
    table.rows.push_back(std::move(cells));
  }
  writing::OutFile file(path);
  writing::CsvSink sink(file);
  writing::write_table(table, sink);
  return file.commit();
}

void refuse_unknown(Session& session, const std::vector<ReviewedRow>& reviewed,
                    const std::vector<ReviewedRow>& proposed) {
  std::set<std::tuple<std::string, std::string, std::string>> known;
  for (const ReviewedRow& row : proposed) known.emplace(row.at("change"), row.at("entity"), row.at("asset"));
  for (const ReviewedRow& row : reviewed) {
    if (!row.accepted() || known.contains({row.at("change"), row.at("entity"), row.at("asset")})) continue;
    Diagnostic diagnostic;
    diagnostic.code = "PROPOSAL-UNKNOWN";
    diagnostic.span = row.place;
    diagnostic.message = {
        fmt::format("本次比较没有提出 {} 的“{}”", row.at("asset"), row.at("change")),
        fmt::format("this comparison proposes no change `{}` of {}", row.at("change"), row.at("asset"))};
    diagnostic.help = {"清单或资产清单已变：重新比较，再复核。",
                       "The lists or the register have changed since: compare again, and review that."};
    session.diagnostics().add(std::move(diagnostic));
  }
}

}  // namespace

bool take_accepted(Session& session, const std::vector<const Table*>& proposals, RegisterAfter& after) {
  const Options& options = session.options();
  std::vector<ReviewedRow> rows = rows_of(proposals, options.snapshot.list);
  if (!options.snapshot.reviewed.empty()) {
    const auto reviewed =
        loading::read_reviewed_rows(options.snapshot.reviewed, options.inputs.encoding, session.diagnostics());
    refuse_unknown(session, reviewed, rows);
    rows = reviewed;
  }
  if (session.report_errors()) return false;
  loading::InputFiles inputs = options.inputs;
  inputs.headings = headings_file(options);
  if (!options.db.empty()) {
    inputs.stored = std::make_shared<archive::WorkspaceRows>(open_workspace(options, archive::Access::read));
  }
  Diagnostics repeated;  // said when the register was opened
  after.books = loading::read_canonical_register(inputs, session.rules(), repeated);
  for (const ReviewedRow& row : rows) {
    if (!row.accepted()) continue;
    take(row, after.books);
    ++after.taken;
  }
  for (const ReviewedRow& row : rows) {
    if (row.accepted()) renumber(row, after.books);
  }
  return true;
}

int write_register_into(Session& session, const std::vector<const Table*>& proposals) {
  const Options& options = session.options();
  RegisterAfter after;
  if (!take_accepted(session, proposals, after)) return session.exit_code();
  std::error_code ignored;
  const std::filesystem::path into = options.snapshot.into;
  std::filesystem::create_directories(into, ignored);  // what goes wrong shows when the files are written
  for (const auto& [name, table] : {std::pair<const char*, const CanonicalTable*>{"assets.csv", &after.books.assets},
                                    {"events.csv", &after.books.events},
                                    {"recorded.csv", &after.books.recorded}}) {
    if (table->columns.empty()) continue;
    if (auto failure = write_csv((into / name).string(), *table)) return output_trouble(*failure, options);
  }
  if (!options.quiet) {
    fmt::print(stderr, "tieout: {}\n",
               session.say({fmt::format("采纳 {} 项，写入 {}", after.taken, options.snapshot.into),
                            fmt::format("{} changes taken, written into {}", after.taken, options.snapshot.into)}));
  }
  return kDone;
}

}  // namespace tieout::cli
