#include "cli/snapshot_rows.hpp"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "archive/csv_records.hpp"
#include "archive/filing_files.hpp"

namespace tieout::cli {

namespace {

using loading::CanonicalTable;
using loading::RecordType;

class SnapshotRows : public loading::InputRows {
 public:
  SnapshotRows(std::unique_ptr<loading::InputRows> rows, std::string file, std::string sheet)
      : rows_(std::move(rows)), file_(std::move(file)), sheet_(std::move(sheet)) {}

  void set_lines(RecordType type, const std::vector<std::uint32_t>& lines) { lines_[type] = lines; }

  bool has(RecordType type) const override { return rows_->has(type); }
  // Fields are stated, but stand in no column: a change gathers cells from several places.
  loading::InputSource source(RecordType type) const override {
    loading::InputSource source = rows_->source(type);
    source.file = file_;
    source.sheet = sheet_;
    source.heading_line = 0;
    std::int32_t number = 0;
    for (loading::InputColumn& column : source.columns) column.number = number--;
    return source;
  }
  std::vector<std::uint32_t> records(RecordType type, Diagnostics& diagnostics) const override {
    return rows_->records(type, diagnostics);
  }
  void read(RecordType type, std::uint32_t number, loading::InputRow& row,
            std::span<const loading::FieldIndex> only) const override {
    rows_->read(type, number, row, only);
    row.as_read.clear();
    const auto& lines = lines_.at(type);
    row.line = number > 0 && number <= lines.size() ? lines[number - 1] : 0;  // row 0 holds the headings
  }

 private:
  std::unique_ptr<loading::InputRows> rows_;
  std::string file_, sheet_;
  std::map<RecordType, std::vector<std::uint32_t>> lines_;
};

// Cells as they are: this file is read by nobody but the import.
bool write_plain_csv(const CanonicalTable& table, const std::string& path) {
  std::string text = archive::csv_line(table.columns);
  for (const auto& row : table.rows) text += archive::csv_line(row);
  return archive::write_file(path, text);
}

}  // namespace

std::unique_ptr<loading::InputRows> rows_after(const loading::CanonicalRegister& books, const std::string& file,
                                               const std::string& sheet, const std::string& directory,
                                               const std::string& headings, const rules::RuleBook& rules,
                                               Diagnostics& diagnostics) {
  loading::InputFiles files;
  files.headings = headings;
  const std::tuple<RecordType, const CanonicalTable*, std::string*> tables[] = {
      {RecordType::asset, &books.assets, &files.assets},
      {RecordType::event, &books.events, &files.events},
      {RecordType::recorded, &books.recorded, &files.recorded}};
  for (const auto& [type, table, path] : tables) {
    if (table->columns.empty()) continue;
    *path = directory + "/" + std::string(loading::table_name(type)) + ".csv";
    if (!write_plain_csv(*table, *path)) return nullptr;
  }
  auto rows = std::make_unique<SnapshotRows>(loading::InputRows::open(files, rules, diagnostics), file, sheet);
  for (const auto& [type, table, path] : tables) rows->set_lines(type, table->from);
  return rows;
}

}  // namespace tieout::cli
