// Reads the provisions that standards know (rules/<standard>/provisions.toml).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/provision_kind.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Whether the file, named below the directory of rules, lists provisions ("cn/cas/provisions.toml").
bool is_provision_rules(std::string_view name);

// All of them, by standard. An unknown word, source or class is a diagnostic with file and line.
std::vector<rules::ProvisionRules> load_provision_rules(const std::string& directory, const rules::RuleBook& book,
                                                        Diagnostics& diagnostics);

}  // namespace tieout::loading
