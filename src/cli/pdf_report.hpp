// The filing set as a PDF: of tieout reconcile the whole set, of tieout forms the forms with their checks.
#pragma once

#include "cli/forms_output.hpp"
#include "cli/options.hpp"
#include "cli/session.hpp"
#include "writing/out_file.hpp"

namespace tieout::cli {

// tieout reconcile --format pdf; --year is given. Returns an exit code.
int run_pdf_report(const Options& options);

// tieout forms --format pdf. Returns an exit code; the caller commits the file.
int write_forms_pdf(const FilledForms& filled, const Session& session, writing::OutFile& file);

}  // namespace tieout::cli
