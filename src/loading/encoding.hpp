// Text files as UTF-8: strict validation, conversion from GB18030 and UTF-16. A detector is not trusted: bytes
// that are valid UTF-8 are UTF-8, else bytes that are valid GB18030 are GB18030, else the file is refused.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// Bytes with a shared owner (a mapped file, a converted copy), so that whoever keeps a view keeps them alive.
struct Bytes {
  std::shared_ptr<const char> data;
  std::size_t size = 0;

  std::string_view view() const { return {data.get(), size}; }
};

// Takes over a string.
Bytes bytes_of(std::string text);

struct DecodedText {
  Bytes text;            // UTF-8 without byte order mark, without NUL
  std::string encoding;  // "UTF-8", "GB18030", "UTF-16"
};

// How far a text is strict UTF-8 (no overlong forms, no surrogates, at most U+10FFFF).
struct Utf8Scan {
  std::size_t valid_bytes = 0;    // the size of the text when all of it is valid
  std::size_t two_byte = 0;       // sequences of two bytes seen: the only ones GB18030 text produces by chance
  std::size_t three_or_four = 0;  // longer sequences seen, as Chinese text has
};
Utf8Scan scan_utf8(std::string_view text);

// `encoding` as the user gave it, "" to detect. Errors: ENCODING-UNKNOWN, ENCODING-INVALID (line and byte
// offset), ENCODING-NUL. Warning: ENCODING-AMBIGUOUS, where both readings are possible.
std::optional<DecodedText> decode_text(const Bytes& bytes, std::string_view encoding, const std::string& file,
                                       Diagnostics& diagnostics);

}  // namespace tieout::loading
