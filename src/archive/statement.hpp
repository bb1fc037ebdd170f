// A prepared statement for many rows: binds views without copying them and reads columns as views. The views must live
// until the step, or until the next one.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "archive/database.hpp"

struct sqlite3_stmt;

namespace tieout::archive {

class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Parameters and columns count from 1 and 0, as in SQLite.
  void bind(int parameter, std::string_view text);
  void bind(int parameter, std::int64_t number);
  void bind_null(int parameter);
  void bind_blob(int parameter, std::string_view bytes);
  // Text, or NULL where it is empty.
  void bind_stated(int parameter, std::string_view text);

  // Whether there is a row.
  bool step();
  // Runs to the end and is ready for the next parameters.
  void execute();
  void reset();

  std::string_view text(int column) const;
  std::int64_t number(int column) const;
  bool is_null(int column) const;

 private:
  void check(int result) const;

  Database& database_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace tieout::archive
