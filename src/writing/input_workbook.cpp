#include "writing/input_workbook.hpp"

#include <algorithm>
#include <utility>

#include "writing/display_width.hpp"
#include "writing/formula.hpp"

namespace tieout::writing {

namespace {

// A drop-down list of its own: two columns of the sheet of lists.
struct ChoiceList {
  std::string title;
  std::vector<Choice> choices;
};

bool same(const std::vector<Choice>& a, const std::vector<Choice>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Choice& x, const Choice& y) { return x.word == y.word && x.meaning == y.meaning; });
}

class Lists {
 public:
  // The number of the list; columns with the same choices share one.
  std::size_t number_of(const InputColumn& column) {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      if (same(lists_[i].choices, column.choices)) return i;
    }
    lists_.push_back({column.key, column.choices});
    return lists_.size() - 1;
  }

  // "='lists'!$A$2:$A$9"
  std::string range(std::size_t list, const std::string& sheet) const {
    std::string letters = column_letters(2 * list);
    std::string last = std::to_string(lists_[list].choices.size() + 1);
    return "='" + sheet + "'!$" + letters + "$2:$" + letters + "$" + last;
  }

  void write(XlsxSheet& sheet) const {
    for (std::size_t i = 0; i < lists_.size(); ++i) {
      std::size_t words = 2 * i;
      sheet.text(0, words, lists_[i].title, Style::heading);
      sheet.text(0, words + 1, {}, Style::heading);
      int widest = display_width(lists_[i].title) + 2;
      int widest_meaning = 4;
      for (std::size_t row = 0; row < lists_[i].choices.size(); ++row) {
        const Choice& choice = lists_[i].choices[row];
        sheet.text(static_cast<std::uint32_t>(row + 1), words, choice.word, Style::text);
        sheet.text(static_cast<std::uint32_t>(row + 1), words + 1, choice.meaning, Style::text);
        widest = std::max(widest, display_width(choice.word));
        widest_meaning = std::max(widest_meaning, display_width(choice.meaning));
      }
      sheet.width(words, widest + 2);
      sheet.width(words + 1, std::min(widest_meaning, 50) + 2);
    }
    sheet.freeze(1, 0);
  }

 private:
  std::vector<ChoiceList> lists_;
};

Style input_style(CellKind kind) {
  switch (kind) {
    case CellKind::money:
      return Style::input_money;
    case CellKind::integer:
      return Style::input_integer;
    case CellKind::date:
      return Style::input_date;
    case CellKind::text:
    case CellKind::empty:
      break;
  }
  return Style::input_text;  // keeps 0001 and 5% as they are typed
}

void write_columns(XlsxSheet& sheet, const InputSheet& layout, Lists& lists, const std::string& lists_name) {
  for (std::size_t i = 0; i < layout.columns.size(); ++i) {
    const InputColumn& column = layout.columns[i];
    sheet.text(0, i, column.key, column.needed ? Style::needed_heading : Style::heading);
    sheet.comment(0, i, column.comment);
    sheet.width(i, std::max(12, display_width(column.key) + 3), input_style(column.kind));
    if (column.choices.empty()) continue;
    sheet.offer(1, i, lists.range(lists.number_of(column), lists_name),
                {"该词不在下拉清单内。若为程序认识的中文名称，可以保留。",
                 "This word is not in the list. Keep it if it is another name that the program knows."});
  }
  sheet.freeze(1, 0);
}

}  // namespace

std::optional<Diagnostic> write_input_workbook(ByteSink& out, const WorkbookOptions& options,
                                               const std::vector<InputSheet>& sheets, const std::string& lists_name) {
  XlsxBook book(out, options, false);
  Lists lists;
  for (const InputSheet& layout : sheets) write_columns(book.add_sheet(layout.name), layout, lists, lists_name);
  lists.write(book.add_sheet(lists_name));
  return book.close();
}

}  // namespace tieout::writing
