// Forms for prepayments (A201020): filed for the year up to a month, in the edition of that month.
#pragma once

#include <optional>

#include "cli/session.hpp"

namespace tieout::cli {

// Whether the form asked for is one.
bool is_prepayment_form(const Session& session);

// False, with a usage message, where options for the annual return stand beside a form for prepayments.
bool fits_prepayment(const Options& options);

// The edition for the period that ends in `end`, or the one named by --edition. Null: see `problem`.
const rules::FormEdition* prepayment_edition_for(const Session& session, Month end, Diagnostic& problem);

// On stderr: what the form takes off taxable income.
void tell_prepayment(const FormSet& set, const std::vector<EntityForms>& all, std::size_t formulas,
                     const Options& options);

}  // namespace tieout::cli
