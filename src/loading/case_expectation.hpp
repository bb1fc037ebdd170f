// The [[expect]] tables of a case, and the tables beside the register that its statements are made from. Inside
// loading/ only.
#pragma once

#include <string>
#include <string_view>

#include "loading/case_file.hpp"
#include "loading/toml.hpp"

namespace tieout::loading {

Expectation read_expectation(const std::string& path, const TomlNode& node, Diagnostics& diagnostics);

// Whether the list is one of the user's files beside the register: provision, valuation, limit, account.
bool is_case_statement(std::string_view key);
// Adds one table of such a list.
void take_case_statement(const std::string& path, std::string_view key, const TomlNode& node, CaseStatements& stated,
                         Diagnostics& diagnostics);

}  // namespace tieout::loading
