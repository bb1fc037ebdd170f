#include "writing/json.hpp"

#include <array>

#include "writing/digits.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {

constexpr std::size_t kFlushAt = std::size_t{256} * 1024;

bool plain(char c) {
  auto byte = static_cast<unsigned char>(c);
  return byte >= 0x20 && byte < 0x80 && c != '"' && c != '\\';
}

// A character below U+0080 that JSON does not take as it stands.
void append_escaped(std::string& out, char c) {
  constexpr std::string_view kHex = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  auto byte = static_cast<unsigned char>(c);
  out += "\\u00";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_figure(std::string& out, const Cell& cell, char* (*write)(char*, std::int64_t), bool quoted) {
  std::array<char, kFigureWidth + 2> text;
  char* end = text.data();
  if (quoted) *end++ = '"';
  end = write(end, cell.number);
  if (quoted) *end++ = '"';
  out.append(text.data(), end);
}

void append_value(std::string& out, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      out += "null";
      return;
    case CellKind::text:
      append_json_string(out, cell.text);
      return;
    case CellKind::money:
      append_figure(out, cell, write_fen, true);
      return;
    case CellKind::integer:
      append_figure(out, cell, write_integer, false);
      return;
    case CellKind::date:
      append_figure(out, cell, write_iso_date, true);
      return;
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    std::size_t run = at;
    while (run < text.size() && plain(text[run])) ++run;
    out.append(text, at, run - at);
    at = run;
    if (at == text.size()) break;
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      append_escaped(out, text[at++]);
      continue;
    }
    CodePoint point = decode_utf8(text, at);
    if (point.valid) {
      out.append(text, at, point.length);
    } else {
      append_utf8(out, kReplacement);
    }
    at += point.length;
  }
  out += '"';
}

std::string json_string(std::string_view text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

JsonKeys::JsonKeys(const TableSchema& schema) {
  keys_.reserve(schema.columns.size());
  for (const Column& column : schema.columns) keys_.push_back(json_string(column.key) + ":");
}

void append_json_row(std::string& out, const JsonKeys& keys, std::span<const Cell> cells) {
  out += ",\n{";
  for (std::size_t i = 0; i < cells.size() && i < keys.size(); ++i) {
    if (i > 0) out += ',';
    out += keys[i];
    append_value(out, cells[i]);
  }
  out += '}';
}

std::string json_rows(const Table& table) {
  JsonKeys keys(table.schema);
  std::string rows;
  for (const auto& row : table.rows) append_json_row(rows, keys, row);
  return rows.empty() ? "[]" : "[" + rows.substr(1) + "\n]";
}

void JsonSink::begin(const TableSchema& schema) {
  keys_ = JsonKeys(schema);
  buffer_ = "{\n\"schema\":" + json_string("tieout/" + schema.name + "/1");
  for (const JsonMember& member : members_) buffer_ += ",\n" + json_string(member.key) + ":" + member.value;
  buffer_ += ",\n\"rows\":[";
  first_row_ = true;
  rows_open_ = true;
}

void JsonSink::row(const std::vector<Cell>& cells) {
  std::size_t before = buffer_.size();
  append_json_row(buffer_, keys_, cells);
  if (first_row_) buffer_.erase(before, 1);
  first_row_ = false;
  if (buffer_.size() >= kFlushAt) flush();
}

void JsonSink::rendered_rows(std::string_view rows) {
  if (rows.empty()) return;
  if (first_row_) rows.remove_prefix(1);
  first_row_ = false;
  flush();
  out_.write(rows);
}

void JsonSink::close_rows() {
  if (rows_open_) buffer_ += first_row_ ? "]" : "\n]";
  rows_open_ = false;
}

void JsonSink::totals(const std::vector<Cell>& cells) {
  close_rows();
  buffer_ += ",\n\"totals\":{";
  bool first = true;
  for (std::size_t i = 0; i < cells.size() && i < keys_.size(); ++i) {
    if (cells[i].kind == CellKind::empty) continue;
    if (!first) buffer_ += ',';
    first = false;
    buffer_ += keys_[i];
    append_value(buffer_, cells[i]);
  }
  buffer_ += '}';
}

void JsonSink::end() {
  close_rows();
  for (const JsonMember& member : last_members_) buffer_ += ",\n" + json_string(member.key) + ":" + member.value;
  buffer_ += "\n}\n";
  flush();
}

void JsonSink::flush() {
  if (!buffer_.empty()) out_.write(buffer_);
  buffer_.clear();
}

}  // namespace tieout::writing
