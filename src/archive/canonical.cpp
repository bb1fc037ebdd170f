#include "archive/canonical.hpp"

#include "archive/json_text.hpp"

namespace tieout::archive {

namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<CanonicalObject> object() {
    CanonicalObject result;
    if (!text_.take('{')) return {};
    if (text_.take('}')) return result;
    do {
      std::string key;
      CanonicalValue value;
      if (!text_.string(key) || !text_.take(':') || !this->value(value)) return {};
      result[key] = value;
    } while (text_.take(','));
    if (!text_.take('}')) return {};
    return result;
  }

 private:
  bool value(CanonicalValue& out) {
    if (text_.next() == '"') {
      std::string text;
      if (!text_.string(text)) return false;
      out = std::move(text);
      return true;
    }
    const bool negative = text_.take('-');
    std::int64_t number = 0;
    std::size_t digits = 0;
    for (char digit = text_.next(); digit >= '0' && digit <= '9'; digit = text_.next(), ++digits) {
      if (digits == 18) return false;
      number = number * 10 + (digit - '0');
      text_.take(digit);
    }
    out = negative ? -number : number;
    return digits > 0;
  }

  JsonText text_;
};

}  // namespace

std::string canonical_text(const CanonicalObject& object) {
  std::string out = "{";
  for (const auto& [key, value] : object) {
    if (out.size() > 1) out += ',';
    append_json_string(out, key);
    out += ':';
    if (const auto* text = std::get_if<std::string>(&value)) {
      append_json_string(out, *text);
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
