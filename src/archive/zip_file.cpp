#include "archive/zip_file.hpp"

#include <cstdint>
#include <limits>

#include "archive/crypto.hpp"
#include "archive/manifest.hpp"
#include "archive/packing.hpp"

namespace tieout::archive {

namespace {

constexpr const char* kContainerHash = "container.sha256";
constexpr std::uint32_t kLocal = 0x04034b50, kCentral = 0x02014b50, kEnd = 0x06054b50;
constexpr std::uint16_t kVersion = 20, kUtf8Names = 0x0800, kDeflate = 8;
constexpr std::uint16_t kFirstDay = 0x0021;  // 1 January 1980
constexpr std::size_t kLocalSize = 30, kEndSize = 22;

void put16(std::string& out, std::uint32_t number) {
  out += static_cast<char>(number & 0xffU);
  out += static_cast<char>(number >> 8U & 0xffU);
}
void put32(std::string& out, std::uint32_t number) {
  put16(out, number & 0xffffU);
  put16(out, number >> 16U);
}
std::uint32_t get32(std::string_view bytes, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << 8U * i;
  return number;
}
std::uint32_t get16(std::string_view bytes, std::size_t at) {
  return std::uint32_t{static_cast<unsigned char>(bytes[at])} |
         std::uint32_t{static_cast<unsigned char>(bytes[at + 1])} << 8U;
}

struct Entry {
  std::string name;
  std::uint32_t crc = 0, packed = 0, size = 0, offset = 0;
};

// What the local header and the central one have in common.
std::string common(const Entry& entry) {
  std::string out;
  put16(out, kVersion);
  put16(out, kUtf8Names);
  put16(out, kDeflate);
  put16(out, 0);
  put16(out, kFirstDay);
  put32(out, entry.crc);
  put32(out, entry.packed);
  put32(out, entry.size);
  put16(out, static_cast<std::uint32_t>(entry.name.size()));
  put16(out, 0);
  return out;
}

std::string local_header(const Entry& entry) {
  std::string out;
  put32(out, kLocal);
  return out + common(entry) + entry.name;
}

std::string directory_of(const std::vector<Entry>& entries, std::size_t begin) {
  std::string out;
  for (const Entry& entry : entries) {
    put32(out, kCentral);
    put16(out, kVersion);
    out += common(entry);
    for (int i = 0; i < 3; ++i) put16(out, 0);
    put32(out, 0);
    put32(out, entry.offset);
    out += entry.name;
  }
  const std::size_t size = out.size();
  put32(out, kEnd);
  put32(out, 0);
  put16(out, static_cast<std::uint32_t>(entries.size()));
  put16(out, static_cast<std::uint32_t>(entries.size()));
  put32(out, static_cast<std::uint32_t>(size));
  put32(out, static_cast<std::uint32_t>(begin));
  put16(out, 0);
  return out;
}

class Writer {
 public:
  void add(const std::string& name, std::string_view content) {
    const Deflated packed = deflate_raw(content);
    Entry entry{name, packed.crc, static_cast<std::uint32_t>(packed.bytes.size()),
                static_cast<std::uint32_t>(content.size()), static_cast<std::uint32_t>(out_.size())};
    out_ += local_header(entry) + packed.bytes;
    entries_.push_back(std::move(entry));
  }
  std::string finish() {
    add(kContainerHash, sha256_hex(out_) + "\n");
    return out_ + directory_of(entries_, out_.size());
  }
  bool fits() const { return out_.size() < std::numeric_limits<std::uint32_t>::max() / 2; }

 private:
  std::string out_;
  std::vector<Entry> entries_;
};

class Reader {
 public:
  Reader(std::string_view bytes, const std::string& directory) : bytes_(bytes), directory_(directory) {}

  bool run() {
    while (at_ + kLocalSize <= bytes_.size() && get32(bytes_, at_) == kLocal) {
      if (!entry()) return false;
    }
    return sealed_ && bytes_.substr(at_) == directory_of(entries_, at_);
  }

 private:
  bool entry() {
    if (sealed_) return false;  // the container's hash comes last
    Entry entry;
    entry.offset = static_cast<std::uint32_t>(at_);
    entry.crc = get32(bytes_, at_ + 14);
    entry.packed = get32(bytes_, at_ + 18);
    entry.size = get32(bytes_, at_ + 22);
    entry.name = bytes_.substr(at_ + kLocalSize, get16(bytes_, at_ + 26));
    const std::string header = local_header(entry);
    if (bytes_.substr(at_, header.size()) != header || at_ + header.size() + entry.packed > bytes_.size()) return false;
    const auto content = inflate_raw(bytes_.substr(at_ + header.size(), entry.packed), entry.size, entry.crc);
    if (!content) return false;
    if (entry.name == kContainerHash) {
      sealed_ = *content == sha256_hex(bytes_.substr(0, at_)) + "\n";
      // Its own packed bytes are covered by being exactly what packing gives.
      if (!sealed_ || deflate_raw(*content).bytes != bytes_.substr(at_ + header.size(), entry.packed)) return false;
    } else if (!is_section_name(entry.name) || !write_file(directory_ + "/" + entry.name, *content)) {
      return false;
    }
    at_ += header.size() + entry.packed;
    entries_.push_back(std::move(entry));
    return true;
  }

  std::string_view bytes_;
  const std::string& directory_;
  std::size_t at_ = 0;
  std::vector<Entry> entries_;
  bool sealed_ = false;
};

}  // namespace

std::string zip(const std::string& directory, const std::string& path) {
  Writer writer;
  std::vector<std::string> names = files_below(directory);
  names.insert(names.begin(), kManifestFile);
  for (const std::string& name : names) {
    const auto content = read_file(directory + "/" + name);
    if (!content || !writer.fits()) return name;
    writer.add(name, *content);
  }
  if (!writer.fits() || !write_file(path, writer.finish())) return path;
  return {};
}

void unzip(const std::string& path, const std::string& directory, std::vector<Fault>& faults) {
  const auto bytes = read_file(path);
  if (bytes && Reader(*bytes, directory).run()) return;
  faults.push_back({"", {"zip 文件已损坏、被改动，或不是本程序导出的",
                         "the zip file is damaged, was changed, or is no export of this program"}});
}

}  // namespace tieout::archive
