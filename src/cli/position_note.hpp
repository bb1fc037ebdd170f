// What a report says of the positions it rests on, and what they are worth.
#pragma once

#include <string>

#include "cli/session.hpp"
#include "tieout/filing/position_tables.hpp"
#include "writing/byte_sink.hpp"
#include "writing/json.hpp"

namespace tieout::cli {

// Adds the asset open in `reconciler`, whose year was just run up to the end of month `through`, to `result.positions`;
// only an asset that raises a position is run again.
void add_positions(const AssetReconciler& reconciler, const RegisterEntry& entry, const AssetYear& year, int through,
                   BatchResult& result);

// Below the tables of a report for the terminal.
void write_position_note(const PositionTotals& positions, const Session& session, writing::ByteSink& out);
// "positions", after the rows.
writing::JsonMember positions_member(const PositionTotals& positions);
// CSV has no place for it: one line on stderr where an asset raises a position, unless --quiet.
void tell_positions(const PositionTotals& positions, const Session& session);

}  // namespace tieout::cli
