// Diagnostics: what is wrong with the input, where, under which rule, and what to do. They are values,
// collected and reported together; nothing is thrown for a user's mistake (architecture.md, "Errors").
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace tieout {

enum class Severity { note, warning, error };

// A place in an input file. Lines and columns count from 1; 0 = not known. For a spreadsheet `sheet` is
// set, `line` is the row and `column` the column number. `excerpt` is the text found there.
struct SourceSpan {
  std::string file;
  std::string sheet;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string excerpt;
};

// Text in the two languages of the program (contract.md: `--lang zh|en`).
struct Text {
  std::string zh;
  std::string en;
};

enum class Language { zh, en };

inline const std::string& in(Language language, const Text& text) {
  return language == Language::zh ? text.zh : text.en;
}

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;  // stable, e.g. "TAX-LIFE-BELOW-MINIMUM"; every code has a file in tests/errors
  SourceSpan span;
  Text message;  // one sentence: what is wrong
  Text rule;     // the standard or law behind it with its place in rules/, or empty
  Text help;     // what to do, or empty
};

// Collects diagnostics in the order found. Not thread-safe: one per worker, merged in order.
class Diagnostics {
 public:
  void add(Diagnostic diagnostic);
  void append(Diagnostics&& other);
  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return items_; }
  bool empty() const { return items_.empty(); }

  // By file (in order of first mention), line, column, code; equal ones once.
  void sort_by_place(const std::vector<std::string>& file_order);

 private:
  std::vector<Diagnostic> items_;
  std::size_t errors_ = 0;
};

// The diagnostic in GNU form with excerpt, law and remedy (several lines, ending in a newline):
//   register.csv:14:34: error[CODE]: message
//      14 | M-07 …
std::string format(const Diagnostic& diagnostic, Language language);

}  // namespace tieout
