// The papers of an impairment test as tables.
#pragma once

#include <optional>

#include "tieout/filing/impairment_test.hpp"
#include "tieout/filing/table.hpp"

namespace tieout {

// One row for each goodwill, asset, share of a corporate asset and remainder. `words`: kinds in that language, else as
// codes (`asset`, `excluded`, `goodwill`, `corporate`, `unallocated`).
Table impairment_table(const ImpairmentOutcome& outcome, std::optional<Language> words);

// One row a unit or group: amounts compared, and what came of it.
Table impairment_units_table(const ImpairmentOutcome& outcome, std::optional<Language> words);

// One row a year of every value in use that was computed; empty where none was.
Table discounting_table(const ImpairmentOutcome& outcome, std::optional<Language> words);

// What pointed to an impairment and what the figures rest on, as stated; empty where nothing is.
Table impairment_evidence_table(const ImpairmentInput& input);

// "stated", "fair-value-less-costs", "value-in-use".
std::string_view code_of(RecoverableSource source);

// Events that book the outcome: a `test` with its recoverable amount for an asset tested alone, else an `impair` or
// `reverse` with its amount. The columns are those of the events file; every row bears the date.
Table impairment_events(const ImpairmentInput& input, const ImpairmentOutcome& outcome, Date date);

}  // namespace tieout
