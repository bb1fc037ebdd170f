// What one card needs to know of another: a repair of the asset it repairs, a building torn down of the one built in
// its place. Inside loading/ only.
#pragma once

#include <vector>

#include "tieout/asset/register.hpp"
#include "tieout/ledger/problem.hpp"
#include "tieout/rules/regime.hpp"

namespace tieout::loading {

// Whether any tax law measures an asset of the class by the one its `parent` names.
bool measured_by_whole(const rules::RuleBook& rules, ClassId asset_class);

WholeAsset whole_of(const Asset& parent);
Successor successor_of(const Asset& built);

// For a register that is held as a whole: tells every card of the others, and settles the disposals of every family.
void relate_cards(const rules::RuleBook& rules, std::vector<RegisterEntry>& cards);
Problems settle_all_families(std::vector<RegisterEntry>& cards);

}  // namespace tieout::loading
