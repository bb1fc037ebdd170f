#include "loading/limit_list.hpp"

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
    result.push_back(std::move(row));
  });
  return result;
}

}  // namespace tieout::loading
