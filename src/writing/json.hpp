// JSON documents: {"schema":"tieout/<name>/1", further members, "rows":[…], "totals":{…}}, one row a line.
// Keys stand in the order of the columns and are the same in every language. An amount is a string with two
// places ("-1200.00", contract of the CSV too), never a binary number; an integer is a JSON integer, a date an
// ISO 8601 string, an empty cell null. Totals name only the columns that have one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

// Appends `text` in quotes, escaped; broken UTF-8 becomes U+FFFD.
void append_json_string(std::string& out, std::string_view text);
std::string json_string(std::string_view text);

// The columns' keys, escaped once: `"book_cost":`.
class JsonKeys {
 public:
  JsonKeys() = default;
  explicit JsonKeys(const TableSchema& schema);
  std::string_view operator[](std::size_t column) const { return keys_[column]; }
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<std::string> keys_;
};

// Appends ",\n{…}": one row with the comma that parts it from the row before. Pure, so that batches of rows
// can be rendered by several threads; JsonSink drops the comma of the first row.
void append_json_row(std::string& out, const JsonKeys& keys, std::span<const Cell> cells);

// The rows of a finished table as an array, for a further member of a document.
std::string json_rows(const Table& table);

// A further member of the document; `value` is JSON already (json_string, "2003", json_rows).
struct JsonMember {
  std::string key;
  std::string value;
};

class JsonSink : public TableSink {
 public:
  // `members` follow "schema", in their order.
  explicit JsonSink(ByteSink& out, std::vector<JsonMember> members = {}) : out_(out), members_(std::move(members)) {}

  void begin(const TableSchema& schema) override;
  void row(const std::vector<Cell>& cells) override;
  void totals(const std::vector<Cell>& cells) override;
  void end() override;

  // A member that is known only once the rows are: written by end(), after rows and totals.
  void append(JsonMember member) { last_members_.push_back(std::move(member)); }

  // Rows made by append_json_row elsewhere; they take their place in the order of calls.
  void rendered_rows(std::string_view rows);

 private:
  void close_rows();
  void flush();

  ByteSink& out_;
  std::vector<JsonMember> members_, last_members_;
  JsonKeys keys_;
  std::string buffer_;
  bool first_row_ = true;
  bool rows_open_ = false;
};

}  // namespace tieout::writing
