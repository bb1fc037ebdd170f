#include "writing/pdf_book.hpp"

#include <algorithm>

#include "writing/formats.hpp"
#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {
constexpr PdfFont kCoverFont{20, true}, kSubtitleFont{11, false}, kFrameFont{7.5, false};
constexpr double kBetween = 16;  // two tables on a page
}  // namespace

class PdfBook::Section : public TableSink {
 public:
  Section(PdfSection section, Language language) : section_(std::move(section)), language_(language) {}
  void begin(const TableSchema& schema) override { table_.emplace(section_, schema, language_); }
  void row(const std::vector<Cell>& cells) override { table_->add_row(cells); }
  void totals(const std::vector<Cell>& cells) override { table_->set_totals(cells); }
  void end() override {}

  PdfTable& table() { return *table_; }
  bool begun() const { return table_.has_value(); }
  std::size_t page = 0;  // of its beginning, from 0

 private:
  PdfSection section_;
  Language language_;
  std::optional<PdfTable> table_;
};

struct PdfBook::Page {
  struct Part {
    std::size_t section = 0;
    PdfTable::Piece piece;
    double top = 0;
  };
  bool landscape = false;
  double used = 0;  // from the top of the page
  std::vector<Part> parts;

  double width() const { return landscape ? kPaperLong : kPaperShort; }
  double height() const { return landscape ? kPaperShort : kPaperLong; }
  double bottom() const { return height() - kMargin - kFootHeight; }
};

PdfBook::PdfBook(ByteSink& out, PdfOptions options) : options_(std::move(options)), out_(out), canvas_(out, options_) {}

PdfBook::~PdfBook() = default;

TableSink& PdfBook::add_section(PdfSection section) {
  sections_.push_back(std::make_unique<Section>(std::move(section), options_.language));
  return *sections_.back();
}

void PdfBook::add_contents() {
  PdfSection section;
  section.same_page = true;
  section.listed = false;
  TableSink& sink = add_section(section);
  contents_ = sections_.size() - 1;
  sink.begin(
      {"contents", {"目录", "Contents"}, {{"title", {"名称", "Title"}}, {"page", {"页", "Page"}, CellKind::integer}}});
}

// One line for each section that is listed; their pages come later, as wide as they can be.
void PdfBook::fill_contents() {
  if (!contents_) return;
  for (const auto& section : sections_) {
    if (!section->begun() || !section->table().section().listed) continue;
    const std::string title = section->table().entry();
    sections_[*contents_]->row({Cell::of(std::string_view(title)), Cell::of(std::int32_t{9999})});
  }
}

double PdfBook::cover_height() const {
  if (options_.title.empty()) return 0;
  return PdfCanvas::line_height(kCoverFont) + 8 +
         (options_.subtitle.empty() ? 0 : PdfCanvas::line_height(kSubtitleFont)) + 20;
}

void PdfBook::place(std::size_t index) {
  PdfTable& table = sections_[index]->table();
  table.arrange_on(canvas_);
  Page fresh;
  fresh.landscape = table.landscape();
  fresh.used = kMargin + kHeadHeight;
  const double whole = fresh.bottom() - fresh.used;
  Page* last = pages_.empty() ? nullptr : &pages_.back();
  const bool stays = last != nullptr && table.section().same_page && last->landscape == table.landscape() &&
                     last->used + kBetween + table.least_height(canvas_) <= last->bottom();
  bool on_last = stays;
  if (!stays) {
    pages_.push_back(fresh);
    if (pages_.size() == 1) pages_.back().used += cover_height();
    on_last = true;
  } else {
    last->used += kBetween;
  }
  sections_[index]->page = pages_.size() - 1;
  const double room = pages_.back().bottom() - pages_.back().used;
  for (const PdfTable::Piece& piece : table.pieces(canvas_, room, whole)) {
    if (!on_last) pages_.push_back(fresh);
    on_last = false;
    Page& page = pages_.back();
    page.parts.push_back({index, piece, page.used});
    page.used += piece.height;
  }
}

void PdfBook::lay_out() {
  fill_contents();
  for (std::size_t i = 0; i < sections_.size(); ++i) {
    if (sections_[i]->begun()) place(i);
  }
  if (!contents_) return;
  std::size_t row = 0;
  for (const auto& section : sections_) {
    if (!section->begun() || !section->table().section().listed) continue;
    sections_[*contents_]->table().set_text(row++, 1, std::to_string(section->page + 1));
  }
}

void PdfBook::draw_cover(double& y) {
  const double width = kPaperShort - 2 * kMargin;
  const double title = PdfCanvas::line_height(kCoverFont);
  PdfFont letters = kCoverFont;
  while (letters.size > 10 && canvas_.width(options_.title, letters) > width) letters.size -= 0.5;
  canvas_.text({kMargin, y, width, title}, options_.title, letters, Align::centre);
  y += title + 8;
  canvas_.text({kMargin, y, width, PdfCanvas::line_height(kSubtitleFont)}, one_line(options_.subtitle), kSubtitleFont,
               Align::centre);
}

void PdfBook::draw_frame(const Page& page, std::size_t number) {
  const double width = page.width() - 2 * kMargin;
  const double line = PdfCanvas::line_height(kFrameFont);
  if (number > 0) {
    canvas_.text({kMargin, kMargin - 4, width, line}, one_line(options_.title), kFrameFont, Align::left);
    canvas_.text({kMargin, kMargin - 4, width, line}, one_line(options_.subtitle), kFrameFont, Align::right);
    canvas_.line(kMargin, kMargin + line - 1, kMargin + width, kMargin + line - 1, 0.35);
  }
  const double foot = page.height() - kMargin - line + 4;
  const std::string pages = std::to_string(pages_.size()), here = std::to_string(number + 1);
  canvas_.text({kMargin, foot, width, line},
               in(options_.language, {"第 " + here + " 页，共 " + pages + " 页", "Page " + here + " of " + pages}),
               kFrameFont, Align::right);
  canvas_.text({kMargin, foot, width, line}, one_line(options_.footer), kFrameFont, Align::left);
}

void PdfBook::draw() {
  for (std::size_t i = 0; i < pages_.size(); ++i) {
    const Page& page = pages_[i];
    canvas_.begin_page(page.width(), page.height());
    draw_frame(page, i);
    double cover = kMargin + kHeadHeight;
    if (i == 0 && !options_.title.empty()) draw_cover(cover);
    for (const Page::Part& part : page.parts) sections_[part.section]->table().draw(canvas_, part.piece, part.top);
    canvas_.end_page();
  }
  for (const auto& section : sections_) {
    if (section->begun() && section->table().section().listed) {
      canvas_.bookmark(section->table().entry(), static_cast<int>(section->page) + 1);
    }
  }
}

std::optional<Diagnostic> PdfBook::close() {
  if (!canvas_.failed()) {
    lay_out();
    draw();
  }
  return canvas_.close();
}

}  // namespace tieout::writing
