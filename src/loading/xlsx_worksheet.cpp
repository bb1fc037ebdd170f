#include "loading/xlsx_worksheet.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "loading/xlsx_cells.hpp"

namespace tieout::loading {

namespace {

// A spreadsheet allows 32,767 characters in a cell.
constexpr std::size_t cell_bytes_max = std::size_t{1} << 20U;

// Shown for a formula whose result the file does not hold.
constexpr std::string_view no_value = "#NO-VALUE!";

struct CellPlace {
  std::uint32_t row = 0;     // from 1; 0 = the reference names none
  std::uint32_t column = 0;  // from 1
};

// "AB12" or "AB"; beyond the limits of a worksheet the numbers stay beyond them. Nothing if it is no reference.
std::optional<CellPlace> parse_place(std::string_view text) {
  CellPlace place;
  std::size_t at = 0;
  for (; at < text.size() && text[at] >= 'A' && text[at] <= 'Z'; ++at) {
    if (place.column <= worksheet_columns_max) {
      place.column = place.column * 26 + static_cast<std::uint32_t>(text[at] - 'A') + 1;
    }
  }
  if (at == 0) return std::nullopt;
  if (at == text.size()) return place;
  for (; at < text.size(); ++at) {
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
    if (place.row <= worksheet_rows_max) place.row = place.row * 10 + static_cast<std::uint32_t>(text[at] - '0');
  }
  return place.row == 0 ? std::nullopt : std::optional(place);
}

class WorksheetHandler final : public XmlHandler {
 public:
  WorksheetHandler(const WorksheetContext& context, const std::string& name)
      : context_(context), name_(name), sheet_(std::make_unique<XlsxSheet>(context.strings)) {}

  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (skipping_ > 0) return skip();
    switch (in_) {
      case In::part:
        if (name == "sheetData") in_ = In::rows;
        if (name == "mergeCell") merge(attributes.find("ref"));
        return;
      case In::rows:
        return name == "row" ? start_row(attributes.find("r")) : skip();
      case In::row:
        return name == "c" ? start_cell(attributes) : skip();
      case In::cell:
        return start_in_cell(name);
      case In::rich:
        if (name == "t") return enter(In::rich_text);
        if (name == "r") return enter(In::run);
        return skip();  // rPh: phonetic guides
      case In::run:
        return name == "t" ? enter(In::run_text) : skip();
      default:
        return skip();
    }
  }

  void end(std::string_view) override {
    if (skipping_ > 0) {
      --skipping_;
      return;
    }
    switch (in_) {
      case In::part:
        return;
      case In::rows:
        return enter(In::part);
      case In::row:
        finish_row();
        return enter(In::rows);
      case In::cell:
        finish_cell();
        return enter(In::row);
      case In::value:
      case In::formula:
      case In::rich:
        return enter(In::cell);
      case In::rich_text:
      case In::run:
        return enter(In::rich);
      case In::run_text:
        return enter(In::run);
    }
  }

  void text(std::string_view text) override {
    const bool wanted = in_ == In::value || in_ == In::rich_text || in_ == In::run_text;
    if (!wanted || skipping_ > 0) return;
    if (value_.size() + text.size() > cell_bytes_max) {
      return fail("XLSX-BOMB", {"单元格文字过长", "the text of the cell is too long"});
    }
    value_ += text;
  }

  std::unique_ptr<XlsxSheet> finish() {
    if (stop_requested) return nullptr;
    if (const auto twice = sheet_->finish()) {
      row_ = *twice + 1;
      column_ = 0;
      fail("XLSX-DUPLICATE-CELL", {"同一行出现了两次", "the same row stands there twice"});
      return nullptr;
    }
    warn_missing_values();
    return std::move(sheet_);
  }

 private:
  enum class In : std::uint8_t { part, rows, row, cell, value, formula, rich, rich_text, run, run_text };

  void enter(In where) { in_ = where; }
  void skip() { ++skipping_; }

  void start_in_cell(std::string_view name) {
    if (name == "v") {
      enter(In::value);
    } else if (name == "is") {
      enter(In::rich);
    } else if (name == "f") {
      has_formula_ = true;
      enter(In::formula);
    } else {
      skip();
    }
  }

