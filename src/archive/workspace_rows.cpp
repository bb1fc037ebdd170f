#include "archive/workspace_rows.hpp"

#include <algorithm>
#include <cstring>
#include <numeric>

#include "archive/flat_json.hpp"
#include "archive/record_shape.hpp"
#include "archive/statement.hpp"
#include "archive/stored_source.hpp"

namespace tieout::archive {

using loading::FieldIndex;
using loading::RecordType;

namespace {

// The rows of a table in memory: their cells one after another, each after its length.
class WorkspaceSheet : public loading::StoredSheet {
 public:
  WorkspaceSheet(Database& database, RecordType type)
      : type_(type), sources_(database, type), fields_(sources_.fields()), files_(sources_.files()) {
    file = sources_.first() != nullptr ? sources_.first()->file : database.path();
    name = sources_.first() != nullptr ? sources_.first()->sheet : "";
    encoding = "UTF-8";
    load(database);
  }

  std::size_t row_count() const override { return rows_.size(); }
  std::uint32_t line_of(std::size_t index) const override { return static_cast<std::uint32_t>(index + 1); }
  void read_row(std::size_t index, loading::RowBuffer& buffer) const override { read(rows_[index], buffer); }

  const std::vector<FieldIndex>& fields() const override { return fields_; }
  const std::vector<std::string>& files() const override { return files_; }
  SourceSpan place(std::size_t row, std::optional<FieldIndex> field) const override {
    loading::RowBuffer buffer;
    const std::string_view as_read = read(rows_[row], buffer);
    return place_of({sources_.at(rows_[row].source), rows_[row].line, fields_, buffer.cells, as_read}, type_, field);
  }
  SourceSpan headings_place() const override {
    const StoredSource* first = sources_.first();
    return {file, name, first != nullptr ? first->heading_line : 0, 0, ""};
  }
  bool empty() const { return sources_.empty(); }

 private:
  struct Row {
    std::size_t begin;
    std::uint32_t source;
    std::uint32_t line;
  };

  void load(Database& database) {
    const RecordShape shape = shape_of(database, type_);
    Statement rows(database,
                   "SELECT " + shape.column_list() + " FROM " + shape.table + " ORDER BY " + shape.key_list());
    const std::vector<int> columns = columns_of(shape);
    const int more = static_cast<int>(shape.key.size() + 1 + shape.columns.size());
    while (rows.step()) {
      rows_.push_back({text_.size(), static_cast<std::uint32_t>(rows.number(more + 1)),
                       static_cast<std::uint32_t>(rows.number(more + 2))});
      Members members;
      if (!rows.is_null(more)) members = parse_members(rows.text(more));
      for (std::size_t at = 0; at < fields_.size(); ++at) {
        if (columns[at] >= 0) {
          append(rows.text(columns[at]));
        } else {
          const std::string* text = find_member(members, loading::fields_of(type_)[fields_[at]].name);
          append(text != nullptr ? std::string_view(*text) : std::string_view());
        }
      }
      append(rows.text(more + 3));
    }
    if (type_ != RecordType::asset) order_as_read();
  }

  // Where each field stands among the columns of the query; -1: in `more`.
  std::vector<int> columns_of(const RecordShape& shape) const {
    std::vector<int> result;
    for (const FieldIndex field : fields_) {
      int column = -1;
      for (std::size_t at = 0; at < shape.key.size(); ++at) {
        if (shape.key[at] == field) column = static_cast<int>(at);
      }
      for (std::size_t at = 0; at < shape.columns.size(); ++at) {
        if (shape.columns[at] == field) column = static_cast<int>(shape.key.size() + 1 + at);
      }
      result.push_back(column);
    }
    return result;
  }

  // Events of one day keep the order in which their file names them.
  void order_as_read() {
    const auto before = [](const Row& a, const Row& b) {
      return a.source != b.source ? a.source < b.source : a.line < b.line;
    };
    if (!std::is_sorted(rows_.begin(), rows_.end(), before)) std::stable_sort(rows_.begin(), rows_.end(), before);
  }

