// A set of papers as one PDF: a cover with contents, then tables, each with its heading and the headings of its
// columns on every page. A4, across where a table is wide; pages are numbered, Chinese fonts are embedded. The same
// tables give the same bytes, on any day.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "writing/pdf_table.hpp"

namespace tieout::writing {

class PdfBook {
 public:
  PdfBook(ByteSink& out, PdfOptions options);
  ~PdfBook();
  PdfBook(const PdfBook&) = delete;
  PdfBook& operator=(const PdfBook&) = delete;

  // A section for one table; it lives as long as the book. Sections stand in the order in which they were added.
  // Rows are kept until close(), as the width of a column is known last.
  TableSink& add_section(PdfSection section = {});
  // Where the contents stand.
  void add_contents();

  // Lays out and draws all pages. Diagnostics as PdfCanvas::close.
  std::optional<Diagnostic> close();

 private:
  class Section;
  struct Page;
  void fill_contents();
  void lay_out();
  void place(std::size_t section);
  void draw();
  void draw_cover(double& y);
  void draw_frame(const Page& page, std::size_t number);
  double cover_height() const;

  PdfOptions options_;
  ByteSink& out_;
  PdfCanvas canvas_;
  std::vector<std::unique_ptr<Section>> sections_;
  std::vector<Page> pages_;
  std::optional<std::size_t> contents_;
};

}  // namespace tieout::writing
