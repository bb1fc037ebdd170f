// Amounts without a card beside a report: the lines of its period, their rows as a table, and what is said of them.
#pragma once

#include <vector>

#include "cli/session.hpp"
#include "tieout/filing/adjustment_lines.hpp"
#include "writing/json.hpp"

namespace tieout::cli {

// Of the year up to `through`, and of the entity asked for; none where one asset was asked for.
std::vector<AdjustmentLine> adjustment_lines_of(const Session& session, int year, int through);

// Whether tables of the format are read by people; programs read codes.
bool is_for_people(writing::Format format);

// The rows behind the lines, worded for people where the format is.
Table adjustment_rows(const std::vector<AdjustmentLine>& lines, const Session& session);
writing::JsonMember adjustments_member(const std::vector<AdjustmentLine>& lines, const Session& session);

// On stderr unless --quiet: what the lines come to, and that rows of the year are entered after the period.
void tell_adjustments(const std::vector<AdjustmentLine>& lines, const Session& session, Month end);

}  // namespace tieout::cli
