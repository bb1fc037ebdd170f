#include "loading/encoding.hpp"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace tieout::loading {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";

// Damaged UTF-8 can still be valid GB18030. GB18030 text, in turn, never starts with this many sequences of
// three bytes that are valid UTF-8 by chance.
constexpr std::size_t surely_utf8_sequences = 8;

std::uint8_t byte_at(std::string_view text, std::size_t index) { return static_cast<std::uint8_t>(text[index]); }

bool continues(std::string_view text, std::size_t index, std::uint8_t low = 0x80, std::uint8_t high = 0xBF) {
  return index < text.size() && byte_at(text, index) >= low && byte_at(text, index) <= high;
}

// Length of the valid sequence of several bytes at `index`, or 0.
std::size_t sequence_length(std::string_view text, std::size_t index) {
  const std::uint8_t lead = byte_at(text, index);
  if (lead >= 0xC2 && lead <= 0xDF) return continues(text, index + 1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    const std::uint8_t low = lead == 0xE0 ? 0xA0 : 0x80;   // overlong forms
    const std::uint8_t high = lead == 0xED ? 0x9F : 0xBF;  // surrogates
    return continues(text, index + 1, low, high) && continues(text, index + 2) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const std::uint8_t low = lead == 0xF0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xF4 ? 0x8F : 0xBF;  // beyond U+10FFFF
    return continues(text, index + 1, low, high) && continues(text, index + 2) && continues(text, index + 3) ? 4 : 0;
  }
  return 0;
}

// First byte at or after `index` that is not ASCII; eight at a time, since most of a ledger is digits.
std::size_t skip_ascii(std::string_view text, std::size_t index) {
  constexpr std::uint64_t high_bits = 0x8080808080808080U;
  while (index + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + index, 8);
    if ((word & high_bits) != 0) break;
    index += 8;
  }
  while (index < text.size() && byte_at(text, index) < 0x80) ++index;
  return index;
}

std::uint32_t line_at(std::string_view text, std::size_t offset) {
  const auto lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n');
  return static_cast<std::uint32_t>(lines) + 1;
}

struct Conversion {
  Bytes text;
  std::optional<std::size_t> invalid_at;  // offset in the source
};

std::shared_ptr<char[]> buffer_of(std::size_t size) { return std::make_shared_for_overwrite<char[]>(size + 1); }

Bytes owned(const std::shared_ptr<char[]>& buffer, std::size_t size) {
  return {std::shared_ptr<const char>(buffer, buffer.get()), size};
}

Bytes without_mark(const Bytes& bytes) {
  if (!bytes.view().starts_with(utf8_mark)) return bytes;
  return {std::shared_ptr<const char>(bytes.data, bytes.data.get() + utf8_mark.size()), bytes.size - utf8_mark.size()};
}

Conversion from_gb18030(std::string_view source) {
  // Two bytes become three at most, four become four, one stays one: one and a half times the source is enough.
  const std::size_t room = source.size() + source.size() / 2 + 16;
  const auto buffer = buffer_of(room);
  iconv_t converter = iconv_open("UTF-8", "GB18030");
  if (converter == reinterpret_cast<iconv_t>(-1)) return {{}, 0};
  char* in = const_cast<char*>(source.data());  // iconv's signature; it does not write there
  std::size_t in_left = source.size();
  char* out = buffer.get();
  std::size_t out_left = room;
  const std::size_t result = iconv(converter, &in, &in_left, &out, &out_left);
  iconv_close(converter);
  if (result == static_cast<std::size_t>(-1)) return {{}, source.size() - in_left};
  return {without_mark(owned(buffer, room - out_left)), std::nullopt};
}

