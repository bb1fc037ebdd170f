#include "loading/limit_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "loading/list_cells.hpp"

namespace tieout::loading {

std::vector<DeferredTaxLimit> read_limits(const std::string& path, const std::string& encoding,
                                          Diagnostics& diagnostics) {
  enum Column : std::size_t { entity, year, limit };
  static constexpr std::array<ListColumn, 3> kColumns{
      {{"entity", "核算主体", false}, {"year", "年度"}, {"limit", "上限"}}};
  std::vector<DeferredTaxLimit> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    DeferredTaxLimit row;
    row.entity = std::string(list.cell(entity));
    row.year = read_year(list, year);
    list.needed(limit);
    row.limit = read_amount(list, limit, Sign::not_negative).value_or(Money{});
    const bool twice = std::any_of(result.begin(), result.end(), [&](const DeferredTaxLimit& before) {
      return before.entity == row.entity && before.year == row.year;
    });
    if (twice) {
      list.problem(entity, "LIMIT-TWICE",
                   {fmt::format("{} {} 年的上限列了两次", row.entity, row.year),
                    fmt::format("the limit of '{}' for {} stands twice", row.entity, row.year)},
                   {"每个主体每年只保留一行。", "Keep one row per entity and year."});
    }
    row.line = list.line();
    result.push_back(std::move(row));
  });
  return result;
}

}  // namespace tieout::loading
