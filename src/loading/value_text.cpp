#include "loading/value_text.hpp"

#include <algorithm>
#include <iterator>

#include "loading/value.hpp"

namespace tieout::loading {

namespace {

std::size_t blank_at_front(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.front());
  if (byte <= ' ') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\u3000") || text.starts_with("\uFEFF") ? 3 : 0;
}

std::size_t blank_at_back(std::string_view text) {
  const auto byte = static_cast<unsigned char>(text.back());
  if (byte <= ' ') return 1;
  if (text.ends_with("\xC2\xA0")) return 2;
  return text.ends_with("\u3000") || text.ends_with("\uFEFF") ? 3 : 0;
}

}  // namespace

std::string_view trimmed(std::string_view cell) {
  for (std::size_t n = 1; !cell.empty() && (n = blank_at_front(cell)) > 0;) cell.remove_prefix(n);
  for (std::size_t n = 1; !cell.empty() && (n = blank_at_back(cell)) > 0;) cell.remove_suffix(n);
  if (cell.size() >= 3 && cell.front() == '=' && cell[1] == '"' && cell.back() == '"') {
    return trimmed(cell.substr(2, cell.size() - 3));
  }
  return cell;
}

bool is_error_text(std::string_view cell) {
  constexpr std::string_view kErrors[] = {"#REF!",  "#N/A",    "#VALUE!", "#DIV/0!", "#NAME?",  "#NUM!",
                                          "#NULL!", "#SPILL!", "#CALC!",  "#####",   "#FIELD!", "#GETTING_DATA"};
  if (cell.empty() || cell.front() != '#') return false;
  return std::find(std::begin(kErrors), std::end(kErrors), cell) != std::end(kErrors) ||
         cell.find_first_not_of('#') == std::string_view::npos;
}

PlainText::PlainText(std::string_view text) {
  for (std::size_t at = 0; at < text.size() && fits_;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::string_view three = text.substr(at, 3);
    if (byte == ' ' || byte == '\t') {
      ++at;
    } else if (byte < 0x80) {  // NOLINT(bugprone-branch-clone): the common case is asked first
      add(text.substr(at++, 1));
    } else if (three == "\u3000") {
      at += 3;
    } else if (three == "\u2212" || three == "\u2013") {  // minus sign, en dash
      add("-");
      at += 3;
    } else if (three.size() == 3 && three[0] == '\xEF' && (three[1] == '\xBC' || three[1] == '\xBD') &&
               three != "\uFFE5") {
      const unsigned code = 0xF000U | (static_cast<unsigned char>(three[1]) & 0x3FU) << 6U |
                            (static_cast<unsigned char>(three[2]) & 0x3FU);
      const char ascii = static_cast<char>(code >= 0xFF01U && code <= 0xFF5EU ? code - 0xFEE0U : '?');
      add({&ascii, 1});
      at += 3;
    } else {
      add(text.substr(at++, 1));
    }
  }
}

void PlainText::add(std::string_view bytes) {
  if (size_ + bytes.size() > letters_.size()) {
    fits_ = false;
    return;
  }
  std::copy(bytes.begin(), bytes.end(), letters_.begin() + static_cast<std::ptrdiff_t>(size_));
  size_ += bytes.size();
}

bool ungroup(std::string_view text, std::array<char, 64>& out, std::size_t& size) {
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const std::size_t first = whole.find(',');
  size = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != ',') {
      if (size == out.size()) return false;
      out[size++] = text[at];
    } else if (at > point || at == 0 || first > 3 || (whole.size() - at) % 4 != 0) {
      return false;
    }
  }
  if (first == std::string_view::npos) return true;
  // Every group of three must be complete: "1,2345,678" has commas at odd places only.
  for (std::size_t at = first; at < whole.size(); ++at) {
    if ((whole.size() - at) % 4 == 0 && whole[at] != ',') return false;
  }
  return true;
}

}  // namespace tieout::loading