  // Rows and cells without a reference stand after the one before them.
  void start_row(std::string_view reference) {
    enter(In::row);
    column_ = 0;
    std::uint32_t row = row_ + 1;
    if (!reference.empty()) {
      const auto number = parse_index(reference);
      if (!number || *number == 0) return damaged({"行号无法识别", "the row has no readable number"}, reference);
      row = *number;
    }
    row_ = row;
    if (row_ > worksheet_rows_max) beyond();
  }

  void start_cell(const XmlAttributes& attributes) {
    enter(In::cell);
    value_.clear();
    has_formula_ = false;
    type_ = attributes.find("t");
    style_ = parse_index(attributes.find("s")).value_or(0);
    const std::string_view reference = attributes.find("r");
    ++column_;
    if (!reference.empty()) {
      const auto place = parse_place(reference);
      if (!place) return damaged({"单元格位置无法识别", "the cell's reference is not readable"}, reference);
      if (place->row != row_ && place->row <= worksheet_rows_max) {
        return damaged({"单元格位置与所在行不符", "the cell's reference is not of its row"}, reference);
      }
      column_ = place->column;
    }
    if (column_ > worksheet_columns_max) beyond();
  }

  void finish_cell() {
    // Writers that do not calculate leave the value out, or write an empty one. An empty text is a result, though.
    if (has_formula_ && value_.empty() && type_ != "str") return add_missing_value();
    if (value_.empty()) return;
    if (type_ == "s") return add_shared();
    if (type_.empty() || type_ == "n") return add_number();
    if (type_ == "b") return add(CellType::text, value_ == "1" || value_ == "true" ? "TRUE" : "FALSE");
    if (type_ == "e") return add(CellType::error, value_);
    if (type_ == "d") return add_iso_date();
    decode_escapes(value_, 0);  // inlineStr, str
    add(CellType::text, value_);
  }

  void add_shared() {
    const auto index = parse_index(value_);
    if (!index || *index >= context_.strings->size()) {
      return damaged({"单元格引用的共享字符串不存在", "the cell names a shared string that does not exist"}, value_);
    }
    if (context_.strings->at(*index).empty()) return;
    keep({column_ - 1, CellType::text, true, *index, {}});
  }

  void add_number() {
    shown_.clear();
    if (!append_decimal(value_, shown_))
      return damaged({"数字单元格中不是数字", "a number cell holds no number"}, value_);
    const NumberFormat& format = context_.formats.at(style_);
    if (format.kind == FormatKind::plain) return add(CellType::number, shown_);
    formatted_.clear();
    if (format.kind == FormatKind::date) {
      if (append_date(shown_, context_.dates, formatted_)) return add(CellType::date, formatted_);
    } else if (append_shown(shown_, format, formatted_)) {
      return add(format.pure_zeros ? CellType::number : CellType::text, formatted_);
    }
    add(CellType::number, shown_);
  }

  // "2024-03-15T00:00:00": some writers store dates as text of this form.
  void add_iso_date() {
    constexpr std::size_t day_size = 10;
    const std::string_view text = value_;
    const bool day = text.size() >= day_size && text[4] == '-' && text[7] == '-' &&
                     (text.size() == day_size || text[day_size] == 'T');
    day ? add(CellType::date, text.substr(0, day_size)) : add(CellType::text, text);
  }

  void add_missing_value() {
    if (missing_values_++ == 0) missing_place_ = place();
    add(CellType::error, no_value);
  }

  void add(CellType type, std::string_view text) {
    if (text.empty()) return;
    // Positions, not views: the buffer may move while the row grows.
    keep({column_ - 1, type, false, static_cast<std::uint32_t>(row_text_.size()), text});
    row_text_ += text;
  }

  void keep(const WorksheetCell& cell) {
    if (!cells_.empty() && cell.column <= cells_.back().column) ordered_ = false;
    cells_.push_back(cell);
  }

  void finish_row() {
    for (WorksheetCell& cell : cells_) {
      if (!cell.shared) cell.text = std::string_view(row_text_).substr(cell.index, cell.text.size());
    }
    if (!ordered_) order_cells();
    if (!stop_requested) sheet_->add_row(row_ - 1, cells_);
    cells_.clear();
    row_text_.clear();
    ordered_ = true;
  }

