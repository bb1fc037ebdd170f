// Where what was stated of an asset is not what the tax law makes of it, though nothing stops the computation: each is
// a warning with its article (engine.md §5 leaves the arithmetic of these events to what is stated).
#pragma once

#include "tieout/asset/register.hpp"
#include "tieout/ledger/problem.hpp"
#include "tieout/ledger/terms.hpp"
#include "tieout/ledger/timeline.hpp"

namespace tieout {

// Adds to `findings`, in the order of the events:
//   TAX-PROVISIONAL-COST-LATE  a cost adjusted for tax after the months in which a provisional cost may be settled
//   TAX-BUILDING-EXTENDED      a building extended, and the tax side not depreciated anew as the announcement has it
//   TAX-BUILDING-REBUILT       a building in place of another, and nothing of the old one's tax value in its tax cost
//   TAX-MAJOR-REPAIR           a repair spread over less time than a major repair must add to the life
//   TAX-RESIDUAL-RATE          a residual outside the bounds of the law before 2008
void find_law_conflicts(const RegisterEntry& entry, const AssetTerms& terms, const Framework& framework,
                        const Timeline& timeline, Problems& findings);

}  // namespace tieout
