#include "writing/workbook.hpp"

#include <algorithm>

#include "writing/display_width.hpp"
#include "writing/formula.hpp"
#include "writing/sheet_values.hpp"
#include "writing/text_layout.hpp"

namespace tieout::writing {

namespace {

constexpr std::size_t kFrozenColumnsMax = 4;
constexpr std::size_t kTitleLines = 2;   // a title is larger, and some room above it
constexpr double kHeadingStretch = 1.1;  // headings are bold
constexpr double kFigureStretch = 1.2;   // digits of a substituted font may be wider than the unit of width

struct CellStyles {
  Style text, integer, date, money, long_amount;
};
constexpr CellStyles kRowStyles = {Style::text, Style::integer, Style::date, Style::money, Style::long_amount};
constexpr CellStyles kTotalStyles = {Style::total_text, Style::total_integer, Style::total_text, Style::total_money,
                                     Style::total_long_amount};

bool is_figure(const Cell& cell) { return cell.kind == CellKind::money || cell.kind == CellKind::integer; }

// Whether a cell of the sheet holds the figure to the last digit.
bool is_exact_figure(const Cell& cell) {
  return cell.kind == CellKind::integer || (cell.kind == CellKind::money && exact_in_sheet(cell.number));
}

double number_in_sheet(const Cell& cell) {
  return cell.kind == CellKind::money ? yuan(cell.number) : static_cast<double>(cell.number);
}

Date to_date(std::int64_t yyyymmdd) {
  return {static_cast<std::int16_t>(yyyymmdd / 10000), static_cast<std::int8_t>(yyyymmdd / 100 % 100),
          static_cast<std::int8_t>(yyyymmdd % 100)};
}

// A wider sheet, in characters, is printed on the larger paper; one that would be too small there, on pages side by
// side.
constexpr double kSmallPaperWidth = 180;
constexpr double kLargePaperWidth = 345;

// How many pages of the larger paper are wide enough, where each begins with `repeated`.
std::uint16_t pages_across(double width, double repeated) {
  std::uint16_t pages = 1;
  while (width > kLargePaperWidth + (pages - 1) * std::max(kLargePaperWidth - repeated, 60.0)) ++pages;
  return pages;
}

// What is learnt of a column while its rows go by.
struct ColumnState {
  std::optional<RowFormula> formula;
  __int128 sum = 0;
  bool summable = true;      // every cell so far is a figure that the sheet holds exactly, or empty
  std::int64_t largest = 0;  // magnitude; of a negative figure less 1
  int widest = 0;            // of the texts
  int heading = 0;           // widest line of the heading

  void add(const Cell& cell) {
    if (is_figure(cell)) sum += cell.number;
    if (cell.kind != CellKind::empty && !is_exact_figure(cell)) summable = false;
    measure(cell);
  }
  void measure(const Cell& cell) {
    if (cell.kind == CellKind::text) widest = std::max(widest, display_width(cell.text));
    if (is_figure(cell)) largest = std::max(largest, cell.number < 0 ? ~cell.number : cell.number);
  }
};

double width_of(const Column& column, const ColumnState& state, int text_width) {
  auto grouped = static_cast<double>(to_grouped_string(Money::from_fen(-state.largest)).size());
  switch (column.kind) {
    case CellKind::date:
      return 10 * kFigureStretch + 1;
    case CellKind::integer:
      return std::max(6.0, grouped * kFigureStretch);
    case CellKind::money:
      return std::max(13.0, grouped * kFigureStretch + 1);
    case CellKind::text:
    case CellKind::empty:
      break;
  }
  return std::clamp(static_cast<double>(state.widest) + 3, 8.0, static_cast<double>(text_width));
}

}  // namespace

// One table on one worksheet.
class Workbook::Sheet : public TableSink {
 public:
  Sheet(Workbook& book, SheetLayout layout) : book_(book), layout_(std::move(layout)) {}

  void begin(const TableSchema& schema) override {
    schema_ = schema;
    columns_.assign(schema.columns.size(), {});
    for (const ColumnFormula& given : layout_.formulas) {
      // Reading the name as a formula of its own finds its column, or says that there is none.
      std::size_t target = RowFormula("{" + given.column + "}", schema).reads()[0];
      columns_[target].formula.emplace(given.formula, schema);
    }
    const std::string& name = word(layout_.name);
    sheet_ = &book_.book_.add_sheet(name.empty() ? schema.name : name);
    write_head();
  }

  void row(const std::vector<Cell>& cells) override {
    if (!has_room()) return;
    if (const std::size_t lines = lines_of(cells); lines > 1) sheet_->height(row_, lines);
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      columns_[i].add(cells[i]);
      if (columns_[i].formula && computable(*columns_[i].formula, cells, i)) {
        sheet_->formula(row_, i, columns_[i].formula->at(row_), yuan(cells[i].number), Style::money);
      } else if (std::string formula = formula_of(i, cells[i]); !formula.empty()) {
        sheet_->formula(row_, i, formula, yuan(cells[i].number), Style::money);
      } else {
        write(i, cells[i], kRowStyles);
      }
    }
    end_of_rows_ = ++row_;
  }

