// Writing a finished table to where the user wants it.
#pragma once

#include <string>
#include <vector>

#include "cli/options.hpp"
#include "cli/session.hpp"
#include "tieout/filing/table.hpp"
#include "writing/explanation.hpp"
#include "writing/json.hpp"
#include "writing/out_file.hpp"
#include "writing/text_table.hpp"
#include "writing/workbook.hpp"

namespace tieout::cli {

writing::TextTableOptions text_options(const Options& options);

// A year as a JSON member.
writing::JsonMember year_member(int year);

// Writes the tables (one file; CSV and JSON take the first table alone) and commits. Returns an exit code.
int write_tables(const std::vector<const Table*>& tables, const Options& options,
                 std::vector<writing::JsonMember> members = {});

// The same for a report that rests on the law: it says how far the law was known, and which values it used on weak
// evidence. After the run.
int write_report(const std::vector<const Table*>& tables, const Session& session,
                 std::vector<writing::JsonMember> members = {});

// How explanations are worded and where their places are looked up.
writing::ExplanationOptions explanation_options(const Session& session);

// After a reconciliation, on stderr unless --quiet: assets, the adjustment in total, recorded figures, rounding.
void tell_totals(const Session& session, const ClassTotals& totals);

// Prints what kept an output from being written; kOutputTrouble.
int output_trouble(const Diagnostic& diagnostic, const Options& options);

}  // namespace tieout::cli
