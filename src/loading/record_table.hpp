// A table of records: a sheet (or the tables of a TOML file shown as one) with its columns understood.
// Inside loading/ only.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/field.hpp"
#include "loading/heading.hpp"
#include "loading/record_nodes.hpp"
#include "loading/sheet.hpp"
#include "loading/stored_rows.hpp"
#include "tieout/asset/origin.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

struct ColumnBinding {
  std::uint16_t column = 0;
  FieldIndex field = 0;
  HeadingUnit unit = HeadingUnit::none;
};

struct SheetColumns {
  std::vector<ColumnBinding> bindings;  // by column
  std::vector<std::int32_t> column_of;  // by field; -1 = no column
  std::vector<ConstantCell> constants;
  std::size_t first_row = 0;   // index of the first row below the headings
  std::size_t width = 0;       // columns up to the last heading
  std::size_t full_width = 0;  // cells of the heading row, empty ones included
};

struct RecordTable {
  RecordType type = RecordType::asset;
  std::uint32_t source = 0;
  std::unique_ptr<Sheet> sheet;
  const NodeSheet* nodes = nullptr;     // `sheet` where it comes from TOML
  const StoredSheet* stored = nullptr;  // `sheet` where it comes from a workspace
  SheetColumns columns;

  bool has(FieldIndex field) const { return columns.column_of[field] >= 0; }
  // Whether the file gives the field at all, by a column or for every row.
  bool states(FieldIndex field) const;
  // Whether the row is unusable for a reason already reported.
  bool spoiled(std::size_t row) const { return nodes != nullptr && nodes->spoiled(row); }
  Origin origin_of(std::size_t row) const { return {source, sheet->line_of(row)}; }

  // The place of a field of a row; of the row where the field has no column.
  SourceSpan span(std::size_t row, FieldIndex field) const;
  SourceSpan span(std::size_t row) const;
  // The place of the headings.
  SourceSpan headings_span() const;
  // The row that begins at the line, or nothing.
  std::optional<std::size_t> row_at(std::uint32_t line) const;
};

struct ColumnNeeds {
  // Asset classes may come from the policies, by category.
  bool class_by_category = false;
};

// Finds the headings of the sheet and binds its columns. On trouble diagnostics and false.
bool bind_columns(RecordTable& table, const HeadingWords& words, ColumnNeeds needs, Diagnostics& diagnostics);

}  // namespace tieout::loading
