// The input of an impairment test, from TOML or a workbook.
#pragma once

#include <string>
#include <vector>

#include "loading/toml.hpp"
#include "tieout/core/diagnostic.hpp"
#include "tieout/filing/impairment_test.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Reads the file (a workbook by its content, else TOML) and checks it against the regime that it names, or `book`
// where it names none. Whatever is wrong goes to `diagnostics`; after an error the input must not be used.
ImpairmentInput read_impairment(const std::string& path, const std::string& book, const rules::RuleBook& rules,
                                Diagnostics& diagnostics);

// The worksheets of a workbook as the tables of a TOML file: `test` (key, value), `units`, `assets`, `scenarios`,
// `cash_flows`, `corporate`, `groups`. `sheets` receives their names.
TomlNode impairment_workbook(const std::string& path, std::vector<std::string>& sheets, Diagnostics& diagnostics);

// Whether the file is a worked case of impairment: TOML with [[unit]] tables.
bool is_impairment_case(const TomlNode& root);

}  // namespace tieout::loading
