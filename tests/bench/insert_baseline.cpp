// What an import of a register into a workspace is measured against: reads CSV files, splits them at commas, and
// inserts their rows with one prepared statement each, in one transaction, into the tables of an empty workspace.
//
//     bench_insert_baseline WORKSPACE TABLE CSV [TABLE CSV …]
#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <string_view>

namespace {

class Inserter {
 public:
  explicit Inserter(const char* path) {
    check(sqlite3_open(path, &database_));
    run("PRAGMA synchronous = FULL");
  }
  ~Inserter() { sqlite3_close(database_); }
  Inserter(const Inserter&) = delete;
  Inserter& operator=(const Inserter&) = delete;

  void run(const char* sql) { check(sqlite3_exec(database_, sql, nullptr, nullptr, nullptr)); }

  void insert(const std::string& table, const char* csv) {
    std::ifstream file(csv);
    std::string line;
    if (!std::getline(file, line)) fail(csv);
    const auto cells = static_cast<int>(std::count(line.begin(), line.end(), ',')) + 1;
    std::string sql = "INSERT INTO " + table + " (" + line + ", n, source, line, import) VALUES (?";
    for (int parameter = 1; parameter < cells + 4; ++parameter) sql += ", ?";
    check(sqlite3_prepare_v2(database_, (sql + ")").c_str(), -1, &statement_, nullptr));
    for (sqlite3_int64 number = 2; std::getline(file, line); ++number) {
      bind(line, cells);
      // Rows of one key are told apart by n, which a bare program need not count.
      const sqlite3_int64 values[] = {number, 1, number, 1};
      for (int at = 0; at < 4; ++at) check(sqlite3_bind_int64(statement_, cells + 1 + at, values[at]));
      check(sqlite3_step(statement_));
      sqlite3_reset(statement_);
    }
    sqlite3_finalize(statement_);
  }

 private:
  void bind(std::string_view line, int cells) {
    for (int cell = 1; cell <= cells; ++cell) {
      const std::size_t end = std::min(line.find(','), line.size());
      if (end == 0) {
        check(sqlite3_bind_null(statement_, cell));
      } else {
        check(sqlite3_bind_text(statement_, cell, line.data(), static_cast<int>(end), SQLITE_STATIC));
      }
      line.remove_prefix(std::min(end + 1, line.size()));
    }
  }

  void check(int result) const {
    if (result != SQLITE_OK && result != SQLITE_DONE && result != SQLITE_ROW) fail(sqlite3_errmsg(database_));
  }

  [[noreturn]] static void fail(const char* message) {
    std::fprintf(stderr, "bench_insert_baseline: %s\n", message);
    std::exit(1);
  }

  sqlite3* database_ = nullptr;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace

int main(int count, char** arguments) {
  if (count < 4 || count % 2 != 0) {
    std::fprintf(stderr, "bench_insert_baseline: usage: bench_insert_baseline WORKSPACE TABLE CSV [TABLE CSV …]\n");
    return 2;
  }
  Inserter inserter(arguments[1]);
  inserter.run("BEGIN");
  for (int at = 2; at + 1 < count; at += 2) inserter.insert(arguments[at], arguments[at + 1]);
  inserter.run("COMMIT");
  return 0;
}
