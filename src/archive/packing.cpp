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

namespace {

constexpr int kRawWindow = -15, kLevel = 6, kMemory = 8;

std::uint32_t crc_of(std::string_view bytes) {
  return static_cast<std::uint32_t>(
      crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

void lead(z_stream& stream, std::string_view from, std::string& to) {
  stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(from.data()));
  stream.avail_in = static_cast<uInt>(from.size());
  stream.next_out = reinterpret_cast<Bytef*>(to.data());
  stream.avail_out = static_cast<uInt>(to.size());
}

}  // namespace

Deflated deflate_raw(std::string_view bytes) {
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindow, kMemory, Z_DEFAULT_STRATEGY) != Z_OK) {
    throw std::runtime_error("zlib refused to pack");
  }
  Deflated result;
  result.crc = crc_of(bytes);
  result.bytes.resize(deflateBound(&stream, static_cast<uLong>(bytes.size())));
  lead(stream, bytes, result.bytes);
  const int status = deflate(&stream, Z_FINISH);
  result.bytes.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw std::runtime_error("zlib refused to pack");
  return result;
}

std::optional<std::string> inflate_raw(std::string_view packed, std::size_t size, std::uint32_t crc) {
  constexpr std::size_t kGrowthMax = 1040;  // of deflate
  if (size / kGrowthMax > packed.size() + 1) return {};
  z_stream stream{};
  if (inflateInit2(&stream, kRawWindow) != Z_OK) return {};
  std::string bytes(size + 1, '\0');  // room for a byte too many, which would be noticed
  lead(stream, packed, bytes);
  const int status = inflate(&stream, Z_FINISH);
  const bool whole = status == Z_STREAM_END && stream.total_out == size && stream.avail_in == 0;
  inflateEnd(&stream);
  bytes.resize(size);
  if (!whole || crc_of(bytes) != crc) return {};
  return bytes;
}

}  // namespace tieout::archive
