#include "archive/backup.hpp"

#include <SQLiteCpp/Backup.h>
#include <SQLiteCpp/Database.h>

#include "archive/import.hpp"
#include "archive/inspection.hpp"
#include "archive/unborn_file.hpp"

namespace tieout::archive {

namespace {

// What a copy must have as many of.
constexpr const char* kCounts =
    "SELECT group_concat(n, ' ') FROM (SELECT count(*) AS n FROM assets UNION ALL SELECT count(*) FROM events UNION "
    "ALL "
    "SELECT count(*) FROM recorded UNION ALL SELECT count(*) FROM import UNION ALL SELECT count(*) FROM change)";

void verify(Database& database, Database& copy, const std::string& path) {
  bool good = copy.text("PRAGMA integrity_check(1)") == "ok";
  good = good && copy.number("SELECT count(*) FROM pragma_foreign_key_check") == 0;
  good = good && copy.number("PRAGMA user_version") == database.number("PRAGMA user_version");
  good = good && copy.text(kCounts) == database.text(kCounts);
  if (good) return;
  throw Trouble("WORKSPACE-DAMAGED", path, {"备份与工作区不符，已弃去", "the copy is not sound and was thrown away"},
                {"用 tieout doctor 检查工作区。", "Check the workspace with tieout doctor."});
}

}  // namespace

Backup back_up(Database& database, const std::string& path) {
  UnbornFile file(path);
  Backup result;
  database.attempt([&] {
    // One snapshot for the copy and its verification, whatever others write meanwhile.
    database.run("BEGIN");
    database.number("SELECT count(*) FROM import");
    {
      SQLite::Database target(file.name(), SQLite::OPEN_READWRITE, kBusyMilliseconds);
      SQLite::Backup copy(target, database.sqlite());
      copy.executeStep(-1);
      result.pages = copy.getTotalPageCount();
    }
    Database copy = Database::unchecked(file.name(), Access::write);
    verify(database, copy, path);
    copy.text("PRAGMA wal_checkpoint(TRUNCATE)");
    database.run("COMMIT");
  });
  std::size_t bytes = 0;
  result.sha256 = file_sha256(file.name(), bytes);
  result.bytes = static_cast<std::int64_t>(bytes);
  file.take_name();
  return result;
}

}  // namespace tieout::archive
