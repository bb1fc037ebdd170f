#include "loading/list_cells.hpp"

#include <utility>

#include "loading/record_problem.hpp"
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
  if (const ValueError error = parse_amount(list.cell(column), amount); error != ValueError::none) {
    CellProblem problem = value_problem(error, {list.name(column)}, list.cell(column));
    list.problem(column, std::move(problem.code), std::move(problem.message), std::move(problem.help));
    return {};
  }
  if (sign == Sign::not_negative && amount < Money{}) {
    list.problem(
        column, "PROVISION-NEGATIVE", {"该栏不得为负数", "this column takes no negative amount"},
        {"填正数；减少额填在其自己的栏内。", "State it as a positive amount; decreases have columns of their own."});
  }
  return amount;
}

}  // namespace tieout::loading
