#include "writing/formats.hpp"

#include <array>

namespace tieout::writing {

namespace {
constexpr std::array<std::string_view, 6> kNames = {"table", "csv", "json", "xlsx", "html", "pdf"};
}

std::optional<Format> parse_format(std::string_view word) {
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (kNames[i] == word) return static_cast<Format>(i);
  }
  return {};
}

std::string_view name_of(Format format) { return kNames[static_cast<std::size_t>(format)]; }

void write_table(const Table& table, TableSink& sink) {
  sink.begin(table.schema);
  for (const auto& row : table.rows) sink.row(row);
  if (!table.totals.empty()) sink.totals(table.totals);
  sink.end();
}

}  // namespace tieout::writing
