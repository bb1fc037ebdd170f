// Rows that are no records: blank ones, control totals (小计, 合计) and footers. Inside loading/ only.
#pragma once

#include <vector>

#include "loading/record_cells.hpp"
#include "loading/record_table.hpp"

namespace tieout::loading {

enum class RowKind : std::uint8_t { record, blank, subtotal, total, footer, nameless };

class RowSorter {
 public:
  RowSorter(const RecordTable& table, const HeadingWords& words);
  RowKind kind_of(const RowBuffer& row, std::string_view id) const;

 private:
  RowKind total_kind(std::string_view first, std::string_view id) const;
  bool is_footer(const RowBuffer& row) const;

  const RecordTable& table_;
  const HeadingWords& words_;
  std::vector<FieldIndex> telling_;  // needed fields and amounts: what makes a row without id a record
};

// Compares every control total of the table with the rows it sums: a subtotal those since the last one, a
// total all. Only called where the file has such rows.
void check_control_totals(const RecordTable& table, const HeadingWords& words, Diagnostics& diagnostics);

// A footer was skipped; a row without id cannot be.
void note_footer(const RecordTable& table, std::size_t row, Diagnostics& diagnostics);
void refuse_nameless(const RecordTable& table, std::size_t row, Diagnostics& diagnostics);

}  // namespace tieout::loading
