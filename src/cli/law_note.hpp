// What a report says of the law it rests on: the day up to which publications were counted, and the values that it used
// although they stand in fewer than two texts.
#pragma once

#include "cli/session.hpp"
#include "tieout/filing/table.hpp"
#include "writing/byte_sink.hpp"
#include "writing/json.hpp"

namespace tieout::cli {

// --law-as-of, or the newest publication that the rules know.
Date law_date(const Session& session);

// The values used on weak evidence, with the law's date in the title. Complete after the run.
Table law_table(const Session& session);

// Below the tables of a report for the terminal.
void write_law_note(const Session& session, writing::ByteSink& out);

// "law_as_of", known before the run, and "unverified_rules", known after it.
writing::JsonMember law_as_of_member(const Session& session);
writing::JsonMember unverified_member(const Session& session);

// CSV has no place for it: one line on stderr, unless --quiet.
void tell_law(const Session& session);

}  // namespace tieout::cli
