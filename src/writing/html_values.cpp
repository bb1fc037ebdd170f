#include "writing/html_values.hpp"

#include <array>

#include "writing/digits.hpp"
#include "writing/json.hpp"

namespace tieout::writing {

namespace {

// Integers up to here are exact in a browser; and their second differences too where the values stay below the limit of
// packing.
constexpr std::int64_t kExact = std::int64_t{1} << 53;
constexpr std::int64_t kPacked = std::int64_t{1} << 50;

std::string_view kind_word(CellKind kind) {
  switch (kind) {
    case CellKind::money:
      return "money";
    case CellKind::integer:
      return "integer";
    case CellKind::date:
      return "date";
    case CellKind::text:
    case CellKind::empty:
      break;
  }
  return "text";
}

void append_row(std::string& out, const std::vector<Cell>& cells) {
  out += '[';
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    append_page_cell(out, cells[i]);
  }
  out += ']';
}

bool is_figure(const Cell& cell) { return cell.kind == CellKind::money || cell.kind == CellKind::integer; }

bool equal(const Cell& a, const Cell& b) { return a.kind == b.kind && a.number == b.number && a.text == b.text; }

class ColumnPacker {
 public:
  explicit ColumnPacker(const Table& table) : rows_(table.rows) {}

  void append(std::string& out, std::size_t column) const {
    if (all_zero(column)) {
      out += '0';
    } else if (const std::size_t earlier = same_as(column); earlier > 0) {
      append_page_number(out, static_cast<std::int64_t>(earlier));
    } else if (packable(column)) {
      append_differences(out, column);
    } else {
      append_plain(out, column);
    }
  }

 private:
  const Cell& at(std::size_t row, std::size_t column) const { return rows_[row][column]; }

  bool all_zero(std::size_t column) const {
    for (const auto& row : rows_) {
      if (!is_figure(row[column]) || row[column].number != 0) return false;
    }
    return true;
  }

  // Column 0 is never named: 0 stands for zeros.
  std::size_t same_as(std::size_t column) const {
    for (std::size_t earlier = 1; earlier < column; ++earlier) {
      bool same = true;
      for (const auto& row : rows_) same = same && equal(row[earlier], row[column]);
      if (same) return earlier;
    }
    return 0;
  }

  bool packable(std::size_t column) const {
    for (const auto& row : rows_) {
      const Cell& cell = row[column];
      if (!is_figure(cell) || cell.number >= kPacked || cell.number <= -kPacked) return false;
    }
    return true;
  }

  void append_differences(std::string& out, std::size_t column) const {
    std::vector<std::int64_t> values;
    std::int64_t before = 0, step = 0;
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const std::int64_t value = at(i, column).number;
      values.push_back(value - before - step);
      step = i == 0 ? 0 : value - before;
      before = value;
    }
    out += '[';
    for (std::size_t i = 0; i < values.size();) {
      std::size_t end = i + 1;
      while (end < values.size() && values[end] == values[i]) ++end;
      if (i > 0) out += ',';
      const std::size_t run = end - i;
      // A run costs brackets and its length.
      if (run > 2) {
        out += '[';
        append_page_number(out, values[i]);
        out += ',';
        append_page_number(out, static_cast<std::int64_t>(run));
        out += ']';
        i = end;
      } else {
        append_page_number(out, values[i]);
        ++i;
      }
    }
    out += ']';
  }

  void append_plain(std::string& out, std::size_t column) const {
    out += "{\"v\":[";
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      if (i > 0) out += ',';
      append_page_cell(out, at(i, column));
    }
    out += "]}";
  }

  const std::vector<std::vector<Cell>>& rows_;
};

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

void append_page_string(std::string& out, std::string_view text) {
  const std::size_t first = out.size();
  append_json_string(out, text);
  for (std::size_t at = out.find('<', first); at != std::string::npos; at = out.find('<', at)) {
    out.replace(at, 1, "\\u003c");
  }
}

std::string page_string(std::string_view text) {
  std::string out;
  append_page_string(out, text);
  return out;
}

void append_page_number(std::string& out, std::int64_t number) {
  std::array<char, kFigureWidth> digits;
  char* const end = write_integer(digits.data(), number);
  const bool exact = number < kExact && number > -kExact;
  if (!exact) out += '"';
  out.append(digits.data(), end);
  if (!exact) out += '"';
}

void append_page_cell(std::string& out, const Cell& cell) {
  switch (cell.kind) {
    case CellKind::empty:
      out += "null";
      return;
    case CellKind::text:
      append_page_string(out, cell.text);
      return;
    case CellKind::money:
    case CellKind::integer:
      append_page_number(out, cell.number);
      return;
    case CellKind::date: {
      std::array<char, kFigureWidth> digits;
      char* const end = write_iso_date(digits.data(), cell.number);
      out += '"';
      out.append(digits.data(), end);
      out += '"';
      return;
    }
  }
}

std::string page_columns(const TableSchema& schema, Language language) {
  std::string out = "[";
  for (const Column& column : schema.columns) {
    if (out.size() > 1) out += ',';
    out += '[';
    append_page_string(out, column.key);
    out += ',';
    append_page_string(out, in(language, column.label));
    out += ',';
    append_page_string(out, kind_word(column.kind));
    out += ',';
    append_page_string(out, in(language, column.group));
    out += ']';
  }
  return out + "]";
}

std::string page_table(const Table& table, Language language) {
  std::string out = "{\"title\":" + page_string(in(language, table.schema.title)) +
                    ",\"columns\":" + page_columns(table.schema, language) + ",\"rows\":[";
  const char* between = "\n";
  for (const auto& row : table.rows) {
    out += between;
    append_row(out, row);
    between = ",\n";
  }
  out += "],\"totals\":";
  append_row(out, table.totals);
  return out + "}";
}

std::string packed_table(const Table& table) {
  std::string out = "[";
  append_page_number(out, static_cast<std::int64_t>(table.rows.size()));
  const ColumnPacker packer(table);
  for (std::size_t column = 0; column < table.schema.columns.size(); ++column) {
    out += ',';
    packer.append(out, column);
  }
  out += ',';
  append_row(out, table.totals);
  return out + "]";
}

std::size_t PageStrings::index_of(std::string_view text) {
  const auto [found, added] = known_.try_emplace(std::string(text), order_.size());
  if (added) {
    order_.push_back(&found->first);
    bytes_ += text.size() + 4;
  }
  return found->second;
}

std::string PageStrings::json() const {
  std::string out = "[";
  for (const std::string* text : order_) {
    if (out.size() > 1) out += ",\n";
    append_page_string(out, *text);
  }
  return out + "]";
}

}  // namespace tieout::writing
