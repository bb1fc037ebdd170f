// Decoding UTF-8 one character at a time. Loaders let only valid UTF-8 in; writers still never pass a broken
// sequence on, because one would make a whole JSON document or workbook unreadable.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tieout::writing {

inline constexpr char32_t kReplacement = 0xFFFD;

// `length` bytes make up the character; a byte that begins no valid sequence is one replacement character.
struct CodePoint {
  char32_t value = kReplacement;
  std::size_t length = 1;
  bool valid = false;
};

// `at` < text.size().
CodePoint decode_utf8(std::string_view text, std::size_t at);

void append_utf8(std::string& out, char32_t value);

// Text that is safe on one line of a terminal: line breaks and tabs become spaces; other control characters,
// which could drive the terminal, and broken sequences become U+FFFD.
std::string one_line(std::string_view text);

// Text that XML can carry: tabs and line feeds stay, other control characters, U+FFFE, U+FFFF and broken
// sequences become U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace tieout::writing
