// The words of enumerations as cells may spell them: the canonical spelling, and the words of headings.toml.
// Inside loading/ only.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "loading/field.hpp"
#include "loading/heading.hpp"
#include "tieout/rules/classes.hpp"

namespace tieout::loading {

class WordBook {
 public:
  WordBook(const HeadingWords& headings, const rules::ClassTable& classes);
  WordBook(const WordBook&) = delete;
  WordBook& operator=(const WordBook&) = delete;

  // The enumerator (or class, or alternative of EventDetail) as a number, or nothing.
  std::optional<std::uint16_t> find(ValueKind kind, std::string_view word) const;

  // The canonical spellings of the kind, in their own order.
  const std::vector<std::string>& canonical(ValueKind kind) const;

  // The nearest words to an unknown one, canonical or alias, at most three; empty where none is near.
  std::vector<std::string> near(ValueKind kind, std::string_view word) const;

 private:
  struct List {
    std::vector<std::pair<std::string, std::uint16_t>> words;     // sorted
    std::unordered_map<std::string_view, std::uint16_t> by_word;  // views of `words`
    std::vector<std::string> canonical;
  };
  static constexpr std::size_t kKinds = static_cast<std::size_t>(ValueKind::currency) + 1;

  List& at(ValueKind kind) { return lists_[static_cast<std::size_t>(kind)]; }
  const List& at(ValueKind kind) const { return lists_[static_cast<std::size_t>(kind)]; }

  std::array<List, kKinds> lists_;
};

// Name of the kind's list below [words] of headings.toml ("method"), and of its unknown-word diagnostic
// ("UNKNOWN-METHOD").
std::string_view list_name(ValueKind kind);
std::string unknown_word_code(ValueKind kind);

}  // namespace tieout::loading
