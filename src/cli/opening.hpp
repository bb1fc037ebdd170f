// A year opens with what last year's filing closed with. Where the balances computed for an asset differ from those that
// were sealed (a rule was corrected, a program, an input), the sealed ones stand: the difference is taken into last
// year's charge, as if it had been recorded, and is reported with its cause.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "loading/register_reader.hpp"
#include "tieout/reconcile/reconcile.hpp"

namespace tieout::cli {

// What was sealed of an asset at the end of last year, of one whose opening is computed otherwise.
struct SealedOpening {
  Money book_carrying, tax_base;          // sealed closing
  Money book_computed, tax_computed;      // opening as computed
  std::string cause;                      // "input-changed", "rule-changed", "program-changed"
};
using SealedOpenings = std::map<std::pair<std::string, std::string>, SealedOpening>;  // by entity and asset

// Assets whose opening in `rows` (a rows.csv of the year) is not the closing in `last` (that of the year before).
SealedOpenings differing_openings(const std::string& rows, const std::string& last);

// Sets the cause of each, from what the filing in `now` was made from and the filing of last year in `last`: the asset's
// own records up to last year, the rules, the program.
void find_causes(SealedOpenings& openings, int year, const std::string& now, const std::string& last);

// The table inputs/opening.csv of a filing and back.
std::string openings_text(const SealedOpenings& openings);
SealedOpenings read_openings(const std::string& path);

// A reader whose entries of these assets meet the sealed closing of the year before `year`; each is told as a warning
// OPENING-NOT-AS-SEALED. `framework` is asked for when an entry is read.
std::unique_ptr<loading::RegisterReader> with_openings(std::unique_ptr<loading::RegisterReader> reader,
                                                       SealedOpenings openings, int year,
                                                       std::function<Framework()> framework);

}  // namespace tieout::cli
