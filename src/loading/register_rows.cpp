#include "loading/register_rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tieout::loading {

namespace {

std::string_view first_text(const RowBuffer& row) {
  for (const SheetCell& cell : row.cells) {
    if (cell.text.empty()) continue;
    const std::string_view text = trimmed(cell.text);
    if (!text.empty()) return text;
  }
  return {};
}

// Quick look before the words are compared: every word for a total ends in 计 or holds "otal".
bool may_be_total(std::string_view text) {
  constexpr std::size_t kTotalBytesMax = 120;
  return text.size() <= kTotalBytesMax &&
         (text.find("计") != std::string_view::npos || text.find("otal") != std::string_view::npos ||
          text.find("OTAL") != std::string_view::npos);
}

bool has_colon(std::string_view text) {
  return text.find(':') != std::string_view::npos || text.find("：") != std::string_view::npos;
}

// Sums of the amount columns over a range of rows; a column with an unreadable cell is not compared.
struct Sums {
  std::vector<Money> amounts;
  std::vector<bool> broken;
  explicit Sums(std::size_t fields) : amounts(fields), broken(fields, false) {}
};

class ControlTotals {
 public:
  ControlTotals(const RecordTable& table, const HeadingWords& words, Diagnostics& diagnostics)
      : table_(table),
        sorter_(table, words),
        diagnostics_(diagnostics),
        part_(fields().size()),
        all_(fields().size()) {}

  void check() {
    RowBuffer cells;
    for (std::size_t row = table_.columns.first_row; row < table_.sheet->row_count(); ++row) {
      table_.sheet->read_row(row, cells);
      const std::string_view id = cell_text(table_, cells, 0);
      switch (sorter_.kind_of(cells, id)) {
        case RowKind::record:
          add(cells);
          break;
        case RowKind::subtotal:
          compare(row, cells, part_);
          part_ = Sums(fields().size());
          break;
        case RowKind::total:
          compare(row, cells, all_);
          break;
        default:
          break;
      }
    }
  }

 private:
  const std::vector<FieldSpec>& fields() const { return fields_of(table_.type); }

  template <typename Take>
  void each_amount(const RowBuffer& cells, Take&& take) const {
    for (const ColumnBinding& binding : table_.columns.bindings) {
      if (fields()[binding.field].kind != ValueKind::amount || binding.column >= cells.cells.size()) continue;
      const std::string_view text = trimmed(cells.cells[binding.column].text);
      if (!text.empty()) take(binding.field, text);
    }
  }

  void add(const RowBuffer& cells) {
    each_amount(cells, [&](FieldIndex field, std::string_view text) {
      Money amount;
      const bool readable = parse_amount(text, amount) == ValueError::none;
      for (Sums* sums : {&part_, &all_}) {
        sums->broken[field] = sums->broken[field] || !readable;
        sums->amounts[field] += amount;
      }
    });
  }

  void compare(std::size_t row, const RowBuffer& cells, const Sums& sums) {
    RowReport report(table_, row, diagnostics_);
    each_amount(cells, [&](FieldIndex field, std::string_view text) {
      if (sums.broken[field]) return;
      Money stated;
      const ValueError error = parse_amount(text, stated);
      if (error != ValueError::none) {
        report.at_field(field, value_problem(error, fields()[field], text));
      } else if (stated != sums.amounts[field]) {
        const std::string_view name = fields()[field].name;
        const std::string sum = to_string(sums.amounts[field]);
        report.at_field(
            field, {"CONTROL-TOTAL",
                    {fmt::format("`{}` 的合计 {} 与各行之和 {} 不符", name, to_string(stated), sum),
                     fmt::format("the total of `{}` is {}, but the rows add up to {}", name, to_string(stated), sum)},
                    {"检查漏掉、重复或改动过的行，或重新导出。",
                     "Look for rows that are missing, repeated or changed, or export again."}});
      }
    });
  }

  const RecordTable& table_;
  RowSorter sorter_;
  Diagnostics& diagnostics_;
  Sums part_, all_;
};

}  // namespace

RowSorter::RowSorter(const RecordTable& table, const HeadingWords& words) : table_(table), words_(words) {
  const auto& fields = fields_of(table.type);
  for (FieldIndex field = 0; field < fields.size(); ++field) {
    if (field == 0 || !table.has(field)) continue;
    if (fields[field].needed || fields[field].kind == ValueKind::amount) telling_.push_back(field);
  }
}

RowKind RowSorter::kind_of(const RowBuffer& row, std::string_view id) const {
  if (table_.nodes != nullptr || table_.stored != nullptr) return id.empty() ? RowKind::nameless : RowKind::record;
  const std::string_view first = first_text(row);
  if (first.empty()) return RowKind::blank;
  if (may_be_total(first)) {
    const RowKind kind = total_kind(first, id);
    if (kind != RowKind::record) return kind;
  }
  if (id.empty()) return is_footer(row) ? RowKind::footer : RowKind::nameless;
  return has_colon(id) && is_footer(row) ? RowKind::footer : RowKind::record;
}

// The word must stand where the id would, or in a row without one: an asset may be called 合计量器.
RowKind RowSorter::total_kind(std::string_view first, std::string_view id) const {
  if (!id.empty() && id.data() != first.data()) return RowKind::record;
  if (words_.is_subtotal(first)) return RowKind::subtotal;
  return words_.is_total(first) ? RowKind::total : RowKind::record;
}

// "制表人: 张三   打印日期: 2024-01-05": nothing in it is a value of a needed column, and no amount.
bool RowSorter::is_footer(const RowBuffer& row) const {
  return std::none_of(telling_.begin(), telling_.end(), [&](FieldIndex field) {
    const std::string_view text = cell_text(table_, row, field);
    return !text.empty() && !has_colon(text) && text.find_first_of("0123456789") != std::string_view::npos;
  });
}

void check_control_totals(const RecordTable& table, const HeadingWords& words, Diagnostics& diagnostics) {
  ControlTotals(table, words, diagnostics).check();
}

void note_footer(const RecordTable& table, std::size_t row, Diagnostics& diagnostics) {
  RowReport(table, row, diagnostics)
      .at_row({"ROW-SKIPPED", {"表尾行，未读取", "a footer, not read"}, {}}, Severity::note);
}

void refuse_nameless(const RecordTable& table, std::size_t row, Diagnostics& diagnostics) {
  RowReport(table, row, diagnostics)
      .at_row({"ROW-WITHOUT-ASSET",
               {"该行没有资产编号", "the row names no asset"},
               {"填写资产编号；若为合计行，首个单元格应写小计或合计。",
                "State the asset; a row of totals begins with 小计 or 合计."}});
}

}  // namespace tieout::loading