  void append(std::string_view text) {
    const auto size = static_cast<std::uint32_t>(text.size());
    if (size < kLong) {
      text_ += static_cast<char>(size);
    } else {
      text_ += static_cast<char>(kLong);
      text_.append(reinterpret_cast<const char*>(&size), sizeof size);
    }
    text_ += text;
  }

  std::string_view take(std::size_t& at) const {
    std::uint32_t size = static_cast<unsigned char>(text_[at++]);
    if (size == kLong) {
      std::memcpy(&size, text_.data() + at, sizeof size);
      at += sizeof size;
    }
    const std::string_view text(text_.data() + at, size);
    at += size;
    return text;
  }

  // Returns what the file said otherwise.
  std::string_view read(const Row& row, loading::RowBuffer& buffer) const {
    std::size_t at = row.begin;
    buffer.cells.resize(fields_.size());
    for (loading::SheetCell& cell : buffer.cells) cell = {take(at), loading::CellType::text};
    return take(at);
  }

  static constexpr std::uint32_t kLong = 255;

  RecordType type_;
  StoredSources sources_;
  std::vector<FieldIndex> fields_;
  std::vector<std::string> files_;
  std::string text_;
  std::vector<Row> rows_;
};

void add_remarks(Database& database, RecordType type, Diagnostics& diagnostics) {
  Statement rows(
      database,
      "SELECT severity, code, remark.file, remark.sheet, line, column_number, excerpt, zh, en, help_zh, help_en "
      "FROM remark JOIN source ON source.id = remark.source WHERE source.kind = ?1 ORDER BY remark.id");
  const std::string kind(loading::table_name(type));
  rows.bind(1, kind);
  while (rows.step()) {
    Diagnostic remark;
    remark.severity = rows.text(0) == "warning" ? Severity::warning : Severity::note;
    remark.code = rows.text(1);
    remark.span = {std::string(rows.text(2)), std::string(rows.text(3)), static_cast<std::uint32_t>(rows.number(4)),
                   static_cast<std::uint32_t>(rows.number(5)), std::string(rows.text(6))};
    remark.message = {std::string(rows.text(7)), std::string(rows.text(8))};
    remark.help = {std::string(rows.text(9)), std::string(rows.text(10))};
    diagnostics.add(std::move(remark));
  }
}

void append_csv_cell(std::string& line, std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    line += text;
    return;
  }
  line += '"';
  for (const char c : text) {
    if (c == '"') line += '"';
    line += c;
  }
  line += '"';
}

}  // namespace

std::unique_ptr<loading::StoredSheet> WorkspaceRows::open(RecordType type, Diagnostics& diagnostics) const {
  if (!is_kept(type)) return nullptr;
  auto sheet = std::make_unique<WorkspaceSheet>(*database_, type);
  if (sheet->empty() && type != RecordType::asset) return nullptr;
  add_remarks(*database_, type, diagnostics);
  return sheet;
}

bool write_canonical_csv(Database& database, RecordType type, writing::ByteSink& out) {
  if (!is_kept(type)) return false;
  const WorkspaceSheet sheet(database, type);
  if (sheet.empty()) return false;
  std::string lines;
  for (const FieldIndex field : sheet.fields()) {
    if (!lines.empty()) lines += ',';
    append_csv_cell(lines, loading::fields_of(type)[field].name);
  }
  lines += '\n';
  loading::RowBuffer buffer;
  constexpr std::size_t kBlock = 1 << 16;
  for (std::size_t row = 0; row < sheet.row_count(); ++row) {
    sheet.read_row(row, buffer);
    for (std::size_t cell = 0; cell < buffer.cells.size(); ++cell) {
      if (cell > 0) lines += ',';
      append_csv_cell(lines, buffer.cells[cell].text);
    }
    lines += '\n';
    if (lines.size() < kBlock) continue;
    out.write(lines);
    lines.clear();
  }
  out.write(lines);
  return true;
}

}  // namespace tieout::archive
