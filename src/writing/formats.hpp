// The formats a table can be written in, and the one loop that feeds a finished table to a writer.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "tieout/filing/table.hpp"

namespace tieout::writing {

enum class Format : std::uint8_t { table, csv, json, xlsx, html, pdf };

// "table", "csv", "json", "xlsx", "html", "pdf"; nothing for any other word.
std::optional<Format> parse_format(std::string_view word);
std::string_view name_of(Format format);

// begin, every row, the totals if there are any, end.
void write_table(const Table& table, TableSink& sink);

}  // namespace tieout::writing
