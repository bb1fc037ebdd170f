#include "archive/filing_files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include "archive/crypto.hpp"
#include "writing/temporary_file.hpp"

namespace tieout::archive {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kPiece = std::size_t{1} << 18U;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

void check_sections(const std::string& directory, const Manifest& manifest, std::vector<Fault>& faults) {
  for (const Section& section : manifest.sections) {
    Sha256 hash;
    if (!read_pieces(directory + "/" + section.name, [&](std::string_view piece) { hash.update(piece); })) {
      faults.push_back({section.name, {"该部分缺失或无法读取", "the section is missing or cannot be read"}});
    } else if (const std::string found = hash.hex(); found != section.sha256) {
      faults.push_back({section.name,
                        {fmt::format("内容与封存时不同：SHA-256 为 {}，清单为 {}", found, section.sha256),
                         fmt::format("the content is not what was sealed: its SHA-256 is {}, the manifest says {}",
                                     found, section.sha256)}});
    }
  }
  for (const std::string& name : files_below(directory)) {
    if (manifest.find(name) == nullptr) {
      faults.push_back({name, {"不在清单之内的文件", "a file that the manifest does not name"}});
    }
  }
}

void check_signatures(const FilingHead& head, const Manifest& manifest, const Seal& seal, std::vector<Fault>& faults) {
  const std::string message = manifest.text();
  std::size_t seals = 0;
  for (const Signature& each : seal.signatures) {
    const bool sealing = each.role == "seal";
    seals += sealing;
    if (!verify_signature(each.public_key, message, each.signature)) {
      faults.push_back({kSealFile,
                        {fmt::format("密钥 {} 的签名不成立", each.public_key),
                         fmt::format("the signature by key {} does not hold", each.public_key)}});
    }
    if (sealing ? each.public_key != head.signer : each.public_key == head.signer || each.role != "countersign") {
      faults.push_back({kSealFile,
                        {fmt::format("密钥 {} 不应以此身份签名", each.public_key),
                         fmt::format("key {} has no business to sign in this role", each.public_key)}});
    }
  }
  if (seals != (head.signer.empty() ? 0U : 1U)) {
    faults.push_back({kSealFile,
                      {fmt::format("应有密钥 {} 的封存签名", head.signer),
                       fmt::format("the seal should bear one signature by key {}", head.signer)}});
  }
}

}  // namespace

WorkDirectory::WorkDirectory() {
  std::string name = writing::temporary_directory() + "/tieout-XXXXXX";
  if (::mkdtemp(name.data()) != nullptr) path_ = name;
}

WorkDirectory::~WorkDirectory() {
  std::error_code ignored;
  if (!path_.empty()) fs::remove_all(path_, ignored);
}

bool read_pieces(const std::string& path, const std::function<void(std::string_view)>& take) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return false;
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) return false;
  std::string piece(kPiece, '\0');
  while (const std::size_t size = std::fread(piece.data(), 1, piece.size(), file.get())) {
    take(std::string_view(piece).substr(0, size));
  }
  return std::ferror(file.get()) == 0;
}

std::optional<std::string> read_file(const std::string& path) {
  std::string bytes;
  if (!read_pieces(path, [&](std::string_view piece) { bytes += piece; })) return {};
  return bytes;
}

bool write_file(const std::string& path, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(fs::path(path).parent_path(), error);
  File file(std::fopen(path.c_str(), "wb"));
  if (!file) return false;
  const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
  return std::fclose(file.release()) == 0 && written;
}

std::vector<std::string> files_below(const std::string& directory) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::recursive_directory_iterator it(directory, error), end; !error && it != end; it.increment(error)) {
    if (it->is_directory()) continue;
    std::string name = it->path().lexically_relative(directory).generic_string();
    if (name != kManifestFile && name != kSealFile) names.push_back(std::move(name));
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::optional<Manifest> make_manifest(const std::string& directory) {
  Manifest manifest;
  for (std::string& name : files_below(directory)) {
    Sha256 hash;
    if (!read_pieces(directory + "/" + name, [&](std::string_view piece) { hash.update(piece); })) return {};
    manifest.sections.push_back({std::move(name), hash.hex()});
  }
  return manifest;
}

void check_seal(const FilingHead& head, const Manifest& manifest, const Seal& seal, const std::string& trusted,
                std::vector<Fault>& faults) {
  const std::string hash = sha256_hex(manifest.text());
  if (hash != seal.hash) {
    faults.push_back({kManifestFile,
                      {fmt::format("清单的 SHA-256 为 {}，封印为 {}", hash, seal.hash),
                       fmt::format("the manifest's SHA-256 is {}, the seal says {}", hash, seal.hash)}});
  }
  check_signatures(head, manifest, seal, faults);
  const bool trusted_signed = std::any_of(seal.signatures.begin(), seal.signatures.end(),
                                          [&](const Signature& each) { return each.public_key == trusted; });
  if (!trusted.empty() && !trusted_signed) {
    faults.push_back({kSealFile,
                      {fmt::format("没有所信任密钥 {} 的签名", trusted),
                       fmt::format("there is no signature by the trusted key {}", trusted)}});
  }
  const bool countersigned = std::any_of(seal.signatures.begin(), seal.signatures.end(),
                                         [](const Signature& each) { return each.role == "countersign"; });
  if (head.countersign && !countersigned) {
    faults.push_back({kSealFile,
                      {"须由另一把密钥会签，尚未会签", "another key has to countersign this filing and has not yet"}});
  }
}

std::optional<Filing> check_files(const std::string& directory, const std::string& trusted,
                                  std::vector<Fault>& faults) {
  const auto unreadable = [&](const char* name) {
    faults.push_back({name, {"缺失、无法读取或不合格式", "it is missing, unreadable or not of its form"}});
  };
  Filing filing;
  const auto manifest_text = read_file(directory + "/" + kManifestFile);
  const auto manifest = manifest_text ? parse_manifest(*manifest_text) : std::nullopt;
  const auto seal_text = read_file(directory + "/" + kSealFile);
  const auto seal = seal_text ? parse_seal(*seal_text) : std::nullopt;
  const auto head_text = read_file(directory + "/" + std::string(kHeadSection));
  const auto head = head_text ? parse_head(*head_text) : std::nullopt;
  if (!manifest) unreadable(kManifestFile);
  if (!seal) unreadable(kSealFile);
  if (!head) unreadable(kHeadSection.data());
  if (manifest) check_sections(directory, *manifest, faults);
  if (!manifest || !head) return {};
  filing.head = *head;
  filing.manifest = *manifest;
  if (seal) filing.seal = *seal;
  if (seal) check_seal(*head, *manifest, *seal, trusted, faults);
  return filing;
}

}  // namespace tieout::archive
