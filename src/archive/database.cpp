#include "archive/database.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "archive/migrations.hpp"
#include "archive/unborn_file.hpp"

namespace tieout::archive {

namespace {

bool has_content(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && info.st_size > 0;
}

void require_file(const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno != ENOENT && errno != ENOTDIR) {
      throw Trouble("WORKSPACE-UNREADABLE", path,
                    {fmt::format("无法打开工作区：{}", std::strerror(errno)),
                     fmt::format("the workspace cannot be opened: {}", std::strerror(errno))},
                    {"检查路径与权限。", "Check the path and its permissions."});
    }
    throw Trouble("WORKSPACE-MISSING", path, {"工作区不存在", "there is no such workspace"},
                  {"用 tieout init --db 新建，或检查文件名。", "Make one with tieout init --db, or check the name."});
  }
  if (S_ISREG(info.st_mode)) return;
  throw Trouble("WORKSPACE-NOT", path, {"这不是 tieout 工作区", "this is no workspace of tieout"},
                {"指定一个文件。", "Name a file."});
}

}  // namespace

Database::Database(std::string path, Access access, Unchecked) : path_(std::move(path)) {
  require_file(path_);
  attempt([&] {
    connect(access);
    settle(access);
  });
}

Database::Database(std::string path, Access access) : Database(std::move(path), access, Unchecked{}) {
  attempt([&] {
    check_identity();
    if (number("PRAGMA user_version") == newest_version()) return;
    if (access == Access::read) {
      migrate(path_, newest_version());
    } else {
      migrate_to(newest_version());
    }
  });
}

Database::~Database() = default;
Database::Database(Database&&) noexcept = default;

// A reader opens for writing, too, and is held to reading by `settle`: the last connection then takes the journal's
// files away. A workspace that may not be written to, in a directory likewise, has no place for the index of its
// journal; without a journal it can be read as it lies.
void Database::connect(Access access) {
  // One thread at a time uses a connection: SQLite need not lock it at every call.
  try {
    sqlite_ =
        std::make_unique<SQLite::Database>(path_, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
    sqlite_->execAndGet("SELECT count(*) FROM sqlite_schema");
  } catch (const SQLite::Exception& error) {
    const int code = error.getErrorCode() & 0xFF;
    const bool no_place = code == SQLITE_CANTOPEN || code == SQLITE_READONLY;
    if (access == Access::write || !no_place || has_content(path_ + "-wal")) throw;
    std::string uri = "file:";
    for (const char c : path_) uri += c == '?' || c == '#' || c == '%' ? fmt::format("%{:02X}", c) : std::string(1, c);
    sqlite_ = std::make_unique<SQLite::Database>(
        uri + "?immutable=1", SQLite::OPEN_READONLY | SQLite::OPEN_URI | SQLite::OPEN_NOMUTEX, kBusyMilliseconds);
  }
}

void Database::settle(Access access) {
  sqlite_->exec("PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON");
  if (access == Access::read) {
    sqlite_->exec("PRAGMA query_only = ON");
    return;
  }
  // What was committed stays committed when the power fails.
  sqlite_->exec("PRAGMA synchronous = FULL");
}

void Database::check_identity() {
  if (number("PRAGMA application_id") != kApplicationId) {
    throw Trouble("WORKSPACE-NOT", path_, {"这不是 tieout 工作区", "this is no workspace of tieout"},
                  {"用 tieout init --db 新建，或检查文件名。", "Make one with tieout init --db, or check the name."});
  }
  const std::int64_t version = number("PRAGMA user_version");
  if (version <= newest_version()) return;
  throw Trouble("WORKSPACE-NEWER", path_,
                {fmt::format("工作区由更新版本的 tieout 写成（结构版本 {}）", version),
                 fmt::format("a newer tieout made the workspace (its schema is {})", version)},
                {"升级 tieout；工作区未被改动。", "Use a newer tieout; the workspace was not touched."});
}

// All steps in one transaction: a workspace is of the old schema or of the new one. Another process may have done it
// while this one waited for the lock.
bool Database::migrate_to(int newest) {
  const std::int64_t start = number("PRAGMA user_version");
  transact([&] {
    const std::int64_t version = number("PRAGMA user_version");
    for (const Migration& step : migrations()) {
      if (step.version <= version || step.version > newest) continue;
      run(step.sql);
      run(fmt::format("PRAGMA user_version = {}", step.version));
    }
    return true;
  });
  return start < newest;
}

void Database::migrate(const std::string& path, int newest) {
  Database database(path, Access::write, Unchecked{});
  database.attempt([&] {
    database.check_identity();
    database.migrate_to(newest);
  });
}

void Database::create(const std::string& path) {
  UnbornFile unborn(path);
  {
    Database database = unchecked(unborn.name(), Access::write);
    database.attempt([&] {
      database.run("PRAGMA page_size = 8192");
      database.text("PRAGMA journal_mode = WAL");
      database.run(fmt::format("PRAGMA application_id = {}", kApplicationId));
      database.migrate_to(newest_version());
      database.text("PRAGMA wal_checkpoint(TRUNCATE)");
    });
  }
  unborn.take_name();
}

Database Database::unchecked(const std::string& path, Access access) { return {path, access, Unchecked{}}; }

void Database::attempt(const std::function<void()>& work) {
  try {
    work();
  } catch (const SQLite::Exception& error) {
    throw trouble_of(error, path_);
  }
}

void Database::transact(const std::function<bool()>& work) {
  attempt([&] {
    SQLite::Transaction transaction(*sqlite_, SQLite::TransactionBehavior::IMMEDIATE);
    if (work()) transaction.commit();
  });
}

void Database::run(const std::string& sql) {
  attempt([&] { sqlite_->exec(sql); });
}

std::int64_t Database::number(const std::string& sql) {
  std::int64_t result = 0;
  attempt([&] { result = sqlite_->execAndGet(sql).getInt64(); });
  return result;
}

std::string Database::text(const std::string& sql) {
  std::string result;
  attempt([&] { result = sqlite_->execAndGet(sql).getString(); });
  return result;
}

}  // namespace tieout::archive
