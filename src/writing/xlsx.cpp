#include "writing/xlsx.hpp"

#include <xlsxwriter.h>

#include <array>
#include <ctime>
#include <set>
#include <vector>

#include "writing/sheet_values.hpp"
#include "writing/temporary_file.hpp"

#if defined(__SANITIZE_ADDRESS__)
extern "C" void __lsan_disable();
extern "C" void __lsan_enable();
#endif

namespace tieout::writing {

namespace {

constexpr std::uint8_t kPaperA3 = 8;
constexpr std::uint8_t kPaperA4 = 9;
constexpr double kLinePoints = 14;
constexpr std::uint8_t kCharsetGb2312 = 134;  // lets Excel find a Chinese font where the named one is missing
constexpr const char* kAmount = "#,##0.00;[Red]-#,##0.00";

lxw_col_t col(std::size_t column) { return static_cast<lxw_col_t>(column); }

Diagnostic library_failed(std::string_view path, lxw_error error) {
  switch (error) {
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
      return workbook_failed(path, {"临时文件无法写入", "a temporary file cannot be written"},
                             {"在临时目录（TMPDIR）腾出空间后重新运行。",
                              "Free some space where temporary files go (TMPDIR) and run again."});
    default:
      return workbook_failed(path, {lxw_strerror(error), lxw_strerror(error)}, {});
  }
}

std::time_t midnight_utc(Date date) {
  std::tm parts{};
  parts.tm_year = date.year() - 1900;
  parts.tm_mon = date.month().month() - 1;
  parts.tm_mday = date.day();
  return ::timegm(&parts);
}

std::string lower_case(std::string name) {
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name;
}

// The library (1.1.4) copies the source of a drop-down list twice and frees it once. The few bytes go with the
// program; while this lives, the leak checker does not count them.
class LibraryLeak {
 public:
#if defined(__SANITIZE_ADDRESS__)
  LibraryLeak() { __lsan_disable(); }
  ~LibraryLeak() { __lsan_enable(); }
#else
  LibraryLeak() = default;
  ~LibraryLeak() = default;
#endif
  LibraryLeak(const LibraryLeak&) = delete;
  LibraryLeak& operator=(const LibraryLeak&) = delete;
};

// Makes the library's formats, one per style.
class FormatMaker {
 public:
  FormatMaker(lxw_workbook* book, Language language) : book_(book), language_(language) {}

  lxw_format* make(Style style) const {
    switch (style) {
      case Style::title:
        return title();
      case Style::group:
        return heading(0xD9E1F2);
      case Style::heading:
        return heading(0xEDEDED);
      case Style::needed_heading:
        return heading(0xFFE699);
      case Style::integer:
      case Style::input_integer:
        return number("0");
      case Style::date:
      case Style::input_date:
        return number("yyyy-mm-dd");
      case Style::money:
        return number(kAmount);
      case Style::long_amount:
        return at_right(base());
      case Style::total_text:
        return total(base());
      case Style::total_integer:
        return total(number("0"));
      case Style::total_money:
        return total(number(kAmount));
      case Style::total_long_amount:
        return total(at_right(base()));
      case Style::input_text:
        return number("@");
      case Style::input_money:
        return number("#,##0.00");
      case Style::wrapped:
        return set_off(wrapped());
      case Style::closed:
        return at_centre(base());
      case Style::text:
        return set_off(base());
      case Style::note:
        break;
    }
    return base();
  }

 private:
  // SimSun is on every Chinese Windows, Calibri in every Excel; LibreOffice replaces both by what it has.
  lxw_format* base() const {
    lxw_format* format = workbook_add_format(book_);
    format_set_font_name(format, language_ == Language::zh ? "SimSun" : "Calibri");
    if (language_ == Language::zh) format_set_font_charset(format, kCharsetGb2312);
    format_set_font_size(format, 10);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);  // beside a text of several lines
    return format;
  }
  lxw_format* title() const {
    lxw_format* format = base();
    format_set_bold(format);
    format_set_font_size(format, 14);
    format_set_align(format, LXW_ALIGN_VERTICAL_BOTTOM);
    return format;
  }
  lxw_format* number(const char* pattern) const {
    lxw_format* format = base();
    format_set_num_format(format, pattern);
    return format;
  }
  lxw_format* heading(lxw_color_t background) const {
    lxw_format* format = base();
    format_set_bold(format);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_CENTER);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_bg_color(format, background);
    return format;
  }
  lxw_format* wrapped() const {
    lxw_format* format = base();
    format_set_text_wrap(format);
    return format;
  }
  // A text beside a figure.
  static lxw_format* set_off(lxw_format* format) {
    format_set_indent(format, 1);
    return format;
  }
  static lxw_format* at_centre(lxw_format* format) {
    format_set_align(format, LXW_ALIGN_CENTER);
    return format;
  }
  static lxw_format* at_right(lxw_format* format) {
    format_set_align(format, LXW_ALIGN_RIGHT);
    return format;
  }
  static lxw_format* total(lxw_format* format) {
    format_set_bold(format);
    format_set_top(format, LXW_BORDER_THIN);
    format_set_bottom(format, LXW_BORDER_DOUBLE);
    return format;
  }