void append_utf8(std::uint32_t code, char*& out) {
  auto put = [&](std::uint32_t value) { *out++ = static_cast<char>(static_cast<std::uint8_t>(value)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) return put(0xC0U | (code >> 6U)), put(0x80U | (code & 0x3FU));
  if (code < 0x10000) put(0xE0U | (code >> 12U));
  if (code >= 0x10000) put(0xF0U | (code >> 18U)), put(0x80U | ((code >> 12U) & 0x3FU));
  put(0x80U | ((code >> 6U) & 0x3FU));
  put(0x80U | (code & 0x3FU));
}

// Byte order by the mark; without one little-endian, as Windows programs write it.
Conversion from_utf16(std::string_view source) {
  const bool big = source.starts_with("\xFE\xFF");
  auto unit = [&](std::size_t at) {
    const std::uint32_t first = byte_at(source, at);
    const std::uint32_t second = byte_at(source, at + 1);
    return big ? first << 8U | second : second << 8U | first;
  };
  const auto buffer = buffer_of(source.size() + source.size() / 2 + 16);
  char* out = buffer.get();
  for (std::size_t at = 0; at < source.size(); at += 2) {
    if (at + 1 == source.size()) return {{}, at};  // half a unit
    std::uint32_t code = unit(at);
    if (code >= 0xDC00 && code <= 0xDFFF) return {{}, at};
    if (code >= 0xD800 && code <= 0xDBFF) {
      const std::uint32_t low = at + 3 < source.size() ? unit(at + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF) return {{}, at};
      code = 0x10000U + ((code - 0xD800U) << 10U) + (low - 0xDC00U);
      at += 2;
    }
    append_utf8(code, out);
  }
  return {without_mark(owned(buffer, static_cast<std::size_t>(out - buffer.get()))), std::nullopt};
}

bool has_utf16_mark(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

const Text save_as_utf8 = {
    "请将文件另存为“CSV UTF-8”；若已知其编码，请用 --encoding（utf-8、gb18030、utf-16）指定。",
    "Save the file as \"CSV UTF-8\", or name its encoding with --encoding (utf-8, gb18030, utf-16)."};

class Decoder {
 public:
  Decoder(const Bytes& bytes, const std::string& file, Diagnostics& diagnostics)
      : bytes_(bytes), file_(file), diagnostics_(diagnostics) {}

  std::optional<DecodedText> detect() {
    const std::string_view text = bytes_.view();
    if (has_utf16_mark(text)) return utf16();
    if (!free_of_nul(text)) return std::nullopt;
    const Utf8Scan scan = scan_utf8(text);
    if (text.starts_with(utf8_mark)) return utf8(scan);
    if (scan.valid_bytes == text.size()) {
      if (scan.two_byte > 0 && scan.three_or_four == 0 && !from_gb18030(text).invalid_at) warn_ambiguous();
      return DecodedText{bytes_, "UTF-8"};
    }
    Conversion conversion = from_gb18030(text);
    if (conversion.invalid_at) return neither(scan.valid_bytes, *conversion.invalid_at);
    if (scan.three_or_four >= surely_utf8_sequences) return invalid("UTF-8", scan.valid_bytes);
    return DecodedText{std::move(conversion.text), "GB18030"};
  }

  std::optional<DecodedText> utf8() { return utf8(scan_utf8(bytes_.view())); }

  std::optional<DecodedText> gb18030() {
    if (!free_of_nul(bytes_.view())) return std::nullopt;
    Conversion conversion = from_gb18030(bytes_.view());
    if (conversion.invalid_at) return invalid("GB18030", *conversion.invalid_at);
    return DecodedText{std::move(conversion.text), "GB18030"};
  }

  std::optional<DecodedText> utf16() {
    Conversion conversion = from_utf16(bytes_.view());
    if (conversion.invalid_at) return invalid("UTF-16", *conversion.invalid_at);
    if (!free_of_nul(conversion.text.view())) return std::nullopt;
    return DecodedText{std::move(conversion.text), "UTF-16"};
  }

 private:
  std::optional<DecodedText> utf8(const Utf8Scan& scan) {
    if (!free_of_nul(bytes_.view())) return std::nullopt;
    if (scan.valid_bytes < bytes_.size) return invalid("UTF-8", scan.valid_bytes);
    return DecodedText{without_mark(bytes_), "UTF-8"};
  }

  bool free_of_nul(std::string_view text) {
    const void* nul = std::memchr(text.data(), 0, text.size());
    if (nul == nullptr) return true;
    const auto offset = static_cast<std::size_t>(static_cast<const char*>(nul) - text.data());
    diagnostics_.add(
        {Severity::error,
         "ENCODING-NUL",
         span_at(text, offset),
         {fmt::format("偏移 {} 处是 NUL 字节：这不是文本文件", offset),
          fmt::format("there is a NUL byte at offset {}: this is not a text file", offset)},
         {},
         {"请从原系统重新导出为 CSV 或 .xlsx；没有字节序标记的 UTF-16 文本请加 --encoding utf-16。",
          "Export it again as CSV or .xlsx; for UTF-16 without a byte order mark give --encoding utf-16."}});
    return false;
  }

  SourceSpan span_at(std::string_view text, std::size_t offset) const {
    return {file_, "", line_at(text, offset), 0, ""};
  }

  std::optional<DecodedText> invalid(const char* encoding, std::size_t offset) {
    const std::uint32_t byte = byte_at(bytes_.view(), offset);
    diagnostics_.add({Severity::error,
                      "ENCODING-INVALID",
                      span_at(bytes_.view(), offset),
                      {fmt::format("偏移 {} 处的字节 0x{:02X} 不是合法的 {}", offset, byte, encoding),
                       fmt::format("byte 0x{:02X} at offset {} is not valid {}", byte, offset, encoding)},
                      {},
                      save_as_utf8});
    return std::nullopt;
  }

  // The reading that got further is probably the one meant, so its place is shown.
  std::optional<DecodedText> neither(std::size_t utf8_offset, std::size_t gb_offset) {
    const std::uint32_t utf8_byte = byte_at(bytes_.view(), utf8_offset);
    const std::uint32_t gb_byte = byte_at(bytes_.view(), gb_offset);
    diagnostics_.add(
        {Severity::error,
         "ENCODING-INVALID",
         span_at(bytes_.view(), std::max(utf8_offset, gb_offset)),
         {fmt::format("既不是合法的 UTF-8（偏移 {}，字节 0x{:02X}），也不是合法的 GB18030（偏移 {}，字节 0x{:02X}）",
                      utf8_offset, utf8_byte, gb_offset, gb_byte),
          fmt::format("neither valid UTF-8 (offset {}, byte 0x{:02X}) nor valid GB18030 (offset {}, byte 0x{:02X})",
                      utf8_offset, utf8_byte, gb_offset, gb_byte)},
         {},
         save_as_utf8});
    return std::nullopt;
  }

  void warn_ambiguous() {
    const std::size_t offset = skip_ascii(bytes_.view(), 0);
    diagnostics_.add({Severity::warning,
                      "ENCODING-AMBIGUOUS",
                      span_at(bytes_.view(), offset),
                      {"文本既可读作 UTF-8，也可读作 GB18030；已按 UTF-8 读取",
                       "the text can be read as UTF-8 and as GB18030; it was read as UTF-8"},
                      {},
                      {"若名称显示为乱码，请加 --encoding gb18030；若显示正确，可加 --encoding utf-8 以免此提示。",
                       "If names come out garbled give --encoding gb18030; if not, --encoding utf-8 silences this."}});
  }

  const Bytes& bytes_;
  const std::string& file_;
  Diagnostics& diagnostics_;
};

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

}  // namespace

Bytes bytes_of(std::string text) {
  auto owner = std::make_shared<std::string>(std::move(text));
  return {std::shared_ptr<const char>(owner, owner->data()), owner->size()};
}

Utf8Scan scan_utf8(std::string_view text) {
  Utf8Scan scan;
  std::size_t at = 0;
  while (true) {
    at = skip_ascii(text, at);
    while (at < text.size() && byte_at(text, at) >= 0x80) {
      const std::size_t length = sequence_length(text, at);
      if (length == 0) {
        scan.valid_bytes = at;
        return scan;
      }
      ++(length == 2 ? scan.two_byte : scan.three_or_four);
      at += length;
    }
    if (at >= text.size()) break;
  }
  scan.valid_bytes = text.size();
  return scan;
}

std::optional<DecodedText> decode_text(const Bytes& bytes, std::string_view encoding, const std::string& file,
                                       Diagnostics& diagnostics) {
  Decoder decoder(bytes, file, diagnostics);
  const std::string name = lower_case(encoding);
  if (name.empty()) return decoder.detect();
  if (name == "utf-8" || name == "utf8") return decoder.utf8();
  // GB18030 contains GBK and GB2312, and reads what those names wrongly promise to be all of.
  if (name == "gb18030" || name == "gbk" || name == "gb2312") return decoder.gb18030();
  if (name == "utf-16" || name == "utf16") return decoder.utf16();
  diagnostics.add({Severity::error,
                   "ENCODING-UNKNOWN",
                   {file, "", 0, 0, ""},
                   {fmt::format("不认识的编码“{}”", encoding), fmt::format("unknown encoding \"{}\"", encoding)},
                   {},
                   {"可用：utf-8、gb18030（含 gbk、gb2312）、utf-16。",
                    "Known are utf-8, gb18030 (also as gbk, gb2312) and utf-16."}});
  return std::nullopt;
}

}  // namespace tieout::loading
