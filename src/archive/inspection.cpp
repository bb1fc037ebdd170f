#include "archive/inspection.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <filesystem>
#include <functional>

#include "archive/crypto.hpp"
#include "archive/migrations.hpp"
#include "archive/record_shape.hpp"
#include "archive/statement.hpp"

namespace tieout::archive {

namespace {

class Inspector {
 public:
  explicit Inspector(const std::string& path) : path_(path), database_(Database::unchecked(path, Access::read)) {}

  std::vector<Check> checks() {
    check("identity", {"文件类型与结构版本", "Kind of file and schema"}, [&](Check& check) { identity(check); });
    check("pages", {"数据页完整性", "Pages"},
          [&](Check& check) { list(check, "SELECT integrity_check FROM pragma_integrity_check(20)", "ok"); });
    check("references", {"外键", "References"}, [&](Check& check) {
      list(check,
           "SELECT \"table\" || ' ' || ifnull(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check LIMIT 20",
           "");
    });
    check("records", {"记录与导入", "Records and imports"}, [&](Check& check) { records(check); });
    check("log", {"变更记录", "Log of changes"}, [&](Check& check) {
      const std::int64_t gaps = database_.number("SELECT ifnull(max(id), 0) - count(*) FROM change");
      if (gaps != 0) fail(check, fmt::format("{}", gaps));
      check.detail = fmt::format("{}", database_.number("SELECT count(*) FROM change"));
    });
    check("journal", {"日志文件", "Journal files"}, [&](Check& check) { journals(check); });
    check("permissions", {"权限", "Permissions"}, [&](Check& check) { permissions(check); });
    return std::move(checks_);
  }

 private:
  static void fail(Check& check, const std::string& detail, Severity severity = Severity::error) {
    check.severity = severity;
    check.detail += (check.detail.empty() ? "" : "; ") + detail;
  }

  void check(const char* name, Text title, const std::function<void(Check&)>& look) {
    Check check{name, std::move(title), Severity::note, ""};
    try {
      look(check);
    } catch (const Trouble& trouble) {
      fail(check, trouble.diagnostic().message.en);
    }
    checks_.push_back(std::move(check));
  }

  void identity(Check& check) {
    const std::int64_t version = database_.number("PRAGMA user_version");
    check.detail = fmt::format("{}/{}", version, newest_version());
    if (database_.number("PRAGMA application_id") != kApplicationId) fail(check, "application_id");
    if (version > newest_version()) fail(check, "newer");
  }

  // Lines of the query other than the good one.
  void list(Check& check, const char* sql, std::string_view good) {
    Statement rows(database_, sql);
    while (rows.step()) {
      if (rows.text(0) != good) fail(check, std::string(rows.text(0)));
    }
  }

  // Records that no import brought, sources without records, facts of cards that are not there.
  void records(Check& check) {
    for (std::size_t type = 0; type < loading::kRecordTypes; ++type) {
      if (!is_kept(static_cast<loading::RecordType>(type))) continue;
      const std::string_view table = loading::table_name(static_cast<loading::RecordType>(type));
      const std::int64_t strays = database_.number(fmt::format(
          "SELECT count(*) FROM {0} WHERE source NOT IN (SELECT id FROM source WHERE kind = '{0}') OR import "
          "NOT IN (SELECT import FROM import_file WHERE kind = '{0}')",
          table));
      if (strays > 0) fail(check, fmt::format("{}: {}", table, strays));
    }
    for (const char* table : {"events", "recorded"}) {
      const std::int64_t cardless = database_.number(fmt::format(
          "SELECT count(*) FROM (SELECT DISTINCT asset FROM {}) WHERE asset NOT IN (SELECT asset FROM assets)", table));
      if (cardless > 0) fail(check, fmt::format("{} without assets: {}", table, cardless));
    }
    documents(check);
    if (check.severity != Severity::error) {
      check.detail = fmt::format("{} / {}", database_.number("SELECT count(*) FROM assets"),
                                 database_.number("SELECT count(*) FROM import"));
    }
  }

  // Files kept whole that are no longer what was imported.
  void documents(Check& check) {
    Statement rows(database_, "SELECT kind, period, sha256, content FROM document ORDER BY kind, period, import");
    while (rows.step()) {
      if (sha256_hex(rows.text(3)) != rows.text(2)) fail(check, fmt::format("{} {}", rows.text(0), rows.text(1)));
    }
  }

  void journals(Check& check) const {
    std::error_code ignored;
    const std::filesystem::path path(path_);
    const std::filesystem::path directory = path.has_parent_path() ? path.parent_path() : ".";
    for (const auto& entry : std::filesystem::directory_iterator(directory, ignored)) {
      const std::string name = entry.path().filename().string();
      const std::string own = path.filename().string();
      if (name == own + "-journal") fail(check, name);
      if (name.starts_with(own + ".new-")) fail(check, name, Severity::warning);
      if (name == own + "-wal") check.detail = fmt::format("{}: {}", name, entry.file_size(ignored));
    }
  }

  void permissions(Check& check) const {
    struct stat info {};
    constexpr mode_t kOthers = 077, kAll = 07777;
    if (::stat(path_.c_str(), &info) != 0) return fail(check, "stat");
    check.detail = fmt::format("{:04o}", info.st_mode & kAll);
    if ((info.st_mode & kOthers) != 0) check.severity = Severity::warning;
  }

  const std::string& path_;
  Database database_;
  std::vector<Check> checks_;
};

}  // namespace

std::vector<Check> inspect(const std::string& path) {
  try {
    return Inspector(path).checks();
  } catch (const Trouble& trouble) {
    // Damage so deep that the file does not even open; what is no workspace at all is told by the trouble itself.
    if (trouble.diagnostic().code != "WORKSPACE-DAMAGED") throw;
    return {{"pages", {"数据页完整性", "Pages"}, Severity::error, trouble.diagnostic().message.en}};
  }
}

}  // namespace tieout::archive
