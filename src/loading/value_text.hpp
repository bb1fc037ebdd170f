// Text of a cell in plain ASCII digits and signs: full-width forms folded, blanks dropped. Inside loading/ only.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace tieout::loading {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

class PlainText {
 public:
  explicit PlainText(std::string_view text);
  // False where the text is too long to be a number of any kind.
  bool fits() const { return fits_; }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  void add(std::string_view bytes);

  std::array<char, 64> letters_{};
  std::size_t size_ = 0;
  bool fits_ = true;
};

inline bool drop_front(std::string_view& text, std::string_view part) {
  if (!text.starts_with(part)) return false;
  text.remove_prefix(part.size());
  return true;
}

inline bool drop_back(std::string_view& text, std::string_view part) {
  if (!text.ends_with(part)) return false;
  text.remove_suffix(part.size());
  return true;
}

// Removes commas between thousands; false where one stands elsewhere.
bool ungroup(std::string_view text, std::array<char, 64>& out, std::size_t& size);

}  // namespace tieout::loading
