// The door to pango and cairo: pages, texts and lines of a PDF. What a table looks like on a page is decided in
// pdf_table.cpp; nothing of the libraries shows through here. Lengths are points, from the top left corner.
//
// The same calls give the same bytes, on any day: the date of creation is given, not the clock's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tieout/core/date.hpp"
#include "tieout/core/diagnostic.hpp"
#include "writing/byte_sink.hpp"

namespace tieout::writing {

struct PdfOptions {
  Language language = Language::zh;
  std::string title = {};     // on the cover and at the head of every page
  std::string subtitle = {};  // below it on the cover: company and period
  std::string footer = {};    // at the foot of every page, beside its number
  Date created = {2000, 1, 1};
};

enum class Align : std::uint8_t { left, centre, right };

struct PdfFont {
  double size = 8.5;
  bool bold = false;
};

struct PdfBox {
  double x = 0, y = 0, width = 0, height = 0;
};

class PdfCanvas {
 public:
  PdfCanvas(ByteSink& out, const PdfOptions& options);
  ~PdfCanvas();
  PdfCanvas(const PdfCanvas&) = delete;
  PdfCanvas& operator=(const PdfCanvas&) = delete;

  // Whether there is no font to draw with: nothing else need be done before close().
  bool failed() const;

  // How wide the text is on one line, from the widths of single characters: quick, and never less by more than a hair.
  double width(std::string_view text, const PdfFont& font);
  // Lines that the text takes where they may be so wide.
  int lines(std::string_view text, const PdfFont& font, double width);
  static double line_height(const PdfFont& font) { return font.size * 1.45; }

  void begin_page(double width, double height);
  void end_page();
  // Lines are broken at the width of the box, the block of them stands in its middle; text is never markup.
  void text(const PdfBox& box, std::string_view text, const PdfFont& font, Align align);
  void line(double x1, double y1, double x2, double y2, double thickness);
  void fill(const PdfBox& box, double grey);
  // An entry in the reader's list of bookmarks, leading to a page (from 1).
  void bookmark(const std::string& title, int page);

  // Empty when it went well; PDF-FONT-MISSING where no font holds Chinese characters, OUTPUT-FAILED else.
  std::optional<Diagnostic> close();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tieout::writing
