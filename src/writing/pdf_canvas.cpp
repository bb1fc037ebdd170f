#include "writing/pdf_canvas.hpp"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "writing/display_width.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {

// Fonts that are made for simplified Chinese, the best first.
constexpr std::array kFamilies{"Noto Sans CJK SC",
                               "Source Han Sans SC",
                               "Source Han Sans CN",
                               "Noto Serif CJK SC",
                               "WenQuanYi Micro Hei",
                               "WenQuanYi Zen Hei",
                               "SimSun",
                               "Microsoft YaHei",
                               "AR PL UMing CN",
                               "Droid Sans Fallback"};
constexpr std::u32string_view kSample = U"资产账税差异";

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <typename T>
using Owned = std::unique_ptr<T, Unref>;

bool has_family(PangoFontMap* map, std::string_view wanted) {
  PangoFontFamily** families = nullptr;
  int count = 0;
  pango_font_map_list_families(map, &families, &count);
  bool found = false;
  for (int i = 0; i < count && !found; ++i) found = wanted == pango_font_family_get_name(families[i]);
  g_free(families);
  return found;
}

// Whether what the system calls its sans-serif font, with those that help it out, holds Chinese characters.
bool sans_is_chinese(PangoFontMap* map, PangoContext* context) {
  PangoFontDescription* description = pango_font_description_from_string("Sans");
  PangoFontset* raw = pango_font_map_load_fontset(map, context, description, pango_language_from_string("zh-cn"));
  pango_font_description_free(description);
  if (raw == nullptr) return false;
  const Owned<PangoFontset> fonts(raw);
  return std::all_of(kSample.begin(), kSample.end(), [&](char32_t character) {
    PangoFont* one = pango_fontset_get_font(fonts.get(), character);
    if (one == nullptr) return false;
    const Owned<PangoFont> font(one);
    return pango_font_has_char(font.get(), character) != FALSE;
  });
}

// Empty where no font holds Chinese characters.
std::string chinese_family(PangoFontMap* map, PangoContext* context) {
  for (const char* family : kFamilies) {
    if (has_family(map, family)) return family;
  }
  return sans_is_chinese(map, context) ? "Sans" : "";
}

Diagnostic font_missing(std::string_view path) {
  Diagnostic diagnostic;
  diagnostic.code = "PDF-FONT-MISSING";
  diagnostic.span.file = path;
  diagnostic.message = {"没有安装中文字体，无法生成 PDF",
                        "no font with Chinese characters is installed: a PDF cannot be made"};
  diagnostic.help = {"安装一种中文字体后重新运行，例如 Debian 的 fonts-noto-cjk；或改用 --format xlsx、html。",
                     "Install one, such as Debian's fonts-noto-cjk, and run again; or use --format xlsx or html."};
  return diagnostic;
}

Diagnostic pdf_failed(std::string_view path, const char* why) {
  Diagnostic diagnostic;
  diagnostic.code = "OUTPUT-FAILED";
  diagnostic.span.file = path;
  diagnostic.message = {std::string("无法写入 PDF：") + why, std::string("cannot write the PDF: ") + why};
  return diagnostic;
}

cairo_status_t write_bytes(void* sink, const unsigned char* bytes, unsigned int length) {
  static_cast<ByteSink*>(sink)->write({reinterpret_cast<const char*>(bytes), length});
  return CAIRO_STATUS_SUCCESS;
}

constexpr PangoAlignment pango_align(Align align) {
  switch (align) {
    case Align::centre:
      return PANGO_ALIGN_CENTER;
    case Align::right:
      return PANGO_ALIGN_RIGHT;
    case Align::left:
      break;
  }
  return PANGO_ALIGN_LEFT;
}

constexpr double kMeasured = 100;  // size at which the widths of characters are taken
constexpr char32_t kAscii = 128;

// Widths of ASCII characters at kMeasured; all others are taken to be as wide as the size.
using Advances = std::array<double, kAscii>;

}  // namespace

