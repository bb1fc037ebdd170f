#include "writing/sheet_values.hpp"

#include "writing/utf8.hpp"

namespace tieout::writing {

namespace {
constexpr std::int64_t kFirstInexactFen = 1'000'000'000'000'000;  // 10^13 yuan

// Spreadsheets count UTF-16 units: two for a character beyond U+FFFF.
std::size_t units(const CodePoint& point) { return point.value > 0xFFFF ? 2 : 1; }
}  // namespace

bool exact_in_sheet(std::int64_t fen) { return fen > -kFirstInexactFen && fen < kFirstInexactFen; }

// The fen are below 2^53, so the first step is exact, and division rounds to the nearest double.
double yuan(std::int64_t fen) { return static_cast<double>(fen) / 100.0; }

std::string sheet_text(std::string_view text) {
  std::string clean = xml_text(text);
  if (clean.size() <= kCellTextLimit) return clean;
  std::size_t used = 0;
  std::size_t last_cut = 0;  // where the ellipsis still fits
  for (std::size_t at = 0; at < clean.size();) {
    CodePoint point = decode_utf8(clean, at);
    if (used < kCellTextLimit) last_cut = at;
    used += units(point);
    if (used > kCellTextLimit) return clean.substr(0, last_cut) + "…";
    at += point.length;
  }
  return clean;
}

std::string sheet_name(std::string_view wished, std::size_t limit) {
  std::string clean = one_line(wished);
  std::string name;
  std::size_t used = 0;
  for (std::size_t at = 0; at < clean.size();) {
    CodePoint point = decode_utf8(clean, at);
    used += units(point);
    if (used > limit) break;
    bool barred = std::string_view("[]:*?/\\'").find(clean[at]) != std::string_view::npos;
    name += barred ? "_" : clean.substr(at, point.length);
    at += point.length;
  }
  return name.empty() ? "Sheet" : name;
}

}  // namespace tieout::writing
