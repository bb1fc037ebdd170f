#include "writing/csv.hpp"

#include <array>
#include <cstring>

#include "writing/digits.hpp"

namespace tieout::writing {

namespace {

constexpr std::size_t kFlushAt = std::size_t{256} * 1024;

// A quoted text may double every byte and gains two quotes, an apostrophe and the separator.
std::size_t room_for(const Cell& cell) {
  return cell.kind == CellKind::text ? 2 * cell.text.size() + 4 : kFigureWidth + 1;
}

bool taken_for_formula(std::string_view text) {
  if (text.empty()) return false;
  switch (text.front()) {
    case '=':
    case '+':
    case '-':
    case '@':
    case '\t':
    case '\r':
    case '\n':
      return true;
    default:
      return false;
  }
}

bool needs_quotes(std::string_view text) {
  for (char c : text) {
    if (c == ',' || c == '"' || c == '\n' || c == '\r') return true;
  }
  return false;
}

char* copy(char* out, std::string_view text) {
  if (!text.empty()) std::memcpy(out, text.data(), text.size());
  return out + text.size();
}

char* write_text(char* out, std::string_view text) {
  bool guard = taken_for_formula(text);
  if (!needs_quotes(text)) {
    if (guard) *out++ = '\'';
    return copy(out, text);
  }
  *out++ = '"';
  if (guard) *out++ = '\'';
  for (char c : text) {
    if (c == '"') *out++ = '"';
    *out++ = c;
  }
  *out++ = '"';
  return out;
}

char* write_cell(char* out, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      return out;
    case CellKind::text:
      return write_text(out, cell.text);
    case CellKind::money:
      return write_fen(out, cell.number);
    case CellKind::integer:
      return write_integer(out, cell.number);
    case CellKind::date:
      return write_iso_date(out, cell.number);
  }
  return out;
}

char* write_row(char* out, std::span<const Cell> cells) {
  char* first = out;
  for (const Cell& cell : cells) {
    out = write_cell(out, cell);
    *out++ = ',';
  }
  // A line with nothing on it would be no record at all.
  if (out - first <= 1) {
    out = copy(first, "\"\"");
  } else {
    --out;
  }
  *out++ = '\n';
  return out;
}

}  // namespace

void append_csv_row(std::string& out, std::span<const Cell> cells) {
  std::size_t room = 4;
  for (const Cell& cell : cells) room += room_for(cell);
  // Through a buffer on the stack, as growing a string would first fill the room with zeros.
  std::array<char, 8192> line;
  if (room <= line.size()) {
    out.append(line.data(), write_row(line.data(), cells));
    return;
  }
  std::string long_line(room, '\0');
  char* end = write_row(long_line.data(), cells);
  out.append(long_line.data(), end);
}

void CsvSink::begin(const TableSchema& schema) {
  std::vector<Cell> headings;
  headings.reserve(schema.columns.size());
  for (const Column& column : schema.columns) headings.push_back(Cell::of(std::string_view{column.key}));
  row(headings);
}

void CsvSink::row(const std::vector<Cell>& cells) {
  append_csv_row(buffer_, cells);
  if (buffer_.size() >= kFlushAt) flush();
}

void CsvSink::rendered_rows(std::string_view lines) {
  flush();
  out_.write(lines);
}

void CsvSink::end() { flush(); }

void CsvSink::flush() {
  if (!buffer_.empty()) out_.write(buffer_);
  buffer_.clear();
}

}  // namespace tieout::writing
