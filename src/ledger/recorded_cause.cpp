#include "tieout/ledger/recorded_cause.hpp"

#include <fmt/format.h>

namespace tieout {

namespace {

// "2023", or the months that differ: "2023-07, 2023-08".
std::string periods_of(const RecordedYear& year) {
  if (year.months.empty()) return std::to_string(year.year);
  std::string text;
  for (const Month month : year.months) text += (text.empty() ? "" : ", ") + to_string(month);
  return text;
}

Text one_year(std::string_view basis, const RecordedYear& year) {
  const std::string periods = periods_of(year);
  const std::string difference = to_string(year.difference);
  const std::string so_far = to_string(year.so_far);
  if (year.months.empty()) {
    return {fmt::format("{} 年记录的 {}_charge 与计算相差 {}，至此累计 {}", periods, basis, difference, so_far),
            fmt::format("the {}_charge recorded for {} differs by {} from the computed one, {} so far", basis, periods,
                        difference, so_far)};
  }
  return {fmt::format("{} 记录的 {}_charge 与计算不符，{} 年合计相差 {}，至此累计 {}", periods, basis, year.year,
                      difference, so_far),
          fmt::format("the {}_charge recorded for {} differs from the computed one, by {} in {}, {} so far", basis,
                      periods, difference, year.year, so_far)};
}

}  // namespace

bool RecordedCause::continues_with(int year, Money difference) const {
  if (years_.empty()) return false;
  const RecordedYear& last = years_.back();
  return last.year + 1 == year && (last.difference < Money{}) == (difference < Money{});
}

Text RecordedCause::sentence(std::string_view basis) const {
  if (years_.size() == 1) return one_year(basis, years_.front());
  Text list;
  for (const RecordedYear& year : years_) {
    const std::string periods = periods_of(year);
    const bool monthly = !year.months.empty();
    list.zh += fmt::format("{}{}{} 差 {}，累计 {}", list.zh.empty() ? "" : "；", year.year,
                           monthly ? "（" + periods + "）" : "", to_string(year.difference), to_string(year.so_far));
    list.en += fmt::format("{}{}{} by {}, {} so far", list.en.empty() ? "" : "; ", year.year,
                           monthly ? " (" + periods + ")" : "", to_string(year.difference), to_string(year.so_far));
  }
  const int first = years_.front().year;
  return {fmt::format("自 {} 年起记录的 {}_charge 与计算不符，以后各年出于同一原因：{}", first, basis, list.zh),
          fmt::format("the {}_charge recorded differs from the computed one since {}, in the later years from the same "
                      "cause: {}",
                      basis, first, list.en)};
}

}  // namespace tieout