struct PdfCanvas::State {
  State(ByteSink& sink, const PdfOptions& options) : out(sink) {
    surface = cairo_pdf_surface_create_for_stream(write_bytes, &out, 595, 842);
    cairo = cairo_create(surface);
    const std::string date = to_string(options.created) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, options.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, options.subtitle.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Tieout");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    map.reset(pango_cairo_font_map_new());
    context.reset(pango_font_map_create_context(map.get()));
    pango_cairo_context_set_resolution(context.get(), 72);
    pango_context_set_language(context.get(), pango_language_from_string("zh-cn"));
    // No hinting: it depends on the machine's settings, and a printed page has no pixels.
    cairo_font_options_t* plain = cairo_font_options_create();
    cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(plain, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context.get(), plain);
    cairo_font_options_destroy(plain);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    family = chinese_family(map.get(), context.get());
    if (family.empty()) failure = font_missing(out.path());
  }
  ~State() {
    layouts.clear();
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  PangoLayout* layout(const PdfFont& font) {
    auto& made = layouts[{font.size, font.bold}];
    if (made) return made.get();
    made.reset(pango_layout_new(context.get()));
    PangoFontDescription* description = pango_font_description_new();
    pango_font_description_set_family(description, family.c_str());
    pango_font_description_set_absolute_size(description, font.size * PANGO_SCALE);
    if (font.bold) pango_font_description_set_weight(description, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(made.get(), description);
    pango_font_description_free(description);
    pango_layout_set_wrap(made.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_single_paragraph_mode(made.get(), TRUE);
    return made.get();
  }

  const Advances& advances_of(bool bold) {
    std::optional<Advances>& known = advances[bold ? 1 : 0];
    if (known) return *known;
    known.emplace();
    PangoLayout* one = layout({kMeasured, bold});
    pango_layout_set_width(one, -1);
    for (std::size_t c = ' '; c < kAscii; ++c) {
      const char character = static_cast<char>(c);
      int wide = 0;
      pango_layout_set_text(one, &character, 1);
      pango_layout_get_size(one, &wide, nullptr);
      (*known)[c] = static_cast<double>(wide) / PANGO_SCALE;
    }
    return *known;
  }

  ByteSink& out;
  cairo_surface_t* surface = nullptr;
  cairo_t* cairo = nullptr;
  Owned<PangoFontMap> map;
  Owned<PangoContext> context;
  std::string family;
  std::map<std::pair<double, bool>, Owned<PangoLayout>> layouts;
  std::array<std::optional<Advances>, 2> advances;
  std::optional<Diagnostic> failure;
};

PdfCanvas::PdfCanvas(ByteSink& out, const PdfOptions& options) : state_(std::make_unique<State>(out, options)) {}

PdfCanvas::~PdfCanvas() = default;

bool PdfCanvas::failed() const { return state_->failure.has_value(); }

double PdfCanvas::width(std::string_view text, const PdfFont& font) {
  const Advances& advances = state_->advances_of(font.bold);
  double sum = 0;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = decode_utf8(text, at);
    at += point.length;
    sum += point.value < kAscii ? advances[point.value] : display_width(point.value) == 0 ? 0 : kMeasured;
  }
  return sum * font.size / kMeasured;
}

int PdfCanvas::lines(std::string_view text, const PdfFont& font, double width) {
  if (text.empty() || this->width(text, font) <= width) return 1;
  PangoLayout* layout = state_->layout(font);
  pango_layout_set_width(layout, static_cast<int>(width * PANGO_SCALE));
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  return pango_layout_get_line_count(layout);
}

void PdfCanvas::begin_page(double width, double height) {
  cairo_pdf_surface_set_size(state_->surface, width, height);
  cairo_set_source_rgb(state_->cairo, 0, 0, 0);
}

void PdfCanvas::end_page() { cairo_show_page(state_->cairo); }

void PdfCanvas::text(const PdfBox& box, std::string_view text, const PdfFont& font, Align align) {
  if (text.empty() || state_->failure) return;
  PangoLayout* layout = state_->layout(font);
  const bool fits = width(text, font) <= box.width + 0.01;
  // A hair more than the box, so that a text of just its width is not broken.
  pango_layout_set_width(layout,
                         fits && align == Align::left ? -1 : static_cast<int>((box.width + 0.02) * PANGO_SCALE));
  pango_layout_set_alignment(layout, pango_align(align));
  pango_layout_set_text(layout, text.data(), static_cast<int>(text.size()));
  int high = 0;
  pango_layout_get_size(layout, nullptr, &high);
  const double height = static_cast<double>(high) / PANGO_SCALE;
  cairo_move_to(state_->cairo, box.x, box.y + (box.height - height) / 2);
  pango_cairo_show_layout(state_->cairo, layout);
}

void PdfCanvas::line(double x1, double y1, double x2, double y2, double thickness) {
  cairo_set_line_width(state_->cairo, thickness);
  cairo_move_to(state_->cairo, x1, y1);
  cairo_line_to(state_->cairo, x2, y2);
  cairo_stroke(state_->cairo);
}

void PdfCanvas::fill(const PdfBox& box, double grey) {
  cairo_set_source_rgb(state_->cairo, grey, grey, grey);
  cairo_rectangle(state_->cairo, box.x, box.y, box.width, box.height);
  cairo_fill(state_->cairo);
  cairo_set_source_rgb(state_->cairo, 0, 0, 0);
}

void PdfCanvas::bookmark(const std::string& title, int page) {
  const std::string place = "page=" + std::to_string(page) + " pos=[0 0]";
  cairo_pdf_surface_add_outline(state_->surface, CAIRO_PDF_OUTLINE_ROOT, title.c_str(), place.c_str(),
                                CAIRO_PDF_OUTLINE_FLAG_OPEN);
}

std::optional<Diagnostic> PdfCanvas::close() {
  cairo_surface_finish(state_->surface);
  cairo_status_t status = cairo_status(state_->cairo);
  if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(state_->surface);
  if (!state_->failure && status != CAIRO_STATUS_SUCCESS) {
    state_->failure = pdf_failed(state_->out.path(), cairo_status_to_string(status));
  }
  return state_->failure;
}

}  // namespace tieout::writing
