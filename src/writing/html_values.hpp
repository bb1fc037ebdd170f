// The data of an HTML report as compact JSON, safe inside a <script> element: every '<' is escaped, so that no text can
// end the element. Amounts are whole fen, as numbers where a browser holds them exactly, else as strings.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "tieout/filing/table.hpp"

namespace tieout::writing {

// Text between tags or in a quoted attribute.
std::string html_escaped(std::string_view text);

void append_page_string(std::string& out, std::string_view text);
std::string page_string(std::string_view text);
void append_page_number(std::string& out, std::int64_t number);
void append_page_cell(std::string& out, const Cell& cell);

// [[key, label, kind, group], …]; kind: "text", "money", "integer", "date".
std::string page_columns(const TableSchema& schema, Language language);
// {"title":…,"columns":…,"rows":[[…]],"totals":[…]}
std::string page_table(const Table& table, Language language);

// A table of figures packed by column, one asset's schedule among thousands: [rows, column, …, totals]. A column is 0
// (all zero), the index of an earlier column that it equals, {"v":[…]} as it stands, or its second differences (first
// value, first step, then changes of the step), of which [d, n] stands for n equal ones. Charges and balances that run
// evenly so shrink to a few characters.
std::string packed_table(const Table& table);

// Strings that occur many times, by number.
class PageStrings {
 public:
  std::size_t index_of(std::string_view text);
  std::string json() const;
  // Bytes of all strings, about.
  std::size_t size() const { return bytes_; }

 private:
  std::unordered_map<std::string, std::size_t> known_;
  std::vector<const std::string*> order_;
  std::size_t bytes_ = 0;
};

}  // namespace tieout::writing
