// Tables: what every format writes. A table is made once, by the room that owns its figures; CSV, JSON, XLSX
// and the terminal only lay it out, and compute no figure.
#pragma once

#include <concepts>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/core/money.hpp"

namespace tieout {

enum class CellKind : std::uint8_t { empty, text, money, integer, date };

// A cell does not own its text: it lives as long as the row, or the Table's `texts`, it was made from.
struct Cell {
  CellKind kind = CellKind::empty;
  std::int64_t number = 0;  // fen, or the integer, or yyyymmdd
  std::string_view text;

  static Cell of(Money amount) { return {CellKind::money, amount.fen(), {}}; }
  static Cell of(std::string_view text) { return {CellKind::text, 0, text}; }
  // A cell is a view: a text that ends with the statement cannot stand in it.
  template <typename Text>
  requires std::same_as<Text, std::string>
  static Cell of(Text&& text) = delete;
  static Cell of(std::int32_t number) { return {CellKind::integer, number, {}}; }
  static Cell of(Date date) {
    return {CellKind::date, (date.year() * 100 + date.month_number) * 100 + date.day_number, {}};
  }
};

// `key` is the public name (CSV heading, JSON key); `label` is what people read.
struct Column {
  std::string key;
  Text label;
  CellKind kind = CellKind::text;
  Text group = {};  // heading above several columns ("账载金额"), or empty
};

struct TableSchema {
  std::string name;  // "reconciliation": JSON schema tieout/<name>/1, XLSX sheet
  Text title;
  std::vector<Column> columns;
};

// Moved and never copied: the cells of a copy would be views of the texts of the original.
struct Table {
  Table() = default;
  Table(Table&&) = default;
  Table& operator=(Table&&) = default;
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  TableSchema schema;
  std::vector<std::vector<Cell>> rows;
  std::vector<Cell> totals;       // empty, or one cell per column
  std::deque<std::string> texts;  // owns what cells point to

  std::string_view keep(std::string text) { return texts.emplace_back(std::move(text)); }
};

// Receives a table row by row, so that a million rows stream. Writers implement it.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual void begin(const TableSchema& schema) = 0;
  virtual void row(const std::vector<Cell>& cells) = 0;
  virtual void totals(const std::vector<Cell>& cells) = 0;
  virtual void end() = 0;
};

}  // namespace tieout
