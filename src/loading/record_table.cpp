#include "loading/record_table.hpp"

#include <algorithm>

namespace tieout::loading {

namespace {

constexpr std::size_t kExcerptLettersMax = 100;

std::string clipped(std::string text) {
  const auto letters = letters_of(text);
  if (letters.size() <= kExcerptLettersMax) return text;
  text.resize(static_cast<std::size_t>(letters[kExcerptLettersMax].data() - text.data()));
  return text + "…";
}

SourceSpan place_of(const StoredSheet& stored, std::size_t row, std::optional<FieldIndex> field) {
  SourceSpan span = stored.place(row, field);
  span.excerpt = clipped(std::move(span.excerpt));
  return span;
}

}  // namespace

bool RecordTable::states(FieldIndex field) const {
  if (nodes != nullptr) {
    for (std::size_t row = 0; row < nodes->row_count(); ++row) {
      if (nodes->value(row, field) != nullptr) return true;
    }
    return false;
  }
  return has(field) || std::any_of(columns.constants.begin(), columns.constants.end(),
                                   [&](const ConstantCell& cell) { return cell.field == field; });
}

SourceSpan RecordTable::headings_span() const {
  if (stored != nullptr) return stored->headings_place();
  return {sheet->file, sheet->name, sheet->line_of(columns.first_row - 1), 0, ""};
}

SourceSpan RecordTable::span(std::size_t row) const {
  if (stored != nullptr) return place_of(*stored, row, std::nullopt);
  SourceSpan span;
  span.file = sheet->file;
  span.sheet = sheet->name;
  span.line = sheet->line_of(row);
  RowBuffer buffer;
  sheet->read_row(row, buffer);
  if (nodes != nullptr) {
    const auto* id = nodes->value(row, 0);
    span.excerpt = id != nullptr ? id->text : std::string();
    return span;
  }
  // The row as it stands, cells apart by commas, without the empty tail.
  std::size_t last = buffer.cells.size();
  while (last > 0 && buffer.cells[last - 1].text.empty()) --last;
  constexpr std::size_t kExcerptCellsMax = 12;
  for (std::size_t cell = 0; cell < last && cell < kExcerptCellsMax; ++cell) {
    if (cell > 0) span.excerpt += ',';
    span.excerpt += buffer.cells[cell].text;
  }
  if (last > kExcerptCellsMax) span.excerpt += ",…";
  span.excerpt = clipped(std::move(span.excerpt));
  return span;
}

SourceSpan RecordTable::span(std::size_t row, FieldIndex field) const {
  if (stored != nullptr) return place_of(*stored, row, field);
  SourceSpan span;
  span.file = sheet->file;
  span.sheet = sheet->name;
  span.line = sheet->line_of(row);
  if (nodes != nullptr) {
    const auto* value = nodes->value(row, field);
    if (value == nullptr) return this->span(row);
    span.line = value->line;
    span.column = value->column;
    span.excerpt = value->text;
    return span;
  }
  if (!has(field)) return this->span(row);
  RowBuffer buffer;
  sheet->read_row(row, buffer);
  const auto column = static_cast<std::size_t>(columns.column_of[field]);
  span.column = static_cast<std::uint32_t>(column + 1);
  if (column < buffer.cells.size()) span.excerpt = clipped(std::string(buffer.cells[column].text));
  // An empty cell shows nothing: its row tells more.
  if (span.excerpt.empty()) span.excerpt = this->span(row).excerpt;
  return span;
}

std::optional<std::size_t> RecordTable::row_at(std::uint32_t line) const {
  std::size_t low = 0;
  std::size_t high = sheet->row_count();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (sheet->line_of(middle) < line) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == sheet->row_count() || sheet->line_of(low) != line) return std::nullopt;
  return low;
}

}  // namespace tieout::loading
