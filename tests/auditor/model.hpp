// The auditor: the arithmetic of the engine written a second time, plainly, month by month, from the description of
// the rules alone. It shares nothing with the engine but the shapes of its input and output (asset, events, row) and
// money and dates; where the two disagree, one of them has misread the rules. READINGS.md lists the sentences that
// can be read in more than one way, and the reading taken here.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tieout/asset/register.hpp"
#include "tieout/asset/vocabulary.hpp"
#include "tieout/reconcile/results.hpp"

namespace tieout::auditor {

// What the rules say of one class, given as plain figures.
struct WorldClass {
  std::string code;  // "machinery"
  Family family = Family::tangible;
  std::int32_t minimum_months = 0;     // statutory minimum life for tax; 0 = the law states none
  bool contract_term_allowed = false;  // a stated contract term is the tax life
  bool goodwill = false;
};

// What an election named by the asset sets. Whether the asset may make it is not the auditor's business.
struct WorldElection {
  std::string code;  // as in the asset's `tax_election`
  std::optional<Method> method;
};

// The rules around one asset. `ClassId::index` of the asset and of transfers counts in `classes`.
struct World {
  std::string book = "cn/cas";
  std::string tax = "cn/cit";
  std::vector<WorldClass> classes;
  // By family: tangible, intangible, deferred; the same for both ledgers.
  std::array<Starts, 3> starts{Starts::month_after, Starts::month_of, Starts::month_after};
  std::array<Stops, 3> stops{Stops::month_of, Stops::month_before, Stops::month_of};
  bool recycles_equity_surplus = true;  // on disposal of property once carried at fair value
  bool tax_life_follows_book = true;
  std::optional<WorldElection> election;
};

// The rows of the asset from its first year (in service, or take-over) to `last_year` or the year of its full
// disposal. If the rules call the history an error, `refusal` gets a word for it and there are no rows; otherwise it
// is empty. Throws std::logic_error if the two-way proof or another invariant fails: the model itself is wrong then.
std::vector<ReconciliationRow> audit(const RegisterEntry& entry, const World& world, std::int32_t last_year,
                                     std::string& refusal);

}  // namespace tieout::auditor
