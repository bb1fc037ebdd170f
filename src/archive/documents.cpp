#include "archive/documents.hpp"

#include "archive/statement.hpp"

namespace tieout::archive {

std::optional<StoredDocument> find_document(Database& database, const std::string& kind, const std::string& period) {
  Statement row(database,
                "SELECT file, sha256, content FROM document WHERE kind = ?1 AND period = ?2 "
                "ORDER BY import DESC LIMIT 1");
  row.bind(1, kind);
  row.bind(2, period);
  if (!row.step() || row.text(2).empty()) return {};
  return StoredDocument{std::string(row.text(0)), std::string(row.text(1)), std::string(row.text(2))};
}

namespace {

void enter_file(Database& database, const std::string& kind, const StoredDocument& document,
                const DocumentCounts& counts, std::int64_t import) {
  Statement row(database,
                "INSERT INTO import_file (import, kind, file, sheet, sha256, bytes, rows, added, changed, removed) "
                "VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7, ?8, ?9)");
  row.bind(1, import);
  row.bind(2, kind);
  row.bind(3, document.file);
  row.bind(4, document.sha256);
  int parameter = 5;
  for (const std::size_t number :
       {document.content.size(), counts.rows, counts.added, counts.changed, counts.removed}) {
    row.bind(parameter++, static_cast<std::int64_t>(number));
  }
  row.execute();
}

}  // namespace

void keep_document(Database& database, const std::string& kind, const std::string& period,
                   const StoredDocument& document, const DocumentCounts& counts, std::int64_t import) {
  Statement row(database,
                "INSERT INTO document (kind, period, file, sha256, content, import) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
  row.bind(1, kind);
  row.bind(2, period);
  row.bind(3, document.file);
  row.bind(4, document.sha256);
  row.bind_blob(5, document.content);
  row.bind(6, import);
  row.execute();
  enter_file(database, kind, document, counts, import);
}

}  // namespace tieout::archive
