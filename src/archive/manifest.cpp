#include "archive/manifest.hpp"

#include <algorithm>

#include "archive/crypto.hpp"

namespace tieout::archive {

namespace {

constexpr std::size_t kHashDigits = 64;
constexpr std::string_view kBetween = "  ";

}  // namespace

bool is_section_name(std::string_view name) {
  if (name.empty() || name.front() == '/' || name.back() == '/') return false;
  std::size_t begin = 0;
  while (begin <= name.size()) {
    const std::size_t end = std::min(name.find('/', begin), name.size());
    const std::string_view part = name.substr(begin, end - begin);
    if (part.empty() || part == "." || part == "..") return false;
    begin = end + 1;
  }
  return std::all_of(name.begin(), name.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0x20U && c != '\\' && c != 0x7f; });
}

std::string Manifest::text() const {
  std::string out;
  for (const Section& section : sections) out.append(section.sha256).append(kBetween).append(section.name) += '\n';
  return out;
}

const Section* Manifest::find(std::string_view name) const {
  for (const Section& section : sections) {
    if (section.name == name) return &section;
  }
  return nullptr;
}

std::optional<Manifest> parse_manifest(std::string_view text) {
  Manifest manifest;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    if (end == std::string_view::npos || end <= kHashDigits + kBetween.size()) return {};
    const std::string_view hash = text.substr(0, kHashDigits);
    const std::string_view name = text.substr(kHashDigits + kBetween.size(), end - kHashDigits - kBetween.size());
    if (!from_hex(hash) || text.substr(kHashDigits, kBetween.size()) != kBetween || !is_section_name(name)) return {};
    if (!manifest.sections.empty() && manifest.sections.back().name >= name) return {};
    manifest.sections.push_back({std::string(name), std::string(hash)});
    text.remove_prefix(end + 1);
  }
  return manifest;
}

}  // namespace tieout::archive
