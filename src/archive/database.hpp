// One connection to a workspace file: opened with the settings that keep it whole, brought to the newest schema, and
// with SQLite's troubles told in words. Whoever prepares statements includes SQLiteCpp in his .cpp file.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "archive/trouble.hpp"

namespace SQLite {
class Database;
class Exception;
}  // namespace SQLite

namespace tieout::archive {

enum class Access : std::uint8_t { read, write };

// "Tout" in ASCII: tells a workspace from any other SQLite file.
inline constexpr std::int32_t kApplicationId = 0x546F7574;
// How long a writer waits for another one.
inline constexpr int kBusyMilliseconds = 5000;

class Database {
 public:
  // Opens a workspace; one of an earlier schema is migrated first, whatever the access. Throws Trouble.
  Database(std::string path, Access access);
  ~Database();
  Database(Database&&) noexcept;

  // Makes a new workspace with the newest schema: beside the path first, then under its name, for its owner alone.
  static void create(const std::string& path);

  // A connection that neither asks what the file is nor migrates it.
  static Database unchecked(const std::string& path, Access access);

  const std::string& path() const { return path_; }
  SQLite::Database& sqlite() { return *sqlite_; }

  // Runs the work and turns exceptions of SQLite into Trouble.
  void attempt(const std::function<void()>& work);
  // The same in one transaction that keeps other writers out from its start. Rolled back where the work throws or
  // returns false.
  void transact(const std::function<bool()>& work);

  void run(const std::string& sql);
  std::int64_t number(const std::string& sql);
  std::string text(const std::string& sql);

  // Like Database(path, write), for tests of migrations: `newest` is the schema to stop at.
  static void migrate(const std::string& path, int newest);

 private:
  struct Unchecked {};
  Database(std::string path, Access access, Unchecked);
  void connect(Access access);
  void settle(Access access);
  void check_identity();
  bool migrate_to(int newest);

  std::string path_;
  std::unique_ptr<SQLite::Database> sqlite_;
};

// The trouble of SQLite with this file, in words.
Trouble trouble_of(const SQLite::Exception& error, const std::string& path);

}  // namespace tieout::archive
