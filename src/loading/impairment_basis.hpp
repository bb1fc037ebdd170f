// Reading what a recoverable amount comes from. Inside loading/ only.
#pragma once

#include <string>
#include <vector>

#include "loading/node_table.hpp"
#include "tieout/filing/impairment_test.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// The keys of a basis, as units and groups have them.
const std::vector<std::string>& basis_keys();

// Null regime: one that is not known was reported already, and its rules are not asked.
RecoverableBasis read_basis(const NodeTable& table, const rules::BookRegime* regime, const rules::RuleBook& rules);

// The citation in both languages, or nothing for an empty one.
Text cited(const rules::RuleBook& rules, const rules::Citation& cite);

}  // namespace tieout::loading
