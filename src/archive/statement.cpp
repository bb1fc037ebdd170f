#include "archive/statement.hpp"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>

namespace tieout::archive {

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  check(sqlite3_prepare_v2(database.sqlite().getHandle(), sql.c_str(), static_cast<int>(sql.size() + 1), &statement_,
                           nullptr));
}

Statement::~Statement() { sqlite3_finalize(statement_); }

void Statement::check(int result) const {
  if (result == SQLITE_OK || result == SQLITE_ROW || result == SQLITE_DONE) return;
  throw trouble_of(SQLite::Exception(database_.sqlite().getHandle(), result), database_.path());
}

void Statement::bind(int parameter, std::string_view text) {
  check(sqlite3_bind_text(statement_, parameter, text.data() != nullptr ? text.data() : "",
                          static_cast<int>(text.size()), SQLITE_STATIC));
}

void Statement::bind(int parameter, std::int64_t number) { check(sqlite3_bind_int64(statement_, parameter, number)); }

void Statement::bind_null(int parameter) { check(sqlite3_bind_null(statement_, parameter)); }

void Statement::bind_blob(int parameter, std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, parameter, bytes.data(), bytes.size(), SQLITE_STATIC));
}

void Statement::bind_stated(int parameter, std::string_view text) {
  if (text.empty()) {
    bind_null(parameter);
  } else {
    bind(parameter, text);
  }
}

bool Statement::step() {
  const int result = sqlite3_step(statement_);
  if (result != SQLITE_ROW && result != SQLITE_DONE) {
    const SQLite::Exception error(database_.sqlite().getHandle(), result);
    sqlite3_reset(statement_);
    throw trouble_of(error, database_.path());
  }
  return result == SQLITE_ROW;
}

void Statement::execute() {
  while (step()) {
  }
  reset();
}

void Statement::reset() { sqlite3_reset(statement_); }

std::string_view Statement::text(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_, column); }

bool Statement::is_null(int column) const { return sqlite3_column_type(statement_, column) == SQLITE_NULL; }

}  // namespace tieout::archive
