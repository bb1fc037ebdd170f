// The strings of the JSON that the archive keeps: one way to write each, and reading them back.
#pragma once

#include <string>
#include <string_view>

namespace tieout::archive {

// Quoted; quotes, backslashes and control characters escaped, nothing else.
void append_json_string(std::string& out, std::string_view text);

// Reads a text from its start.
class JsonText {
 public:
  explicit JsonText(std::string_view text) : rest_(text) {}

  char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  // Passes the character where it comes next.
  bool take(char c);
  // Appends a string, as append_json_string() writes it, to `out`; false where none stands there.
  bool string(std::string& out);

 private:
  bool escaped(std::string& out);

  std::string_view rest_;
};

}  // namespace tieout::archive
