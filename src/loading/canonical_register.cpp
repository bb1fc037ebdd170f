#include "loading/canonical_register.hpp"

#include <algorithm>

#include "loading/canonical_row.hpp"
#include "loading/register_rows.hpp"
#include "loading/register_sources.hpp"

namespace tieout::loading {

namespace {

CanonicalTable canonical_table(const RecordTable* table, const HeadingWords& headings, const WordBook& words) {
  CanonicalTable result;
  if (table == nullptr) return result;
  std::vector<CanonicalCells> records;
  std::vector<bool> filled(fields_of(table->type).size(), false);
  const RowSorter sorter(*table, headings);
  RowBuffer cells;
  for (std::size_t row = table->columns.first_row; row < table->sheet->row_count(); ++row) {
    table->sheet->read_row(row, cells);
    if (sorter.kind_of(cells, cell_text(*table, cells, 0)) != RowKind::record) continue;
    records.push_back(canonical_cells(*table, row, words));
    for (const auto& [field, text] : records.back()) filled[field] = true;
  }
  std::vector<std::size_t> column_of(filled.size(), 0);
  for (std::size_t field = 0; field < filled.size(); ++field) {
    if (!filled[field]) continue;
    column_of[field] = result.columns.size();
    result.columns.emplace_back(fields_of(table->type)[field].name);
  }
  for (CanonicalCells& record : records) {
    std::vector<std::string> row(result.columns.size());
    for (auto& [field, text] : record) row[column_of[field]] = std::move(text);
    result.rows.push_back(std::move(row));
  }
  return result;
}

}  // namespace

CanonicalRegister read_canonical_register(const InputFiles& files, const rules::RuleBook& rules,
                                          Diagnostics& diagnostics) {
  HeadingWords headings = HeadingWords::load(files.headings, diagnostics);
  if (!files.mapping.empty()) headings.add_mapping(files.mapping, diagnostics);
  const WordBook words(headings, rules.classes);
  const Sources sources = open_sources(files, headings, diagnostics);
  return {canonical_table(sources.at(RecordType::asset), headings, words),
          canonical_table(sources.at(RecordType::event), headings, words),
          canonical_table(sources.at(RecordType::recorded), headings, words)};
}

}  // namespace tieout::loading
