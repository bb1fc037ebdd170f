// The only place of the archive that names zlib: pieces of a section are stored deflated.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tieout::archive {

// Quick rather than small: a filing of a million assets is half a gigabyte of text.
std::string pack(std::string_view bytes);

// Nothing where the bytes are damaged or unpack to another size.
std::optional<std::string> unpack(std::string_view packed, std::size_t size);

// As a zip file has it: without a frame, its checksum apart.
struct Deflated {
  std::string bytes;
  std::uint32_t crc = 0;  // of the content
};
Deflated deflate_raw(std::string_view bytes);
std::optional<std::string> inflate_raw(std::string_view packed, std::size_t size, std::uint32_t crc);

}  // namespace tieout::archive