  void order_cells() {
    const auto by_column = [](const WorksheetCell& a, const WorksheetCell& b) { return a.column < b.column; };
    std::stable_sort(cells_.begin(), cells_.end(), by_column);
    const auto twice =
        std::adjacent_find(cells_.begin(), cells_.end(),
                           [](const WorksheetCell& a, const WorksheetCell& b) { return a.column == b.column; });
    if (twice == cells_.end()) return;
    column_ = twice->column + 1;
    fail("XLSX-DUPLICATE-CELL", {"同一单元格出现了两次", "the same cell stands there twice"});
  }

  void merge(std::string_view reference) {
    const std::size_t colon = reference.find(':');
    if (colon == std::string_view::npos) return;  // one cell merged with nothing
    const auto first = parse_place(reference.substr(0, colon));
    const auto last = parse_place(reference.substr(colon + 1));
    row_ = column_ = 0;
    if (!first || !last || first->row == 0 || last->row == 0 || first->row > last->row ||
        first->column > last->column) {
      return damaged({"合并区域无法识别", "a merged range is not readable"}, reference);
    }
    row_ = last->row;
    column_ = last->column;
    if (row_ > worksheet_rows_max || column_ > worksheet_columns_max) return beyond();
    sheet_->merged.push_back({first->row - 1, first->column - 1, last->row - 1, last->column - 1});
  }

  SourceSpan place() const { return {context_.file, name_, row_, column_, ""}; }

  void damaged(Text message, std::string_view excerpt) {
    SourceSpan span = place();
    span.excerpt = excerpt.substr(0, 60);
    if (!stop_requested) context_.diagnostics.add(xlsx_damaged(std::move(span), std::move(message)));
    stop_requested = true;
  }

  void beyond() {
    fail("XLSX-DIMENSION", {"位置超出工作表的界限（1048576 行，16384 列）",
                            "the place is beyond the limits of a worksheet (1048576 rows, 16384 columns)"});
  }

  void fail(const char* code, Text message) {
    if (!stop_requested) {
      context_.diagnostics.add({Severity::error,
                                code,
                                place(),
                                std::move(message),
                                {},
                                {"请在表格软件中打开并另存为 .xlsx，或从原系统重新导出。",
                                 "Open it in a spreadsheet program and save it as .xlsx again, or export it anew."}});
    }
    stop_requested = true;
  }

  void warn_missing_values() {
    if (missing_values_ == 0) return;
    context_.diagnostics.add(
        {Severity::warning,
         "XLSX-FORMULA-NO-VALUE",
         missing_place_,
         {fmt::format("公式没有保存计算结果（共 {} 个单元格）", missing_values_),
          fmt::format("the formula's result is not in the file ({} cells in all)", missing_values_)},
         {},
         {"请在表格软件中打开、重新计算并保存。", "Open the file in a spreadsheet program, recalculate and save it."}});
  }

  const WorksheetContext& context_;
  const std::string& name_;
  std::unique_ptr<XlsxSheet> sheet_;
  In in_ = In::part;
  std::uint32_t skipping_ = 0;
  std::uint32_t row_ = 0;     // from 1
  std::uint32_t column_ = 0;  // from 1
  std::string type_;
  std::uint32_t style_ = 0;
  bool has_formula_ = false;
  std::string value_;
  std::string shown_;
  std::string formatted_;
  std::vector<WorksheetCell> cells_;  // of the row being read; `index` is the place in row_text_ where not shared
  std::string row_text_;
  bool ordered_ = true;
  std::size_t missing_values_ = 0;
  SourceSpan missing_place_;
};

}  // namespace

std::unique_ptr<Sheet> read_worksheet(XlsxPackage& package, const WorksheetPart& part,
                                      const WorksheetContext& context) {
  WorksheetHandler handler(context, part.name);
  if (!package.parse(part.part, part.name, handler)) return nullptr;
  auto sheet = handler.finish();
  if (sheet == nullptr) return nullptr;
  sheet->file = context.file;
  sheet->name = part.name;
  sheet->encoding = "XLSX";
  return sheet;
}

}  // namespace tieout::loading
