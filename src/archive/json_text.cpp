#include "archive/json_text.hpp"

#include "archive/crypto.hpp"

namespace tieout::archive {

void append_json_string(std::string& out, std::string_view text) {
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

bool JsonText::take(char c) {
  if (rest_.empty() || rest_.front() != c) return false;
  rest_.remove_prefix(1);
  return true;
}

bool JsonText::string(std::string& out) {
  if (!take('"')) return false;
  while (!rest_.empty() && rest_.front() != '"') {
    if (take('\\')) {
      if (!escaped(out)) return false;
    } else {
      out += rest_.front();
      rest_.remove_prefix(1);
    }
  }
  return take('"');
}

bool JsonText::escaped(std::string& out) {
  if (rest_.empty()) return false;
  if (!take('u')) {
    out += rest_.front();
    rest_.remove_prefix(1);
    return true;
  }
  const auto byte = rest_.size() >= 4 ? from_hex(rest_.substr(2, 2)) : std::nullopt;
  if (!byte) return false;
  out += *byte;
  rest_.remove_prefix(4);
  return true;
}

}  // namespace tieout::archive
