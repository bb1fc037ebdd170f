#include "loading/input_rows.hpp"

#include <algorithm>

#include "loading/canonical_cell.hpp"
#include "loading/register_rows.hpp"
#include "loading/register_sources.hpp"

namespace tieout::loading {

// Buffers of one row, reused.
struct InputRow::Work {
  RowBuffer buffer;
  std::vector<std::string> canonical;  // by field
};

InputRow::Work& InputRows::work_of(InputRow& row) {
  if (!row.work_) row.work_ = std::make_shared<InputRow::Work>();
  return *row.work_;
}

namespace {

// Columns without a field that may stand in the excerpt of a row.
constexpr std::size_t kColumnsShown = 12;

bool of_cards(RecordType type) {
  return type == RecordType::asset || type == RecordType::event || type == RecordType::recorded;
}

class Rows : public InputRows {
 public:
  Rows(HeadingWords headings, const rules::RuleBook& rules)
      : headings_(std::move(headings)), words_(headings_, rules.classes) {}

  void open(const InputFiles& files, Diagnostics& diagnostics) {
    sources_ = open_sources(files, headings_, diagnostics);
  }

  bool has(RecordType type) const override { return sources_.at(type) != nullptr; }

  InputSource source(RecordType type) const override {
    const RecordTable& table = *sources_.at(type);
    InputSource source{table.sheet->file, table.sheet->name, table.nodes != nullptr, 0, {}};
    if (source.nodes) return source;
    const SheetColumns& columns = table.columns;
    if (columns.first_row > 0) source.heading_line = table.sheet->line_of(columns.first_row - 1);
    source.columns.resize(columns.width);
    for (std::size_t column = 0; column < columns.width; ++column) {
      source.columns[column].number = static_cast<std::int32_t>(column + 1);
    }
    for (const ColumnBinding& binding : columns.bindings) source.columns[binding.column].field = binding.field;
    for (std::size_t at = 0; at < columns.constants.size(); ++at) {
      source.columns.push_back({-static_cast<std::int32_t>(at), columns.constants[at].field});
    }
    return source;
  }

  std::vector<std::uint32_t> records(RecordType type, Diagnostics& diagnostics) const override {
    const RecordTable& table = *sources_.at(type);
    const RowSorter sorter(table, headings_);
    std::vector<std::uint32_t> result;
    RowBuffer cells;
    bool totals = false;
    for (std::size_t row = table.columns.first_row; row < table.sheet->row_count(); ++row) {
      table.sheet->read_row(row, cells);
      RowKind kind = RowKind::record;
      if (of_cards(type)) {
        kind = sorter.kind_of(cells, cell_text(table, cells, 0));
      } else if (is_blank(cells)) {
        kind = RowKind::blank;
      }
      if (kind == RowKind::record) result.push_back(static_cast<std::uint32_t>(row));
      if (kind == RowKind::footer) note_footer(table, row, diagnostics);
      if (kind == RowKind::nameless) refuse_nameless(table, row, diagnostics);
      totals = totals || kind == RowKind::subtotal || kind == RowKind::total;
    }
    if (totals && type == RecordType::asset) check_control_totals(table, headings_, diagnostics);
    return result;
  }

  void read(RecordType type, std::uint32_t number, InputRow& row, std::span<const FieldIndex> only) const override {
    const RecordTable& table = *sources_.at(type);
    auto& work = work_of(row);
    table.sheet->read_row(number, work.buffer);
    row.line = table.sheet->line_of(number);
    const auto& fields = fields_of(type);
    row.cells.assign(fields.size(), {});
    row.as_read.clear();
    if (work.canonical.size() < fields.size()) work.canonical.resize(fields.size());
    for_each_cell(table, work.buffer, [&](const FilledCell& cell) {
      if (!only.empty() && std::find(only.begin(), only.end(), cell.field) == only.end()) return;
      std::string& text = work.canonical[cell.field];
      canonical_cell(cell, fields[cell.field], words_, text);
      row.cells[cell.field] = text;
    });
    if (!only.empty()) return;
    if (table.nodes != nullptr) {
      note_nodes(*table.nodes, number, row);
    } else {
      note_cells(table, work.buffer, row);
    }
  }

 private:
  static void note_nodes(const NodeSheet& nodes, std::uint32_t number, InputRow& row) {
    for (FieldIndex field = 0; field < row.cells.size(); ++field) {
      const auto* value = nodes.value(number, field);
      if (value != nullptr) row.as_read.push_back({field, 0, value->text, value->line, value->column});
    }
  }

  static void note_cells(const RecordTable& table, const RowBuffer& buffer, InputRow& row) {
    std::size_t next = 0;  // column after the last that has a field
    const auto unused = [&](std::size_t end) {
      for (; next < std::min(end, kColumnsShown); ++next) {
        if (next >= buffer.cells.size() || buffer.cells[next].text.empty()) continue;
        row.as_read.push_back({0, static_cast<std::uint32_t>(next + 1), buffer.cells[next].text});
      }
    };
    for (const ColumnBinding& binding : table.columns.bindings) {
      unused(binding.column);
      next = binding.column + std::size_t{1};
      if (binding.column >= buffer.cells.size()) break;
      const std::string_view text = buffer.cells[binding.column].text;
      if (text != row.cells[binding.field]) row.as_read.push_back({binding.field, 0, text});
    }
    unused(buffer.cells.size());
    note_tail(table, buffer, row);
  }

  // Of the unused columns beyond those shown, only that there is something.
  static void note_tail(const RecordTable& table, const RowBuffer& buffer, InputRow& row) {
    for (std::size_t column = buffer.cells.size(); column > kColumnsShown; --column) {
      if (buffer.cells[column - 1].text.empty()) continue;
      const auto& bindings = table.columns.bindings;
      const bool used = std::any_of(bindings.begin(), bindings.end(), [&](const ColumnBinding& binding) {
        return binding.column + std::size_t{1} == column;
      });
      if (!used) row.as_read.push_back({0, static_cast<std::uint32_t>(column), "…"});
      return;
    }
  }

  HeadingWords headings_;
  WordBook words_;
  Sources sources_;
};

}  // namespace

bool InputRows::empty() const {
  for (std::size_t type = 0; type < kRecordTypes; ++type) {
    if (has(static_cast<RecordType>(type))) return false;
  }
  return true;
}

std::unique_ptr<InputRows> InputRows::open(const InputFiles& files, const rules::RuleBook& rules,
                                           Diagnostics& diagnostics) {
  HeadingWords headings = HeadingWords::load(files.headings, diagnostics);
  if (!files.mapping.empty()) headings.add_mapping(files.mapping, diagnostics);
  auto rows = std::make_unique<Rows>(std::move(headings), rules);
  rows->open(files, diagnostics);
  return rows;
}

}  // namespace tieout::loading
