#include "loading/zip.hpp"

#include <minizip/unzip.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <unordered_map>
#include <vector>

namespace tieout::loading {

namespace {

// minizip's file functions over bytes in memory: the file is opened once, and cannot change between two looks.
struct MemoryFile {
  std::string_view bytes;
  ZPOS64_T at = 0;
};

voidpf open_memory(voidpf opaque, const void*, int) { return opaque; }

uLong read_memory(voidpf, voidpf stream, void* out, uLong size) {
  auto& file = *static_cast<MemoryFile*>(stream);
  if (file.at >= file.bytes.size()) return 0;
  const uLong count = std::min<uLong>(size, file.bytes.size() - file.at);
  std::memcpy(out, file.bytes.data() + file.at, count);
  file.at += count;
  return count;
}

uLong write_memory(voidpf, voidpf, const void*, uLong) { return 0; }

ZPOS64_T tell_memory(voidpf, voidpf stream) { return static_cast<MemoryFile*>(stream)->at; }

long seek_memory(voidpf, voidpf stream, ZPOS64_T offset, int origin) {
  auto& file = *static_cast<MemoryFile*>(stream);
  ZPOS64_T base = 0;
  if (origin == ZLIB_FILEFUNC_SEEK_CUR) base = file.at;
  if (origin == ZLIB_FILEFUNC_SEEK_END) base = file.bytes.size();
  if (offset > file.bytes.size() - std::min<ZPOS64_T>(base, file.bytes.size())) return -1;
  file.at = base + offset;
  return 0;
}

int close_memory(voidpf, voidpf) { return 0; }
int no_error(voidpf, voidpf) { return 0; }

std::string normal_name(std::string_view name) {
  std::string normal;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') {
      normal += static_cast<char>(c - 'A' + 'a');
    } else {
      normal += c == '\\' ? '/' : c;  // some writers use the separator of Windows
    }
  }
  while (normal.starts_with('/')) normal.erase(0, 1);
  return normal;
}

struct Part {
  unz64_file_pos position{};
  std::uint64_t packed = 0;
  std::uint64_t unpacked = 0;
  bool encrypted = false;
  bool supported = true;
};

class MinizipArchive final : public ZipArchive {
 public:
  MinizipArchive(const Bytes& bytes, const ZipLimits& limits)
      : bytes_(bytes), limits_(limits), file_{bytes_.view(), 0}, buffer_(std::size_t{1} << 17U) {}
  MinizipArchive(const MinizipArchive&) = delete;
  MinizipArchive& operator=(const MinizipArchive&) = delete;
  ~MinizipArchive() override {
    if (zip_ != nullptr) unzClose(zip_);
  }

  ZipStatus open() {
    zlib_filefunc64_def functions{open_memory, read_memory,  write_memory, tell_memory,
                                  seek_memory, close_memory, no_error,     &file_};
    zip_ = unzOpen2_64("", &functions);
    unz_global_info64 info{};
    if (zip_ == nullptr || unzGetGlobalInfo64(zip_, &info) != UNZ_OK) return ZipStatus::damaged;
    if (info.number_entry > limits_.parts) return ZipStatus::too_large;
    return list_parts(info.number_entry);
  }

  bool has(std::string_view name) const override { return parts_.contains(normal_name(name)); }

  ZipStatus read(std::string_view name, const std::function<bool(std::string_view)>& take) override {
    const auto found = parts_.find(normal_name(name));
    if (found == parts_.end()) return ZipStatus::missing;
    const Part& part = found->second;
    if (part.encrypted) return ZipStatus::encrypted;
    if (!part.supported) return ZipStatus::unsupported;
    if (exceeds_limits(part)) return ZipStatus::too_large;
    read_so_far_ += part.unpacked;
    unz64_file_pos position = part.position;
    if (unzGoToFilePos64(zip_, &position) != UNZ_OK || unzOpenCurrentFile(zip_) != UNZ_OK) return ZipStatus::damaged;
    const ZipStatus status = unpack(part, take);
    const int closed = unzCloseCurrentFile(zip_);  // compares the checksum
    return status == ZipStatus::ok && closed != UNZ_OK ? ZipStatus::damaged : status;
  }

 private:
  ZipStatus list_parts(std::uint64_t count) {
    int next = unzGoToFirstFile(zip_);
    for (std::uint64_t i = 0; i < count; ++i, next = unzGoToNextFile(zip_)) {
      std::array<char, 1024> name{};
      unz_file_info64 info{};
      Part part;
      if (next != UNZ_OK ||
          unzGetCurrentFileInfo64(zip_, &info, name.data(), name.size() - 1, nullptr, 0, nullptr, 0) != UNZ_OK ||
          unzGetFilePos64(zip_, &part.position) != UNZ_OK) {
        return ZipStatus::damaged;
      }
      part.packed = info.compressed_size;
      part.unpacked = info.uncompressed_size;
      part.encrypted = (info.flag & 1U) != 0;
      part.supported = info.compression_method == 0 || info.compression_method == Z_DEFLATED;
      // Two parts of one name: which one is meant would depend on the reader.
      if (!parts_.emplace(normal_name(name.data()), part).second) return ZipStatus::damaged;
    }
    return ZipStatus::ok;
  }

  // minizip never unpacks more than the declared size, so limits on that hold for what is really there.
  bool exceeds_limits(const Part& part) const {
    if (part.unpacked > limits_.bytes || read_so_far_ > limits_.bytes - part.unpacked) return true;
    return part.unpacked > limits_.ratio_free_bytes && part.unpacked / limits_.ratio > part.packed;
  }

  ZipStatus unpack(const Part& part, const std::function<bool(std::string_view)>& take) {
    std::uint64_t total = 0;
    while (true) {
      const int count = unzReadCurrentFile(zip_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
      if (count < 0) return ZipStatus::damaged;
      if (count == 0) break;
      total += static_cast<std::uint64_t>(count);
      if (!take({buffer_.data(), static_cast<std::size_t>(count)})) return ZipStatus::stopped;
    }
    return total == part.unpacked ? ZipStatus::ok : ZipStatus::damaged;
  }

  Bytes bytes_;
  ZipLimits limits_;
  MemoryFile file_;
  unzFile zip_ = nullptr;
  std::unordered_map<std::string, Part> parts_;
  std::vector<char> buffer_;
  std::uint64_t read_so_far_ = 0;
};

}  // namespace

std::unique_ptr<ZipArchive> ZipArchive::open(const Bytes& bytes, const ZipLimits& limits, ZipStatus& status) {
  auto archive = std::make_unique<MinizipArchive>(bytes, limits);
  status = archive->open();
  if (status != ZipStatus::ok) return nullptr;
  return archive;
}

}  // namespace tieout::loading
