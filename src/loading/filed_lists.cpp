#include "loading/filed_lists.hpp"

#include <fmt/format.h>

#include <array>

#include "loading/list_reader.hpp"
#include "loading/value.hpp"

namespace tieout::loading {

namespace {

// Of an optional cell; what cannot be read is a problem.
void read_day(ListReader& list, std::size_t column, std::optional<Date>& day) {
  if (list.cell(column).empty()) return;
  Date date;
  if (parse_date(list.cell(column), CellType::text, date) == ValueError::none) {
    day = date;
  } else {
    list.problem(column, "DATE-UNREADABLE", {"日期无法读取", "the date cannot be read"},
                 {"写成 2024-05-28。", "Write it as 2024-05-28."});
  }
}

std::optional<std::int32_t> read_whole(ListReader& list, std::size_t column, const Text& what) {
  if (list.cell(column).empty()) return std::nullopt;
  std::int32_t number = 0;
  if (parse_integer(list.cell(column), number) == ValueError::none) return number;
  list.problem(column, "NUMBER-UNREADABLE",
               {fmt::format("{}应为整数", what.zh), fmt::format("the {} must be a whole number", what.en)}, {});
  return std::nullopt;
}

// A workbook holds row numbers as numbers.
std::string number_text(std::string text) {
  if (text.ends_with(".00")) text.resize(text.size() - 3);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

std::optional<TakeoverAnswer> parse_answer(std::string_view text) {
  if (text == "computed" || text == "按计算" || text == "计算") return TakeoverAnswer::computed;
  if (text == "filed" || text == "按申报" || text == "申报") return TakeoverAnswer::filed;
  if (text == "unallocated" || text == "不分摊" || text == "未分摊") return TakeoverAnswer::unallocated;
  return std::nullopt;
}

}  // namespace

std::vector<FiledFormCell> read_filed_form(const std::string& path, const std::string& encoding,
                                           const std::string& default_entity, Diagnostics& diagnostics) {
  enum Column : std::size_t { entity, year, form, edition, row, column, amount, reason, receipt, filed_on };
  static constexpr std::array<ListColumn, 10> kColumns{{{"entity", "核算主体", false},
                                                        {"year", "年度", false},
                                                        {"form", "表号"},
                                                        {"edition", "版本", false},
                                                        {"row", "行次"},
                                                        {"column", "栏次"},
                                                        {"amount", "金额"},
                                                        {"reason", "理由", false},
                                                        {"receipt", "回执编号", false},
                                                        {"filed_on", "受理日期", false}}};
  std::vector<FiledFormCell> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    FiledFormCell one;
    one.entity = list.cell(entity).empty() ? default_entity : std::string(list.cell(entity));
    one.form = list.needed(form);
    one.edition = number_text(std::string(list.cell(edition)));
    one.row = number_text(list.needed(row));
    one.column = number_text(list.needed(column));
    one.reason = std::string(list.cell(reason));
    one.receipt = std::string(list.cell(receipt));
    read_day(list, filed_on, one.filed_on);
    if (const auto number = read_whole(list, year, {"年度", "year"})) one.year = *number;
    one.at = list.span(amount);
    const std::string_view text = list.cell(amount);
    // Letters of the column of reasons, and cells left empty, state no amount.
    if (text.find_first_of("0123456789") == std::string_view::npos) return;
    if (parse_amount(text, one.amount) != ValueError::none) {
      list.problem(amount, "AMOUNT-UNREADABLE", {"金额无法读取", "the amount cannot be read"},
                   {"写成 1234.56。", "Write it as 1234.56."});
      return;
    }
    result.push_back(std::move(one));
  });
  return result;
}

std::vector<TakeoverAnswerLine> read_takeover_answers(const std::string& path, const std::string& encoding,
                                                      const std::string& default_entity, Diagnostics& diagnostics) {
  enum Column : std::size_t { entity, row, answer, months, reason };
  static constexpr std::array<ListColumn, 5> kColumns{{{"entity", "核算主体", false},
                                                       {"row", "行次"},
                                                       {"answer", "答复"},
                                                       {"months", "月数", false},
                                                       {"reason", "理由", false}}};
  std::vector<TakeoverAnswerLine> result;
  ListReader list(path, encoding, kColumns, diagnostics);
  list.each([&] {
    TakeoverAnswerLine one;
    one.entity = list.cell(entity).empty() ? default_entity : std::string(list.cell(entity));
    one.row = number_text(list.needed(row));
    one.reason = std::string(list.cell(reason));
    one.months = read_whole(list, months, {"月数", "number of months"}).value_or(0);
    one.at = list.span(answer);
    if (!list.cell(answer).empty()) {
      one.answer = parse_answer(list.cell(answer));
      if (!one.answer) {
        list.problem(
            answer, "TAKEOVER-ANSWER-UNKNOWN",
            {fmt::format("没有答复“{}”", list.cell(answer)), fmt::format("there is no answer '{}'", list.cell(answer))},
            {"写 computed、filed 或 unallocated。", "Write computed, filed or unallocated."});
      }
    }
    result.push_back(std::move(one));
  });
  return result;
}

}  // namespace tieout::loading
