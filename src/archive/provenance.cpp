#include "archive/provenance.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "archive/csv_records.hpp"
#include "archive/documents.hpp"
#include "archive/record_shape.hpp"
#include "archive/workspace_rows.hpp"

namespace tieout::archive {

void write_provenance(const std::shared_ptr<Database>& database, writing::ByteSink& out) {
  out.write("table,row,file,sheet,line\n");
  const WorkspaceRows rows(database);
  for (std::size_t type = 0; type < loading::kRecordTypes; ++type) {
    if (!is_kept(static_cast<loading::RecordType>(type))) continue;
    Diagnostics ignored;  // told when the tables are read
    const auto sheet = rows.open(static_cast<loading::RecordType>(type), ignored);
    if (!sheet) continue;
    std::string lines;
    for (std::size_t row = 0; row < sheet->row_count(); ++row) {
      const SourceSpan place = sheet->place(row, std::nullopt);
      lines += csv_line({std::string(loading::table_name(static_cast<loading::RecordType>(type))),
                         std::to_string(row + 1), place.file, place.sheet, std::to_string(place.line)});
      if (lines.size() < (std::size_t{1} << 16U)) continue;
      out.write(lines);
      lines.clear();
    }
    out.write(lines);
  }
}

void write_sources(Database& database, int year, writing::ByteSink& out) {
  out.write("table,file,sheet,sha256\n");
  database.attempt([&] {
    SQLite::Statement rows(database.sqlite(),
                           "SELECT kind, file, sheet, sha256 FROM source ORDER BY kind, file, sheet");
    while (rows.executeStep()) {
      out.write(csv_line({rows.getColumn(0).getString(), rows.getColumn(1).getString(), rows.getColumn(2).getString(),
                          rows.getColumn(3).getString()}));
    }
  });
  for (const char* kind : {kTrialBalanceDocument, kReturnDocument}) {
    if (const auto document = find_document(database, kind, std::to_string(year))) {
      out.write(csv_line({kind, document->file, "", document->sha256}));
    }
  }
}

}  // namespace tieout::archive
