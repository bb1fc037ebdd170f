// Reads the editions of forms (rules/<country>/forms/<form>/<year>.toml) and checks that they hang together.
// Inside loading/ only; rule_files.hpp is the door.
#pragma once

#include "loading/rule_reader.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Reads one edition. `book` holds classes already. Problems are reported; what is left is usable for more checks.
rules::FormEdition read_form(RuleReader& reader, const TomlNode& root, const rules::RuleBook& book);

// Formulas and references across forms: every cell that a check names exists in the editions of its years.
void check_forms(const rules::RuleBook& book, Diagnostics& diagnostics);

// "positive(27:9)", "*:2 - *:5", "20 * 2:5", "A105000:32:1", "0"; empty where it cannot be read.
std::optional<rules::FormExpression> parse_form_expression(std::string_view text);

}  // namespace tieout::loading
