#include "writing/utf8.hpp"

#include <cstdint>

namespace tieout::writing {

namespace {

struct Lead {
  std::size_t length;
  char32_t bits;
  char32_t lowest;  // below it the sequence is overlong
};

Lead read_lead(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte < 0xE0) return {2, byte & 0x1Fu, 0x80};
  if (byte >= 0xE0 && byte < 0xF0) return {3, byte & 0x0Fu, 0x800};
  if (byte >= 0xF0 && byte < 0xF5) return {4, byte & 0x07u, 0x10000};
  return {0, 0, 0};
}

bool is_control(char32_t c) { return c < 0x20 || (c >= 0x7F && c < 0xA0); }

template <class Replace>
std::string replaced(std::string_view text, Replace replace) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    CodePoint point = decode_utf8(text, at);
    char32_t value = point.valid ? replace(point.value) : kReplacement;
    if (point.valid && value == point.value) {
      out.append(text, at, point.length);
    } else {
      append_utf8(out, value);
    }
    at += point.length;
  }
  return out;
}

}  // namespace

CodePoint decode_utf8(std::string_view text, std::size_t at) {
  Lead lead = read_lead(static_cast<unsigned char>(text[at]));
  if (lead.length == 0 || at + lead.length > text.size()) return {};
  char32_t value = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    auto byte = static_cast<unsigned char>(text[at + i]);
    if ((byte & 0xC0) != 0x80) return {};
    value = value << 6 | (byte & 0x3Fu);
  }
  bool surrogate = value >= 0xD800 && value < 0xE000;
  if (value < lead.lowest || surrogate || value > 0x10FFFF) return {};
  return {value, lead.length, true};
}

void append_utf8(std::string& out, char32_t value) {
  auto continuation = [&](int shift) { out += static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
  if (value < 0x80) {
    out += static_cast<char>(value);
  } else if (value < 0x800) {
    out += static_cast<char>(0xC0 | (value >> 6));
    continuation(0);
  } else if (value < 0x10000) {
    out += static_cast<char>(0xE0 | (value >> 12));
    continuation(6);
    continuation(0);
  } else {
    out += static_cast<char>(0xF0 | (value >> 18));
    continuation(12);
    continuation(6);
    continuation(0);
  }
}

std::string one_line(std::string_view text) {
  return replaced(text, [](char32_t c) -> char32_t {
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028 || c == 0x2029) return ' ';
    return is_control(c) ? kReplacement : c;
  });
}

std::string xml_text(std::string_view text) {
  return replaced(text, [](char32_t c) -> char32_t {
    if (c == '\n' || c == '\t') return c;
    return is_control(c) || c == 0xFFFE || c == 0xFFFF ? kReplacement : c;
  });
}

}  // namespace tieout::writing
