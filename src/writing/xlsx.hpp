// The door to libxlsxwriter: worksheets as rows and columns of values in a few styles. What a table looks like
// on a sheet is decided in workbook.cpp; nothing of the library shows through here, and its errors are kept
// as one diagnostic, the first, that close() returns.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

enum class Style : std::uint8_t {
  title,
  note,
  group,
  heading,
  needed_heading,
  text,
  wrapped,  // text in several lines
  closed,   // text in a column of figures: a cell of a form that is not filled in
  integer,
  date,
  money,
  long_amount,
  total_text,
  total_integer,
  total_money,
  total_long_amount,
  input_text,
  input_integer,
  input_date,
  input_money,
};
inline constexpr std::size_t kStyles = 20;

// Every row and column counts from 0. After a failure all of this does nothing.
class XlsxSheet {
 public:
  virtual ~XlsxSheet() = default;

  // Always a string, whatever it begins with; empty text keeps only the style.
  virtual void text(std::uint32_t row, std::size_t column, std::string_view text, Style style) = 0;
  virtual void number(std::uint32_t row, std::size_t column, double value, Style style) = 0;
  virtual void date(std::uint32_t row, std::size_t column, Date date, Style style) = 0;
  // With the value that programs show which do not recalculate.
  virtual void formula(std::uint32_t row, std::size_t column, const std::string& formula, double value,
                       Style style) = 0;
  // One cell over the columns first..last, last > first.
  virtual void merged(std::uint32_t row, std::size_t first, std::size_t last, std::string_view text, Style style) = 0;

  // `style` is for the cells of the column that nothing is written to.
  virtual void width(std::size_t column, double characters, std::optional<Style> style = {}) = 0;
  // Before the row is written to; in lines of its text.
  virtual void height(std::uint32_t row, std::size_t lines) = 0;
  // Rows above `row` and columns left of `column` stay in sight.
  virtual void freeze(std::uint32_t row, std::size_t column) = 0;
  // Buttons at the headings in `heading_row`, to be called before the rows below it; the rows they filter end
  // with the last that filter_to() names.
  virtual void filter(std::uint32_t heading_row, std::size_t last_column) = 0;
  virtual void filter_to(std::uint32_t last_row) = 0;
  // Across, the heading rows on every page, page numbers.
  virtual void print_setup(std::uint32_t first_heading_row, std::uint32_t last_heading_row) = 0;
  // A4, or A3 for a sheet that would be too small to read on it; in so many pages side by side, each of which begins
  // with the first columns.
  virtual void paper(bool large, std::uint16_t pages, std::size_t repeated_columns) = 0;
  // No warning marks where text looks like a number ("A5:E100").
  virtual void accept_numbers_as_text(const std::string& range) = 0;

  // Only in books that are not streamed.
  virtual void comment(std::uint32_t row, std::size_t column, std::string_view text) = 0;
  // Offers the cells of `source` ("='lists'!$A$2:$A$9") in every row from `first_row` on; other entries are let
  // through after a warning.
  virtual void offer(std::uint32_t first_row, std::size_t column, const std::string& source, const Text& warning) = 0;

  virtual const Diagnostic* failure() const = 0;
  virtual void fail(Diagnostic diagnostic) = 0;
};

struct WorkbookOptions {
  Language language = Language::zh;
  std::string title = {};
  std::string subject = {};
  std::string company = {};
  Date created = {2000, 1, 1};  // fixed, as a clock would make every file differ
};

class XlsxBook {
 public:
  // A streamed book keeps one row in memory and takes rows in order only.
  XlsxBook(ByteSink& out, WorkbookOptions options, bool streamed);
  ~XlsxBook();
  XlsxBook(const XlsxBook&) = delete;
  XlsxBook& operator=(const XlsxBook&) = delete;

  // Cuts the name to what spreadsheets take and makes it unique. The sheet lives as long as the book.
  XlsxSheet& add_sheet(std::string_view name);

  // Writes the book to the sink. Empty when it went well; else OUTPUT-FAILED, and the sink got nothing or a
  // part, which the caller must not commit.
  std::optional<Diagnostic> close();

 private:
  struct State;
  class Sheet;
  std::unique_ptr<State> state_;
};

// OUTPUT-FAILED for a workbook.
Diagnostic workbook_failed(std::string_view path, const Text& what, const Text& help);

}  // namespace tieout::writing
