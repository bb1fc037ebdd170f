// The yardstick of the PDF: draws the same texts, by pango and cairo alone.
//
//     bench_pdf_baseline --text F --out F      the text file: a line a row, fields apart by tabs, pages by form feeds
#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <string>

int main(int argc, char** argv) {
  std::string in, out;
  for (int i = 1; i + 1 < argc; i += 2) (std::string(argv[i]) == "--text" ? in : out) = argv[i + 1];
  std::ifstream file(in);
  if (!file || out.empty()) {
    std::fprintf(stderr, "usage: bench_pdf_baseline --text F --out F\n");
    return 2;
  }
  cairo_surface_t* surface = cairo_pdf_surface_create(out.c_str(), 842, 595);
  cairo_t* cairo = cairo_create(surface);
  PangoLayout* layout = pango_cairo_create_layout(cairo);
  PangoFontDescription* font = pango_font_description_from_string("Noto Sans CJK SC 7");
  pango_layout_set_font_description(layout, font);
  double y = 40;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] == '\f') {
      cairo_show_page(cairo);
      y = 40;
      line.erase(0, 1);
    }
    double x = 40;
    for (std::size_t from = 0; from < line.size();) {
      const std::size_t end = std::min(line.find('\t', from), line.size());
      pango_layout_set_text(layout, line.data() + from, static_cast<int>(end - from));
      cairo_move_to(cairo, x, y);
      pango_cairo_show_layout(cairo, layout);
      x += 55;
      from = end + 1;
    }
    y += 10;
  }
  pango_font_description_free(font);
  g_object_unref(layout);
  cairo_destroy(cairo);
  cairo_surface_finish(surface);
  const bool good = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(surface);
  return good ? 0 : 1;
}
