#include "loading/list_cells.hpp"

#include "loading/value.hpp"

namespace tieout::loading {

std::int32_t read_year(ListReader& list, std::size_t column) {
  const std::string text = list.needed(column);
  std::int32_t year = 0;
  bool sound = text.size() == 4;
  for (const char c : text) {
    sound = sound && c >= '0' && c <= '9';
    if (sound) year = year * 10 + (c - '0');
  }
  if (sound || text.empty()) return year;
  list.problem(column, "NUMBER-UNREADABLE", {"年度应为四位数字", "the year must have four digits"}, {});
  return 0;
}

std::optional<Money> read_amount(ListReader& list, std::size_t column, Sign sign) {
  if (list.cell(column).empty()) return {};
  Money amount;
  if (parse_amount(list.cell(column), amount) != ValueError::none) {
    list.problem(column, "AMOUNT-UNREADABLE", {"金额无法读取", "the amount cannot be read"}, {});
    return {};
  }
  if (sign == Sign::not_negative && amount < Money{}) {
    list.problem(column, "PROVISION-NEGATIVE", {"该栏不得为负数", "this column takes no negative amount"},
                 {"减少额填在相应的栏内：转回、核销填正数，转出在 transferred 中填负数。",
                  "State decreases in their own columns: reversed and written_off are positive, transferred out is "
                  "negative."});
  }
  return amount;
}

}  // namespace tieout::loading