  void totals(const std::vector<Cell>& cells) override {
    if (!has_room()) return;
    for (std::size_t i = 0; i < cells.size() && i < columns_.size(); ++i) {
      write_total(i, cells[i]);
      columns_[i].measure(cells[i]);
    }
    ++row_;
  }

  void end() override {
    if (columns_.empty()) return;
    std::uint32_t last_row = std::max(end_of_rows_, first_row_ + 1) - 1;
    sheet_->filter_to(last_row);
    // An asset number such as 0001 is text on purpose: no green corner on each.
    sheet_->accept_numbers_as_text(cell_address(0, first_row_) + ":" + cell_address(columns_.size() - 1, last_row));
    const std::size_t leading = layout_.frozen_columns.value_or(leading_columns());
    double total = 0, repeated = 0;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const double heading = columns_[i].heading * kHeadingStretch + 2.0;
      const double width = std::max(width_of(schema_.columns[i], columns_[i], layout_.text_width), heading);
      sheet_->width(i, width);
      total += width;
      if (i < leading) repeated += width;
    }
    sheet_->paper(total > kSmallPaperWidth, pages_across(total, repeated), leading);
    if (long_amounts_) {
      write_note(row_ + 1, {"10 万亿元及以上的金额以文本列示：电子表格的数值到此不再精确到分。",
                            "Amounts of 10 trillion yuan and more are text: from there on the numbers of a "
                            "spreadsheet no longer keep every fen."});
    }
  }

 private:
  const std::string& word(const Text& text) const { return in(book_.language_, text); }

  bool has_room() {
    if (row_ < kSheetRows) return true;
    sheet_->fail(workbook_failed(
        book_.path_, {"表格超过工作表的 1,048,576 行", "the table has more rows than the 1,048,576 of a worksheet"},
        {"改用 --format csv，或用 --entity 按主体分别输出。",
         "Use --format csv, or write one entity at a time with --entity."}));
    return false;
  }

  // Whether the formula meets only figures that the sheet holds exactly, so that it gives the table's value.
  static bool computable(const RowFormula& formula, const std::vector<Cell>& cells, std::size_t target) {
    auto usable = [&](std::size_t i) {
      return i < cells.size() && (cells[i].kind == CellKind::empty || is_exact_figure(cells[i]));
    };
    return cells[target].kind == CellKind::money && is_exact_figure(cells[target]) &&
           std::all_of(formula.reads().begin(), formula.reads().end(), usable);
  }

  std::string formula_of(std::size_t column, const Cell& cell) const {
    if (!layout_.cell_formula || cell.kind != CellKind::money || !is_exact_figure(cell)) return {};
    return layout_.cell_formula(row_ - first_row_, column, first_row_);
  }

  // Whether a text has to be broken; three of the width are its indent and margins.
  bool too_long(std::string_view text) const {
    return static_cast<int>(text.size()) > layout_.text_width - 3 && display_width(text) > layout_.text_width - 3;
  }

  // Programs do not all find the height of a row by themselves. A substituted font may be wider: some room is left.
  std::size_t lines_of(const std::vector<Cell>& cells) const {
    std::size_t lines = 1;
    for (const Cell& cell : cells) {
      if (cell.kind != CellKind::text || !too_long(cell.text)) continue;
      lines = std::max(lines, wrap(cell.text, layout_.text_width * 9 / 10 - 2).size());
    }
    return lines;
  }

  Style style_of_text(std::size_t column, std::string_view text, const CellStyles& styles) const {
    if (styles.text != Style::text) return styles.text;
    if (schema_.columns[column].kind == CellKind::money) return Style::closed;
    return too_long(text) ? Style::wrapped : Style::text;
  }

  void write(std::size_t column, const Cell& cell, const CellStyles& styles) {
    switch (cell.kind) {
      case CellKind::empty:
        if (styles.text != Style::text) sheet_->text(row_, column, {}, styles.text);
        return;
      case CellKind::text:
        return sheet_->text(row_, column, cell.text, style_of_text(column, cell.text, styles));
      case CellKind::integer:
        return sheet_->number(row_, column, number_in_sheet(cell), styles.integer);
      case CellKind::date:
        return write_date(column, to_date(cell.number), styles);
      case CellKind::money:
        return write_money(column, cell, styles);
    }
  }

  // Spreadsheets disagree by a day about early 1900: such a date is text.
  void write_date(std::size_t column, Date date, const CellStyles& styles) {
    if (date.year() > 1900) return sheet_->date(row_, column, date, styles.date);
    sheet_->text(row_, column, to_string(date), styles.text);
  }

  void write_money(std::size_t column, const Cell& cell, const CellStyles& styles) {
    if (is_exact_figure(cell)) return sheet_->number(row_, column, number_in_sheet(cell), styles.money);
    long_amounts_ = true;
    sheet_->text(row_, column, to_grouped_string(Money::from_fen(cell.number)), styles.long_amount);
  }

  // A live formula where the table's total is the sum of the column; any other total is its value.
  void write_total(std::size_t column, const Cell& total) {
    const ColumnState& state = columns_[column];
    bool is_sum = is_exact_figure(total) && state.summable && state.sum == total.number && end_of_rows_ > first_row_;
    if (is_sum) {
      std::string range = cell_address(column, first_row_) + ":" + cell_address(column, end_of_rows_ - 1);
      Style style = total.kind == CellKind::money ? Style::total_money : Style::total_integer;
      return sheet_->formula(row_, column, "=SUM(" + range + ")", number_in_sheet(total), style);
    }
    bool first_blank = column == 0 && total.kind == CellKind::empty && schema_.columns[0].kind != CellKind::money;
    if (first_blank) return sheet_->text(row_, 0, word({"合计", "Total"}), Style::total_text);
    write(column, total, kTotalStyles);
  }

  void write_note(std::uint32_t row, const Text& note) {
    if (row < kSheetRows) sheet_->text(row, 0, word(note), Style::note);
  }

  void write_head() {
    sheet_->height(row_, kTitleLines);
    sheet_->text(row_++, 0, word(schema_.title), Style::title);
    for (const Text& note : layout_.notes) write_note(row_++, note);
    std::uint32_t first_heading_row = row_;
    write_groups();
    write_headings();
    if (layout_.form) write_numbers();
    sheet_->print_setup(first_heading_row, row_);
    sheet_->filter(row_, columns_.empty() ? 0 : columns_.size() - 1);
    first_row_ = end_of_rows_ = ++row_;
    sheet_->freeze(first_row_, layout_.frozen_columns.value_or(leading_columns()));
  }

  // The height is set here, as not every program finds it by itself; end() makes the columns as wide as it takes.
  void write_headings() {
    std::size_t lines = 1;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      auto heading = wrap_evenly(label(i), kHeadingLine);
      lines = std::max(lines, heading.size());
      for (const std::string& line : heading) columns_[i].heading = std::max(columns_[i].heading, display_width(line));
    }
    sheet_->height(row_, lines);
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      sheet_->text(row_, i, label(i), Style::heading);
    }
  }

  // On a form the number of a column is no part of its heading.
  std::string label(std::size_t column) const {
    const std::string& text = word(schema_.columns[column].label);
    const std::string number = schema_.columns[column].key + " ";
    return layout_.form && text.starts_with(number) ? text.substr(number.size()) : text;
  }

  void write_numbers() {
    ++row_;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      const bool numbered = label(i) != word(schema_.columns[i].label);
      sheet_->text(row_, i, numbered ? schema_.columns[i].key : std::string(), Style::heading);
    }
  }

  std::size_t leading_columns() const {
    std::size_t count = 0;
    while (count < columns_.size() && schema_.columns[count].kind != CellKind::money) ++count;
    return std::min(count, kFrozenColumnsMax);
  }

  // The upper tier of the headings, where there is one: equal neighbours are one merged cell.
  void write_groups() {
    const auto& columns = schema_.columns;
    auto ungrouped = [&](const Column& column) { return word(column.group).empty(); };
    if (std::all_of(columns.begin(), columns.end(), ungrouped)) return;
    for (std::size_t i = 0; i < columns.size();) {
      const std::string& group = word(columns[i].group);
      std::size_t next = i + 1;
      while (!group.empty() && next < columns.size() && word(columns[next].group) == group) ++next;
      if (next - i > 1) {
        sheet_->merged(row_, i, next - 1, group, Style::group);
      } else {
        sheet_->text(row_, i, group, Style::group);
      }
      i = next;
    }
    ++row_;
  }

  Workbook& book_;
  SheetLayout layout_;
  TableSchema schema_;
  std::vector<ColumnState> columns_;
  XlsxSheet* sheet_ = nullptr;
  std::uint32_t row_ = 0;          // the next to write
  std::uint32_t first_row_ = 0;    // of the table's rows
  std::uint32_t end_of_rows_ = 0;  // one past the last of them
  bool long_amounts_ = false;
};

Workbook::Workbook(ByteSink& out, WorkbookOptions options)
    : language_(options.language), path_(out.path()), book_(out, std::move(options), true) {}

Workbook::~Workbook() = default;

TableSink& Workbook::add_sheet(SheetLayout layout) {
  sheets_.push_back(std::make_unique<Sheet>(*this, std::move(layout)));
  return *sheets_.back();
}

std::optional<Diagnostic> Workbook::close() { return book_.close(); }

}  // namespace tieout::writing
