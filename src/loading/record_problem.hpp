// Diagnostics of the loaders, worded in one place each. Inside loading/ only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "loading/field.hpp"
#include "loading/toml.hpp"
#include "loading/value.hpp"
#include "loading/value_words.hpp"
#include "tieout/core/diagnostic.hpp"

namespace tieout::loading {

// What is wrong with a cell, before it has a place.
struct CellProblem {
  std::string code;
  Text message;
  Text help;
};

// A value that could not be read. `text`: the cell, as it stands.
CellProblem value_problem(ValueError error, const FieldSpec& field, std::string_view text);
// A word that is not among those of the field.
CellProblem word_problem(const FieldSpec& field, std::string_view text, const WordBook& words);
// A TOML value of a kind that the field does not take.
CellProblem toml_problem(TomlKind kind, const FieldSpec& field, std::string_view text);

Diagnostic unknown_key(const std::string& file, const TomlNode& node, std::string_view key,
                       const std::vector<std::string>& known);
Diagnostic repeated_key(const std::string& file, const TomlNode& node, std::string_view key);
Diagnostic mapping_shape(const std::string& file, const TomlNode& node, std::string_view key);

// "`a`, `b`, `c`".
std::string quoted_list(const std::vector<std::string>& words);

}  // namespace tieout::loading
