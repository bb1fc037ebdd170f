// Reads the charts of accounts (rules/<standard>/accounts.toml).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tieout/core/diagnostic.hpp"
#include "tieout/rules/account_chart.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Whether the file, named below the directory of rules, is a chart ("cn/cas/accounts.toml").
bool is_account_chart(std::string_view name);

// Every chart below the directory, by standard. A use of no account, a word that is none, an unknown source or class
// are diagnostics with file and line. `book` holds sources and classes.
std::vector<rules::AccountChart> load_account_charts(const std::string& directory, const rules::RuleBook& book,
                                                     Diagnostics& diagnostics);

}  // namespace tieout::loading