  lxw_workbook* book_;
  Language language_;
};

}  // namespace

Diagnostic workbook_failed(std::string_view path, const Text& what, const Text& help) {
  Diagnostic diagnostic;
  diagnostic.code = "OUTPUT-FAILED";
  diagnostic.span.file = path;
  std::string name(path);
  diagnostic.message = {"无法写入工作簿" + (name.empty() ? "" : " " + name) + "：" + what.zh,
                        "cannot write the workbook" + (name.empty() ? "" : " " + name) + ": " + what.en};
  diagnostic.help = help;
  return diagnostic;
}

// The library's workbook with its formats and the first failure.
struct XlsxBook::State {
  State(ByteSink& sink, WorkbookOptions given) : out(sink), options(std::move(given)) {}
  ~State() {
    if (book != nullptr) lxw_workbook_free(book);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void open(bool streamed) {
    lxw_workbook_options how{};
    how.constant_memory = streamed ? 1 : 0;
    std::string directory = temporary_directory();
    how.tmpdir = directory.data();
    if (file.made()) book = workbook_new_opt(file.name().c_str(), &how);
    if (book == nullptr) return check(LXW_ERROR_CREATING_TMPFILE);
    for (std::size_t i = 0; i < kStyles; ++i) {
      formats[i] = FormatMaker(book, options.language).make(static_cast<Style>(i));
    }
    std::string program = "Tieout";
    lxw_doc_properties properties{};
    properties.title = options.title.data();
    properties.subject = options.subject.data();
    properties.company = options.company.data();
    properties.author = program.data();
    properties.created = midnight_utc(options.created);
    check(workbook_set_properties(book, &properties));
  }

  void check(lxw_error error) {
    if (error != LXW_NO_ERROR && !failure) failure = library_failed(out.path(), error);
  }
  lxw_format* format(Style style) const { return formats[static_cast<std::size_t>(style)]; }

  lxw_worksheet* add_worksheet(std::string_view wished) {
    if (failure) return nullptr;
    std::string name = sheet_name(wished);
    for (int copy = 2; !names.insert(lower_case(name)).second; ++copy) {
      std::string mark = " " + std::to_string(copy);
      name = sheet_name(wished, kSheetNameLimit - mark.size()) + mark;
    }
    lxw_worksheet* sheet = workbook_add_worksheet(book, name.c_str());
    if (sheet == nullptr) check(LXW_ERROR_CREATING_TMPFILE);
    return sheet;
  }

  ByteSink& out;
  WorkbookOptions options;
  TemporaryFile file;
  lxw_workbook* book = nullptr;
  std::array<lxw_format*, kStyles> formats{};
  std::set<std::string> names;  // taken, in lower case, as spreadsheets compare them
  std::optional<Diagnostic> failure;
  std::vector<std::unique_ptr<Sheet>> sheets;
};

class XlsxBook::Sheet : public XlsxSheet {
 public:
  Sheet(State& state, std::string_view name) : state_(state), sheet_(state.add_worksheet(name)) {}

  void text(std::uint32_t row, std::size_t column, std::string_view text, Style style) override {
    if (failed()) return;
    lxw_format* format = state_.format(style);
    if (text.empty()) return state_.check(worksheet_write_blank(sheet_, row, col(column), format));
    state_.check(worksheet_write_string(sheet_, row, col(column), sheet_text(text).c_str(), format));
  }

  void number(std::uint32_t row, std::size_t column, double value, Style style) override {
    if (!failed()) state_.check(worksheet_write_number(sheet_, row, col(column), value, state_.format(style)));
  }

  void date(std::uint32_t row, std::size_t column, Date date, Style style) override {
    lxw_datetime day{};
    day.year = date.year();
    day.month = date.month().month();
    day.day = date.day();
    if (!failed()) state_.check(worksheet_write_datetime(sheet_, row, col(column), &day, state_.format(style)));
  }

  void formula(std::uint32_t row, std::size_t column, const std::string& formula, double value, Style style) override {
    if (failed()) return;
    state_.check(worksheet_write_formula_num(sheet_, row, col(column), formula.c_str(), state_.format(style), value));
  }

