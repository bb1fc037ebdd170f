#include "archive/stored_source.hpp"

#include <algorithm>
#include <charconv>

#include "archive/flat_json.hpp"
#include "archive/statement.hpp"

namespace tieout::archive {

using loading::FieldIndex;
using loading::RecordType;

StoredSources::StoredSources(Database& database, RecordType type) : type_(type) {
  Statement rows(database, "SELECT id, file, sheet, form, heading_line FROM source WHERE kind = ?1 ORDER BY id");
  const std::string kind(loading::table_name(type));
  rows.bind(1, kind);
  while (rows.step()) {
    StoredSource source;
    source.file = rows.text(1);
    source.sheet = rows.text(2);
    source.nodes = rows.text(3) == "nodes";
    source.heading_line = static_cast<std::uint32_t>(rows.number(4));
    const std::int64_t id = rows.number(0);
    add_columns(database, id, source);
    order_.push_back(id);
    sources_.emplace(id, std::move(source));
  }
}

void StoredSources::add_columns(Database& database, std::int64_t id, StoredSource& source) const {
  const std::size_t count = loading::fields_of(type_).size();
  source.column_of.assign(count, 0);
  source.states.assign(count, source.nodes);
  Statement columns(database, "SELECT number, field FROM source_column WHERE source = ?1 ORDER BY number");
  columns.bind(1, id);
  while (columns.step()) {
    const std::int64_t number = columns.number(0);
    const auto field = columns.is_null(1) ? std::nullopt : loading::find_field(type_, columns.text(1));
    if (field) source.states[*field] = true;
    if (number < 1) continue;
    source.fields.resize(static_cast<std::size_t>(number), -1);
    if (!field) continue;
    source.fields.back() = *field;
    source.column_of[*field] = static_cast<std::uint32_t>(number);
  }
}

std::vector<std::string> StoredSources::files() const {
  std::vector<std::string> result;
  for (const std::int64_t id : order_) {
    const std::string& file = sources_.at(id).file;
    if (std::find(result.begin(), result.end(), file) == result.end()) result.push_back(file);
  }
  return result;
}

std::vector<FieldIndex> StoredSources::fields() const {
  std::vector<FieldIndex> result;
  const auto& all = loading::fields_of(type_);
  for (FieldIndex field = 0; field < all.size(); ++field) {
    const bool stated =
        std::any_of(order_.begin(), order_.end(), [&](std::int64_t id) { return sources_.at(id).states[field]; });
    // Without a source, what every table of the type must have.
    if (stated || (order_.empty() && all[field].needed)) result.push_back(field);
  }
  return result;
}

namespace {

std::string_view text_of(const StoredRow& row, FieldIndex field) {
  const auto found = std::find(row.fields.begin(), row.fields.end(), field);
  return found == row.fields.end() ? std::string_view()
                                   : row.cells[static_cast<std::size_t>(found - row.fields.begin())].text;
}

// The row as it stood in the file: cells apart by commas, without the empty tail.
std::string row_excerpt(const StoredRow& row, RecordType type, const Members& as_read) {
  constexpr std::size_t kCellsShown = 12;
  std::vector<std::string> cells;
  for (std::size_t column = 0; column < row.source.fields.size(); ++column) {
    const std::int32_t field = row.source.fields[column];
    const std::string key = field < 0 ? "#" + std::to_string(column + 1)
                                      : std::string(loading::fields_of(type)[static_cast<std::size_t>(field)].name);
    const std::string* read = find_member(as_read, key);
    if (read != nullptr) {
      cells.push_back(*read);
    } else {
      cells.emplace_back(field < 0 ? std::string_view() : text_of(row, static_cast<FieldIndex>(field)));
    }
  }
  while (!cells.empty() && cells.back().empty()) cells.pop_back();
  std::string result;
  for (std::size_t at = 0; at < cells.size() && at < kCellsShown; ++at) result += (at > 0 ? "," : "") + cells[at];
  return cells.size() > kCellsShown ? result + ",…" : result;
}

std::uint32_t number_of(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// In TOML every value has its own place, "name@" = "line:column".
SourceSpan node_place(const StoredRow& row, RecordType type, std::optional<FieldIndex> field, const Members& as_read) {
  SourceSpan span{row.source.file, row.source.sheet, row.line, 0, ""};
  const std::string name(loading::fields_of(type)[field.value_or(0)].name);
  const std::string* text = find_member(as_read, name);
  const std::string* at = find_member(as_read, name + "@");
  if (field && text == nullptr) return node_place(row, type, std::nullopt, as_read);
  if (text != nullptr) span.excerpt = *text;
  if (!field || at == nullptr) return span;
  const std::size_t colon = at->find(':');
  span.line = number_of(std::string_view(*at).substr(0, colon));
  span.column = number_of(std::string_view(*at).substr(colon + 1));
  return span;
}

}  // namespace

SourceSpan place_of(const StoredRow& row, RecordType type, std::optional<FieldIndex> field) {
  const Members as_read = parse_members(row.as_read);
  if (row.source.nodes) return node_place(row, type, field, as_read);
  SourceSpan span{row.source.file, row.source.sheet, row.line, 0, ""};
  if (field) span.column = row.source.column_of[*field];
  if (span.column > 0) {
    const std::string* read = find_member(as_read, loading::fields_of(type)[*field].name);
    span.excerpt = read != nullptr ? *read : std::string(text_of(row, *field));
  }
  if (span.excerpt.empty()) span.excerpt = row_excerpt(row, type, as_read);
  return span;
}

}  // namespace tieout::archive
