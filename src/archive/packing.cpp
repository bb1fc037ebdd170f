#include "archive/packing.hpp"

#include <zlib.h>

#include <stdexcept>

namespace tieout::archive {

std::string pack(std::string_view bytes) {
  std::string packed(compressBound(static_cast<uLong>(bytes.size())), '\0');
  uLongf size = static_cast<uLongf>(packed.size());
  const int status = compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                               reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uLong>(bytes.size()), 1);
  if (status != Z_OK) throw std::runtime_error("zlib refused to pack");
  packed.resize(size);
  return packed;
}

std::optional<std::string> unpack(std::string_view packed, std::size_t size) {
  std::string bytes(size, '\0');
  uLongf unpacked = static_cast<uLongf>(size);
  const int status = uncompress(reinterpret_cast<Bytef*>(bytes.data()), &unpacked,
                                reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
  if (status != Z_OK || unpacked != size) return {};
  return bytes;
}

}  // namespace tieout::archive