  void merged(std::uint32_t row, std::size_t first, std::size_t last, std::string_view text, Style style) override {
    if (failed()) return;
    state_.check(
        worksheet_merge_range(sheet_, row, col(first), row, col(last), sheet_text(text).c_str(), state_.format(style)));
  }

  void width(std::size_t column, double characters, std::optional<Style> style) override {
    if (failed()) return;
    lxw_format* format = style ? state_.format(*style) : nullptr;
    state_.check(worksheet_set_column(sheet_, col(column), col(column), characters, format));
  }

  void height(std::uint32_t row, std::size_t lines) override {
    if (!failed()) state_.check(worksheet_set_row(sheet_, row, kLinePoints * static_cast<double>(lines) + 3, nullptr));
  }

  void freeze(std::uint32_t row, std::size_t column) override {
    if (!failed()) worksheet_freeze_panes(sheet_, row, col(column));
  }

  void filter(std::uint32_t heading_row, std::size_t last_column) override {
    if (!failed()) state_.check(worksheet_autofilter(sheet_, heading_row, 0, heading_row, col(last_column)));
  }
  // The library refuses ranges over rows already streamed, and how many rows there are is known only then.
  void filter_to(std::uint32_t last_row) override {
    if (!failed()) sheet_->autofilter.last_row = last_row;
  }

  void print_setup(std::uint32_t first_heading_row, std::uint32_t last_heading_row) override {
    if (failed()) return;
    worksheet_set_landscape(sheet_);
    worksheet_set_margins(sheet_, 0.4, 0.4, 0.6, 0.6);
    state_.check(worksheet_repeat_rows(sheet_, first_heading_row, last_heading_row));
    state_.check(worksheet_set_footer(sheet_, "&C&P / &N"));
  }

  void paper(bool large, std::uint16_t pages, std::size_t repeated_columns) override {
    if (failed()) return;
    worksheet_set_paper(sheet_, large ? kPaperA3 : kPaperA4);
    worksheet_fit_to_pages(sheet_, pages, 0);
    if (pages < 2 || repeated_columns == 0) return;
    state_.check(worksheet_repeat_columns(sheet_, 0, col(repeated_columns - 1)));
    worksheet_print_across(sheet_);
  }

  void accept_numbers_as_text(const std::string& range) override {
    if (!failed()) state_.check(worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, range.c_str()));
  }

  void comment(std::uint32_t row, std::size_t column, std::string_view text) override {
    if (failed()) return;
    std::string font = state_.options.language == Language::zh ? "SimSun" : "Calibri";
    lxw_comment_options how{};
    how.width = 300;
    how.height = 150;
    how.font_name = font.data();
    how.font_size = 9;
    state_.check(worksheet_write_comment_opt(sheet_, row, col(column), sheet_text(text).c_str(), &how));
  }

  void offer(std::uint32_t first_row, std::size_t column, const std::string& source, const Text& warning) override {
    if (failed()) return;
    std::string formula = source;
    std::string message = in(state_.options.language, warning);
    lxw_data_validation how{};
    how.validate = LXW_VALIDATION_TYPE_LIST_FORMULA;
    how.value_formula = formula.data();
    how.error_type = LXW_VALIDATION_ERROR_TYPE_WARNING;
    how.error_message = message.data();
    [[maybe_unused]] LibraryLeak tolerated;
    state_.check(worksheet_data_validation_range(sheet_, first_row, col(column), kSheetRows - 1, col(column), &how));
  }

  const Diagnostic* failure() const override { return state_.failure ? &*state_.failure : nullptr; }
  void fail(Diagnostic diagnostic) override {
    if (!state_.failure) state_.failure = std::move(diagnostic);
  }

 private:
  bool failed() const { return sheet_ == nullptr || state_.failure.has_value(); }

  State& state_;
  lxw_worksheet* sheet_;
};

XlsxBook::XlsxBook(ByteSink& out, WorkbookOptions options, bool streamed)
    : state_(std::make_unique<State>(out, std::move(options))) {
  state_->open(streamed);
}

XlsxBook::~XlsxBook() = default;

XlsxSheet& XlsxBook::add_sheet(std::string_view name) {
  state_->sheets.push_back(std::make_unique<Sheet>(*state_, name));
  return *state_->sheets.back();
}

std::optional<Diagnostic> XlsxBook::close() {
  if (state_->book != nullptr && !state_->failure) {
    state_->check(workbook_close(state_->book));  // frees the book, also when it fails
    state_->book = nullptr;
    if (!state_->failure && !state_->file.copy_to(state_->out)) state_->check(LXW_ERROR_CREATING_XLSX_FILE);
  }
  return state_->failure;
}

}  // namespace tieout::writing
