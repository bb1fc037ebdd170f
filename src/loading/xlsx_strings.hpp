// The shared strings of a workbook and its cell formats, each read once for all worksheets.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loading/xlsx_number.hpp"
#include "loading/xlsx_package.hpp"

namespace tieout::loading {

// Strings one after another in one buffer.
class SharedStrings {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t index) const {
    const std::size_t start = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(text_).substr(start, ends_[index] - start);
  }

  // False after a diagnostic.
  bool read(XlsxPackage& package, const std::string& part);

 private:
  friend class SharedStringsHandler;
  std::string text_;
  std::vector<std::uint64_t> ends_;
};

// Number formats by the style index of a cell.
class CellFormats {
 public:
  // The format of style `index`; an index the file does not define is the general format.
  const NumberFormat& at(std::size_t index) const { return index < formats_.size() ? formats_[index] : general_; }

  // False after a diagnostic.
  bool read(XlsxPackage& package, const std::string& part);

 private:
  std::vector<NumberFormat> formats_;
  NumberFormat general_;
};

// Decodes "_x000D_" and the like, by which workbooks write characters that XML has no place for; in place.
void decode_escapes(std::string& text, std::size_t from);

// A decimal number without sign of at most nine digits, as counts and indexes in a workbook are.
std::optional<std::uint32_t> parse_index(std::string_view text);

}  // namespace tieout::loading
