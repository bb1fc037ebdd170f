#include "loading/xlsx_strings.hpp"

#include <map>

namespace tieout::loading {

namespace {

std::optional<std::uint32_t> hex_escape(std::string_view text) {
  if (text.size() < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_') return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text.substr(2, 4)) {
    std::uint32_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint32_t>(c - '0');
    } else if (c >= 'A' && c <= 'F') {
      digit = static_cast<std::uint32_t>(c - 'A') + 10;
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint32_t>(c - 'a') + 10;
    } else {
      return std::nullopt;
    }
    value = value * 16 + digit;
  }
  return value;
}

class FormatsHandler final : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    const std::string_view id = attributes.find("numFmtId");
    if (name == "cellXfs") {
      in_cell_formats_ = true;
    } else if (name == "numFmt") {
      // Number formats also stand in differential styles further down; the first, in numFmts, is the one meant.
      if (const auto number = parse_index(id)) own_.emplace(*number, read_format_code(attributes.find("formatCode")));
    } else if (name == "xf" && in_cell_formats_) {
      ids_.push_back(parse_index(id).value_or(0));
    }
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void text(std::string_view) override {}

  std::vector<NumberFormat> formats() const {
    std::vector<NumberFormat> formats;
    formats.reserve(ids_.size());
    for (const std::uint32_t id : ids_) {
      const auto own = own_.find(id);
      formats.push_back(own == own_.end() ? built_in_format(id) : own->second);
    }
    return formats;
  }

 private:
  bool in_cell_formats_ = false;
  std::map<std::uint32_t, NumberFormat> own_;
  std::vector<std::uint32_t> ids_;
};

}  // namespace

// A string is its texts in order, plain or in runs; the phonetic guides of East Asian names (rPh) are none of it.
class SharedStringsHandler final : public XmlHandler {
 public:
  explicit SharedStringsHandler(SharedStrings& strings) : strings_(strings) {}

  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "rPh") ++phonetic_;
    in_text_ = name == "t" && phonetic_ == 0;
  }
  void end(std::string_view name) override {
    in_text_ = false;
    if (name == "rPh") --phonetic_;
    if (name != "si") return;
    decode_escapes(strings_.text_, strings_.ends_.empty() ? 0 : strings_.ends_.back());
    strings_.ends_.push_back(strings_.text_.size());
  }
  void text(std::string_view text) override {
    if (in_text_) strings_.text_ += text;
  }

 private:
  SharedStrings& strings_;
  int phonetic_ = 0;
  bool in_text_ = false;
};

bool SharedStrings::read(XlsxPackage& package, const std::string& part) {
  SharedStringsHandler handler(*this);
  return package.parse(part, "", handler);
}

bool CellFormats::read(XlsxPackage& package, const std::string& part) {
  FormatsHandler handler;
  if (!package.parse(part, "", handler)) return false;
  formats_ = handler.formats();
  return true;
}

void decode_escapes(std::string& text, std::size_t from) {
  std::size_t at = text.find("_x", from);
  if (at == std::string::npos) return;
  std::size_t out = at;
  while (at < text.size()) {
    const auto code = hex_escape(std::string_view(text).substr(at));
    // Only characters of one byte occur in practice (_x000D_, _x005F_); others stay as they are written.
    if (code && *code > 0 && *code < 0x80) {
      text[out++] = static_cast<char>(*code);
      at += 7;
    } else {
      text[out++] = text[at++];
    }
  }
  text.resize(out);
}

std::optional<std::uint32_t> parse_index(std::string_view text) {
  constexpr std::size_t digits_max = 9;
  if (text.empty() || text.size() > digits_max) return std::nullopt;
  std::uint32_t value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return value;
}

}  // namespace tieout::loading
