#include "archive/flat_json.hpp"

#include <fmt/format.h>

namespace tieout::archive {

namespace {

void append_string(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20U) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Members members() {
    Members result;
    if (!take('{')) return result;
    do {
      std::pair<std::string, std::string> member;
      if (!string(member.first) || !take(':') || !string(member.second)) break;
      result.push_back(std::move(member));
    } while (take(','));
    return result;
  }

 private:
  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  bool string(std::string& out) {
    if (!take('"')) return false;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] != '\\') {
        out += text_[at_++];
      } else if (!escape(out)) {
        return false;
      }
    }
    return take('"');
  }

  // Only what append_string() writes.
  bool escape(std::string& out) {
    constexpr std::size_t kDigits = 4;
    if (at_ + 1 >= text_.size()) return false;
    const char next = text_[at_ + 1];
    at_ += 2;
    if (next != 'u') {
      out += next;
      return true;
    }
    if (at_ + kDigits > text_.size()) return false;
    unsigned value = 0;
    for (const char c : text_.substr(at_, kDigits)) {
      value = value * 16 + static_cast<unsigned>(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    at_ += kDigits;
    out += static_cast<char>(value);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

void append_member(std::string& object, std::string_view key, std::string_view text) {
  object += object.empty() ? '{' : ',';
  append_string(object, key);
  object += ':';
  append_string(object, text);
}

void close_object(std::string& object) {
  if (object.empty()) object += '{';
  object += '}';
}

Members parse_members(std::string_view object) { return Parser(object).members(); }

const std::string* find_member(const Members& members, std::string_view key) {
  for (const auto& [name, text] : members) {
    if (name == key) return &text;
  }
  return nullptr;
}

}  // namespace tieout::archive
