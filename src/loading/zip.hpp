// A zip archive in memory, read part by part with limits: a workbook may come from anyone, and a few kilobytes can
// unpack to gigabytes.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "loading/encoding.hpp"

namespace tieout::loading {

enum class ZipStatus : std::uint8_t {
  ok,
  missing,      // no such part
  damaged,      // cut off, inconsistent, or its checksum does not agree
  encrypted,    // the part needs a password
  unsupported,  // compressed in a way other than deflate
  too_large,    // over a limit
  stopped,      // the reader of the part asked to stop
};

// A spreadsheet's own XML packs about 10:1, rarely 50:1; deflate reaches 1032:1 on a bomb.
struct ZipLimits {
  std::uint64_t parts = 10'000;
  std::uint64_t bytes = std::uint64_t{2} << 30U;              // of all parts read, unpacked
  std::uint64_t ratio = 200;                                  // unpacked to packed, of one part …
  std::uint64_t ratio_free_bytes = std::uint64_t{64} << 20U;  // … once it is larger than this
};

class ZipArchive {
 public:
  // The archive, or null with `status` damaged or too_large.
  static std::unique_ptr<ZipArchive> open(const Bytes& bytes, const ZipLimits& limits, ZipStatus& status);
  virtual ~ZipArchive() = default;

  // Part names compare without regard to case, as the package format has it; "/xl/a.xml" is "xl/a.xml".
  virtual bool has(std::string_view name) const = 0;

  // Unpacks a part piece by piece; `take` returns false to stop. `ok` only after length and checksum agree.
  virtual ZipStatus read(std::string_view name, const std::function<bool(std::string_view)>& take) = 0;
};

}  // namespace tieout::loading
