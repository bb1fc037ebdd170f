#include "archive/canonical.hpp"

#include "archive/crypto.hpp"

namespace tieout::archive {

namespace {

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      out += "\\u00" + to_hex({&c, 1});
    } else {
      out += c;
    }
  }
  out += '"';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<CanonicalObject> object() {
    CanonicalObject result;
    if (!take('{')) return {};
    if (take('}')) return result;
    do {
      std::string key;
      CanonicalValue value;
      if (!string(key) || !take(':') || !this->value(value)) return {};
      result[key] = value;
    } while (take(','));
    if (!take('}')) return {};
    return result;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool value(CanonicalValue& out) {
    if (at_ < text_.size() && text_[at_] == '"') {
      std::string text;
      if (!string(text)) return false;
      out = std::move(text);
      return true;
    }
    const bool negative = take('-');
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, ++digits) {
      if (digits == 18) return false;
      number = number * 10 + (text_[at_] - '0');
    }
    out = negative ? -number : number;
    return digits > 0;
  }

  bool string(std::string& out) {
    if (!take('"')) return false;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] != '\\') {
        out += text_[at_++];
      } else if (!escaped(out)) {
        return false;
      }
    }
    return take('"');
  }

  bool escaped(std::string& out) {
    ++at_;
    if (at_ >= text_.size()) return false;
    if (text_[at_] != 'u') {
      out += text_[at_++];
      return true;
    }
    const auto byte = at_ + 5 <= text_.size() ? from_hex(text_.substr(at_ + 3, 2)) : std::nullopt;
    if (!byte) return false;
    out += *byte;
    at_ += 5;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::string canonical_text(const CanonicalObject& object) {
  std::string out = "{";
  for (const auto& [key, value] : object) {
    if (out.size() > 1) out += ',';
    append_string(out, key);
    out += ':';
    if (const auto* text = std::get_if<std::string>(&value)) {
      append_string(out, *text);
    } else {
      out += std::to_string(std::get<std::int64_t>(value));
    }
  }
  return out + "}\n";
}

std::optional<CanonicalObject> parse_canonical(std::string_view text) {
  auto object = Reader(text).object();
  if (!object || canonical_text(*object) != text) return {};
  return object;
}

}  // namespace tieout::archive
