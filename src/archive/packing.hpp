// The only place of the archive that names zlib: pieces of a section are stored deflated.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace tieout::archive {

// Quick rather than small: a filing of a million assets is half a gigabyte of text.
std::string pack(std::string_view bytes);

// Nothing where the bytes are damaged or unpack to another size.
std::optional<std::string> unpack(std::string_view packed, std::size_t size);

}  // namespace tieout::archive
