// The canonical form of small sealed documents: one JSON object with keys in ASCII order whose values are strings or
// whole numbers, without blanks, UTF-8, ending in a line feed. The same content has one text only, so that its hash
// stands for the content.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace tieout::archive {

using CanonicalValue = std::variant<std::string, std::int64_t>;
using CanonicalObject = std::map<std::string, CanonicalValue>;

std::string canonical_text(const CanonicalObject& object);

// Nothing where the text is not the canonical form of what it says, be it by a single byte.
std::optional<CanonicalObject> parse_canonical(std::string_view text);

}  // namespace tieout::archive
