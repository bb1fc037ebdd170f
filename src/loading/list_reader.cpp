#include "loading/list_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/value.hpp"
#include "loading/value_text.hpp"

namespace tieout::loading {

ListReader::ListReader(const std::string& path, const std::string& encoding, std::span<const ListColumn> columns,
                       Diagnostics& diagnostics)
    : path_(path), columns_(columns), diagnostics_(diagnostics), sheets_(open_sheets(path, encoding, diagnostics)) {}

bool ListReader::is_blank() const {
  return std::all_of(buffer_.cells.begin(), buffer_.cells.end(),
                     [](const SheetCell& cell) { return trimmed(cell.text).empty(); });
}

std::string_view ListReader::cell(std::size_t column) const {
  const auto place = places_[column];
  return place && *place < buffer_.cells.size() ? trimmed(buffer_.cells[*place].text) : std::string_view{};
}

SourceSpan ListReader::span(std::size_t column) const {
  SourceSpan span;
  span.file = path_;
  span.sheet = sheet().name;
  span.line = line();
  if (places_[column]) span.column = static_cast<std::uint32_t>(*places_[column] + 1);
  span.excerpt = std::string(cell(column));
  return span;
}

void ListReader::problem(std::size_t column, std::string code, Text message, Text help) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(code);
  diagnostic.span = span(column);
  diagnostic.message = std::move(message);
  diagnostic.help = std::move(help);
  diagnostics_.add(std::move(diagnostic));
}

std::string ListReader::needed(std::size_t column) {
  if (cell(column).empty()) {
    const std::string_view name = columns_[column].name;
    problem(column, "VALUE-MISSING", {fmt::format("缺少 `{}`", name), fmt::format("the row has no `{}`", name)},
            {"填写该栏。", "Fill in the column."});
  }
  return std::string(cell(column));
}

bool ListReader::find_columns() {
  places_.assign(columns_.size(), std::nullopt);
  if (sheet().row_count() > 0) sheet().read_row(0, buffer_);
  for (std::size_t i = 0; i < buffer_.cells.size(); ++i) {
    const std::string_view heading = trimmed(buffer_.cells[i].text);
    for (std::size_t column = 0; column < columns_.size(); ++column) {
      if (heading == columns_[column].name || heading == columns_[column].zh) places_[column] = i;
    }
  }
  bool complete = true;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (places_[column] || !columns_[column].needed) continue;
    complete = false;
    Diagnostic diagnostic;
    diagnostic.code = "HEADING-MISSING";
    diagnostic.span.file = path_;
    diagnostic.span.line = 1;
    diagnostic.message = {fmt::format("首行没有栏目 `{}`（{}）", columns_[column].name, columns_[column].zh),
                          fmt::format("the first row has no column `{}`", columns_[column].name)};
    diagnostics_.add(std::move(diagnostic));
  }
  return complete;
}

}  // namespace tieout::loading
