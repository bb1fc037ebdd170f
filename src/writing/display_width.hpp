// How many columns of a terminal a text takes: two for an East Asian wide or full-width character, none for a
// combining or invisible one, one for the rest. Characters of ambiguous width ("…", "─") count one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tieout::writing {

int display_width(char32_t character);
// A broken UTF-8 sequence counts as the one U+FFFD shown for each of its bytes.
int display_width(std::string_view text);

// `text` itself where it fits in `width` columns, else its beginning and "…", at most `width` wide.
std::string shorten(std::string_view text, int width);

// `text` cut into lines of at most `width` columns: at spaces, between East Asian characters, and inside a
// word only where it does not fit a line alone. Never empty; `width` >= 2.
std::vector<std::string> wrap(std::string_view text, int width);

// As wrap, in as many lines, but of lengths as even as can be (a heading's last line is no single character) and never
// inside a word: the longest one widens the lines.
std::vector<std::string> wrap_evenly(std::string_view text, int width);

}  // namespace tieout::writing
